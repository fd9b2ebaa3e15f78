import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { BOUNDS } from '../../words/operators.ts';

const FILE = new URL('../../../data/italiano/tabelle.csv', import.meta.url);

/** What a word asks of the figures of a table, whatever the table. */
export type TableWord =
  | { readonly cat: 'ask'; readonly what: 'count' | 'value' | 'which' | 'list' }
  | { readonly cat: 'degree' | 'first' | 'sign' | 'near'; readonly direction: 'max' | 'min' }
  | { readonly cat: 'compare'; readonly op: BoundOp | 'eq' }
  | { readonly cat: 'fold'; readonly fold: 'sum' | 'mean' }
  | { readonly cat: 'beside'; readonly step: 1 | -1 }
  | { readonly cat: 'place'; readonly direction: 'max' | 'min'; readonly place: number }
  | {
      readonly cat:
        | 'share'
        | 'difference'
        | 'change'
        | 'relative'
        | 'ratio'
        | 'remains'
        | 'trend'
        | 'ever'
        | 'last'
        | 'margin'
        | 'each'
        | 'none'
        | 'falls'
        | 'against'
        | 'without'
        | 'steady'
        | 'row'
        | 'start'
        | 'courtesy';
    };

/** Sets of words that stand beside the words of a request and say how those are joined. */
const SETS = ['inside', 'of', 'each', 'rate', 'position', 'owed', 'self', 'been', 'than'] as const;
export type WordSet = (typeof SETS)[number];

const BOUND_OPS = [...BOUNDS, 'between'] as const;
export type BoundOp = (typeof BOUND_OPS)[number];

const direction = z.enum(['max', 'min']);

const toWord = (category: string, value: string): TableWord => {
  switch (category) {
    case 'ask':
      return { cat: 'ask', what: z.enum(['count', 'value', 'which', 'list']).parse(value) };
    case 'degree':
    case 'first':
    case 'sign':
    case 'near':
      return { cat: category, direction: direction.parse(value) };
    case 'compare':
      return { cat: 'compare', op: z.enum([...BOUND_OPS, 'eq']).parse(value) };
    case 'fold':
      return { cat: 'fold', fold: z.enum(['sum', 'mean']).parse(value) };
    case 'beside':
      return { cat: 'beside', step: value === 'after' ? 1 : -1 };
    case 'place': {
      const [end, place] = value.split(':');
      return { cat: 'place', direction: direction.parse(end), place: Number(place) };
    }
    default:
      return { cat: PLAIN.parse(category) };
  }
};

const PLAIN = z.enum([
  'share',
  'difference',
  'change',
  'relative',
  'ratio',
  'remains',
  'trend',
  'ever',
  'last',
  'margin',
  'each',
  'none',
  'falls',
  'against',
  'without',
  'steady',
  'row',
  'start',
  'courtesy',
]);

const row = z.object({ category: z.string(), value: z.string(), words: z.string().min(1) });

/** The words by which figures of a table are asked for, and those that stand for one another as a row or a column. */
export function readTableWords(file: URL = FILE): {
  readonly words: readonly (readonly [string, TableWord])[];
  /** `short`: the others stand for the first, which stands for none of them. */
  readonly same: readonly { readonly words: readonly string[]; readonly short: boolean }[];
  readonly sets: ReadonlyMap<WordSet, ReadonlySet<string>>;
} {
  const rows = z.array(row).parse(parse(readFileSync(file, 'utf8'), { columns: true, relax_quotes: true }));
  const same = rows.filter(({ category }) => category === 'same');
  const sets = rows.filter(({ category }) => category === 'set');
  return {
    words: rows
      .filter((one) => !same.includes(one) && !sets.includes(one))
      .flatMap(({ category, value, words }) =>
        words.split('|').map((word) => [word, toWord(category, value)] as const),
      ),
    same: same.map(({ words, value }) => ({ words: words.split('|'), short: value === 'short' })),
    sets: new Map(sets.map(({ value, words }) => [z.enum(SETS).parse(value), new Set(words.split('|'))])),
  };
}
