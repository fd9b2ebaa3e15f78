import type { ChangeField } from '../../words/changes.ts';
import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import type { Outcome } from '../../words/outcomes.ts';
import { ITEM_STATES, type ItemState } from '../../words/states.ts';
import { type IsoDay, type ItemKey, itemRef, type Percent } from '../types.ts';
import type { ReportedMilestone, ReportedResult } from './measured.ts';

/**
 * How a version came in: a form, one click, a correction by the control office, the settling of a shared item, a
 * structure's own report that the control office wrote down for it.
 */
export type Origin = 'submission' | 'confirmation' | 'correction' | 'settlement' | 'transcription';

/** One thing that changes in the plan. Deadlines are ISO days. */
export interface ProposedChange {
  readonly field: ChangeField;
  /** Null when the plan does not declare it. */
  readonly old: string | null;
  readonly new: string;
}

/** The full sheet of an item that is added during the year. */
export interface ItemSheet {
  readonly title: string;
  readonly department: string;
  readonly unit: string | null;
  readonly weight: number | null;
  readonly goals: readonly number[];
  readonly deadline: IsoDay;
}

/** A corrective action of an earlier version that has been done. */
export interface ActionRef {
  readonly update: number;
  /** Line of that version's actions, from 0. */
  readonly line: number;
}

/** What a version says: the form's content, once checked. */
export interface UpdateContent {
  readonly state: ItemState;
  readonly percent: Percent | null;
  /** nota di avanzamento, or the explanation of an exception */
  readonly note: string | null;
  readonly achievedOn: IsoDay | null;
  /** criticità */
  readonly criticalPoints: string | null;
  /** azioni correttive, one a line: "what; who; day" (`corrective-actions.ts`) */
  readonly correctiveActions: string | null;
  readonly changes: readonly ProposedChange[];
  readonly sheet: ItemSheet | null;
  /** motivo */
  readonly reason: string | null;
  /** atto */
  readonly act: string | null;
  /** Links that prove it, one a line. */
  readonly evidence: string | null;
  readonly actionsDone: readonly ActionRef[];
  /** Values of the item's indicators. */
  readonly results: readonly ReportedResult[];
  /** Days on which milestones were done. */
  readonly milestonesDone: readonly ReportedMilestone[];
}

/** Content with nothing in it but a state. */
export const bareContent = (state: ItemState, percent: Percent | null = null): UpdateContent => ({
  state,
  percent,
  note: null,
  achievedOn: null,
  criticalPoints: null,
  correctiveActions: null,
  changes: [],
  sheet: null,
  reason: null,
  act: null,
  evidence: null,
  actionsDone: [],
  results: [],
  milestonesDone: [],
});

/** What was decided on a version, by whom, when and why. */
export interface Decision {
  readonly kind: Exclude<Outcome, 'submitted'>;
  readonly actor: string;
  /** The absent person in whose place it was decided; null for somebody's own right. */
  readonly insteadOf: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

/** A file or a link that proves what a report says. */
export interface Attachment {
  readonly title: string;
  /** A web address, or that of a file in Slack. */
  readonly url: string;
}

/** All the documents of a version, one each: the links that it names, then what was attached. */
export const documentsOf = ({
  evidence,
  attached,
}: Pick<StatusUpdate, 'evidence' | 'attached'>): readonly string[] => [
  ...(evidence === null ? [] : evidence.split('\n')),
  ...attached.map(({ title, url }) => (title === url ? url : `${title} ${url}`)),
];

/** aggiornamento: one version of an item's state in a phase. Versions are only ever added. */
export interface StatusUpdate extends ItemKey, UpdateContent {
  readonly id: number;
  readonly phase: string;
  /** 1 for the first of its item in its phase. */
  readonly version: number;
  /** The version it started from; 0 for none. */
  readonly basedOn: number;
  /** The structure that reports; `*` when the control office speaks for all. */
  readonly structure: string;
  /** False for the part of a unit that shares the item: the coordinator's report gives the item its state. */
  readonly closes: boolean;
  readonly origin: Origin;
  /** Code of the person who reported. */
  readonly author: string;
  readonly at: Date;
  readonly outcome: Outcome;
  /** Every decision on it, oldest first. */
  readonly decisions: readonly Decision[];
  /** What was attached to its item in its phase, beside the links that it names. */
  readonly attached: readonly Attachment[];
}

/** Whether a version counts as an answer: sent and not refused. */
export const stands = ({ outcome }: Pick<StatusUpdate, 'outcome'>): boolean =>
  outcome === 'submitted' || outcome === 'approved';

/** How long one's own report can be taken back. */
const CANCEL_WITHIN_MS = 10 * 60_000;

/** Whether a person may take a version back: it is theirs, just sent, and nobody else has decided on it. */
export const mayCancel = (
  { author, at, outcome, decisions }: Pick<StatusUpdate, 'author' | 'at' | 'outcome' | 'decisions'>,
  person: string,
  now: Date,
): boolean =>
  author === person &&
  stands({ outcome }) &&
  decisions.every(({ actor }) => actor === person) &&
  now.getTime() - at.getTime() <= CANCEL_WITHIN_MS;

/** The versions that say something: those that were cancelled are as if never sent. */
export const notCancelled = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
  versions.filter(({ outcome }) => outcome !== 'cancelled');

/** The chain of the versions that give an item its state. */
export const WHOLE_ITEM = '*';

/** Which versions follow one another: the item's own, or the part of one structure. */
export const chainOf = ({ closes, structure }: Pick<StatusUpdate, 'closes' | 'structure'>): string =>
  closes ? WHOLE_ITEM : structure;

/** How many items of a kind are in each state, and how many have not answered. */
export interface StateCounts {
  readonly kind: ItemKind;
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly missing: number;
  readonly total: number;
}

/**
 * Counts a phase's items by kind and state, in the shape of the report's own "Sintesi monitoraggio".
 * @param items the items that the phase asks about
 * @param updates the latest version of each; one of an item that is not in the plan yet (a new one) adds to the total
 */
export function countStates(
  items: readonly ItemKey[],
  updates: readonly StatusUpdate[],
): readonly StateCounts[] {
  const asked = new Set([...items, ...updates].map(itemRef));
  return ITEM_KINDS.filter((kind) => [...asked].some((ref) => ref.startsWith(`${kind}:`))).map((kind) => {
    const total = [...asked].filter((ref) => ref.startsWith(`${kind}:`)).length;
    const answered = updates.filter((update) => update.kind === kind);
    const counts = Object.fromEntries(
      ITEM_STATES.map((state) => [state, answered.filter((update) => update.state === state).length]),
    ) as Record<ItemState, number>;
    return { kind, counts, missing: total - answered.length, total };
  });
}
