/** Dates and times as people write them, and the days of a month as a calendar shows them. Days are "2021-09-15". */

const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];

const two = (value: number): string => String(value).padStart(2, '0');

/** The day, or undefined where the calendar has no such day. */
function existing(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : undefined;
}

/** Reads "15/9/2021", "15.09.21", "15 settembre 2021", "15 set 2021" or "2021-09-15". */
export function parseDay(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, day, month = '', year = ''] =
    /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2}|[a-z]{3,})\s*[/.\-\s]\s*(\d{4}|\d{2})$/.exec(typed) ?? [];
  if (day === undefined) return undefined;
  const named = /^\d/.test(month) ? Number(month) : MONTHS.findIndex((name) => name.startsWith(month)) + 1;
  if (named === 0) return undefined;
  return existing(year.length === 2 ? 2000 + Number(year) : Number(year), named, Number(day));
}

/** Reads "9", "9:30", "09.30" or "0930" as "09:30". */
export function parseTime(text: string): string | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:\s*[:.,h]?\s*(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${two(Number(hour))}:${two(Number(minute))}`;
}

/** "15/09/2021" */
export function writeDay(day: string): string {
  return day.split('-').reverse().join('/');
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of another month, or its last one where it is shorter. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  return `${last.toISOString().slice(0, 7)}-${two(Math.min(date, last.getUTCDate()))}`;
}

/** The weeks, from Monday, that hold the month of a day; days of the months beside it fill them up. */
export function weeksOf(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  const monday = addDays(first, -((new Date(first).getUTCDay() + 6) % 7));
  const weeks = Math.ceil((Date.parse(addMonths(first, 1)) - Date.parse(monday)) / (7 * 86_400_000));
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => addDays(monday, week * 7 + weekday)),
  );
}

/** "settembre 2021" */
export function monthTitle(day: string): string {
  const [year = '', month = '1'] = day.split('-');
  return `${MONTHS[Number(month) - 1]} ${year}`;
}
