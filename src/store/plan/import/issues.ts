import { counted, listed } from '../../../words/sentences.ts';

/** One thing to say about a plan's files: where, what was found, what was expected (in Italian). */
export interface ImportIssue {
  /** An error stops the import; a warning does not. */
  readonly level: 'error' | 'warning';
  /** `items.csv`, `piano.xlsx, foglio «Obiettivi»`. */
  readonly file: string;
  /** 1-based lines of the file; empty when the whole file is meant. */
  readonly lines: readonly number[];
  /** The column as its heading names it. */
  readonly column: string | null;
  readonly value: string | null;
  /** What was expected; of a warning, what follows from what was found. */
  readonly expected: string;
  /** A value that would do. */
  readonly example: string | null;
}

/** An error about a file as a whole. */
export const wholeFile = (file: string, expected: string): ImportIssue => ({
  level: 'error',
  file,
  lines: [],
  column: null,
  value: null,
  expected,
  example: null,
});

/** The same issues, each once: what differs in its line alone is one issue of many lines, in the order of the first. */
export function gathered(issues: readonly ImportIssue[]): readonly ImportIssue[] {
  const known = new Map<string, ImportIssue>();
  for (const issue of issues) {
    const key = JSON.stringify([issue.level, issue.file, issue.column, issue.value, issue.expected]);
    const first = known.get(key);
    const lines = [...new Set([...(first?.lines ?? []), ...issue.lines])];
    known.set(key, { ...(first ?? issue), lines });
  }
  return [...known.values()];
}

/** How many lines are named one by one. */
const MAX_LINES = 3;

/** One line of the import report, in Italian: place, value, expectation, example. */
export function describeImportIssue({
  level,
  file,
  lines,
  column,
  value,
  expected,
  example,
}: ImportIssue): string {
  const place = [file, linesOf(lines), column === null ? '' : `colonna ${column}`].filter(Boolean).join(', ');
  const found = value === null ? '' : value === '' ? 'la cella è vuota, ' : `trovato «${shorten(value)}», `;
  const forExample = example === null ? '' : ` (per esempio ${example})`;
  return level === 'error'
    ? `${place}: ${found}atteso: ${expected}${forExample}`
    : `${place}: ${value === null || value === '' ? '' : `«${shorten(value)}» `}${expected}${forExample}`;
}

const linesOf = (lines: readonly number[]): string => {
  if (lines.length === 0) return '';
  if (lines.length === 1) return `riga ${lines[0]}`;
  return lines.length <= MAX_LINES
    ? `righe ${listed(lines.map(String))}`
    : `${counted(lines.length, 'riga', 'righe')} (${lines.slice(0, MAX_LINES).join(', ')}, …)`;
};

const shorten = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value);
