import { z } from 'zod';
import type { Cents, IndicatorTarget, IsoDay } from '../../../domain/types.ts';

/*
 * The kinds of cell a plan's tables hold, in the product's own form (decimal point, ISO days): what people and
 * spreadsheets write is brought into it before, in `values.ts`. The messages, in Italian, reach whoever imports a plan.
 */

/** A cell that must hold something. */
export const text = z.string().trim().min(1, 'un testo');

/** A cell that may be empty: null. */
export const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value));

/** `;`-separated values, possibly none. */
export const list = z.string().transform(splitList);

function splitList(value: string): string[] {
  return value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `;`-separated colours, `#1d3f72`; none for Traguardo's own. */
export const colours = list.refine(
  (all) => all.every((one) => /^#[0-9a-f]{6}$/i.test(one)),
  'colori #rrggbb',
);

/** A number with its decimals, or null. */
export const optionalDecimal = z
  .string()
  .trim()
  .regex(/^(-?\d{1,12}(\.\d{1,6})?)?$/, 'un numero')
  .transform((value) => (value === '' ? null : Number(value)));

const YES_NO: Readonly<Record<string, number>> = { sì: 1, si: 1, yes: 1, no: 0 };

/** A value of an indicator: a number, a percentage, a yes (1) or a no (0). */
export const indicatorNumber = (value: string): number | null => {
  const word = YES_NO[value.toLowerCase()];
  if (word !== undefined) return word;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : null;
};

/** A value of an indicator, or null. */
export const optionalIndicatorValue = z
  .string()
  .trim()
  .refine((value) => value === '' || indicatorNumber(value) !== null, 'un numero, «sì» o «no»')
  .transform((value) => (value === '' ? null : indicatorNumber(value)));

/** A target may have a column for each year: `target_2026`. */
export const TARGET_COLUMN = /^target[ _](\d{4})$/i;

/** Targets by year, `2026=30;2027=25`, in the order of their years. */
export const targetsByYear = z.string().transform((value, context): IndicatorTarget[] => {
  const targets = splitList(value).map((part) => {
    const [, year, amount] = /^(\d{4})\s*[=:]\s*(.+)$/.exec(part) ?? [];
    const target = amount === undefined ? null : indicatorNumber(amount.trim());
    return year === undefined || target === null ? null : { year: Number(year), value: target };
  });
  const read = targets.filter((target) => target !== null);
  if (read.length < targets.length)
    context.addIssue({ code: 'custom', message: 'anni e valori attesi separati da «;» (2026=30;2027=25)' });
  return read.toSorted((a, b) => a.year - b.year);
});

/** A whole number. */
export const integer = z
  .string()
  .trim()
  .regex(/^-?\d{1,9}$/, 'un numero intero')
  .transform(Number);

/** A whole number, or null for an empty cell. */
export const optionalInteger = z
  .string()
  .trim()
  .regex(/^(-?\d{1,9})?$/, 'un numero intero')
  .transform((value) => (value === '' ? null : Number(value)));

/** A percentage from 0 to 100 with a decimal point, or null. */
export const optionalPercent = z
  .string()
  .trim()
  .regex(/^(\d{1,3}(\.\d+)?)?$/, 'una percentuale da 0 a 100')
  .transform((value) => (value === '' ? null : Number(value)))
  .refine((value) => value === null || value <= 100, 'una percentuale da 0 a 100');

const EURO = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Euro text with a decimal point to integer cents; no floating point in between. */
export function parseEuro(value: string): Cents | null {
  const match = EURO.exec(value.trim());
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -cents : cents;
}

/** An amount in euro with a decimal point. */
export const euro = z
  .string()
  .trim()
  .regex(EURO, 'un importo in euro')
  .transform((value) => parseEuro(value) ?? 0);

/** An amount in euro with a decimal point, or null: not declared is never zero. */
export const optionalEuro = z
  .string()
  .trim()
  .regex(/^(-?\d+(\.\d{1,2})?)?$/, 'un importo in euro')
  .transform(parseEuro);

const isDay = (value: string): boolean => {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};

const dayText = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value);

/** A day, `2021-12-31`. */
export const day = z
  .string()
  .trim()
  .refine(dayText, 'una data gg/mm/aaaa')
  .transform((value): IsoDay => value);

/** A day, or null. */
export const optionalDay = z
  .string()
  .trim()
  .refine((value) => value === '' || dayText(value), 'una data gg/mm/aaaa')
  .transform((value): IsoDay | null => (value === '' ? null : value));

/** A day of every year, `07-12`, or null. */
export const optionalMonthDay = z
  .string()
  .trim()
  .refine((value) => value === '' || dayText(`2024-${value}`), 'un giorno dell’anno, gg/mm')
  .transform((value) => (value === '' ? null : value));

/** `yes` or `no`. */
export const yesNo = z.enum(['yes', 'no'], { error: 'sì o no' }).transform((value) => value === 'yes');

/** One of a closed set of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `uno tra ${values.join(', ')}` });

/** One of a closed set of words, or null. */
export const optionalOneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .enum(['', ...values], { error: `uno tra ${values.join(', ')}, o niente` })
    .transform((value): T[number] | null => (value === '' ? null : value));
