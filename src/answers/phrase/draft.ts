import type { ItemRef } from '../../domain/types.ts';
import type { Answer } from '../answer.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Words } from './words.ts';

/** An answer in the making: what each phrasing fills in; the rest has a plain default. */
export type Draft = Pick<Answer, 'headline'> &
  Partial<Omit<Answer, 'headline' | 'query' | 'assumed' | 'language'>> & {
    /** Items the answer is about, for the next question. */
    readonly items?: readonly ItemRef[];
    /** What is said before the notes and besides them: of which day the law is, and when it holds. */
    readonly law?: readonly string[];
  };

/** What every phrasing needs. */
export interface Phrasing {
  readonly index: PlanIndex;
  readonly words: Words;
}

/** Picks the Italian or the English of a sentence. */
export const say = (words: Words, italian: string, english: string): string =>
  words.language === 'it' ? italian : english;
