import type { InBoth } from './language.ts';

/** What stands before the parts of an answer, wherever it is read. */
export const ANSWER_PARTS = {
  proof: { it: 'Come ho calcolato', en: 'How I got it' },
  formula: { it: 'Formula', en: 'Formula' },
  sum: { it: 'Somma', en: 'Sum' },
  note: { it: 'Nota', en: 'Note' },
  source: { it: 'Fonte', en: 'Source' },
  meant: { it: 'Forse intendevi', en: 'Did you mean' },
} as const satisfies Readonly<Record<string, InBoth>>;
