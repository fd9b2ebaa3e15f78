import { z } from 'zod';
import type { Cents, IsoDay } from '../../../domain/types.ts';

/*
 * The kinds of cell a plan's CSV may hold. Each parses text once and says, in Italian, what it expected:
 * the messages reach whoever imports a plan.
 */

/** A cell that must hold something. */
export const text = z.string().trim().min(1, 'un testo (la cella è vuota)');

/** A cell that may be empty: null. */
export const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value));

/** `;`-separated values, possibly none. */
export const list = z.string().transform((value) =>
  value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

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
  .regex(/^(-?\d{1,9})?$/, 'un numero intero, o niente')
  .transform((value) => (value === '' ? null : Number(value)));

/** A percentage from 0 to 100 with a decimal point, or null. */
export const optionalPercent = z
  .string()
  .trim()
  .regex(/^(\d{1,3}(\.\d+)?)?$/, 'una percentuale da 0 a 100 con il punto decimale, o niente')
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

/** An amount in euro with a decimal point, or null: not declared is never zero. */
export const optionalEuro = z
  .string()
  .trim()
  .regex(/^(-?\d+(\.\d{1,2})?)?$/, 'un importo in euro con il punto decimale e al più due cifre, o niente')
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
  .refine(dayText, 'una data AAAA-MM-GG')
  .transform((value): IsoDay => value);

/** A day, or null. */
export const optionalDay = z
  .string()
  .trim()
  .refine((value) => value === '' || dayText(value), 'una data AAAA-MM-GG, o niente')
  .transform((value): IsoDay | null => (value === '' ? null : value));

/** A day of every year, `07-12`. */
export const monthDay = z
  .string()
  .trim()
  .refine((value) => dayText(`2024-${value}`), 'un giorno MM-GG');

export const optionalMonthDay = z
  .string()
  .trim()
  .refine((value) => value === '' || dayText(`2024-${value}`), 'un giorno MM-GG, o niente')
  .transform((value) => (value === '' ? null : value));

/** `yes` or `no`. */
export const yesNo = z.enum(['yes', 'no'], { error: '«yes» o «no»' }).transform((value) => value === 'yes');

/** One of a closed set of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `uno tra ${values.join(', ')}` });
