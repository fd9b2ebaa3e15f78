import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Plan } from '../../../domain/types.ts';
import { assemblePlan } from './assemble-plan.ts';
import { checkReferences } from './check-references.ts';
import { type RowOf, TABLES, type TableName } from './tables.ts';

/** One thing wrong with a plan folder: where, what was found, what was expected (in Italian). */
export interface ImportError {
  readonly file: string;
  /** 1-based line of the file; null when the whole file is meant. */
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly expected: string;
}

/** A parsed row and the line it came from. */
export interface Located<Row> {
  readonly row: Row;
  readonly line: number;
  /** What stands in columns that the table does not know, by their heading; empty cells are left out. */
  readonly extra: Readonly<Record<string, string>>;
}

export type PlanRows = { readonly [N in TableName]: readonly Located<RowOf<N>>[] };

type ReadResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly errors: readonly ImportError[] };

/** A record of the file: its cells and the line it starts on. */
interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Reads a plan folder whole. Every error of every file is reported at once; the plan comes back only if there is none.
 * @param folder path of the folder with the CSV files described in `data/README.md`
 */
export function readPlan(folder: string): ReadResult {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return {
      ok: false,
      errors: [whole(folder, 'una cartella con i file CSV del piano (non esiste)')],
    };
  const errors: ImportError[] = [];
  const rows = Object.fromEntries(
    (Object.keys(TABLES) as TableName[]).map((name) => [name, readTable(folder, name, errors)]),
  ) as unknown as PlanRows;
  // Broken rows are left out, so references are only worth checking when all rows were read.
  if (errors.length === 0) errors.push(...checkReferences(rows));
  return errors.length === 0 ? { ok: true, plan: assemblePlan(rows) } : { ok: false, errors };
}

function readTable(folder: string, name: TableName, errors: ImportError[]): Located<unknown>[] {
  const { file, schema, required, optional, keepsOthers } = TABLES[name];
  const path = join(folder, file);
  if (!existsSync(path)) {
    if (required) errors.push(whole(file, 'il file (manca, e senza non c’è un piano)'));
    return [];
  }
  const columns = Object.keys(schema.shape);
  // csv-parse counts a Windows line end inside a quoted cell twice.
  const content = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const needed = columns.filter((column) => !(optional as readonly string[]).includes(column));
  const { header, records } = readRecords(
    file,
    content,
    (found) =>
      needed.every((column) => found.includes(column)) &&
      (keepsOthers || found.every((column) => columns.includes(column))),
    [...needed, ...optional],
    errors,
  );
  if (required && records.length === 0 && !errors.some((error) => error.file === file))
    errors.push(whole(file, 'almeno una riga'));
  return records.flatMap(({ cells, line }) => {
    const cellOf = (column: string): string => cells[header.indexOf(column)] ?? '';
    const record = Object.fromEntries(columns.map((column) => [column, cellOf(column)]));
    const others = header.filter((column) => !columns.includes(column) && cellOf(column).trim() !== '');
    const extra = Object.fromEntries(others.map((column) => [column, cellOf(column).trim()]));
    const parsed = schema.safeParse(record);
    if (parsed.success) return [{ row: parsed.data, line, extra }];
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0] ?? '');
      errors.push({ file, line, column, value: record[column] ?? '', expected: issue.message });
    }
    return [];
  });
}

/** The records below the header that have a cell for each column; of the others, and of the header, an error each. */
function readRecords(
  file: string,
  content: string,
  isHeader: (columns: readonly string[]) => boolean,
  columns: readonly string[],
  errors: ImportError[],
): { readonly header: readonly string[]; readonly records: readonly CsvRecord[] } {
  const report = (line: number | null, value: string | null, expected: string): void => {
    errors.push({ file, line, column: null, value, expected });
  };
  const undecoded = content.split('\n').findIndex((line) => line.includes('\uFFFD'));
  if (undecoded >= 0) report(undecoded + 1, null, 'testo UTF-8 (in Excel: salvare come «CSV UTF-8»)');
  const malformed = (line: number | null, reason: string): void =>
    report(line, null, `un CSV ben formato (${reason})`);
  // The header alone first: with other columns, or another separator, no row below can be read.
  const [firstLine = ''] = content.split('\n', 1);
  const [header] = parseCsv(firstLine, malformed);
  if (header === undefined) return { header: [], records: [] };
  const names = header.cells.map((cell) => cell.trim());
  if (!isHeader(names) || new Set(names).size < names.length) {
    report(1, header.cells.join(','), `le colonne ${columns.join(',')}`);
    return { header: [], records: [] };
  }
  const [, ...records] = parseCsv(content, malformed);
  return {
    header: names,
    records: records.filter(({ cells, line }) => {
      if (cells.length === names.length) return true;
      report(line, cells.join(','), `${names.length} celle, una per colonna (sono ${cells.length})`);
      return false;
    }),
  };
}

function parseCsv(
  content: string,
  onError: (line: number | null, reason: string) => void,
): readonly CsvRecord[] {
  try {
    const records = parse(content, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines - breaksIn(record) }));
  } catch (error) {
    onError(
      (error as { lines?: number }).lines ?? null,
      error instanceof Error ? error.message : String(error),
    );
    return [];
  }
}

/** csv-parse counts the line a record ends on; a quoted cell may hold line breaks. */
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);

const whole = (file: string, expected: string): ImportError => ({
  file,
  line: null,
  column: null,
  value: null,
  expected,
});

/** One line of the import report, in Italian: place, value, expectation. */
export function describeImportError(error: ImportError): string {
  const place = [
    error.file,
    error.line === null ? '' : `riga ${error.line}`,
    error.column === null ? '' : `colonna ${error.column}`,
  ]
    .filter(Boolean)
    .join(', ');
  const found = error.value === null ? '' : `trovato «${shorten(error.value)}», `;
  return `${place}: ${found}atteso: ${error.expected}`;
}

const shorten = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value);
