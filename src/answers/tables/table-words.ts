import { z } from 'zod';
import { BOUNDS } from '../../words/operators.ts';
import { cellList, keyedOnce, readItalian } from '../knowledge/italian-files.ts';

const FILE = 'tabelle.csv';

const PLAIN = [
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
  'aim',
  'goal',
  'courtesy',
] as const;

/** What a word asks of the figures of a table, whatever the table. */
export type TableWord =
  | { readonly cat: 'ask'; readonly what: 'count' | 'value' | 'which' | 'list' }
  | { readonly cat: 'degree' | 'first' | 'sign' | 'near'; readonly direction: 'max' | 'min' }
  | { readonly cat: 'compare'; readonly op: BoundOp | 'eq' }
  | { readonly cat: 'fold'; readonly fold: 'sum' | 'mean' }
  | { readonly cat: 'beside'; readonly step: 1 | -1 }
  | { readonly cat: 'place'; readonly direction: 'max' | 'min'; readonly place: number }
  | { readonly cat: (typeof PLAIN)[number] };

/** Words that are worth a number: a scale ("mila"), a part in per cent ("la metà"), the first age of ten ("trentenni"). */
const WORTHS = ['scale', 'part', 'decade'] as const;
type WorthKind = (typeof WORTHS)[number];

/** The small words of a request of a table. */
export interface SmallWords {
  /**
   * Whether a word is of a set, which says how the words beside it are joined.
   * @throws where the language has no set of that name
   */
  readonly is: (set: string, text: string | undefined) => boolean;
  /** What a word is worth; null where it is no such word. */
  readonly worth: (kind: WorthKind, text: string | undefined) => number | null;
}

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
      return { cat: z.enum(PLAIN).parse(category) };
  }
};

const row = z.object({ category: z.string(), value: z.string(), words: cellList('|') });

/** The words by which figures of a table are asked for, and those that stand for one another as a row or a column. */
export function readTableWords(): {
  readonly words: readonly (readonly [string, TableWord])[];
  /** `short`: the others stand for the first, which stands for none of them. */
  readonly same: readonly { readonly words: readonly string[]; readonly short: boolean }[];
  readonly small: SmallWords;
} {
  const rows = readItalian(FILE, row);
  const same = rows.filter(({ category }) => category === 'same');
  const small = rows.filter(({ category }) => category === 'set' || category === 'worth');
  return {
    words: rows
      .filter((one) => !same.includes(one) && !small.includes(one))
      .flatMap(({ category, value, words }) =>
        words.flatMap(spelledOut).map((word) => [word, toWord(category, value)] as const),
      ),
    same: same.map(({ words, value }) => ({ words, short: value === 'short' })),
    small: toSmallWords(small),
  };
}

/** "[a quanto/dove] [arriveremo/puntiamo]": a phrase for each choice of what stands in brackets. */
function spelledOut(phrase: string): readonly string[] {
  const match = /\[([^\]]*)\]/.exec(phrase);
  return match === null
    ? [phrase]
    : (match[1] ?? '').split('/').flatMap((one) => spelledOut(phrase.replace(match[0], one)));
}

function toSmallWords(rows: readonly z.infer<typeof row>[]): SmallWords {
  const sets = keyedOnce(
    FILE,
    rows.flatMap(({ category, value, words }) =>
      category === 'set' ? [[value, new Set(words)] as const] : [],
    ),
  );
  const worths = keyedOnce(
    FILE,
    rows.flatMap(({ category, value, words }) => {
      const [kind, number] = value.split(':');
      return category === 'worth'
        ? words.map((word) => [`${z.enum(WORTHS).parse(kind)} ${word}`, Number(number)] as const)
        : [];
    }),
  );
  return {
    is: (set, text) => {
      const own = sets.get(set);
      if (!own) throw new Error(`${FILE} has no set of words «${set}»`);
      return text !== undefined && own.has(text);
    },
    worth: (kind, text) => worths.get(`${kind} ${text}`) ?? null,
  };
}
