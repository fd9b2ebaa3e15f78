import { formatCount } from '../../words/formats.ts';
import { capital } from '../../words/sentences.ts';
import { say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import { describeMany, describeOne, nounOf } from './describe-atoms.ts';
import { havingText } from './describe-having.ts';
import { describeScope } from './describe-set.ts';
import { yearText } from './describe-years.ts';
import { cellText, labelOf, sharedFigure } from './expr-text.ts';
import { figuresOf, isAdditiveExpr } from './expressions.ts';
import { pronounOf } from './figure-names.ts';
import type { Expr } from './figures-query.ts';
import type { FiguresTable, Value } from './figures-table.ts';
import { FIGURE_RULES, figureOf } from './measures.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';
import { spansYears } from './years.ts';

/** A single row: "Settore 5, 2021: impegnato 1.234,50 € (3 voci su 10 lo dichiarano)." */
export function singleHeadline(voice: Voice, table: FiguresTable): string {
  const { query, rows } = table;
  const noun = nounOf(voice, query.select);
  const cells = (rows[0]?.cells ?? []).map((cell) => asPrinted(cell, table));
  const [first] = cells;
  if (cells.length === 1 && first && isCount(first.expr))
    return `${countedText(voice, table, first.value ?? 0)}, ${yearText(voice, query)}.`;
  const figures = cells.map((cell) => cellText(voice, cell, noun)).join('; ');
  const declared = cells.length === 1 && first ? declaredBy(voice, first) : '';
  return `${headOf(voice, table)}: ${bracketed(figures, declared)}${addendsText(voice, table)}.`;
}

const MOST_ADDENDS = 6;

/** " = 39.817,80 € (obiettivo 13) + …", when a few items were named one by one. */
function addendsText({ words }: Voice, { query, selection }: FiguresTable): string {
  const [column] = query.columns;
  const { entries } = selection;
  const isOfNamed = query.select.every(({ type }) => type === 'items' || type === 'kind');
  if (!isOfNamed || !namesItems(query) || entries.length < 2 || entries.length > MOST_ADDENDS) return '';
  if (column?.type !== 'fold' || column.fold !== 'sum' || query.columns.length > 1 || !isAdditiveExpr(column))
    return '';
  const { unit } = FIGURE_RULES[column.figure];
  const addends = entries.map((entry) => {
    const value = figureOf(entry, column.figure);
    return `${value === null ? words.notDeclared : valueText(words, value, unit)} (${shortName(words, entry.of)})`;
  });
  return ` = ${addends.join(' + ')}`;
}

/** Items were named one by one. */
const namesItems = ({ select }: FiguresTable['query']): boolean =>
  select.some(({ type }) => type === 'items');

/** "12 obiettivi del Settore 5". */
export function countedText(voice: Voice, { query }: FiguresTable, count: number): string {
  const describe = count === 1 ? describeOne : describeMany;
  const having = havingText(voice, query);
  return `${formatCount(count)} ${describe(voice, query.select)}${having === '' ? '' : ` ${having}`}${yours(voice, query.mine)}`;
}

const yours = ({ words }: Voice, mine: boolean): string =>
  mine ? ` ${say(words, '(le tue strutture)', '(your structures)')}` : '';

export const isCount = (expr: Expr): boolean => expr.type === 'fold' && expr.figure === 'items';

/** The total that the document prints for this very set goes before the sum of its rows. */
function asPrinted(cell: Value, { checks }: FiguresTable): Value {
  const { expr } = cell;
  if (expr.type !== 'fold' || expr.fold !== 'sum') return cell;
  const check = checks.find(({ measure }) => measure === expr.figure);
  return check ? { ...cell, value: check.declared } : cell;
}

/** One pair of brackets, where a figure already ends with some. */
const bracketed = (text: string, more: string): string =>
  more === '' ? text : text.endsWith(')') ? `${text.slice(0, -1)}; ${more})` : `${text} (${more})`;

/** "Settore 5, 2021": what the figures are of. Where they are all of other sets, these are named beside each figure. */
function headOf(voice: Voice, { query }: FiguresTable): string {
  const year = yearText(voice, query);
  const [only] = query.columns;
  if (spansYears(query)) {
    const figure = only?.type === 'op' ? sharedFigure(only) : null;
    const what = figure === null ? '' : `, ${labelOf(voice, figure, nounOf(voice, query.select))}`;
    return `${capital(describeScope(voice, query.select, query.mine))}${what}, ${year}`;
  }
  if (query.select.length > 0 || only?.type !== 'op' || !isElsewhere(only))
    return `${capital(describeScope(voice, query.select, query.mine))}, ${year}`;
  const figure = sharedFigure(only);
  return figure === null
    ? `${say(voice.words, 'Nel', 'In')} ${year}`
    : `${capital(labelOf(voice, figure, nounOf(voice, [])))}, ${year}`;
}

const isElsewhere = (expr: Expr): boolean =>
  expr.type === 'over' || (expr.type === 'op' && isElsewhere(expr.left) && isElsewhere(expr.right));

/** "3 voci su 10 lo dichiarano": on how many items a figure rests, where it is not all. */
function declaredBy({ words }: Voice, value: Value): string {
  const { declared, missing, expr } = value;
  if (value.value === null || missing === 0 || value.unit === 'count') return '';
  if (value.sides?.some((side) => side.expr.type === 'over') || (expr.type === 'op' && expr.op === '+'))
    return '';
  const [figure, ...others] = figuresOf(expr);
  const both = others.length > 0 || value.other !== null;
  const object = both || figure === undefined ? say(words, 'entrambi', 'both') : pronounOf(words, figure);
  const all = declared + missing;
  const one = declared === 1;
  return both
    ? say(
        words,
        `${declared} ${one ? 'voce' : 'voci'} su ${all} ${one ? 'dichiara' : 'dichiarano'} ${object}`,
        `${declared} of ${all} items declare both`,
      )
    : say(
        words,
        `${declared} ${one ? 'voce' : 'voci'} su ${all} ${object} ${one ? 'dichiara' : 'dichiarano'}`,
        `${declared} of ${all} items declare it`,
      );
}
