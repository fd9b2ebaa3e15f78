import type { IsoDay } from '../types.ts';

/** Those on the same day each year, `MM-DD`. Source: art. 2, L. 260/1949, with L. 54/1977, D.P.R. 792/1985 and L. 336/2000. */
const FIXED = new Set([
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
]);

/** Saint Francis is a holiday again from 2026. Source: L. 151/2025. */
const FRANCIS = { day: '10-04', from: '2026' };

/** The 150 years of the State. Source: D.L. 5/2011. */
const ONCE = '2011-03-17';

/** Whether a day is one of Italy's national holidays. */
export function isNationalHoliday(day: IsoDay): boolean {
  const [year, date] = [day.slice(0, 4), day.slice(5)];
  if (FIXED.has(date) || day === ONCE || (date === FRANCIS.day && year >= FRANCIS.from)) return true;
  // Easter lies between 22 March and 25 April.
  if (date < '03-22' || date > '04-26') return false;
  const easter = easterOf(Number(year));
  return day === easter || day === dayAfter(easter);
}

/** Easter Sunday of a year of the Gregorian calendar. Source: the anonymous computus of Nature, 20 April 1876. */
function easterOf(year: number): IsoDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const number = epact + weekday - 7 * shift + 114;
  return isoDay(year, Math.floor(number / 31), (number % 31) + 1);
}

const dayAfter = (day: IsoDay): IsoDay => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return isoDay(year, month, date + 1);
};

/** A date past the end of its month is one of the next. */
const isoDay = (year: number, month: number, date: number): IsoDay =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
