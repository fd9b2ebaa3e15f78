/** Dates as people read them, in Italian and in the workspace's zone. */

function parts(date: Date, timezone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('it-IT', { timeZone: timezone, ...options }).format(date);
}

/** "2021-09-15": the day a date falls on, for comparisons. */
export function dayKey(date: Date, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(date);
}

/** "2021-09-15T09:00", the value of a datetime-local field. */
export function wallTime(date: Date, timezone: string): string {
  return `${dayKey(date, timezone)}T${timeOfDay(date, timezone)}`;
}

export function timeOfDay(date: Date, timezone: string): string {
  return parts(date, timezone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "mercoledì 15 settembre 2021" */
export function longDay(date: Date, timezone: string): string {
  return parts(date, timezone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** How many calendar days `date` lies before `now`. */
function daysBefore(date: Date, now: Date, timezone: string): number {
  return Math.round((Date.parse(dayKey(now, timezone)) - Date.parse(dayKey(date, timezone))) / 86_400_000);
}

const RELATIVE: Readonly<Record<number, string>> = { [-1]: 'domani', 0: 'oggi', 1: 'ieri' };

/** "Oggi", "Ieri" or the day in full; the year only when it is not this one. */
export function dayTitle(date: Date, now: Date, timezone: string): string {
  const near = RELATIVE[daysBefore(date, now, timezone)];
  const sameYear = dayKey(date, timezone).slice(0, 4) === dayKey(now, timezone).slice(0, 4);
  const text =
    near ??
    parts(date, timezone, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ago(date: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - date.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat('it', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(-minutes, 'minute');
  if (Math.abs(minutes) < 1440) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / 1440), 'day');
}

/** Fills the tokens of `<!date^…>`: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function formatSlackDate(format: string, date: Date, now: Date, timezone: string): string {
  const pretty = (plain: string) => RELATIVE[daysBefore(date, now, timezone)] ?? plain;
  const day = (options: Intl.DateTimeFormatOptions) => parts(date, timezone, options);
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => dayKey(date, timezone),
    date_slash: () => day({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    date: () => day({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short: () => day({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: () => longDay(date, timezone),
    day_divider_pretty: () => dayTitle(date, now, timezone),
    time: () => timeOfDay(date, timezone),
    time_secs: () => day({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    ago: () => ago(date, now),
  };
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const base = name.replace(/_pretty$/, '');
    const make = tokens[name] ?? tokens[base];
    if (!make) return whole;
    return name !== base && !tokens[name] ? pretty(make()) : make();
  });
}
