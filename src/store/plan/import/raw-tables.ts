import { NO_CELL, textCell } from './cells.ts';
import type { RawOrigin, RawRow } from './raw-table.ts';
import type { TableName } from './tables.ts';

/** The rows of a table before they are read. */
export interface RawTable {
  readonly rows: readonly RawRow[];
  /** Where they stand: the file or sheet, even where it has no row; null for a table that is not there. */
  readonly place: string | null;
}

export type RawTables = Readonly<Record<TableName, RawTable>>;

/** What a row has in a column, as text. */
export const cellText = (row: RawRow, column: string): string => row.cells.get(column)?.text ?? '';

/** Whether the sheet of a row has a column. */
export const hasColumn = (row: RawRow, column: string): boolean => row.from.labels.has(column);

/** A row with some cells written anew. */
export function withCells(row: RawRow, texts: Readonly<Record<string, string>>): RawRow {
  const entries = Object.entries(texts);
  if (entries.length === 0) return row;
  return {
    ...row,
    cells: new Map([...row.cells, ...entries.map(([column, text]) => [column, textCell(text)] as const)]),
  };
}

/** A row with cells written where it has none. */
export const withDefaults = (row: RawRow, texts: Readonly<Record<string, string>>): RawRow =>
  withCells(
    row,
    Object.fromEntries(Object.entries(texts).filter(([column]) => cellText(row, column) === '')),
  );

/** A row of another table made from one that was read, whose place it keeps. */
export const madeRow = (
  { line, from, cells }: RawRow,
  texts: Readonly<Record<string, string>>,
  taken: readonly string[] = [],
): RawRow => ({
  line,
  from,
  extra: {},
  cells: new Map([
    ...taken.map((column) => [column, cells.get(column) ?? NO_CELL] as const),
    ...Object.entries(texts).map(([column, text]) => [column, textCell(text)] as const),
  ]),
});

/** Rows that come from no file. */
export const NOWHERE: RawOrigin = { place: '', headerLine: null, labels: new Map(), decimals: new Map() };

/** A word for names: `Comune di Valle Serena` is `comune-di-valle-serena`. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
