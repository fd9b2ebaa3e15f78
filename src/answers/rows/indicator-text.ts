import type { IndicatorAttainment } from '../../domain/plan/index.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import type { NumberColumn } from '../parts/parts-query.ts';
import { say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import type { Words } from '../phrase/words.ts';

/** An indicator of an item with what its result comes to. */
export type Measured = IndicatorAttainment & { readonly of: IndexedItem };

/** A value of an indicator in its own unit: "60 giorni", "42 %", "sì". */
export function indicatorValue(
  words: Words,
  { unit }: { readonly unit: string | null },
  value: number | null,
): string {
  if (value === null) return words.notDeclared;
  if (unit !== null && /^s[iì]\s*\/\s*no$/i.test(unit))
    return value === 0 ? 'no' : value === 1 ? say(words, 'sì', 'yes') : formatDecimal(value);
  // "n." only says that it is a number.
  return unit === null || /^(n\.?|numero|num\.?)$/i.test(unit)
    ? formatDecimal(value)
    : `${formatDecimal(value)} ${unit}`;
}

/**
 * "Acqua dispersa in rete (obiettivo 6, 2026): valore atteso 40 %, risultato 42 %".
 * @param show the number that is asked for first; null for all of them
 * @param year said beside the item, where nothing before it says it
 */
export function indicatorText(
  words: Words,
  one: Measured,
  show: NumberColumn | null,
  year: number | null,
): string {
  const { indicator, target, percent } = one;
  const value = (amount: number | null): string => indicatorValue(words, indicator, amount);
  const expected = `${say(words, 'valore atteso', 'target')} ${value(target)}`;
  const result = `${say(words, 'risultato', 'result')} ${value(indicator.result)}`;
  const from =
    indicator.baseline === null || indicator.baselineYear === null ? '' : ` (${indicator.baselineYear})`;
  const baseline = `${say(words, 'valore di partenza', 'baseline')} ${value(indicator.baseline)}${from}`;
  const attained = `${say(words, 'raggiungimento', 'attainment')} ${percent === null ? basisText(words, one) : formatPercent(percent)}`;
  const said: Partial<Record<NumberColumn, readonly string[]>> = {
    target: indicator.result === null ? [expected] : [expected, result],
    result: [result, expected],
    baseline: [baseline, expected],
    attainment: [attained, result, expected],
    weight: [
      `${words.measures.weight} ${indicator.weight === null ? words.notDeclared : formatDecimal(indicator.weight)}`,
    ],
  };
  const shown = (show === null ? undefined : said[show]) ?? [expected, result, attained];
  return `${indicator.name} (${[shortName(words, one.of), ...(year === null ? [] : [year])].join(', ')}): ${shown.join(', ')}`;
}

const BASIS: Readonly<Record<IndicatorAttainment['basis'], readonly [string, string]>> = {
  baseline: ['', ''],
  target: ['senza valore di partenza: risultato su valore atteso', 'no baseline: result over target'],
  reached: ['livello da mantenere: raggiunto o no', 'a level to keep: reached or not'],
  no_result: ['non calcolabile: manca il risultato', 'not known: no result'],
  no_target: ['non calcolabile: manca il valore atteso', 'not known: no target'],
  no_baseline: ['non calcolabile: manca il valore di partenza', 'not known: no baseline'],
};

const basisText = (words: Words, { basis }: Measured): string => say(words, BASIS[basis][0], BASIS[basis][1]);

/** "Giorni di attesa (obiettivo 1): (66 − 90) / (60 − 90) = 80 %". */
export function proofLine(words: Words, one: Measured): string {
  const { indicator, target, percent, basis } = one;
  const name = `${indicator.name} (${shortName(words, one.of)})`;
  const n = formatDecimal;
  if (percent === null || target === null || indicator.result === null)
    return `${name}: ${basisText(words, one)}`;
  if (basis === 'baseline' && indicator.baseline !== null)
    return `${name}: (${n(indicator.result)} − ${n(indicator.baseline)}) / (${n(target)} − ${n(indicator.baseline)}) = ${formatPercent(percent)}`;
  if (basis === 'target')
    return `${name}: ${n(indicator.result)} / ${n(target)} = ${formatPercent(percent)} (${basisText(words, one)})`;
  return `${name}: ${n(indicator.result)} ${say(words, 'su', 'of')} ${n(target)}, ${formatPercent(percent)} (${basisText(words, one)})`;
}

/** How attainment is worked out. */
export const attainmentRule = (words: Words): string =>
  say(
    words,
    'raggiungimento = (risultato − valore di partenza) / (valore atteso − valore di partenza)',
    'attainment = (result − baseline) / (target − baseline)',
  );
