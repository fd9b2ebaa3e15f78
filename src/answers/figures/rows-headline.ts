import { isDeepStrictEqual } from 'node:util';
import { joined } from '../../words/articles.ts';
import { formatCount, formatDecimal } from '../../words/formats.ts';
import { capital } from '../../words/sentences.ts';
import { say } from '../phrase/draft.ts';
import { joinAnd } from '../phrase/values.ts';
import { nounOf } from './describe-atoms.ts';
import { havingText } from './describe-having.ts';
import { describeScope } from './describe-set.ts';
import { yearText } from './describe-years.ts';
import { amountText, cellText, labelOf } from './expr-text.ts';
import { figuresOf } from './expressions.ts';
import { figureName, foldName } from './figure-names.ts';
import { isByYears, yearsOf } from './figures-grid.ts';
import type { Atom, Expr, Figure, Fold } from './figures-query.ts';
import type { FiguresRow, FiguresTable, Value } from './figures-table.ts';
import { orderLabel } from './near-text.ts';
import { countedText, isCount } from './single-headline.ts';
import { levelNames, spokenName } from './subjects.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

const MOST_NAMED = 10;
const FEW = 6;

/** A list of items: how many, and what they make together. */
export function listHeadline(voice: Voice, table: FiguresTable): string {
  const { query, rows, overall } = table;
  const noun = nounOf(voice, query.select);
  const start = `${countedText(voice, table, rows.length)}, ${yearText(voice, query)}`;
  if (query.columns.some(isDeadline)) return `${start}: ${daysText(voice, rows)}.`;
  if (query.columns.length === 0) return `${start}${named(voice, rows, isByYears(query))}.`;
  if (rows.length < 4)
    return `${start}: ${rows
      .map(
        (row) =>
          `${spokenName(voice, row.subject)}, ${row.cells.map((cell) => cellText(voice, cell, noun)).join(', ')}`,
      )
      .join('; ')}.`;
  const known = overall.filter(
    (value): value is Value =>
      value !== null &&
      value.value !== null &&
      // How far items are makes nothing together; what is held to a bound is seen row by row.
      !(
        value.expr.type === 'fold' &&
        (value.expr.figure === 'attainment' || boundedIn(query.select).has(value.expr.figure))
      ),
  );
  const all = known.map((value) => cellText(voice, value, noun)).join('; ');
  return all === '' ? `${start}.` : `${start}: ${all} ${say(voice.words, 'in tutto', 'in all')}.`;
}

const boundedIn = (select: readonly Atom[]): ReadonlySet<Figure> =>
  new Set(select.flatMap((atom) => (atom.type === 'bound' ? [atom.figure] : [])));

/** "31/12/2021 (4), 31/12/2022 (1)": how many are due on each day. */
function daysText({ words }: Voice, rows: readonly FiguresRow[]): string {
  const days = rows.flatMap(({ cells }) => cells.find(({ expr }) => isDeadline(expr))?.value ?? []);
  return [...Map.groupBy(days, (day) => day)]
    .toSorted(([a], [b]) => a - b)
    .map(([day, { length }]) => `${valueText(words, day, 'day')} (${length})`)
    .join(', ');
}

export const isDeadline = (expr: Expr): boolean => expr.type === 'fold' && expr.figure === 'deadline';

const named = (voice: Voice, rows: readonly FiguresRow[], dated: boolean): string =>
  rows.length > FEW
    ? ''
    : `: ${rows
        .map((row) => `${spokenName(voice, row.subject)}${dated ? ` (${yearsOf(row)})` : ''}`)
        .join('; ')}`;

/** A grouping, or the groups that a condition leaves. */
export function groupsHeadline(voice: Voice, table: FiguresTable): string {
  const { query, rows, overall } = table;
  const { words } = voice;
  const year = yearText(voice, query);
  const names = levelNames(words, query.by ?? 'item');
  const each = (row: FiguresRow): string => {
    const cell = row.cells[0];
    return `${spokenName(voice, row.subject)}${cell ? `: ${amountText(voice, cell)}` : ''}`;
  };
  const [first] = query.columns;
  if (query.having.length > 0 || first === undefined) {
    const listed = rows.slice(0, MOST_NAMED).map(each).join('; ');
    const isHeld = first === undefined || query.having.some(({ expr }) => isDeepStrictEqual(expr, first));
    const what = isHeld || isCount(first) ? '' : ` (${labelOf(voice, first, nounOf(voice, query.select))})`;
    return `${groupsText(voice, table)}, ${year}${what}: ${listed}${rows.length > MOST_NAMED ? '; …' : ''}.`;
  }
  const by = say(words, `per ${names.one}`, `by ${names.one}`);
  const brackets = rows.length < FEW ? ` (${rows.map(each).join('; ')})` : '';
  if (isCount(first) && query.columns.length === 1)
    return `${countedText(voice, table, overall[0]?.value ?? 0)} ${by}, ${year}${brackets}.`;
  const noun = nounOf(voice, query.select);
  const whole = overall.filter((value): value is Value => value !== null && !isWholeShare(value));
  const figures =
    whole.length === 0
      ? query.columns.map((expr) => labelOf(voice, expr, noun))
      : whole.map((value) => cellText(voice, value, noun));
  return `${capital(describeScope(voice, query.select, query.mine))} ${by}, ${year}: ${figures.join('; ')}${brackets}.`;
}

