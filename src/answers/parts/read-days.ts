import { dayBefore, parseDay } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { FAR_FUTURE, FAR_PAST } from '../../words/days.ts';
import { MONTHS } from '../../words/months.ts';

/** Days that a question names, and the question without them. */
export interface DaysSaid {
  readonly days: { readonly from: IsoDay; readonly to: IsoDay } | null;
  readonly rest: string;
}

const MONTH_NAMES = MONTHS.map(({ it }) => it).join('|');
const DAY = String.raw`(\d{1,2}º?[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}/\d{2}\b|(?<=\b(?:il|al|del|dal)\s)\d{1,2}/\d{1,2}(?![/\d])|\d{4}-\d{2}-\d{2}|\d{1,2}º?\s+(?:${MONTH_NAMES})(?:\s+\d{4})?)`;
const UNTIL = String.raw`(?:entro|fino\s+al|prima\s+del|by)\s+(?:il\s+|l['’])?`;
const SINCE = String.raw`(?:dopo|oltre|dal|a\s+partire\s+dal|successivamente\s+al)\s+(?:il\s+|l['’])?`;
/** "Prima del 30 giugno", "dopo settembre": without the day or month itself. */
const APART = /^(?:prima|dopo|oltre|success)/iu;

/**
 * Reads "il 30 giugno 2026", "entro giugno", "a settembre", "tra il 1º maggio e il 30 giugno", "nei prossimi 30 giorni",
 * "questo mese", "nel secondo semestre", "dopo il 30 giugno".
 * @param year the plan's, where the question names none
 */
export function readDays(typed: string, year: number, today: IsoDay): DaysSaid {
  const text = typed.replace(/(?<=\d)°/gu, 'º');
  const found =
    between(text, year) ??
    betweenMonths(text, year) ??
    ahead(text, today) ??
    next(text, today) ??
    thisMonth(text, today) ??
    partOfYear(text, year) ??
    oneDay(text, year) ??
    oneMonth(text, year);
  return found ?? { days: null, rest: text };
}

const cut = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;

/** A day as typed; without a year it is in the plan's. */
const dayOf = (typed: string, year: number): IsoDay | null => {
  if (/^\d{1,2}\/\d{1,2}$/.test(typed)) return parseDay(`${typed}/${year}`);
  return parseDay(/\d{4}|\/\d\d$/.test(typed) ? typed : `${typed} ${year}`);
};

function between(text: string, year: number): DaysSaid | null {
  const match = new RegExp(
    String.raw`\b(?:tra|fra|dal|dall['’])\s*(?:il\s+|l['’])?${DAY}\s+(?:e|al|all['’])\s*(?:il\s+|l['’])?${DAY}`,
    'iu',
  ).exec(text);
  if (!match) return betweenDaysOfMonth(text, year);
  const [from, to] = [dayOf(match[1] ?? '', year), dayOf(match[2] ?? '', year)];
  return from !== null && to !== null ? { days: { from, to }, rest: cut(text, match) } : null;
}

/** "Dal 10 al 15 settembre": the month is said once. */
function betweenDaysOfMonth(text: string, year: number): DaysSaid | null {
  const match = new RegExp(
    String.raw`\b(?:tra|fra|dal|dall['’])\s*(?:il\s+|l['’])?(\d{1,2})º?\s+(?:e|al|all['’])\s*(?:il\s+|l['’])?(\d{1,2})º?\s+(${MONTH_NAMES})(\s+\d{4})?`,
    'iu',
  ).exec(text);
  if (!match) return null;
  const [, first, last, month, ofYear = ''] = match;
  const from = dayOf(`${first} ${month}${ofYear}`, year);
  const to = dayOf(`${last} ${month}${ofYear}`, year);
  return from !== null && to !== null ? { days: { from, to }, rest: cut(text, match) } : null;
}

const COUNTED: Readonly<Record<string, number>> = { due: 2, tre: 3, quattro: 4, cinque: 5, sei: 6 };

function ahead(text: string, today: IsoDay): DaysSaid | null {
  const match =
    /\b(?:nei|nelle|entro|per\s+i)\s+(?:prossim[ie]\s+)?(\d{1,3})\s+(giorni|settimane|mesi)\b/iu.exec(text) ??
    /\b(?:nei|nelle|entro\s+i|entro\s+le)\s+prossim[ie]\s+(\d{1,3}|due|tre|quattro|cinque|sei)\s+(giorni|settimane|mesi|anni)\b/iu.exec(
      text,
    );
  if (!match) return null;
  const [, many = '', unit = ''] = match;
  const days =
    (COUNTED[many.toLowerCase()] ?? Number(many)) *
    ({ giorni: 1, settimane: 7, mesi: 30, anni: 365 }[unit.toLowerCase()] ?? 1);
  return { days: { from: today, to: shifted(today, days) }, rest: cut(text, match) };
}

/** "La prossima settimana", "il mese prossimo", "domani". */
function next(text: string, today: IsoDay): DaysSaid | null {
  const match =
    /\b(?:(?:nell?[ao]?|il|la|entro\s+il|entro\s+la)\s+)?(?:prossim[oa]\s+(settimana|mese)|(settimana|mese)\s+prossim[oa])\b/iu.exec(
      text,
    ) ?? /\b(?:entro\s+)?(domani|oggi|ieri)\b/iu.exec(text);
  if (!match) return null;
  const said = (match[1] ?? match[2] ?? '').toLowerCase();
  const [year = 0, month = 1] = today.split('-').map(Number);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = shifted(today, 7 - weekday);
  const day = shifted(today, said === 'domani' ? 1 : said === 'ieri' ? -1 : 0);
  const after = month === 12 ? ([year + 1, 1] as const) : ([year, month + 1] as const);
  const days =
    said === 'settimana'
      ? { from: monday, to: shifted(monday, 6) }
      : said === 'mese'
        ? { from: firstDay(...after), to: lastDay(...after) }
        : { from: day, to: day };
  return { days, rest: cut(text, match) };
}

