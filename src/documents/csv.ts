import { stringify } from 'csv-stringify/sync';
import { formatDay } from '../answers/format.ts';
import type { ExportCell, ExportColumn, ExportTable } from '../domain/closing/index.ts';
import { neutralise } from './neutralise.ts';
import { wallTime } from './wall-time.ts';

/** 1234,5: a spreadsheet reads it as a number, and groups it itself. */
const DECIMAL = new Intl.NumberFormat('it-IT', { useGrouping: false, maximumFractionDigits: 4 });

/**
 * A table as CSV for an Italian spreadsheet: semicolons, comma in decimals, 31/12/2021, UTF-8 with its mark.
 * @param timezone of the body, for instants
 */
export const toCsv = (table: ExportTable, timezone: string): Buffer =>
  Buffer.from(
    stringify(
      [
        table.columns.map(({ label }) => label),
        ...table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index], timezone))),
      ],
      { delimiter: ';', record_delimiter: 'windows', bom: true },
    ),
    'utf8',
  );

function cellText(cell: ExportCell, column: ExportColumn | undefined, timezone: string): string {
  if (cell === null) return '';
  if (cell instanceof Date) {
    const { day, time } = wallTime(cell, timezone);
    return `${formatDay(day)} ${time}`;
  }
  if (typeof cell === 'number') return DECIMAL.format(cell);
  return column?.type === 'day' ? formatDay(cell) : neutralise(cell);
}
