import type { AnswerTable, Cell, Column } from '../answer.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import { say } from './draft.ts';
import { fullName, structureOf } from './names.ts';
import { numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

/** Slack shows no more rows of a table, and nobody reads a longer proof. */
export const MOST_ROWS = 100;

/** A column with what stands in it for each row. */
interface ColumnOf<Row> extends Column {
  readonly cell: (row: Row, at: number) => Cell;
}

/** A column of words: empty ones are shown as a dash. */
export const wordColumn = <Row>(label: string, text: (row: Row, at: number) => string): ColumnOf<Row> => ({
  label,
  numeric: false,
  cell: (row, at) => textCell(text(row, at)),
});

/** A column of figures, which is put in order by the number behind them; a bare number is written as it is. */
export const figureColumn = <Row>(
  label: string,
  figure: (row: Row, at: number) => Cell | number,
): ColumnOf<Row> => ({
  label,
  numeric: true,
  cell: (row, at) => {
    const made = figure(row, at);
    return typeof made === 'number' ? numberCell(made) : made;
  },
});

/** Which item a row is about, and whose it is. */
export const itemColumns = <Row>(
  words: Words,
  itemOf: (row: Row) => IndexedItem,
): readonly ColumnOf<Row>[] => [
  wordColumn(say(words, 'Voce', 'Item'), (row) => fullName(words, itemOf(row))),
  wordColumn(say(words, 'Struttura', 'Structure'), (row) => structureOf(itemOf(row))),
];

/**
 * A table with a row for each of some things.
 * @param most so many of them are shown; all are counted
 */
export const tableOf = <Row>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
  most = rows.length,
): AnswerTable => ({
  columns: columns.map(({ label, numeric }) => ({ label, numeric })),
  rows: rows.slice(0, most).map((row, at) => columns.map(({ cell }) => cell(row, at))),
  total: rows.length,
});
