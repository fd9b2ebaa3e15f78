import { tzOffset } from '@date-fns/tz/tzOffset';
import type { Language } from './language.ts';
import { MONTHS } from './months.ts';

/** Before and after every day of a plan: the ends of "entro il 30 giugno" and "dal 1º luglio in poi". */
export const FAR_PAST = '1900-01-01';
export const FAR_FUTURE = '9999-12-31';

/** An ISO day as `31/12/2021`. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/');

/** An ISO day, or `MM-DD`, as `31 dicembre` (the first of a month is `1º`) or `31 December`. */
export function formatDayAndMonth(day: string, language: Language = 'it'): string {
  const [date = 0, month = 0] = day.split('-').map(Number).reverse();
  if (language === 'en') return `${date} ${MONTHS[month - 1]?.en ?? ''}`;
  return `${date === 1 ? '1º' : date} ${MONTHS[month - 1]?.it ?? ''}`;
}

/** An ISO day as `31 dicembre 2021` or `31 December 2021`. */
export const formatDayLong = (day: string, language: Language = 'it'): string =>
  `${formatDayAndMonth(day, language)} ${day.slice(0, 4)}`;

/**
 * An instant as the clocks of a zone showed it: ISO day and `HH:MM`.
 * @param timezone IANA name
 */
export function wallTime(instant: Date, timezone: string): { readonly day: string; readonly time: string } {
  // What the clocks of the zone show is what UTC's show at another instant.
  const shown = new Date(instant.getTime() + tzOffset(timezone, instant) * 60_000);
  const [day = '', time = ''] = shown.toISOString().split('T');
  return { day, time: time.slice(0, 5) };
}

/** The day of an instant in a zone: `09/09/2021`. */
export const formatDayOf = (instant: Date, timezone: string): string =>
  formatDay(wallTime(instant, timezone).day);

/** Wall time of an instant: `9 settembre 2021, 10:15`. */
export function formatMoment(instant: Date, timezone: string): string {
  const { day, time } = wallTime(instant, timezone);
  return `${formatDayLong(day)}, ${time}`;
}
