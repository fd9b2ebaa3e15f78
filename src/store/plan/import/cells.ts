import type { IsoDay } from '../../../domain/types.ts';

/** What one cell of a file holds, before anybody knows what its column is. */
export interface Cell {
  /** As it is written or shown, without blanks around it; empty where nothing is declared. */
  readonly text: string;
  /** The mark by which it says that there is nothing, `n.d.`; absent where it says something. */
  readonly mark?: string;
  /** A spreadsheet's own number, a percentage times a hundred; null for text. */
  readonly number: number | null;
  /** A spreadsheet's own date; null for text. */
  readonly day: IsoDay | null;
}

/** A row of a sheet, and the line of the file that it starts on. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** A grid of cells: a CSV file, or a sheet of a workbook. */
export interface Sheet {
  /** As a report names it: `items.csv`, `piano.xlsx, foglio «Obiettivi»`. */
  readonly place: string;
  /** Name of the file or of the sheet alone, by which its table is told. */
  readonly title: string;
  /** What separates the decimals where a text alone does not tell; null where nothing says. */
  readonly decimals: Decimals | null;
  /** Whether each row must have a cell for each column: in a CSV a cell too many is a separator inside a text. */
  readonly exact: boolean;
  readonly rows: readonly SheetRow[];
}

export type Decimals = 'comma' | 'point';

export const NO_CELL: Cell = { text: '', number: null, day: null };

/** Marks with which documents say that there is nothing. */
const NOTHING =
  /^(?:[-–—_/.…]+|n\.\s?[dac]\.?|n\/[dac]|nd|non (?:dichiarato|disponibile|pervenuto|previsto))$/i;

// Soft hyphens and zero-width signs, which are not seen and make two equal words differ.
const UNSEEN = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

// Signs of Windows-1252 (dashes, quotes, the euro) that a wrong conversion to UTF-8 left as control codes.
const CONTROLS = /[\u0080-\u009F]/g;
const fromWindows = new TextDecoder('windows-1252');

// What no document may hold; tabs and line breaks it may.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** A cell of text. */
export function textCell(raw: string): Cell {
  const text = raw
    .replace(CONTROLS, (sign) => fromWindows.decode(Uint8Array.of(sign.charCodeAt(0))))
    .replace(FORBIDDEN, '')
    .replace(UNSEEN, '')
    // The apostrophe is that of an export, which keeps a spreadsheet from taking a text for a formula.
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/[\u00A0\u202F\u2007]/g, ' ')
    .trim();
  return NOTHING.test(text) ? { ...NO_CELL, mark: text } : { text, number: null, day: null };
}

/** A spreadsheet's number. */
export const numberCell = (number: number, isPercent = false): Cell => {
  // 0.07 * 100 would be 7.000000000000001.
  const value = isPercent ? Number((number * 100).toPrecision(12)) : number;
  return { text: String(value), number: value, day: null };
};

/** A spreadsheet's date. */
export const dayCell = (day: IsoDay): Cell => ({ text: day, number: null, day });

export const isEmpty = (cells: readonly Cell[]): boolean => cells.every(({ text }) => text === '');

/** What a column's cells say about its decimals: what is found, else what the sheet says; null where they disagree. */
export function decimalsOf(cells: readonly Cell[], sheet: Decimals | null): Decimals | null {
  const texts = cells
    .filter(({ number, text }) => number === null && text.length < 40)
    .map(({ text }) => bare(text));
  const commas = texts.some((text) =>
    /^-?[\d.]*\d,(?:\d{1,2}|\d{4,})$|^-?\d{1,3}(?:\.\d{3}){2,}$|^-?0,\d+$/.test(text),
  );
  const points = texts.some((text) =>
    /^-?[\d,]*\d\.(?:\d{1,2}|\d{4,})$|^-?\d{1,3}(?:,\d{3}){2,}$|^-?0\.\d+$/.test(text),
  );
  if (commas && points) return null;
  if (commas) return 'comma';
  // Three figures after a point are thousands in Italy: that they are decimals, the column itself must say.
  return points ? 'point' : sheet === 'comma' ? sheet : null;
}

/** A number without what stands around it: currency, percent, blanks, the apostrophe of thousands. */
const bare = (text: string): string =>
  text
    .replace(/€|\beur(?:o)?\b|%/gi, '')
    .replace(/[\s'’]/g, '')
    .replace(/^\+/, '')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^(.*\d)-$/, '-$1')
    .replace(/[−–]/g, '-');

/** A number in the product's own form, decimal point and no thousands; or why it cannot be read. */
export type ReadNumber =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly because: 'ambiguous' | 'no_number' };

/** Reads `1.234,50`, `1234.5`, `€ 1.234`, `95%`, `(12,00)`. */
export function readNumber(cell: Cell, decimals: Decimals | null): ReadNumber {
  if (cell.number !== null) return { ok: true, text: plainNumber(cell.number) };
  const text = bare(cell.text);
  if (text === '') return { ok: cell.text === '', text: '', because: 'no_number' } as ReadNumber;
  if (/^-?\d+$/.test(text)) return { ok: true, text: text.replace(/^(-?)0+(?=\d)/, '$1') };
  const mixed =
    /^(-?)(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text) ?? /^(-?)(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text);
  if (mixed) return { ok: true, text: `${mixed[1]}${(mixed[2] ?? '').replace(/[.,]/g, '')}.${mixed[3]}` };
  if (/^-?\d{1,3}(\.\d{3}){2,}$|^-?\d{1,3}(,\d{3}){2,}$/.test(text))
    return { ok: true, text: text.replace(/[.,]/g, '') };
  const single = /^(-?\d+)([.,])(\d+)$/.exec(text);
  if (!single) return { ok: false, because: 'no_number' };
  const [, whole = '', sign, fraction = ''] = single;
  const isGroup = fraction.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole);
  if (!isGroup) return { ok: true, text: `${whole}.${fraction}` };
  if (decimals === null) return { ok: false, because: 'ambiguous' };
  return {
    ok: true,
    text: (sign === ',') === (decimals === 'comma') ? `${whole}.${fraction}` : `${whole}${fraction}`,
  };
}

/** A spreadsheet's number as text, never in powers of ten; what binary fractions add is left out. */
const plainNumber = (number: number): string => {
  const rounded = Number(number.toPrecision(15));
  return Math.abs(rounded) < 1e-9
    ? '0'
    : rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 });
};