/** A share of the whole over the whole says nothing. */
const isWholeShare = ({ expr, value }: Value): boolean =>
  expr.type === 'op' && expr.op === '%' && value !== null && Math.abs(value - 100) < 1e-9;

/** "4 settori e staff con più di 6 obiettivi". */
function groupsText(voice: Voice, table: FiguresTable): string {
  const { query, rows } = table;
  const names = levelNames(voice.words, query.by ?? 'item');
  const having = havingText(voice, query);
  const name = rows.length === 1 ? names.one : names.many;
  return `${formatCount(rows.length)} ${name}${having === '' ? '' : ` ${having}`}${scopeBracket(voice, table)}`;
}

/** " (obiettivi del Settore 5)": the items that groups are made of, where neither all nor already said. */
export function scopeBracket(voice: Voice, { query }: Pick<FiguresTable, 'query'>): string {
  const counted = [...query.columns, ...query.having.map(({ expr }) => expr)].every(isCount);
  const said = query.select.length === 1 && query.select[0]?.type === 'kind' && counted;
  return query.select.length === 0 || said ? '' : ` (${describeScope(voice, query.select, query.mine)})`;
}

/** What many rows make together: "5 obiettivi con più impegnato, 2021: impegnato 1.234,00 € in tutto." */
export function foldedHeadline(voice: Voice, table: FiguresTable): string {
  const { words } = voice;
  const { query, rows, folded } = table;
  const year = yearText(voice, query);
  const what = query.by === 'item' ? countedText(voice, table, rows.length) : groupsText(voice, table);
  const chosen = `${what}${orderText(voice, table)}, ${year}`;
  if (query.fold === 'count' || query.fold === null || folded === null) {
    const listed = query.by === 'item' || rows.length === 0 || rows.length > 40;
    return `${chosen}${listed ? '' : `: ${rows.map((row) => spokenName(voice, row.subject)).join(', ')}`}.`;
  }
  const [expr] = query.columns;
  const isCountMade = folded.unit === 'count' && folded.value !== null;
  const amount =
    folded.value === null
      ? words.notDeclared
      : isCountMade
        ? formatDecimal(folded.value)
        : valueText(words, folded.value, folded.unit);
  const name = expr === undefined ? '' : foldedName(voice, query.fold, expr, nounOf(voice, query.select));
  const whose = folded.holders.slice(0, 3).map((row) => spokenName(voice, row.subject));
  const extreme = query.fold === 'min' || query.fold === 'max';
  const silent = rows.length - folded.of;
  const missing =
    silent > 0 ? say(words, ` (${silent} senza un valore dichiarato)`, ` (${silent} declare no value)`) : '';
  // «In media 5,83 obiettivi»: how many there are of them.
  if (isCountMade && expr !== undefined && !extreme && query.fold !== 'sum')
    return `${chosen}: ${FOLDED(words)[query.fold]} ${amount} ${labelOf(voice, expr, nounOf(voice, query.select))}${missing}.`;
  if (query.fold === 'sum')
    return `${chosen}: ${name} ${amount} ${say(words, 'in tutto', 'in all')}${missing}.`;
  return `${chosen}: ${name} ${amount}${extreme && whose.length > 0 ? `, ${joinAnd(words, whose)}` : ''}${missing}.`;
}

function foldedName(
  voice: Voice,
  fold: Exclude<Fold, 'count'>,
  expr: Expr,
  noun: { readonly one: string; readonly many: string },
): string {
  const { words } = voice;
  const label = labelOf(voice, expr, noun);
  if (fold === 'sum') return label;
  if (expr.type === 'fold' && expr.fold === 'sum' && expr.figure !== 'items')
    return foldName(words, fold, expr.figure);
  return `${FOLDED(words)[fold]} ${label}`;
}

const FOLDED = (words: Voice['words']) =>
  ({
    mean: say(words, 'in media', 'on average'),
    median: say(words, 'in mediana', 'in the median'),
    min: say(words, 'al minimo', 'at the least'),
    max: say(words, 'al massimo', 'at the most'),
  }) as const;

/** " con più impegnato": which of them. */
function orderText(voice: Voice, { query }: FiguresTable): string {
  const { words } = voice;
  if (query.order === null || query.order.limit === null || query.order.per !== null) return '';
  const [figure] = figuresOf(query.order.by);
  const name = figure === undefined ? '' : orderLabel(voice, query.order, figureName(words, figure));
  const { from } = query.order;
  const place = from === 1 ? '' : ` ${say(words, joined('da', `${from}º posto`), `from place ${from}`)}`;
  return query.order.direction === 'most'
    ? say(words, ` con più ${name}${place}`, ` with the most ${name}${place}`)
    : say(words, ` con meno ${name}${place}`, ` with the least ${name}${place}`);
}
