import type { FactLabel, FactTable } from '../knowledge/fact-tables.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import type { CellReading, Chosen } from './cells.ts';
import type { SaidWord } from './labels.ts';
import type { TableRequest } from './request.ts';
import type { SmallWords } from './table-words.ts';

/** Rows, or columns. */
export type Side = 'subject' | 'measure';

/** The side over which a question asks: "quale circoscrizione", "per categoria", "ambiti sotto 3"; null where it names its rows. */
export function sideAsked(
  { table, rows, columns }: CellReading,
  words: readonly SaidWord[],
  tokens: readonly Token[],
  { nouns, small }: Pick<TableRequest, 'nouns' | 'small'>,
): Side | null {
  const heads = headsOf(tokens, small, 'head');
  const heard = words.filter(({ key }) => heads.has(key));
  const said = new Set(heard.map(({ key }) => key));
  const isOpen = ({ labels, named }: Chosen): boolean => !named || labels.length > 1;
  const split = headsOf(tokens, small, 'split');
  const own = words
    .filter(({ key }) => split.has(key))
    .flatMap(({ key, alternatives }) => [key, ...alternatives])
    .some((key) => isNounOfRows(table, key));
  // «Per genere e per categoria»: the rows, and all the columns that have the other noun.
  if (own && split.size > 1 && !rows.named && parts(table.rows).length > 1) return 'subject';
  if (isOpen(rows) && isNoun(said, table.rows)) return 'subject';
  if (isOpen(columns) && isNoun(said, table.columns)) return 'measure';
  // What all the table is about is asked over only in so many words. "Quale città?", of a table whose rows are called nothing.
  const rowNoun = [...split].some((key) => nouns.has(key) && !labels(table).has(key));
  return (own || rowNoun) && !rows.named && parts(table.rows).length > 1 ? 'subject' : null;
}

const parts = (some: readonly FactLabel[]): readonly FactLabel[] => some.filter(({ whole }) => !whole);

const labels = ({ rows, columns }: FactTable): ReadonlySet<string> =>
  new Set([...rows, ...columns].flatMap(({ keys }) => [...keys]));

/** A word that several labels share, and that is no whole label. */
const isNoun = (said: ReadonlySet<string>, some: readonly FactLabel[]): boolean =>
  [...said].some(
    (key) =>
      parts(some).filter(({ keys }) => keys.has(key)).length > 1 &&
      !some.some(({ keys }) => keys.size === 1 && keys.has(key)),
  );

/** A word for the rows of a table that none of its labels has: what all the table is about, a class of years. */
export const isNounOfRows = (table: FactTable, key: string): boolean =>
  !labels(table).has(key) && (table.words.has(key) || table.heading.has(key) || isClass(table, key));

/** "Classe", "fascia", "età" of a table whose rows are classes of years. */
const isClass = ({ rows }: FactTable, key: string): boolean =>
  /^(class|fasc|eta)/.test(key) && rows.filter(({ text }) => /\banni\b/.test(text)).length > 1;

/** "Quale titolo di spesa ha l'impegnato più basso?", "la seconda entrata": a noun that several rows have heads an order of them. */
export const ordersRows = (
  { table, columns }: Pick<CellReading, 'table' | 'columns'>,
  tokens: readonly Token[],
  small: SmallWords,
): boolean =>
  columns.named &&
  [...headsOf(tokens, small, 'head')].some(
    (key) => parts(table.rows).filter(({ keys, extra }) => keys.has(key) || extra.has(key)).length > 1,
  );

/** Keys of the nouns that a question may ask over: the first one, and those after a word that asks. */
const headsOf = (tokens: readonly Token[], small: SmallWords, head: 'head' | 'split'): ReadonlySet<string> =>
  new Set(
    tokens.flatMap(({ text }, at) => {
      const opens = small.is(head, text) || (head === 'head' && ordinalWord(text) !== null);
      if (!opens && !(at === 0 && head === 'head')) return [];
      const from = opens ? at + 1 : at;
      const next = tokens.slice(from, from + 3).find(({ light, type }) => !light && type === 'word');
      return next ? [next.key] : [];
    }),
  );
