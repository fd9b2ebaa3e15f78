import { SHEET_TABLES, type SheetTableName } from '../../src/domain/sheets/sheet-tables.ts';
import type { UnitSheet } from '../../src/domain/sheets/unit-sheet.ts';

/** Where something is written: the item's label or part of a row's text, the heading of the column, the text. */
export type Filled = readonly [row: string, column: string, text: string, table?: SheetTableName];

const columnOf = (table: SheetTableName, label: string): number =>
  SHEET_TABLES[table].columns.findIndex((column) => column.label === label);

/** A sheet in which somebody wrote. */
export function fillIn(sheet: UnitSheet, filled: readonly Filled[]): UnitSheet {
  const tables = Object.fromEntries(
    Object.entries(sheet.tables).map(([name, rows]) => [name, rows.map((row) => [...row])]),
  ) as Record<SheetTableName, string[][]>;
  for (const [wanted, column, text, table = 'updates'] of filled) {
    const row = tables[table].find((cells) => cells.slice(1).includes(wanted));
    if (!row) throw new Error(`no row «${wanted}» in ${table}`);
    row[columnOf(table, column)] = text;
  }
  return { ...sheet, tables };
}
