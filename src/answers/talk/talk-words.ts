import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type PatternBook, patternBook } from '../language/word-patterns.ts';

const FILE = new URL('../../../data/italiano/parlato.csv', import.meta.url);

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

const row = z.object({ topic: z.enum(TALK), words: z.string().min(1) });

/** Reads them; throws when a row is malformed. */
export function readTalkWords(file: URL = FILE): TalkWords {
  const rows = z.array(row).parse(parse(readFileSync(file, 'utf8'), { columns: true }));
  return patternBook(
    rows.flatMap(({ topic, words }) => words.split('|').map((phrase) => [phrase, topic] as const)),
  );
}
