import type { InBoth } from './language.ts';

/** What became of a version: it waits for approval, or the newest decision on it. */
export const OUTCOMES = ['submitted', 'approved', 'returned', 'reopened', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** As the author of the version reads it. */
export const OUTCOME_NAMES: Readonly<Record<Outcome, InBoth>> = {
  submitted: { it: 'inviato', en: 'submitted' },
  approved: { it: 'approvato', en: 'approved' },
  returned: { it: 'restituito', en: 'returned' },
  reopened: { it: 'riaperto', en: 'reopened' },
  cancelled: { it: 'annullato', en: 'cancelled' },
};
