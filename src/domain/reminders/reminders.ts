import type { Role } from '../../words/roles.ts';
import type { Availability, Postponement } from '../absences/index.ts';
import type { StepName } from '../phases/index.ts';
import type { StatusUpdate } from '../record/index.ts';
import type { IsoDay, Item, ItemRef, LadderStep, Phase, Plan } from '../types.ts';

/** Step of a message that its reader asked for ("ricordamelo", "preso in carico"). */
export const AGAIN: StepName = 'ricordamelo';
/** Step of a message that the control office sends by hand ("Sollecita ora"). */
export const BY_HAND: StepName = 'adesso';

/** What a message announces: the next step, when, and who will be told then. */
export interface NextStep {
  readonly step: StepName;
  readonly at: Date;
  readonly audience: LadderStep['audience'];
}

/** An item somebody is asked about, and on whose account: the recipient, or the person they stand in for. */
export interface AskedItem {
  readonly item: Item;
  readonly responsible: string;
}

/** A place in the outbox: what is claimed before it is sent. */
export interface OutboxClaim {
  readonly phase: Phase;
  /** Who gets it. */
  readonly person: string;
  /** Empty, or the person for whom the recipient gets a second message at the same step. */
  readonly onBehalf: string;
  /** In which role the person is written to. */
  readonly role: Role;
  readonly step: StepName;
  readonly stepKey: string;
  /** What is still missing, in plan order. */
  readonly asked: readonly AskedItem[];
  /** When the step should have gone out. */
  readonly at: Date;
  /** It goes out more than a tick after its time. */
  readonly late: boolean;
}

/** A reminder that somebody should get now, and why; it always asks something. */
export interface DueReminder extends OutboxClaim {
  /** The items of `asked`, none twice. */
  readonly items: readonly Item[];
  /** How many of the items asked of this person have come in. */
  readonly answered: number;
  readonly next: NextStep | null;
}

/** Whether an item still has to be answered by a person in a phase. */
type IsAnswered = (phase: string, item: Item, responsible: string) => boolean;

/** What `dueReminders` looks at. All of it comes from the store at each tick. */
export interface ReminderState extends Availability {
  readonly plan: Plan;
  readonly isAnswered: IsAnswered;
  /** Who already has a message of a step: `recipientKey`. */
  readonly handled: ReadonlySet<string>;
  /** What a living message of a step already asks of whom: `coverageKey`. */
  readonly covered: ReadonlySet<string>;
  /** Who could not be written to at a step: others get what was meant for them. `recipientKey`. */
  readonly refused: ReadonlySet<string>;
  /** Whose last message in a phase did not reach them: `unreachedKey`. */
  readonly unreached: ReadonlySet<string>;
  /** The day on which a living message last asked somebody for an item: `askedKey`. */
  readonly lastAsked: ReadonlyMap<string, IsoDay>;
  /** What the messages that somebody has before them ask: `livingKey`. */
  readonly living: ReadonlyMap<string, readonly LivingRequest[]>;
  /** Every row of the outbox, whatever became of it: `recipientKey`. */
  readonly noted: ReadonlySet<string>;
  readonly postponements: readonly Postponement[];
  readonly activity: readonly Work[];
  /** Reports that nobody has decided on, of all phases. */
  readonly undecided: readonly StatusUpdate[];
}

/** An item that a living message asks for, and the step of that message. */
export interface LivingRequest {
  readonly stepKey: string;
  readonly item: ItemRef;
  readonly responsible: string;
}

/** Somebody worked on an item without answering it: the last time they did. */
export interface Work {
  readonly phase: string;
  readonly item: ItemRef;
  readonly person: string;
  readonly at: Date;
}

export const recipientKey = (phase: string, person: string, stepKey: string, onBehalf = ''): string =>
  `${phase}|${person}|${stepKey}|${onBehalf}`;

export const coverageKey = (phase: string, stepKey: string, responsible: string, item: ItemRef): string =>
  `${phase}|${stepKey}|${responsible}|${item}`;

export const livingKey = (phase: string, person: string): string => `${phase}|${person}`;

export const unreachedKey = (phase: string, person: string): string => `${phase}|${person}`;

export const askedKey = (phase: string, responsible: string, item: ItemRef): string =>
  `${phase}|${responsible}|${item}`;

/** A state in which nobody answered, is away or has put anything off. */
export const untouched = (plan: Plan): ReminderState => ({
  plan,
  isAnswered: () => false,
  handled: new Set(),
  covered: new Set(),
  refused: new Set(),
  unreached: new Set(),
  lastAsked: new Map(),
  living: new Map(),
  noted: new Set(),
  postponements: [],
  activity: [],
  undecided: [],
  absences: [],
  unreachable: new Set(),
});
