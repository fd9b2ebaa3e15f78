import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Sheet } from './cells.ts';
import { type ImportIssue, wholeFile } from './issues.ts';
import { readCsv } from './read-csv.ts';
import { isWorkbook, readWorkbook } from './read-workbook.ts';

/** A plan's file or folder, opened. */
export interface Source {
  readonly name: string;
  /** A folder of CSV files, one table each; a file may hold all of them. */
  readonly isFolder: boolean;
  readonly sheets: readonly Sheet[];
  readonly issues: readonly ImportIssue[];
}

/** Above this nobody's plan is: 10,000 rows are two megabytes. */
const MAX_BYTES = 25 * 1024 * 1024;

const TOO_LARGE = `un file di al più ${MAX_BYTES / 1024 / 1024} MB (in Excel, eliminare immagini, fogli e righe vuote formattate)`;

const isCsv = (name: string): boolean => /\.(?:csv|tsv|txt)$/i.test(name);

/** Opens a folder of CSV files. */
export function openFolder(folder: string): Source {
  const issues: ImportIssue[] = [];
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted();
  const sheets = names.filter(isCsv).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).size > MAX_BYTES) {
      issues.push(wholeFile(name, TOO_LARGE));
      return [];
    }
    return [readCsv(name, name.slice(0, -extname(name).length), readFileSync(path), issues)];
  });
  const others = names.filter(
    (name) => !isCsv(name) && !/\.(?:md|pdf|docx?)$/i.test(name) && statSync(join(folder, name)).isFile(),
  );
  for (const name of others)
    issues.push({
      ...wholeFile(name, 'non è stato letto: di una cartella si leggono i file .csv'),
      level: 'warning',
    });
  return { name: folder, isFolder: true, sheets, issues };
}

/**
 * Opens a file by what is in it: a workbook, or a CSV.
 * @param name as it is told to whoever sent it
 */
export async function openFile(name: string, bytes: Buffer): Promise<Source> {
  const issues: ImportIssue[] = [];
  const source = (sheets: readonly Sheet[]): Source => ({ name, isFolder: false, sheets, issues });
  if (bytes.length > MAX_BYTES) issues.push(wholeFile(name, TOO_LARGE));
  else if (bytes.length === 0) issues.push(wholeFile(name, 'un file con dei dati (è vuoto)'));
  else if (isWorkbook(name, bytes)) return source(await readWorkbook(name, bytes, issues));
  else {
    return source([readCsv(name, name.slice(0, name.length - extname(name).length), bytes, issues)]);
  }
  return source([]);
}

/** Opens whatever a path leads to. */
export async function openSource(path: string): Promise<Source> {
  const refused = (expected: string): Source => ({
    name: path,
    isFolder: false,
    sheets: [],
    issues: [wholeFile(path, expected)],
  });
  if (!existsSync(path))
    return refused('un file XLSX o CSV, o una cartella con i file CSV del piano (non esiste)');
  const found = statSync(path);
  if (found.isDirectory()) {
    const workbooks = readdirSync(path).filter((name) => /\.xlsx$/i.test(name) && !name.startsWith('~$'));
    const [only] = workbooks;
    if (workbooks.length === 1 && only !== undefined && !readdirSync(path).some(isCsv))
      return openFile(only, readFileSync(join(path, only)));
    return openFolder(path);
  }
  if (!found.isFile()) return refused('un file XLSX o CSV, o una cartella con i file CSV del piano');
  if (found.size > MAX_BYTES) return refused(TOO_LARGE);
  return openFile(basename(path), readFileSync(path));
}
