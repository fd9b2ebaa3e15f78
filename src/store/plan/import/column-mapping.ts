import { normalised } from './column-names.ts';

/** What an office says of its own headings, kept from one import to the next. */
export interface ColumnMapping {
  /** The column that a heading of a sheet stands for; null for one to be passed over, undefined where nothing is said. */
  columnOf(sheet: string, heading: string): string | null | undefined;
}

export const NO_MAPPING: ColumnMapping = { columnOf: () => undefined };

/** A heading as it was read. */
export interface MappedHeading {
  readonly sheet: string;
  readonly heading: string;
  readonly column: string | null;
}

const HEADER = 'foglio;intestazione;colonna';

/** Reads a mapping: a line a heading, `foglio;intestazione;colonna`; an empty column passes the heading over. */
export function readMapping(text: string): ColumnMapping {
  const known = new Map(
    text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '' && line.trim() !== HEADER)
      .map((line) => line.split(';').map((part) => part.trim()))
      .map(([sheet = '', heading = '', column = '']) => [key(sheet, heading), column === '' ? null : column]),
  );
  return { columnOf: (sheet, heading) => known.get(key(sheet, heading)) };
}

/** The mapping as a file that can be edited and read again. */
export const writeMapping = (headings: readonly MappedHeading[]): string =>
  `${[HEADER, ...headings.map(({ sheet, heading, column }) => [sheet, heading.replaceAll(';', ','), column ?? ''].join(';'))].join('\n')}\n`;

const key = (sheet: string, heading: string): string => `${normalised(sheet)}|${normalised(heading)}`;
