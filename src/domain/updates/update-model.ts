import type { ChangeField } from '../../words/changes.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { ItemState } from '../../words/states.ts';
import type { Standpoint } from '../plan/index.ts';
import type { Attachment, StatusUpdate, TrackedAction } from '../record/index.ts';
import type { Indicator, Item, Milestone, Percent, Phase } from '../types.ts';
import type { FormerYear } from './former-year.ts';
import type { DraftProblems, FormShape, UpdateDraft } from './update-draft.ts';

/** What a form needs to be opened: the item, its phase, the version it starts from and what surrounds them. */
export interface UpdateForm {
  readonly item: Item;
  readonly phase: Phase;
  readonly previous: StatusUpdate | null;
  readonly standpoint: Standpoint;
  /** The control office writes down what the structure filled in on paper. */
  readonly transcribed: boolean;
  readonly shape: FormShape;
  /** Promised in earlier phases and not done yet. */
  readonly openActions: readonly TrackedAction[];
  /** The newest part of each other structure that shares the item. */
  readonly parts: readonly StatusUpdate[];
  readonly current: Readonly<Record<ChangeField, string | null>>;
  /** What was attached to the item in this phase, also before anything was reported: it stays, whatever is sent. */
  readonly attached: readonly Attachment[];
  /** The last report of an earlier phase that stands: what this one goes on from. */
  readonly earlier: StatusUpdate | null;
  /** What the plan of the former year knows of the item; null where it has none, or there is no such plan. */
  readonly former: FormerYear | null;
  /** The item's indicators and milestones, with the last values known. */
  readonly indicators: readonly Indicator[];
  readonly milestones: readonly Milestone[];
  /** What was typed the last time and not sent. */
  readonly kept: { readonly draft: UpdateDraft; readonly at: Date } | null;
  readonly today: string;
  readonly mayAdd: boolean;
  /** Whether enough is known of it to say that nothing has changed. */
  readonly mayRepeat: boolean;
}

export type SubmitResult =
  | { readonly ok: true; readonly update: StatusUpdate; readonly item: Item; readonly phase: Phase }
  | { readonly ok: false; readonly problems: DraftProblems; readonly form: UpdateForm }
  /** Somebody else reported meanwhile: their version, and the form as it would open now. */
  | { readonly ok: false; readonly conflict: StatusUpdate; readonly form: UpdateForm };

/** An item somebody is asked about, with what has come in. */
export interface OwedItem {
  readonly item: Item;
  /** What stands as the answer; null while it is owed. */
  readonly update: StatusUpdate | null;
  /** The newest version of this person's own report, even when it was returned. */
  readonly last: StatusUpdate | null;
  /** Whether enough is known of it to say that nothing has changed. */
  readonly mayRepeat: boolean;
}

export interface OwedInPhase {
  readonly phase: Phase;
  readonly items: readonly OwedItem[];
}

/** An item as somebody names it: by number, of a kind or not, or by code. */
export interface ItemWanted {
  readonly kind: ItemKind | null;
  readonly number: number | null;
  readonly code: string | null;
}

/** How far an item is, as somebody says it in a message. */
export type Reported =
  | { readonly type: 'state'; readonly state: ItemState; readonly percent: Percent | null }
  | { readonly type: 'no_change' };

export interface ItemCandidate {
  readonly item: Item;
  readonly allowed: boolean;
}
