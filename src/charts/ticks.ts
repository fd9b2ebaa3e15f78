import type { ChartUnit } from '../answers/chart/chart.ts';
import { formatDecimal } from '../words/formats.ts';

/** A tick of an axis, short: "1,5 mln €", "250 mila €", "80 %". */
export function tickText(value: number, unit: ChartUnit): string {
  if (unit === 'percent') return `${formatDecimal(value)} %`;
  if (unit !== 'eur') return shortened(value);
  return `${shortened(value / 100)} €`;
}

function shortened(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${formatDecimal(value / 1_000_000)} mln`;
  if (size >= 10_000) return `${formatDecimal(value / 1_000)} mila`;
  return formatDecimal(value);
}

/** Ends of an axis that hold some values, and the step between its ticks: 1, 2 or 5 times a power of ten. */
export function axisFor(
  values: readonly number[],
  fromZero: boolean,
): { readonly min: number; readonly max: number; readonly interval: number } {
  const low = Math.min(...values, ...(fromZero ? [0] : []));
  const high = Math.max(...values, ...(fromZero ? [0] : []));
  const spread = high - low || Math.abs(high) || 1;
  const rough = spread / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = power * ([1, 2, 5, 10].find((step) => step * power >= rough) ?? 10);
  const rounded = (value: number): number => Number(value.toPrecision(12));
  const min = rounded(Math.floor(low / interval) * interval);
  const max = rounded(Math.ceil(high / interval) * interval);
  return { min, max: max === min ? min + interval : max, interval };
}
