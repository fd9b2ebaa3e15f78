import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { FOLLOW_MEANINGS, type Meaning } from '../grammar/pieces.ts';

const FILE = new URL('../../../data/italiano/seguiti.csv', import.meta.url);

const row = z.object({ means: z.string().min(1), words: z.string().min(1) });

/** The words with which a question goes on from the one before. */
export function followWords(): readonly (readonly [string, Meaning])[] {
  const rows = z.array(row).parse(parse(readFileSync(FILE, 'utf8'), { columns: true }));
  return rows.flatMap(({ means, words }) => {
    const [name, count] = means.split(':');
    const meaning: Meaning = {
      cat: 'follow',
      means: z.enum(FOLLOW_MEANINGS).parse(name),
      count: count === undefined ? null : Number(count),
    };
    return words.split('|').map((word) => [word, meaning] as const);
  });
}
