import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { ExportCell, ExportColumn, ExportTable } from '../domain/closing/index.ts';
import { wallTime } from '../words/days.ts';
import { tools } from './sheet-tools.ts';

/** Excel holds no longer text in a cell. Source: support.microsoft.com, "Excel specifications and limits". */
const MAX_CELL = 32_767;

/**
 * Tables as one workbook, a sheet each: numbers and dates are numbers and dates, shown the way the reader's Excel
 * shows Italian ones.
 * @param timezone of the body, for instants: Excel knows no zones
 */
export async function toXlsx(tables: readonly ExportTable[], timezone: string): Promise<Buffer> {
  const sheets = tables.map((table) => ({
    sheet: table.name,
    stickyRowsCount: 1,
    columns: table.columns.map(({ type, label }) => ({
      width: type === 'text' ? (WIDE.get(label) ?? 22) : 18,
    })),
    data: [
      table.columns.map(({ label }) => ({ value: label, fontWeight: 'bold' as const })),
      ...table.rows.map((row) => row.map((cell, index) => excelCell(cell, table.columns[index], timezone))),
      ...(table.total === undefined ? [] : [totalRow(table.total, table.columns, timezone)]),
    ] as SheetData,
  }));
  return writeExcelFile(sheets, { features: [tools(tables)] }).toBuffer();
}

const totalRow = (total: readonly ExportCell[], columns: readonly ExportColumn[], timezone: string) =>
  total.map((cell, index) => {
    const made = excelCell(cell, columns[index], timezone);
    return made === null ? null : { ...made, fontWeight: 'bold' as const };
  });

const WIDE = new Map([
  ['Titolo', 60],
  ['In parole', 80],
  ['Dettaglio', 60],
  ['Hash', 40],
  ['Hash precedente', 40],
]);

function excelCell(cell: ExportCell, column: ExportColumn | undefined, timezone: string) {
  if (cell === null) return null;
  if (cell instanceof Date) {
    const { day, time } = wallTime(cell, timezone);
    return { type: Date, value: new Date(`${day}T${time}:00Z`), format: 'dd/mm/yyyy hh:mm' };
  }
  if (typeof cell === 'number')
    return { type: Number, value: cell, format: column?.type === 'decimal' ? '#,##0.##' : '0' };
  if (column?.type === 'day')
    return { type: Date, value: new Date(`${cell}T00:00:00Z`), format: 'dd/mm/yyyy' };
  return { type: String, value: cell.slice(0, MAX_CELL), format: '@' };
}
