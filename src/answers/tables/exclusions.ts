import type { FactLabel, FactTable } from '../knowledge/fact-tables.ts';
import { isYearText } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { namedLabels, type SaidWord } from './labels.ts';
import type { SmallWords } from './table-words.ts';

/** "Escluso il settore 2, quanti …": places of the words that say what is left out, after the word that says so. */
export function excludedAt(small: SmallWords, tokens: readonly Token[], from: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const joins = token.text === 'e' && !small.is('out ends', tokens[at + 1]?.text);
    if (found.length > 0 && !joins && (token.pause || small.is('out ends', token.text))) break;
    if (!small.is('that', token.text)) found.push(at);
  }
  return found;
}

/**
 * "Escluso il settore 2", "Lucca esclusa": places of the words that say what is left out.
 * @param from where the word that says so begins, and `to` where it ends
 */
export function excludedBy(
  small: SmallWords,
  tokens: readonly Token[],
  from: number,
  to: number,
): readonly number[] {
  const next = tokens[to];
  const isBehind =
    small.is('behind', tokens[to - 1]?.text) &&
    (next === undefined || next.pause || small.is('out ends', next.text));
  return isBehind ? excludedBefore(tokens, from) : excludedAt(small, tokens, to);
}

/** So many words at most stand between a pause and the word that leaves them out. */
const MOST_LEFT_OUT = 8;

/** "…, Lucca e Ponte a Valle escluse": places of the words before, back to a pause; where there is none, to an article or a year. */
function excludedBefore(tokens: readonly Token[], to: number): readonly number[] {
  const pause = tokens.findLastIndex((token, at) => at < to && token.pause);
  const near = pause >= 0 && to - pause <= MOST_LEFT_OUT;
  const opens = ({ light, text }: Token): boolean => (light && text !== 'e') || isYearText(text);
  const from = near ? pause : tokens.findLastIndex((token, at) => at < to && opens(token)) + 1;
  return Array.from({ length: to - from }, (_one, at) => from + at);
}

/** A table without what a question leaves out of it. */
export interface NarrowedTable {
  readonly table: FactTable;
  readonly without: readonly string[];
  /** How many words of their own the labels left out have that the question does not say. */
  readonly missing: number;
}

/** «Noi esclusi», «il nostro comune escluso»: the body itself is left out. */
export const leavesOutBody = (
  tokens: readonly Token[],
  excluded: ReadonlySet<number>,
  { is }: SmallWords,
): boolean => {
  const said = [...excluded].flatMap((at) => tokens[at] ?? []).filter(({ light }) => !light);
  return said.length > 0 && said.every(({ text }) => is('self', text));
};

/** A table without the rows of the body itself; null where it has none of its own. */
export function withoutBody(table: FactTable): NarrowedTable | null {
  const own = table.rows.filter((label) => label.own && !label.whole);
  return own.length > 0 ? leftOf(table, 'rows', own, 0) : null;
}

/** A table without labels of one side, and without the totals that hold them. */
function leftOf(
  table: FactTable,
  side: 'rows' | 'columns',
  out: readonly FactLabel[],
  missing: number,
): NarrowedTable {
  const gone = new Set(out.map(({ text }) => text));
  const left = table[side].filter(({ text, whole }) => !whole && !gone.has(text));
  const kept = new Set(left.map(({ text }) => text));
  const part = side === 'rows' ? 'subject' : 'measure';
  return {
    table: { ...table, [side]: left, facts: table.facts.filter((fact) => kept.has(fact[part])) },
    without: [...gone],
    missing,
  };
}

/**
 * The table without the rows (or columns) that are left out, and without the totals that hold them; null where it has
 * none of that name.
 */
export function withoutLabels(table: FactTable, said: readonly SaidWord[]): NarrowedTable | null {
  if (said.length === 0) return { table, without: [], missing: 0 };
  for (const side of ['rows', 'columns'] as const) {
    const { labels, explained, missing } = namedLabels(table[side], said, table.words);
    const parts = labels.filter(({ whole }) => !whole);
    if (parts.length === 0 || !said.every(({ key }) => explained.has(key))) continue;
    return leftOf(table, side, parts, missing);
  }
  return null;
}
