import type { FactTable } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';

/** The periods of a table that a question names, or those that stand for it. */
interface SaidPeriods {
  readonly periods: readonly string[];
  readonly named: boolean;
  /** Years that are named and that the table does not have. */
  readonly lacking: readonly number[];
  readonly explained: ReadonlySet<string>;
}

/** "Nel 2019", "primo semestre", "negli anni"; the latest where none is named. */
export function readPeriods(
  { periods }: FactTable,
  tokens: readonly Token[],
  years: readonly number[],
  trend: boolean,
): SaidPeriods {
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
  const last = Math.max(...periods.map((one) => one.years.at(-1) ?? 0));
  const kept = trend ? periods : periods.filter((one) => (one.years.at(-1) ?? 0) === last);
  return {
    periods: kept.map((one) => one.text),
    named: trend && periods.length > 1,
    lacking,
    explained: new Set(),
  };
}
