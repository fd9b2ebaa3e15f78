import { stringify } from 'csv-stringify/sync';
import type { ExportCell, ExportColumn, ExportTable } from '../domain/closing/index.ts';
import { formatDay, wallTime } from '../words/days.ts';
import { formatUngrouped } from '../words/formats.ts';
import { neutralise } from './neutralise.ts';

/**
 * A table as CSV for an Italian spreadsheet: semicolons, comma in decimals, 31/12/2021, UTF-8 with its mark.
 * @param timezone of the body, for instants
 */
export const toCsv = (table: ExportTable, timezone: string): Buffer =>
  Buffer.from(
    stringify(
      [
        table.columns.map(({ label }) => label),
        ...rowsOf(table).map((row) =>
          row.map((cell, index) => cellText(cell, table.columns[index], timezone)),
        ),
      ],
      // Spreadsheets end a row at any line end that is not quoted.
      { delimiter: ';', record_delimiter: 'windows', bom: true, quoted_match: /[\r\n]/ },
    ),
    'utf8',
  );

const rowsOf = ({ rows, total }: ExportTable): ExportTable['rows'] =>
  total === undefined ? rows : [...rows, total];

function cellText(cell: ExportCell, column: ExportColumn | undefined, timezone: string): string {
  if (cell === null) return '';
  if (cell instanceof Date) {
    const { day, time } = wallTime(cell, timezone);
    return `${formatDay(day)} ${time}`;
  }
  if (typeof cell === 'number') return formatUngrouped(cell);
  return column?.type === 'day' ? formatDay(cell) : neutralise(cell);
}
