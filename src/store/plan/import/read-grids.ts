import type { Grid } from '../../../domain/sheets/index.ts';
import { formatDay } from '../../../words/days.ts';
import { formatExact } from '../../../words/formats.ts';
import type { Cell } from './cells.ts';
import { describeImportIssue, type ImportIssue } from './issues.ts';
import { isWorkbook, readWorkbook } from './read-workbook.ts';

/** The sheets of a workbook as text; or why it cannot be read, in one sentence. */
export async function readGrids(
  name: string,
  bytes: Buffer,
): Promise<{ readonly grids: readonly Grid[] } | { readonly unreadable: string }> {
  if (!isWorkbook(name, bytes)) return { grids: [] };
  const issues: ImportIssue[] = [];
  const sheets = await readWorkbook(name, bytes, issues);
  const [issue] = issues;
  if (issue) return { unreadable: describeImportIssue(issue) };
  return {
    grids: sheets.map(({ title, rows }) => ({
      title,
      rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(textOf) })),
    })),
  };
}

/** As somebody in Italy would have typed it: 12.345 would be read as thousands. */
const textOf = ({ text, number, day }: Cell): string =>
  number !== null ? formatExact(number) : day !== null ? formatDay(day) : text;
