import { ATTRIBUTE_NAMES } from '../../words/attributes.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable, Cell } from '../answer.ts';
import { say } from '../phrase/draft.ts';
import { structureOf } from '../phrase/names.ts';
import { textCell } from '../phrase/values.ts';
import { nounOf } from './describe-atoms.ts';
import { amountText, labelOf } from './expr-text.ts';
import type { FiguresRow, FiguresTable, Value } from './figures-table.ts';
import { levelNames, rowName } from './subjects.ts';
import type { Voice } from './voice.ts';

const MOST_ROWS = 100;

/** The rows of a list, a grouping or a ranking, with their total where it can be added. */
export function gridOf(voice: Voice, table: FiguresTable): AnswerTable | null {
  const { query, rows, overall } = table;
  if (query.by === null || rows.length === 0) return null;
  // The headline says all of a single winner, and of a mean or count of rows that were never asked for.
  if (rows.length === 1 && query.order !== null) return null;
  if (query.fold !== null && query.fold !== 'sum' && query.by === 'item') return null;
  const { words } = voice;
  const noun = nounOf(voice, query.select);
  const shown = rows.slice(0, MOST_ROWS);
  const items = query.by === 'item';
  const ranked = rankColumn(table);
  const dated = items && isByYears(query);
  const within = query.order?.per ?? null;
  const columns = [
    ...(within === null ? [] : [{ label: capital(levelNames(words, within).one), numeric: false }]),
    { label: capital(levelNames(words, query.by).one), numeric: false },
    ...(items ? [{ label: say(words, 'Struttura', 'Structure'), numeric: false }] : []),
    ...(dated ? [{ label: ATTRIBUTE_NAMES.horizon[words.language], numeric: false }] : []),
    ...query.columns.map((expr) => ({ label: labelOf(voice, expr, noun), numeric: true })),
    ...(ranked === null ? [] : [{ label: labelOf(voice, ranked, noun), numeric: true }]),
  ];
  const cell = (value: Value): Cell => ({ text: amountText(voice, value), value: value.value });
  const body = shown.map((row) => [
    ...(within === null ? [] : [textCell(row.within ? rowName(voice, row.within) : '')]),
    textCell(rowName(voice, row.subject)),
    ...(items ? [textCell(structuresOf(row))] : []),
    ...(dated ? [textCell(yearsOf(row))] : []),
    ...row.cells.map(cell),
    ...(ranked === null || row.rank === null ? [] : [cell(row.rank.by)]),
  ]);
  const totals = overall.map((value) => (value !== null && isTotal(value) ? value : null));
  const total = rows.length > 1 && within === null && totals.some((value) => value !== null);
  const labels = columns.length - query.columns.length - (ranked === null ? 0 : 1);
  const footer = [
    textCell(say(words, 'Totale', 'Total')),
    ...Array.from({ length: labels - 1 }, () => textCell('')),
    ...totals.map((value) => (value === null ? textCell('') : cell(value))),
    ...(ranked === null ? [] : [textCell('')]),
  ];
  return {
    columns,
    rows: total ? [...body, footer] : body,
    // The total is no row of its own.
    total: rows.length,
  };
}

/** Chosen by when they begin or end: their years are shown. */
export const isByYears = ({ select }: FiguresTable['query']): boolean =>
  select.some(({ type }) => type === 'extreme');

/** "2017–2030". */
export const yearsOf = ({ entries: [entry] }: FiguresRow): string => {
  if (!entry) return '';
  const { horizonStart: from, horizonEnd: to } = entry.of.item;
  return from === to ? String(to) : `${from}–${to}`;
};

/** What rows were ordered by, when no column shows it. */
export function rankColumn({ query }: FiguresTable) {
  if (query.order === null) return null;
  const by = JSON.stringify(query.order.by);
  return query.columns.some((expr) => JSON.stringify(expr) === by) ? null : query.order.by;
}

/** A figure that adds up, and so has a total under it. */
const isTotal = ({ expr, value, unit }: Value): boolean =>
  value !== null &&
  (unit === 'eur' || unit === 'points' || unit === 'count') &&
  (expr.type === 'op'
    ? expr.op === '+' || expr.op === '-'
    : expr.type === 'fold' &&
      (expr.fold === 'sum' || expr.fold === 'count') &&
      expr.figure !== 'cost_per_weight');

/** The structures of an item, or of the part of it that the row is about. */
const structuresOf = ({ entries }: FiguresRow): string =>
  [...new Set(entries.map((entry) => structureOf(entry.of)))].join(', ');
