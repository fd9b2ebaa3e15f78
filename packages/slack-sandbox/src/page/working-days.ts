/** Italian national holidays with a fixed date, as month and day (L. 260/1949 and later). */
const FIXED = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];

/** Easter Sunday by the anonymous Gregorian algorithm; returns month (1-12) and day. */
function easter(year: number): readonly [month: number, day: number] {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return [Math.floor(f / 31), (f % 31) + 1];
}

/** Monday to Friday, holidays excluded. Only wall-clock fields are read, so a zoned date keeps its zone. */
export function isWorkingDay(date: Date): boolean {
  const weekday = date.getDay();
  if (weekday === 0 || weekday === 6) return false;
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const monthDay = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (FIXED.includes(monthDay)) return false;
  // San Francesco is a national holiday again from 2026 (L. 151/2025).
  if (monthDay === '10-04' && year >= 2026) return false;
  const [easterMonth, easterDay] = easter(year);
  const easterMonday = new Date(Date.UTC(year, easterMonth - 1, easterDay + 1));
  return !(easterMonday.getUTCMonth() + 1 === month && easterMonday.getUTCDate() === day);
}
