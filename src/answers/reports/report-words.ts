import { z } from 'zod';
import { ITEM_STATES, type ItemState } from '../../words/states.ts';
import { cellList, readItalian } from '../knowledge/italian-files.ts';
import type { Token } from '../language/tokens.ts';
import { findPatterns, type PatternBook, patternBook, type Said } from '../language/word-patterns.ts';

const CATEGORIES = [
  'state',
  'same',
  'order',
  'not',
  'doubt',
  'later',
  'lacking',
  'because',
  'but',
  'measure',
  'all',
  'said',
  'ask',
  'request',
] as const;
export type ReportCategory = (typeof CATEGORIES)[number];

/** What words do in a report; the state is null for all but those that name one. */
interface ReportWord {
  readonly category: ReportCategory;
  readonly state: ItemState | null;
}

/** The words in which staff say how far an item is. */
export type ReportWords = PatternBook<ReportWord>;

const row = z.object({
  category: z.enum(CATEGORIES),
  value: z.union([z.enum(ITEM_STATES), z.literal('')]),
  words: cellList('|'),
});

/** Reads them; throws when a row is malformed. */
export const readReportWords = (): ReportWords =>
  patternBook(
    readItalian('aggiornamenti.csv', row).flatMap(({ category, value, words }) =>
      words.map((phrase) => [phrase, { category, state: value || null }] as const),
    ),
  );

export const findReportWords = (book: ReportWords, tokens: readonly Token[]): readonly Said<ReportWord>[] =>
  findPatterns(book, tokens);
