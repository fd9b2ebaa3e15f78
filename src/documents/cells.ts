import { formatDay } from '../words/days.ts';
import { formatCount, formatDecimal, formatEuro, formatPercent } from '../words/formats.ts';
import type { DocumentCell, DocumentColumn, DocumentTable } from './document.ts';

/** What stands in a cell of figures where nothing is declared; its meaning is said under the table. */
const SILENT = 'n.d.';

/** A cell as it is read: `1.234,50 €`, `95 %`, `31/12/2021`; text and days that are not declared, and figures, as "n.d.". */
export function textOfCell(cell: DocumentCell, { type }: DocumentColumn): string {
  if (cell === null || cell === '') return SILENT;
  if (typeof cell === 'string') return type === 'day' ? formatDay(cell) : cell;
  switch (type) {
    case 'money':
      return formatEuro(cell);
    case 'percent':
      return formatPercent(cell);
    case 'decimal':
      return formatDecimal(cell);
    default:
      return formatCount(cell);
  }
}

/** Whether a column holds figures, which stand one under the other by their last digit. */
export const isNumeric = ({ type }: DocumentColumn): boolean => type !== 'text' && type !== 'day';

/** A table as it is read: the texts of its rows, of its sums, and whether something in it is not declared. */
export interface ReadTable {
  readonly rows: readonly (readonly string[])[];
  /** Null where nothing is added up. */
  readonly total: readonly string[] | null;
  readonly isSilent: boolean;
}

/** Reads a table: each figure in its unit, and the sums of the columns that add up. */
export function readTable(table: DocumentTable): ReadTable {
  const { columns, rows } = table;
  const texts = rows.map((row) => columns.map((column, at) => textOfCell(row[at] ?? null, column)));
  const total = totalOf(table);
  return {
    rows: texts,
    total:
      total === null
        ? null
        : columns.map((column, at) => {
            if (at === 0) return 'Totale';
            return column.adds ? textOfCell(total[at] ?? null, column) : '';
          }),
    isSilent: texts.some((row) => row.includes(SILENT)),
  };
}

/** The sum of each column that adds up; null in it where none of its rows declares a figure. Null for one row or none. */
function totalOf({ columns, rows }: DocumentTable): readonly (number | null)[] | null {
  if (rows.length < 2 || !columns.some(({ adds }) => adds)) return null;
  return columns.map(({ adds }, at) => {
    const figures = rows.map((row) => row[at]).filter((cell) => typeof cell === 'number');
    return adds && figures.length > 0 ? figures.reduce((sum, figure) => sum + figure, 0) : null;
  });
}
