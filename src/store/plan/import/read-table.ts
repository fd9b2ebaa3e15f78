import { NO_CELL } from './cells.ts';

import { valueKindOf } from './column-kinds.ts';
import { columnLabel } from './column-names.ts';
import type { ImportIssue } from './issues.ts';
import type { RawOrigin, RawRow } from './raw-table.ts';
import { cellText, type RawTable } from './raw-tables.ts';
import { type RowOf, TABLES, type TableName } from './tables.ts';
import { codeOf, readValue } from './values.ts';

/** A parsed row and where it came from. */
export interface Located<Row> {
  readonly row: Row;
  readonly line: number;
  readonly from: RawOrigin;
  /** What stands in columns that the table does not know, by their heading; empty cells are left out. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What a table gave: its rows, and those with a cell that could not be read, which others may still refer to. */
export interface ReadRows<N extends TableName> {
  readonly rows: readonly Located<RowOf<N>>[];
  readonly broken: readonly RawRow[];
}

/** Reads the rows of a table; what cannot be read is added to `issues`, a column that is missing once. */
export function readTable<N extends TableName>(
  name: N,
  { rows }: RawTable,
  issues: ImportIssue[],
): ReadRows<N> {
  const { schema } = TABLES[name];
  const columns = Object.keys(schema.shape);
  const read: Located<RowOf<N>>[] = [];
  const broken: RawRow[] = [];
  const missing = new Set<string>();
  for (const raw of rows) {
    const { line, from } = raw;
    const record: Record<string, string> = {};
    const wrong = new Set<string>();
    for (const column of columns) {
      const value = readValue(
        raw.cells.get(column) ?? NO_CELL,
        valueKindOf(name, column),
        from.decimals.get(column) ?? null,
      );
      if (value.ok) record[column] = value.text;
      else {
        wrong.add(column);
        issues.push(cellIssue(name, raw, column, value.expected, value.example));
      }
    }
    const extra = extraOf(name, raw, issues);
    const parsed = schema.safeParse(record);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const column = String(path[0] ?? '');
      if (wrong.has(column) || (DERIVED.has(column) && cellText(raw, 'title') === '')) continue;
      wrong.add(column);
      if (cellText(raw, column) === '' && !from.labels.has(column) && from.headerLine !== null) {
        if (missing.has(`${from.place}|${column}`)) continue;
        missing.add(`${from.place}|${column}`);
        issues.push({
          ...cellIssue(name, raw, column, `la colonna «${columnLabel(name, column)}» (manca)`, null),
          lines: [from.headerLine],
          column: null,
          value: null,
        });
      } else issues.push(cellIssue(name, raw, column, message, null));
    }
    if (wrong.size === 0 && parsed.success) read.push({ row: parsed.data as RowOf<N>, line, from, extra });
    else broken.push(raw);
  }
  for (const column of ['code'] as const)
    if (valueKindOf(name, column) === 'code') issues.push(...madeNumbers(name, column, rows));
  return { rows: read, broken };
}

/** What an item without a title lacks because of it. */
const DERIVED = new Set(['short_title', 'summary']);

/** An issue about one cell, which names the column as its heading does. */
export const cellIssue = (
  table: TableName,
  { from, line, cells }: Pick<RawRow, 'from' | 'line' | 'cells'>,
  column: string,
  expected: string,
  example: string | null,
): ImportIssue => ({
  level: 'error',
  file: from.place,
  lines: [line],
  column: from.labels.get(column) ?? columnLabel(table, column),
  value: cells.get(column)?.text ?? '',
  expected,
  example,
});

/** What stands under headings that the table does not know; a target of a year is a number like any other. */
function extraOf(table: TableName, raw: RawRow, issues: ImportIssue[]): Readonly<Record<string, string>> {
  const targets = [...raw.cells].filter(([column, { text }]) => /^target_\d{4}$/.test(column) && text !== '');
  const read = targets.flatMap(([column, cell]) => {
    const value = readValue(cell, 'indicator', raw.from.decimals.get(column) ?? null);
    if (value.ok) return [[column, value.text] as const];
    issues.push(cellIssue(table, raw, column, value.expected, value.example));
    return [];
  });
  return { ...(TABLES[table].keepsOthers ? raw.extra : {}), ...Object.fromEntries(read) };
}

/** A code of five figures among codes with dots is a date that lost its format: `36902` was 11.1.1. */
function madeNumbers(table: TableName, column: string, rows: readonly RawRow[]): readonly ImportIssue[] {
  const texts = rows.map((row) => cellText(row, column)).filter((text) => text !== '');
  const dotted = texts.filter((text) => /^\d+(?:\.\d+)+$/.test(text)).length;
  return rows
    .filter(
      (row) => /^[2-6]\d{4}$/.test(cellText(row, column)) && dotted * 2 >= texts.length - 1 && dotted > 0,
    )
    .map((row) =>
      cellIssue(
        table,
        row,
        column,
        `un codice (Excel l’ha preso per una data e poi per un numero; era forse ${codeOf(serialDay(Number(cellText(row, column))))}): dare alla colonna il formato Testo, e poi scriverlo di nuovo`,
        null,
      ),
    );
}

/** Excel counts the days from 30 December 1899. */
const serialDay = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
