import { z } from 'zod';
import { cellList, readItalian } from '../knowledge/italian-files.ts';
import { type PatternBook, patternBook } from '../language/word-patterns.ts';

/** What is said that asks nothing of the plan; of several in one message, the first of these is answered. */
export const TALK = [
  'insult',
  'unclear',
  'mistake',
  'absence',
  'test',
  'elsewhere',
  'help',
  'thanks',
  'bye',
  'chatter',
  'outside',
] as const;
export type Talk = (typeof TALK)[number];

/** The phrases of talk. */
export type TalkWords = PatternBook<Talk>;

const row = z.object({ topic: z.enum(TALK), words: cellList('|') });

/** Reads them; throws when a row is malformed. */
export const readTalkWords = (): TalkWords =>
  patternBook(
    readItalian('parlato.csv', row).flatMap(({ topic, words }) =>
      words.map((phrase) => [phrase, topic] as const),
    ),
  );
