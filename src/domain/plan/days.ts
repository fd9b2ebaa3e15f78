import { MONTHS } from '../../words/months.ts';
import type { IsoDay } from '../types.ts';

/** Reads "30/10/2021.", "30-ott-21", "1° ottobre 2021", "2021-10-30"; null when it is no day that exists. */
export function parseDay(text: string): IsoDay | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^(\d{1,2})\s?[º°]/, '$1')
    .replace(/[.,;]$/, '');
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed);
  if (numeric) return existing(century(numeric[3] ?? ''), Number(numeric[2]), Number(numeric[1]));
  const worded = /^(\d{1,2})(?:\s+|[-/.])([a-z]{3,})(?:\.?\s+|[-/.])(\d{4}|\d{2})$/.exec(typed);
  const month = MONTHS.findIndex(({ it }) => it.startsWith(worded?.[2] ?? '?'));
  return worded && month >= 0 ? existing(century(worded[3] ?? ''), month + 1, Number(worded[1])) : null;
}

const century = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

function existing(year: number, month: number, day: number): IsoDay | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}

const MONTH = MONTHS.map(({ it }) => `${it.slice(0, 3)}(?:${it.slice(3)})?`).join('|');

/** A day as it stands among other words. */
const DAY = new RegExp(
  String.raw`(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}[º°]?[\s-]+(?:${MONTH})\.?[\s-]+(?:\d{4}|\d{2}))(?![\d/])`,
  'gi',
);

/** What is written as a day in a text, and the day that it is; null where there is no such day: "31 febbraio 2021". */
export const daysIn = (text: string): readonly { readonly written: string; readonly day: IsoDay | null }[] =>
  (text.match(DAY) ?? []).map((written) => ({ written, day: parseDay(written) }));

/** How many calendar days lie between two days; negative where the second is the earlier. */
export const daysBetween = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The calendar day before. */
export const dayBefore = (day: IsoDay): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
