import { ATTRIBUTE_NAMES } from '../../words/attributes.ts';
import { capital } from '../../words/sentences.ts';
import type { AnswerTable, Cell } from '../answer.ts';
import { say } from '../phrase/draft.ts';
import { structureOf } from '../phrase/names.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { textCell } from '../phrase/values.ts';
import { nounOf } from './describe-atoms.ts';
import { amountText, labelOf } from './expr-text.ts';
import { areSides } from './figures-query.ts';
import type { FiguresRow, FiguresTable, Value } from './figures-table.ts';
import { levelNames, rowName } from './subjects.ts';
import type { Voice } from './voice.ts';

/** The rows of a list, a grouping or a ranking, with their total where it can be added. */
export function gridOf(voice: Voice, table: FiguresTable): AnswerTable | null {
  const { query, rows, overall } = table;
  if (query.by === null || rows.length === 0) return null;
  // The headline says all of a single winner but whose it is, and of a mean or count of rows that were never asked for.
  if (rows.length === 1 && query.order !== null && query.by !== 'item') return null;
  if (query.fold !== null && query.fold !== 'sum' && query.by === 'item') return null;
  const { words } = voice;
  const noun = nounOf(voice, query.select);
  const items = query.by === 'item';
  const ranked = rankColumn(table);
  const within = query.order?.per ?? null;
  const cell = (value: Value | undefined): Cell =>
    value ? { text: amountText(voice, value), value: value.value } : textCell('');
  const named = [
    ...(within === null
      ? []
      : [
          wordColumn(capital(levelNames(words, within).one), (row: FiguresRow) =>
            row.within ? rowName(voice, row.within) : '',
          ),
        ]),
    wordColumn(capital(levelNames(words, query.by).one), ({ subject }: FiguresRow) =>
      rowName(voice, subject),
    ),
    ...(items ? [wordColumn(say(words, 'Struttura', 'Structure'), structuresOf)] : []),
    ...(items && isByYears(query) ? [wordColumn(ATTRIBUTE_NAMES.horizon[words.language], yearsOf)] : []),
  ];
  const grid = tableOf(
    weightiest(table),
    [
      ...named,
      ...query.columns.map((expr, at) =>
        figureColumn(labelOf(voice, expr, noun), ({ cells }: FiguresRow) => cell(cells[at])),
      ),
      ...(ranked === null
        ? []
        : [figureColumn(labelOf(voice, ranked, noun), ({ rank }: FiguresRow) => cell(rank?.by))]),
    ],
    MOST_ROWS,
  );
  const totals = overall.map((value) => (value !== null && isTotal(value) ? value : null));
  if (rows.length < 2 || within !== null || areSides(query) || totals.every((value) => value === null))
    return grid;
  const footer = [
    textCell(say(words, 'Totale', 'Total')),
    ...named.slice(1).map(() => textCell('')),
    ...totals.map((value) => (value === null ? textCell('') : cell(value))),
    ...(ranked === null ? [] : [textCell('')]),
  ];
  // The total is no row of its own.
  return { ...grid, rows: [...grid.rows, footer] };
}

/** More groups than so many begin with those that weigh most. */
const MOST_IN_ORDER = 20;

const weightiest = ({ query, rows }: FiguresTable): readonly FiguresRow[] =>
  query.by === 'item' || query.order !== null || rows.length <= MOST_IN_ORDER
    ? rows
    : rows.toSorted((a, b) => (b.cells[0]?.value ?? 0) - (a.cells[0]?.value ?? 0));

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
