import { z } from 'zod';
import { FOLLOW_MEANINGS, type Meaning } from '../grammar/pieces.ts';
import { cellList, readItalian } from '../knowledge/italian-files.ts';

const row = z.object({ means: z.string().min(1), words: cellList('|') });

/** The words with which a question goes on from the one before. */
export const followWords = (): readonly (readonly [string, Meaning])[] =>
  readItalian('seguiti.csv', row).flatMap(({ means, words }) => {
    const [name, count] = means.split(':');
    const meaning: Meaning = {
      cat: 'follow',
      means: z.enum(FOLLOW_MEANINGS).parse(name),
      count: count === undefined ? null : Number(count),
    };
    return words.map((word) => [word, meaning] as const);
  });
