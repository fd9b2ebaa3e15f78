import { z } from 'zod';
import { readItalian } from '../knowledge/italian-files.ts';

/** Words as they are shortened on a telephone ("ki", "nn", "xke") and in the tables of an office ("pers.", "liq."). */
const FULL = new Map(
  readItalian('abbreviazioni.csv', z.object({ short: z.string(), full: z.string() })).map(
    ({ short, full }) => [short, full],
  ),
);

const SHORT = new RegExp(String.raw`\b(${[...FULL.keys()].join('|')})\b\.?`, 'g');

/** Writes shortened words out, in a text already in lowercase and without accents. */
export const expandShorthand = (text: string): string =>
  text
    .replace(SHORT, (_all, short: string) => FULL.get(short) ?? short)
    .replace(/\bx(?=\s+[a-z])/g, 'per')
    // No two of anything, and no item 2.
    .replace(/\btutt([ie]) e due\b/g, (_all, ending: string) => `entramb${ending}`)
    .replace(/\b(?:n|num)\b\.?\s+(?=obiettiv|ob\b|process|proc\b)/g, 'numero ');
