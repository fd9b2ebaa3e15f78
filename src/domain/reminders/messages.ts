import type { Role } from '../../words/roles.ts';
import type { StepName, StructureCoverage } from '../phases/index.ts';
import type { StatusUpdate } from '../record/index.ts';
import type { IsoDay, Item, Phase } from '../types.ts';
import type { ComingDeadline } from './deadline-notes.ts';
import type { NextStep } from './reminders.ts';

interface MessageCommon {
  readonly key: string;
  readonly phase: Phase;
  /** Code of a person, or a channel. */
  readonly person: string;
  readonly late: boolean;
  /** When it should have gone out, if it is late. */
  readonly plannedFor: IsoDay;
}

/** An item of a reminder, with what has come in for it or the day until which somebody has taken it in charge. */
export interface ListedItem {
  readonly item: Item;
  readonly update: StatusUpdate | null;
  /** The newest version where it was sent back or reopened, and is owed again. */
  readonly returned: StatusUpdate | null;
  /** Whether enough is known of it to say that nothing has changed. */
  readonly mayRepeat: boolean;
  readonly inChargeUntil: IsoDay | null;
  /** To whoever leads or controls: the structures whose part is missing, and who answers for it, by name. */
  readonly parts: readonly { readonly structure: string; readonly people: readonly string[] }[];
}

/** Reports that wait for a decision, with whom, by name. */
export interface WaitingReports {
  readonly total: number;
  readonly by: readonly { readonly name: string; readonly count: number }[];
}

/** Everything the text of a reminder is made of. */
export interface ReminderMessage extends MessageCommon {
  readonly kind: 'reminder';
  /** When it is drawn. */
  readonly now: Date;
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
  /** What waits for the reader's decision, or for the control office that of the heads. */
  readonly waiting: WaitingReports;
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
  /** Of what arrived, what nobody has decided on yet. */
  readonly waiting: number;
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

/** The milestones and due days of one's items that are late or near. */
export interface DeadlinesMessage extends MessageCommon {
  readonly kind: 'deadlines';
  readonly deadlines: readonly ComingDeadline[];
  /** Updates are taken now. */
  readonly isOpen: boolean;
}

/** To whoever decides, and later to the control office: reports that wait for a decision for too long. */
export interface ApprovalsMessage extends MessageCommon {
  readonly kind: 'approvals';
  readonly overdue: readonly {
    readonly update: StatusUpdate;
    readonly deciders: readonly string[];
    readonly since: IsoDay;
    /** Working days. */
    readonly days: number;
  }[];
  readonly isForControl: boolean;
  readonly names: ReadonlyMap<string, string>;
}

/** A line for the control office: how the phase stands today. */
export interface DailyMessage extends MessageCommon {
  readonly kind: 'daily';
  readonly total: number;
  readonly arrived: number;
  /** Reports that came in since the working day before. */
  readonly fresh: number;
  /** Reports that nobody has decided on. */
  readonly waiting: number;
  /** Working days that the oldest of them has waited; 0 where none does. */
  readonly waitingDays: number;
  readonly next: NextStep | null;
}

/** What goes out in the course of a phase. */
export type PhaseMessage =
  | ReminderMessage
  | DigestMessage
  | ReturnMessage
  | DeadlinesMessage
  | ApprovalsMessage
  | DailyMessage;
