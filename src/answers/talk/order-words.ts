import { z } from 'zod';
import { cellList, keyedOnce, readItalian } from '../knowledge/italian-files.ts';

/** What a word does in an order, or that what follows it is none. */
const ORDERING = ['change', 'add', 'send', 'call', 'letter', 'thing', 'before', 'asking', 'told'] as const;

/** The words of orders, by what each does there. */
export type OrderWords = Readonly<Record<(typeof ORDERING)[number], ReadonlySet<string>>>;

const row = z.object({ role: z.enum(ORDERING), words: cellList('|') });

/** Reads them; throws when a row is malformed, twice there, or missing. */
export function readOrderWords(): OrderWords {
  const name = 'ordini.csv';
  const sets = keyedOnce(
    name,
    readItalian(name, row).map(({ role, words }) => [role, new Set(words)] as const),
  );
  return z.record(z.enum(ORDERING), z.set(z.string())).parse(Object.fromEntries(sets));
}
