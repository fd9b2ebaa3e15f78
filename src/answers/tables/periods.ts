import type { FactTable } from '../knowledge/fact-tables.ts';
import { isYearText } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import type { SmallWords } from './table-words.ts';

/** The periods of a table that a question names, or those that stand for it. */
interface SaidPeriods {
  readonly periods: readonly string[];
  readonly named: boolean;
  /** Years that are named and that the table does not have. */
  readonly lacking: readonly number[];
  readonly explained: ReadonlySet<string>;
}

/** "Nel 2019", "dal 2016 al 2020", "primo semestre", "negli anni"; where none is named, the one that the table means. */
export function readPeriods(
  { periods, meant }: FactTable,
  tokens: readonly Token[],
  small: SmallWords,
  { trend, ends }: { readonly trend: boolean; readonly ends: boolean },
): SaidPeriods {
  const years = yearsOf(tokens);
  const latest = lastYears(periods, tokens, small);
  if (latest) return latest;
  const span = ends ? null : spanOf(tokens, small, trend);
  const within =
    span === null
      ? []
      : periods.filter((one) => one.years.every((year) => year >= span.from && year <= span.to));
  if (span !== null && within.length > 0)
    return {
      periods: within.map((one) => one.text),
      named: true,
      lacking: span.isOpen
        ? []
        : [span.from, span.to].filter(
            (year) => year < 9999 && !periods.some((one) => one.years.includes(year)),
          ),
      explained: new Set([String(span.from), String(span.to), ...span.keys]),
    };
  const said = new Set(tokens.map((token) => token.key));
  const fits = periods.map(({ text, keys }) => ({ text, keys: keys.filter((key) => said.has(key)) }));
  const most = Math.max(0, ...fits.map((one) => one.keys.length));
  const best = most === 0 ? [] : fits.filter((one) => one.keys.length === most);
  const lacking = years.filter((year) => !periods.some((one) => one.years.includes(year)));
  if (best.length > 0 && !(trend && years.length === 0))
    return {
      periods: best.map((one) => one.text),
      named: true,
      lacking,
      explained: new Set(best.flatMap((one) => one.keys)),
    };
  const kept = trend ? periods : periods.filter((one) => (one.years.at(-1) ?? 0) === meant);
  return {
    periods: kept.map((one) => one.text),
    named: trend && periods.length > 1,
    lacking,
    explained: new Set(),
  };
}

/** "Negli ultimi tre anni": the periods of so many years, the latest of the table among them. */
function lastYears(
  periods: FactTable['periods'],
  tokens: readonly Token[],
  { is }: SmallWords,
): SaidPeriods | null {
  const at = tokens.findIndex(({ text }) => is('last', text));
  const [ultimi, count, years] = tokens.slice(at, at + 3);
  if (at < 0 || !ultimi || count?.type !== 'number' || !is('year', years?.text)) return null;
  const own = [...new Set(periods.flatMap((one) => one.years))].sort((a, b) => b - a).slice(0, count.value);
  const kept = periods.filter((one) => one.years.length > 0 && one.years.every((year) => own.includes(year)));
  if (own.length < count.value || kept.length < 2) return null;
  return {
    periods: kept.map(({ text }) => text),
    named: true,
    lacking: [],
    explained: new Set([ultimi.key, count.key, years?.key ?? '']),
  };
}

/** The years that a question names. */
const yearsOf = (tokens: readonly Token[]): readonly number[] =>
  tokens.flatMap(({ text, value }) => (isYearText(text) ? [value] : []));

/** From one year to another, with the words that say it; open where only one of them is named. */
interface Spanned {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  readonly keys: readonly string[];
}

/** "Dal 2016 al 2020", "tra il 2016 e il 2020", "2016-2020"; "dal 2016" only where a series is asked for. */
function spanOf(tokens: readonly Token[], { is }: SmallWords, trend: boolean): Spanned | null {
  const said = tokens.flatMap(({ text, value }, at) => (isYearText(text) ? [{ at, value }] : []));
  const [first, second, third] = said;
  if (!first || third) return null;
  const before = tokens[first.at - 1]?.text ?? '';
  const opens = is('span', is('in the', before) ? tokens[first.at - 2]?.text : before);
  if (second) {
    const between = tokens.slice(first.at + 1, second.at).every(({ text }) => is('until', text));
    const joined = second.at === first.at + 1;
    return second.value > first.value && between && (opens || joined)
      ? { from: first.value, to: second.value, isOpen: false, keys: [] }
      : null;
  }
  // "Dal 2018 in poi".
  const [into, onward] = tokens.slice(first.at + 1, first.at + 3);
  if (opens && into?.text === 'in' && onward && is('onward', onward.text))
    return { from: first.value, to: 9999, isOpen: true, keys: [onward.key, String(first.value)] };
  // "Dopo il 2017", "prima del 2018", "fino al 2018".
  const side = tokens
    .slice(Math.max(0, first.at - 2), first.at)
    .find(({ text }) => SIDES[text] !== undefined);
  const one = side && SIDES[side.text]?.(first.value);
  if (one) return { ...one, isOpen: true, keys: [side.key, String(first.value)] };
  return trend && opens ? { from: first.value, to: 9999, isOpen: false, keys: [] } : null;
}

const SIDES: Readonly<Record<string, (year: number) => { readonly from: number; readonly to: number }>> = {
  dopo: (year) => ({ from: year + 1, to: 9999 }),
  prima: (year) => ({ from: 0, to: year - 1 }),
  fino: (year) => ({ from: 0, to: year }),
};
