import { type Cell, dayCell, NO_CELL, numberCell, type Sheet, textCell } from './cells.ts';
import { type ImportIssue, wholeFile } from './issues.ts';
import { withoutTrailer, type ZipEntry, zipDirectory } from './zip-directory.ts';

/** What a workbook may unpack to: a small file can hold gigabytes of blanks. */
const MAX_UNPACKED = 250 * 1024 * 1024;

const ZIP = 0x04034b50;
/** The container of Excel 97, and of workbooks with a password. Source: MS-CFB, 2.2. */
const COMPOUND = 0xe011cfd0;

const AS_XLSX = 'in Excel: File, Salva con nome, «Cartella di lavoro di Excel (.xlsx)»';

/** Whether a file is meant as a workbook, right or wrong as it may be. */
export const isWorkbook = (name: string, bytes: Buffer): boolean =>
  /\.(?:xls[xmb]?|xlt[xm]|ods)$/i.test(name) ||
  (bytes.length > 4 && [ZIP, COMPOUND].includes(bytes.readUInt32LE(0)));

/** Reads the sheets of a workbook; why it cannot be read is added to `issues`, in one sentence. */
export async function readWorkbook(
  name: string,
  bytes: Buffer,
  issues: ImportIssue[],
): Promise<readonly Sheet[]> {
  const refuse = (expected: string): readonly Sheet[] => {
    issues.push(wholeFile(name, expected));
    return [];
  };
  if (bytes.length > 4 && bytes.readUInt32LE(0) === COMPOUND)
    return refuse(
      /\.xlsx$/i.test(name)
        ? 'una cartella di lavoro senza password (in Excel: File, Informazioni, Proteggi cartella di lavoro, togliere la password)'
        : `un file .xlsx (questo è di Excel 97 o ha una password; ${AS_XLSX})`,
    );
  const entries = zipDirectory(bytes);
  if (entries === null)
    return refuse(
      'una cartella di lavoro intera (il file è rotto o non è di Excel: salvarlo di nuovo, o scaricarlo di nuovo)',
    );
  const has = (path: string): boolean => entries.some((entry) => entry.name === path);
  if (has('content.xml') && has('mimetype'))
    return refuse('un file .xlsx (questo è di LibreOffice: File, Salva con nome, «Excel 2007-365»)');
  if (has('xl/workbook.bin')) return refuse(`un file .xlsx (questo è binario; ${AS_XLSX})`);
  if (entries.some(({ name: path }) => /vbaProject\.bin$/i.test(path)) || /\.xl[st]m$/i.test(name))
    return refuse(`un file senza macro (${AS_XLSX})`);
  if (entries.some(({ isEncrypted }) => isEncrypted)) return refuse('una cartella di lavoro senza password');
  if (!has('xl/workbook.xml'))
    return refuse('una cartella di lavoro di Excel (dentro questo file non ce n’è una)');
  if (entries.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED)
    return refuse(
      'una cartella di lavoro più piccola (spacchettata supera i 250 MB: eliminare le righe vuote formattate)',
    );
  try {
    return await sheetsOf(name, bytes, entries);
  } catch {
    return refuse(
      `una cartella di lavoro che si possa leggere (il file è rotto; aprirlo, e salvarlo di nuovo: ${AS_XLSX})`,
    );
  }
}

async function sheetsOf(
  name: string,
  bytes: Buffer,
  entries: readonly ZipEntry[],
): Promise<readonly Sheet[]> {
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const sheets = await readXlsxFile(withoutTrailer(bytes), { trim: false });
  const looks = looksOf(entries);
  return sheets.map(({ sheet, data }, index) => {
    const look = looks[index];
    const rows = data.map((cells, row) => ({
      line: row + 1,
      cells: cells.map((value, column) => cellOf(value, look?.isPercent(row, column) ?? false)),
    }));
    return {
      place: `${name}, foglio «${sheet}»`,
      title: sheet,
      decimals: null,
      exact: false,
      rows: look ? withMerged(rows, look.merged) : rows,
    };
  });
}

function cellOf(value: unknown, isPercent: boolean): Cell {
  if (value === null || value === undefined) return NO_CELL;
  if (typeof value === 'number') return numberCell(value, isPercent);
  if (value instanceof Date) return dayCell(value.toISOString().slice(0, 10));
  if (typeof value === 'boolean') return textCell(value ? 'sì' : 'no');
  return textCell(String(value));
}

/** What the reader of values leaves out: how numbers are shown, and which cells are one. */
interface SheetLook {
  isPercent(row: number, column: number): boolean;
  readonly merged: readonly Merged[];
}

interface Merged {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A cell that spans rows says the same for each of them. */
function withMerged(rows: Sheet['rows'], merged: readonly Merged[]): Sheet['rows'] {
  if (merged.length === 0) return rows;
  const filled = rows.map(({ cells }) => [...cells]);
  for (const { top, bottom, left, right } of merged) {
    // Across columns it is a title, not a value.
    if (left !== right) continue;
    const value = filled[top]?.[left];
    if (value === undefined || value.text === '') continue;
    for (const row of filled.slice(top + 1, bottom + 1)) if (row.length > left) row[left] = value;
  }
  return rows.map((row, index) => ({ ...row, cells: filled[index] ?? row.cells }));
}

/** The looks of the sheets, in the order of the workbook. Source: ECMA-376, part 1, 18.2, 18.3 and 18.8. */
function looksOf(entries: readonly ZipEntry[]): readonly SheetLook[] {
  const read = (path: string): string =>
    entries
      .find(({ name }) => name === path)
      ?.content()
      .toString('utf8') ?? '';
  const percents = percentStyles(read('xl/styles.xml'));
  const targets = new Map(
    [...read('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  );
  return [...read('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
    const xml = read(targets.get(attribute(tag, 'r:id')) ?? '');
    const shown = new Set<string>();
    if (percents.size > 0)
      for (const [cell] of xml.matchAll(/<c\s[^>]*>/g))
        if (percents.has(attribute(cell, 's'))) shown.add(attribute(cell, 'r'));
    return {
      isPercent: (row, column) => shown.has(`${letters(column)}${row + 1}`),
      merged: [...xml.matchAll(/<mergeCell\s[^>]*>/g)].flatMap(([cell]) => mergedOf(attribute(cell, 'ref'))),
    };
  });
}

/** The positions of the cell styles that show a percentage. */
function percentStyles(xml: string): ReadonlySet<string> {
  const own = new Set(
    [...xml.matchAll(/<numFmt\s[^>]*>/g)]
      .filter(([tag]) =>
        attribute(tag, 'formatCode')
          .replace(/"[^"]*"|\\./g, '')
          .includes('%'),
      )
      .map(([tag]) => attribute(tag, 'numFmtId')),
  );
  const styles = /<cellXfs\b[\s\S]*?<\/cellXfs>/.exec(xml)?.[0] ?? '';
  return new Set(
    [...styles.matchAll(/<xf\s[^>]*>/g)].flatMap(([tag], index) => {
      const format = attribute(tag, 'numFmtId');
      // 9 and 10 are 0% and 0.00%.
      return format === '9' || format === '10' || own.has(format) ? [String(index)] : [];
    }),
  );
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

function mergedOf(range: string): Merged[] {
  const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
  if (left === undefined || right === undefined) return [];
  return [
    {
      top: Number(top) - 1,
      bottom: Number(bottom) - 1,
      left: columnNumber(left),
      right: columnNumber(right),
    },
  ];
}

const columnNumber = (text: string): number =>
  [...text].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
