import { z } from 'zod';
import { readItalian } from '../knowledge/italian-files.ts';

const row = z.object({ was: z.string().min(1), is: z.string().min(1), beside: z.string() });

/** How what was so is said, and how what is so: a word, or the ending («-ava») of verbs that are known with both of the other two. */
export type PastForms = readonly z.infer<typeof row>[];

export const readPastForms = (): PastForms => readItalian('imperfetto.csv', row);

/** «Quanto pesava?» is asked as «quanto pesa?»: what the plan says of its year is so, whenever it is asked. */
export const inPresent = (text: string, forms: PastForms, isKnown: (word: string) => boolean): string =>
  text.replace(/(?<![\p{L}'’])\p{L}+/gu, (typed) => {
    const word = typed.toLowerCase();
    for (const { was, is, beside } of forms) {
      if (!was.startsWith('-')) {
        if (was === word) return is;
        continue;
      }
      if (!word.endsWith(was.slice(1))) continue;
      const root = word.slice(0, 1 - was.length);
      if ([is, beside].every((ending) => isKnown(root + ending.slice(1)))) return root + is.slice(1);
    }
    return typed;
  });
