import type { Role } from '../../words/roles.ts';
import type { Absence, Postponement } from '../absences/index.ts';
import type { StepName, StructureCoverage } from '../phases/index.ts';
import type { StatusUpdate } from '../record/index.ts';
import type { NextStep, OutboxClaim } from '../reminders/index.ts';
import type { IsoDay, Item, ItemRef, Phase } from '../types.ts';

/** A row of the outbox: one message that one person is owed at one step. */
export interface ReminderRow {
  readonly id: number;
  /** Opaque; travels in the message's metadata, so that a message can be found again. */
  readonly key: string;
  readonly phase: string;
  /** Code of a person, or a channel (`notes.ts`). */
  readonly person: string;
  readonly onBehalf: string;
  readonly role: Role;
  /** `-15@2021-09-09`: the step and its day. */
  readonly stepKey: string;
  readonly status: 'waiting' | 'claimed' | 'sent' | 'failed' | 'skipped';
  readonly late: boolean;
  readonly asked: readonly { readonly item: ItemRef; readonly responsible: string }[];
  readonly attempts: number;
  /** When a waiting row may be tried again. */
  readonly retryAt: Date | null;
  readonly claimedAt: Date;
  readonly claimedBy: string;
  readonly settledAt: Date | null;
  readonly channel: string | null;
  readonly ts: string | null;
  /** A newer message took its place. */
  readonly retired: boolean;
  /** How many changes of what it shows have not reached Slack yet. */
  readonly stale: number;
  readonly reason: string | null;
}

/** The outbox. Each call is one statement or one transaction: two processes on one database never both win. */
export interface ReminderStore {
  all(): Promise<readonly ReminderRow[]>;
  /** Rows whose sending is not settled: claimed or waiting. */
  unsettled(): Promise<readonly ReminderRow[]>;
  /** Messages that are in Slack and that nothing newer has replaced; of one phase and person if given. */
  living(of?: { readonly phase: string; readonly person: string }): Promise<readonly ReminderRow[]>;
  /** The row whose message carries this key. */
  byKey(key: string): Promise<ReminderRow | null>;
  /** Takes the right to send, and records the earlier steps as skipped; null when somebody else has it. */
  claim(due: OutboxClaim, earlier: readonly string[], by: string, at: Date): Promise<ReminderRow | null>;
  /** Takes a row from whoever had it (a crashed process) or from its wait; null when somebody else did. */
  takeOver(row: ReminderRow, by: string, at: Date): Promise<ReminderRow | null>;
  /** Gives back a row of one's own whose message surely did not go out: what is due then is found anew. */
  release(row: ReminderRow): Promise<void>;
  markSent(id: number, place: MessagePlace, at: Date): Promise<void>;
  markFailed(id: number, reason: string, at: Date): Promise<void>;
  /** The message surely did not go out and is tried again later. */
  markWaiting(id: number, reason: string, retryAt: Date): Promise<void>;
  markRetired(id: number): Promise<void>;
  /** What these messages show has changed. */
  markStale(ids: readonly number[]): Promise<void>;
  /** A message shows the state it had when it was `seen` so often stale; what changed since is still to be drawn. */
  markDrawn(id: number, seen: number): Promise<void>;
}

/** Who is away and what was put off. */
export interface AbsenceStore {
  absences(): Promise<readonly Absence[]>;
  postponements(): Promise<readonly Postponement[]>;
}

/** Where a message is in Slack. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

interface MessageCommon {
  readonly key: string;
  readonly phase: Phase;
  /** Code of a person, or a channel (`notes.ts`). */
  readonly person: string;
  readonly late: boolean;
  /** When it should have gone out, if it is late. */
  readonly plannedFor: IsoDay;
}

/** An item of a reminder, with what has come in for it or the day until which somebody has taken it in charge. */
export interface ListedItem {
  readonly item: Item;
  readonly update: StatusUpdate | null;
  readonly inChargeUntil: IsoDay | null;
}

/** Everything the text of a reminder is made of. */
export interface ReminderMessage extends MessageCommon {
  readonly kind: 'reminder';
  readonly role: Role;
  readonly step: StepName;
  /** Working days from now to the due date; negative when it is past. */
  readonly daysLeft: number;
  /** It went out on the due date itself: on the working day before a Sunday no day is left either. */
  readonly isDueToday: boolean;
  readonly items: readonly ListedItem[];
  /** The people for whom the recipient stands in, by name. */
  readonly onBehalfOf: readonly string[];
  readonly next: NextStep | null;
  /** Whether somebody else than the reader would be told as head, and as control office, of what is missing. */
  readonly superiors: { readonly head: boolean; readonly controller: boolean };
  /** What its reader may still do besides answering. */
  readonly mayPutOff: boolean;
  readonly mayTakeInCharge: boolean;
  /** The reader asked to be reminded on this day. */
  readonly snoozedUntil: IsoDay | null;
  /** A newer reminder took its place: no buttons any more. */
  readonly retired: boolean;
  /** The phase takes no updates any more. */
  readonly closed: boolean;
  /** Name of each person who appears as author. */
  readonly names: ReadonlyMap<string, string>;
}

/** The weekly digest of a phase: for its channel the whole body, for a head the departments they lead. */
export interface DigestMessage extends MessageCommon {
  readonly kind: 'digest';
  readonly isFinal: boolean;
  /** Null for the whole body. */
  readonly department: string | null;
  readonly total: number;
  readonly arrived: number;
  /** Departments for the whole body, units for a head. */
  readonly structures: readonly StructureCoverage[];
  readonly next: NextStep | null;
}

/** For whoever comes back: what was answered meanwhile, by whom, and what is still missing. */
export interface ReturnMessage extends MessageCommon {
  readonly kind: 'return';
  readonly from: IsoDay;
  readonly to: IsoDay;
  /** Names of the substitutes. */
  readonly substitutes: readonly string[];
  readonly answered: readonly { readonly item: Item; readonly update: StatusUpdate }[];
  readonly missing: readonly Item[];
  readonly names: ReadonlyMap<string, string>;
}

export type OutboxMessage = ReminderMessage | DigestMessage | ReturnMessage;

export type Delivery =
  | { readonly status: 'sent'; readonly place: MessagePlace }
  /** It will never go out (no such account, archived channel, refused blocks). */
  | { readonly status: 'refused'; readonly reason: string }
  /** It surely did not go out, and may later: at the earliest after the given time. */
  | { readonly status: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** Nobody knows (time-out, lost reply): look before sending again. */
  | { readonly status: 'unknown'; readonly reason: string };

/** Slack, as far as the outbox goes. */
export interface Notifier {
  /** Whether a person has a working account now. */
  isReachable(person: string): Promise<boolean>;
  send(message: OutboxMessage): Promise<Delivery>;
  /** Looks for a message already sent with this key. */
  find(person: string, key: string): Promise<MessagePlace | null>;
  /** Redraws a message that was sent. */
  redraw(message: OutboxMessage, place: MessagePlace): Promise<void>;
}
