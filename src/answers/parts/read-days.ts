import { parseDay } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { MONTHS } from '../../words/months.ts';

/** Days that a question names, and the question without them. */
export interface DaysSaid {
  readonly days: { readonly from: IsoDay; readonly to: IsoDay } | null;
  readonly rest: string;
}

/** Before every day of a plan. */
const EVER = '1900-01-01';

const MONTH_NAMES = MONTHS.map(({ it }) => it).join('|');
const DAY = String.raw`(\d{1,2}º?[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}º?\s+(?:${MONTH_NAMES})(?:\s+\d{4})?)`;
const UNTIL = String.raw`(?:entro|fino\s+al|prima\s+del|by)\s+(?:il\s+|l['’])?`;

/**
 * Reads "il 30 giugno 2026", "entro giugno", "a settembre", "tra il 1º maggio e il 30 giugno", "nei prossimi 30 giorni",
 * "questo mese".
 * @param year the plan's, where the question names none
 */
export function readDays(text: string, year: number, today: IsoDay): DaysSaid {
  const found =
    between(text, year) ??
    ahead(text, today) ??
    thisMonth(text, today) ??
    oneDay(text, year) ??
    oneMonth(text, year);
  return found ?? { days: null, rest: text };
}

const cut = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;

/** A day as typed; without a year it is in the plan's. */
const dayOf = (typed: string, year: number): IsoDay | null =>
  parseDay(/\d{4}/.test(typed) ? typed : `${typed} ${year}`);

function between(text: string, year: number): DaysSaid | null {
  const match = new RegExp(
    String.raw`\b(?:tra|fra|dal|dall['’])\s*(?:il\s+|l['’])?${DAY}\s+(?:e|al|all['’])\s*(?:il\s+|l['’])?${DAY}`,
    'iu',
  ).exec(text);
  const [from, to] = [dayOf(match?.[1] ?? '', year), dayOf(match?.[2] ?? '', year)];
  return match && from !== null && to !== null ? { days: { from, to }, rest: cut(text, match) } : null;
}

function ahead(text: string, today: IsoDay): DaysSaid | null {
  const match =
    /\b(?:nei|nelle|entro|per\s+i)\s+(?:prossim[ie]\s+)?(\d{1,3})\s+(giorni|settimane|mesi)\b/iu.exec(text) ??
    /\b(?:nei|nelle)\s+prossim[ie]\s+(\d{1,3})\s+(giorni|settimane|mesi)\b/iu.exec(text);
  if (!match) return null;
  const days = Number(match[1]) * ({ giorni: 1, settimane: 7, mesi: 30 }[match[2]?.toLowerCase() ?? ''] ?? 1);
  return { days: { from: today, to: shifted(today, days) }, rest: cut(text, match) };
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

function oneDay(text: string, year: number): DaysSaid | null {
  const match = new RegExp(String.raw`(?:\b(${UNTIL})|\b(?:il|l['’]|al|del|in data)\s*)?${DAY}`, 'iu').exec(
    text,
  );
  const day = dayOf(match?.[2] ?? '', year);
  if (!match || day === null) return null;
  return { days: { from: match[1] === undefined ? day : EVER, to: day }, rest: cut(text, match) };
}

function oneMonth(text: string, planYear: number): DaysSaid | null {
  const match = new RegExp(
    String.raw`\b(?:(entro|fino\s+a|prima\s+di)|a|ad|in|nel\s+mese\s+di|di|per)\s+(?:(?:la\s+)?fine\s+(?:di\s+)?)?(${MONTH_NAMES})\b(?:\s+(\d{4}))?`,
    'iu',
  ).exec(text);
  if (!match) return null;
  const month = 1 + MONTHS.findIndex(({ it }) => it === match[2]?.toLowerCase());
  const year = match[3] === undefined ? planYear : Number(match[3]);
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return {
    days: { from: match[1] === undefined ? first : EVER, to: lastDay(year, month) },
    rest: cut(text, match),
  };
}

const lastDay = (year: number, month: number): IsoDay =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const shifted = (day: IsoDay, days: number): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
