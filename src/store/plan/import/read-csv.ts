import { parse } from 'csv-parse/sync';
import { type Decimals, type Sheet, type SheetRow, textCell } from './cells.ts';
import type { ImportIssue } from './issues.ts';
import { wholeFile } from './issues.ts';

/** What may separate the cells of a line. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/**
 * Reads a CSV file as an office has it: UTF-8 or Windows-1252, comma, semicolon or tab.
 * @param issues what is wrong with the file as a whole is added here
 */
export function readCsv(place: string, title: string, bytes: Buffer, issues: ImportIssue[]): Sheet {
  const content = decode(bytes);
  if (content === null) {
    issues.push(wholeFile(place, 'un testo CSV (questo file non è un testo: forse ha il nome di un altro)'));
    return { place, title, decimals: null, exact: true, rows: [] };
  }
  const body = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Excel writes the separator in a first line of its own, where it is told to.
  const told = /^"?sep=(.)"?\n/i.exec(body)?.[1] as Delimiter | undefined;
  const text = told === undefined ? body : body.slice(body.indexOf('\n'));
  const delimiter = told ?? delimiterOf(text);
  const rows = parseRows(place, text, delimiter, issues);
  return { place, title, decimals: DECIMALS[delimiter], exact: true, rows: rows ?? [] };
}

/** A semicolon separates the cells where a comma separates the decimals. */
const DECIMALS: Readonly<Record<Delimiter, Decimals | null>> = {
  ',': null,
  ';': 'comma',
  '\t': null,
  '|': null,
};

/** UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252; null for what is no text. */
function decode(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** So many characters tell with what the cells are separated. */
const BEGINNING = 20_000;

/** The separator with which the most lines of the beginning have the same number of cells, more than one. */
function delimiterOf(text: string): Delimiter {
  // A line that is cut within its quotes shows separators that are part of a text.
  const end = text.length > BEGINNING ? text.lastIndexOf('\n', BEGINNING) : text.length;
  const lines = text
    .slice(0, end > 0 ? end : BEGINNING)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.slice(0, 30).map((line) => unquoted(line).split(delimiter).length);
    const most = Math.max(...counts, 1);
    // The header has as many cells as the rows have; a title above it has fewer.
    return {
      delimiter,
      score: most === 1 ? 0 : counts.filter((count) => count === most).length * Math.sqrt(most),
    };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

const unquoted = (line: string): string => line.replace(/"[^"]*"/g, '');

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRows(
  place: string,
  text: string,
  delimiter: Delimiter,
  issues: ImportIssue[],
): readonly SheetRow[] | null {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as readonly ParsedRecord[];
    return records.map(({ record, info }) => ({
      line: info.lines - breaksIn(record),
      cells: record.map(textCell),
    }));
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    issues.push({
      ...wholeFile(place, QUOTES[code ?? ''] ?? QUOTES.other ?? ''),
      lines: lines === undefined ? [] : [lines],
    });
    return null;
  }
}

/** What csv-parse finds wrong, in words. */
const QUOTES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'virgolette chiuse (si aprono e non si chiudono fino alla fine del file)',
  INVALID_OPENING_QUOTE: 'virgolette all’inizio della cella, o raddoppiate dentro il testo: "detto ""così"""',
  CSV_INVALID_CLOSING_QUOTE: 'virgolette raddoppiate dentro il testo: "detto ""così"""',
  other: 'un CSV ben formato (virgolette e separatori non tornano)',
};

/** csv-parse counts the line a record ends on; a quoted cell may hold line breaks. */
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
