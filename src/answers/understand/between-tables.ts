import type { Fact } from '../../domain/types.ts';
import { isYearText } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { type FactQuery, isOfUnit, query } from '../tables/asked.ts';
import { readTable } from '../tables/compose-table.ts';
import { readRequest } from '../tables/request.ts';
import { askingSpans } from './asking-spans.ts';
import type { Context } from './outcome.ts';
import { readTokens } from './reading.ts';

/** A longer question says more than two figures. */
const MOST_TOKENS = 24;

/**
 * "La differenza tra entrate accertate e spese impegnate", "quanti uomini di categoria D in più rispetto alle donne di
 * categoria B?": one figure of a context table against one of another table, or of another row and column; null
 * where it is not asked, or where either half is no single figure that its table explains to the last word.
 */
export function betweenTables(
  tokens: readonly Token[],
  { vocabulary }: Pick<Context, 'vocabulary'>,
): FactQuery | null {
  if (tokens.length > MOST_TOKENS) return null;
  const { operators, order, bound } = readRequest(vocabulary, tokens);
  // «Spese impegnate meno entrate accertate».
  const isLess = operators.size === 0 && order?.direction === 'min' && order.before >= 0;
  const operation =
    operators.has('difference') || isLess ? 'difference' : operators.has('ratio') ? 'ratio' : null;
  if (operation === null || (order !== null && !isLess) || bound !== null) return null;
  const asking = new Set([...operators.values()].flat());
  const years = tokens.filter(({ text }) => isYearText(text));
  const figure = (from: number, to: number): Fact | null => {
    const own = tokens.slice(from, to).filter((_token, at) => !asking.has(from + at));
    const dated = own.some(({ text }) => isYearText(text)) ? own : [...own, ...years];
    const read = readTable(vocabulary, dated, askingSpans(readTokens(vocabulary, dated)));
    const [only, ...more] = read?.cells.cells ?? [];
    const { rows, columns, lackingYears } = read?.cells ?? {};
    const isNamed = rows?.named === true && columns?.named === true && lackingYears?.length === 0;
    return only && more.length === 0 && isNamed && read?.unexplained.length === 0 ? only : null;
  };
  for (const [at, { text }] of tokens.entries()) {
    const joins =
      (isLess ? text === 'meno' : vocabulary.smallWords.is('between figures', text)) ||
      (operation === 'ratio' && text === 'volte');
    if (!joins || at === 0) continue;
    const one = figure(0, at);
    const other = one && figure(at + 1, tokens.length);
    // Loans less tons are nothing.
    const alike = one && other && isOfUnit(one, other) && (operation === 'ratio' || one.unit !== 'count');
    if (alike && isApart(one, other)) return query([one, other], { operation });
  }
  return null;
}

/** Of two tables, or of another row and another column of one: what one table holds beside each other it works out itself. */
const isApart = (one: Fact, other: Fact): boolean =>
  one.topic !== other.topic || (one.subject !== other.subject && one.measure !== other.measure);