function thisMonth(text: string, today: IsoDay): DaysSaid | null {
  const match =
    /\b(?:in\s+|entro\s+|per\s+)?(quest[oa]\s+(mese|settimana)|(?:la\s+)?fine\s+(?:del\s+)?mese)\b/iu.exec(
      text,
    );
  if (!match) return null;
  const [year = 0, month = 1] = today.split('-').map(Number);
  const to = match[2]?.toLowerCase() === 'settimana' ? shifted(today, 7) : lastDay(year, month);
  return { days: { from: today, to }, rest: cut(text, match) };
}

const MONTH = String.raw`(${MONTH_NAMES})(?:\s+(?:del\s+)?(\d{4}))?`;

/** "Fra maggio e luglio", "da settembre 2021 a marzo 2022". */
function betweenMonths(text: string, planYear: number): DaysSaid | null {
  const match = new RegExp(String.raw`\b(?:tra|fra|da)\s+${MONTH}\s+(?:e|a|ad)\s+${MONTH}\b`, 'iu').exec(
    text,
  );
  if (!match) return null;
  const end = Number(match[4] ?? planYear);
  const start = Number(match[2] ?? end);
  const from = firstDay(start, monthOf(match[1]));
  return { days: { from, to: lastDay(end, monthOf(match[3])) }, rest: cut(text, match) };
}

const ORDINALS = ['prim|1[º°]?', 'second|2[º°]?', 'terz|3[º°]?', 'quart|4[º°]?'];
/** Parts of a year that are no month. */
export const MONTHS_OF = { semestre: 6, quadrimestre: 4, trimestre: 3 } as const;

/** "Nel secondo semestre", "entro il primo trimestre 2022", "entro fine anno". */
function partOfYear(text: string, planYear: number): DaysSaid | null {
  const year =
    /\b(?:entro|per)\s+(?:la\s+)?(?:fine\s+(?:dell['’]\s*)?anno|l['’]\s*anno|fine\s+(\d{4}))\b/iu.exec(text);
  if (year)
    return {
      days: { from: FAR_PAST, to: lastDay(Number(year[1] ?? planYear), 12) },
      rest: cut(text, year),
    };
  const match =
    /\b(?:(entro)\s+(?:il\s+|la\s+fine\s+del\s+)?|nel\s+|del\s+|nell['’])((?:prim|second|terz|quart)[oa]|[1-4][º°]?|ultimo)\s+(semestre|quadrimestre|trimestre)(?:\s+(?:del\s+)?(\d{4}))?/iu.exec(
      text,
    );
  if (!match) return null;
  const length = MONTHS_OF[match[3]?.toLowerCase() as keyof typeof MONTHS_OF];
  const parts = 12 / length;
  const said = match[2]?.toLowerCase() ?? '';
  const place =
    said === 'ultimo' ? parts : 1 + ORDINALS.findIndex((one) => new RegExp(`^(${one})`, 'u').test(said));
  if (place < 1 || place > parts) return null;
  const of = Number(match[4] ?? planYear);
  const from = match[1] === undefined ? firstDay(of, (place - 1) * length + 1) : FAR_PAST;
  return { days: { from, to: lastDay(of, place * length) }, rest: cut(text, match) };
}

function oneDay(text: string, year: number): DaysSaid | null {
  const match = new RegExp(
    String.raw`(?:\b(${UNTIL})|\b(${SINCE})|\b(?:il|l['’]|al|del|in data)\s*)?${DAY}(\s+in\s+poi)?`,
    'iu',
  ).exec(text);
  const day = dayOf(match?.[3] ?? '', year);
  if (!match || day === null) return null;
  const [, until, since, , onwards] = match;
  const days =
    until !== undefined
      ? { from: FAR_PAST, to: APART.test(until) ? dayBefore(day) : day }
      : since !== undefined || onwards !== undefined
        ? { from: APART.test(since ?? '') ? shifted(day, 1) : day, to: FAR_FUTURE }
        : { from: day, to: day };
  return { days, rest: cut(text, match) };
}

function oneMonth(text: string, planYear: number): DaysSaid | null {
  const match =
    new RegExp(
      String.raw`\b(?:(entro|fino\s+a|prima\s+di)|(dopo|da|a\s+partire\s+da)|a|ad|in|nel\s+mese\s+di|di|per)\s+(?:(?:la\s+)?fine\s+(?:di\s+)?)?${MONTH}(?:\s+in\s+poi)?\b`,
      'iu',
    ).exec(text) ?? new RegExp(String.raw`()()\b(${MONTH_NAMES})\s+(\d{4})\b`, 'iu').exec(text);
  if (!match) return null;
  const month = monthOf(match[3]);
  const year = Number(match[4] ?? planYear);
  const [first, last] = [firstDay(year, month), lastDay(year, month)];
  const [, until, since] = match;
  const days = until
    ? { from: FAR_PAST, to: APART.test(until) ? dayBefore(first) : last }
    : since
      ? { from: APART.test(since) ? shifted(last, 1) : first, to: FAR_FUTURE }
      : { from: first, to: last };
  return { days, rest: cut(text, match) };
}

const monthOf = (name: string | undefined): number =>
  1 + MONTHS.findIndex(({ it }) => it === name?.toLowerCase());

const firstDay = (year: number, month: number): IsoDay => `${year}-${String(month).padStart(2, '0')}-01`;

const lastDay = (year: number, month: number): IsoDay =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const shifted = (day: IsoDay, days: number): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
