import type { ItemKey, ItemKind, ItemState, Percent, Role } from './types.ts';
import { ITEM_KINDS, ITEM_STATES } from './types.ts';

/** aggiornamento: one version of an item's state in a phase. Versions are only ever added. */
export interface StatusUpdate extends ItemKey {
  readonly id: number;
  readonly phase: string;
  /** 1 for the first in its phase. */
  readonly version: number;
  readonly state: ItemState;
  readonly percent: Percent | null;
  /** criticità */
  readonly criticalPoints: string | null;
  /** azioni correttive */
  readonly correctiveActions: string | null;
  /** Code of the person who reported. */
  readonly author: string;
  readonly at: Date;
}

/** What a form holds before it is checked: text as typed. */
export interface UpdateDraft {
  readonly state: ItemState | null;
  readonly percent: string;
  readonly criticalPoints: string;
  readonly correctiveActions: string;
}

/** A draft that passed every rule. */
export type UpdateContent = Pick<StatusUpdate, 'state' | 'percent' | 'criticalPoints' | 'correctiveActions'>;

export type DraftField = keyof UpdateDraft;

export type DraftProblem =
  | 'state_missing'
  | 'new_is_for_heads'
  | 'percent_not_a_number'
  | 'percent_out_of_range'
  | 'percent_missing'
  | 'explanation_missing_below_100'
  | 'explanation_missing_for_change'
  | 'explanation_missing_for_drop'
  | 'text_too_long';

/** Slack's own limit for a text field, and more than a monitoring note ever needs. */
export const MAX_TEXT = 3_000;

/**
 * Checks a draft against every rule at once.
 * @param previous the last version, if any: a percent that falls must be explained
 * @returns the content to save, or the problem of each wrong field
 */
export function checkDraft(
  draft: UpdateDraft,
  previous: StatusUpdate | null,
  roles: readonly Role[],
): { ok: true; content: UpdateContent } | { ok: false; problems: ReadonlyMap<DraftField, DraftProblem> } {
  const problems = new Map<DraftField, DraftProblem>();
  const { state } = draft;
  const criticalPoints = draft.criticalPoints.trim();
  const correctiveActions = draft.correctiveActions.trim();
  const typed = parsePercent(draft.percent);
  const percent = typed === 'empty' && state === 'achieved' ? 100 : typed;

  if (state === null) problems.set('state', 'state_missing');
  if (state === 'new' && !roles.some((role) => role === 'head' || role === 'controller'))
    problems.set('state', 'new_is_for_heads');

  if (percent === 'not_a_number') problems.set('percent', 'percent_not_a_number');
  else if (percent === 'empty') {
    if (state === 'in_progress') problems.set('percent', 'percent_missing');
  } else if (percent < 0 || percent > 100) problems.set('percent', 'percent_out_of_range');

  if (criticalPoints === '') {
    if (state === 'amended' || state === 'withdrawn')
      problems.set('criticalPoints', 'explanation_missing_for_change');
    else if (state === 'achieved' && typeof percent === 'number' && percent < 100)
      problems.set('criticalPoints', 'explanation_missing_below_100');
    else if (typeof percent === 'number' && previous?.percent != null && percent < previous.percent)
      problems.set('criticalPoints', 'explanation_missing_for_drop');
  }
  if (criticalPoints.length > MAX_TEXT) problems.set('criticalPoints', 'text_too_long');
  if (correctiveActions.length > MAX_TEXT) problems.set('correctiveActions', 'text_too_long');

  if (problems.size > 0 || state === null) return { ok: false, problems };
  return {
    ok: true,
    content: {
      state,
      percent: typeof percent === 'number' ? percent : null,
      criticalPoints: criticalPoints === '' ? null : criticalPoints,
      correctiveActions: correctiveActions === '' ? null : correctiveActions,
    },
  };
}

/** Reads "34,5", "34.5", "34 %". */
export function parsePercent(text: string): Percent | 'empty' | 'not_a_number' {
  const bare = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (bare === '') return 'empty';
  return /^-?\d{1,9}(\.\d{1,4})?$/.test(bare) ? Number(bare) : 'not_a_number';
}

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
 * @param updates the latest version of each
 */
export function countStates(
  items: readonly ItemKey[],
  updates: readonly StatusUpdate[],
): readonly StateCounts[] {
  return ITEM_KINDS.filter((kind) => items.some((item) => item.kind === kind)).map((kind) => {
    const total = items.filter((item) => item.kind === kind).length;
    const answered = updates.filter((update) => update.kind === kind);
    const counts = Object.fromEntries(
      ITEM_STATES.map((state) => [state, answered.filter((update) => update.state === state).length]),
    ) as Record<ItemState, number>;
    return { kind, counts, missing: total - answered.length, total };
  });
}
