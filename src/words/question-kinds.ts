import type { InBoth } from './language.ts';

/** What a question asks of its subject: "chi", "perché"; `what` is asked of anything, and so is `which`. */
export const QUESTION_KINDS = [
  'what',
  'which',
  'who',
  'whom',
  'when',
  'where',
  'why',
  'how',
  'much',
  'price',
  'became',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** As it is asked; the Italian is what the files of a plan call it. */
export const QUESTION_KIND_NAMES: Readonly<Record<QuestionKind, InBoth>> = {
  what: { it: 'che cosa', en: 'what' },
  which: { it: 'quale', en: 'which' },
  who: { it: 'chi', en: 'who' },
  whom: { it: 'a chi', en: 'to whom' },
  when: { it: 'quando', en: 'when' },
  where: { it: 'dove', en: 'where' },
  why: { it: 'perché', en: 'why' },
  how: { it: 'come', en: 'how' },
  much: { it: 'quanto', en: 'how much' },
  price: { it: 'a che prezzo', en: 'at what price' },
  became: { it: 'che fine', en: 'what became of it' },
};
