import { z } from 'zod';
import { readItalian } from '../knowledge/italian-files.ts';

const ROLES = [
  'several',
  'one',
  'event',
  'name',
  'common',
  'own',
  'about',
  'by',
  'first',
  'oldest',
  'last',
  'after',
  'before',
  'count',
  'most',
  'least',
  'each',
  'half',
  'beside',
  'idle',
] as const;
type Role = (typeof ROLES)[number];

/** What the words of a question may do where rows of a relation are asked for. */
export interface RelationWords {
  /** Whether a word does that. */
  readonly is: (role: Role, word: string | undefined) => boolean;
  /** What it means there: the form of an act, the column to count by; null where it does not do that. */
  readonly meaningOf: (role: Role, word: string) => string | null;
}

const row = z.object({ relation: z.string(), role: z.enum(ROLES), value: z.string(), words: z.string() });

/** The words of one relation, and of any; one that ends in a star is the beginning of words. */
export function readRelationWords(relation: string): RelationWords {
  const rows = readItalian('relazioni.csv', row).filter((one) => [relation, 'any'].includes(one.relation));
  const whole = new Map<Role, Map<string, string>>();
  const beginnings = new Map<Role, { readonly start: string; readonly value: string }[]>();
  for (const { role, value, words } of rows)
    for (const word of words.split('|'))
      if (word.endsWith('*'))
        beginnings.set(role, [...(beginnings.get(role) ?? []), { start: word.slice(0, -1), value }]);
      else whole.set(role, (whole.get(role) ?? new Map<string, string>()).set(word, value));
  const meaningOf: RelationWords['meaningOf'] = (role, word) =>
    whole.get(role)?.get(word) ??
    beginnings.get(role)?.find(({ start }) => word.startsWith(start))?.value ??
    null;
  return { meaningOf, is: (role, word) => word !== undefined && meaningOf(role, word) !== null };
}
