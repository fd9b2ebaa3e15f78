import { formatCount, formatDecimal, formatEuro, formatPercent } from '../../words/formats.ts';
import type { Measure } from '../../words/measures.ts';
import { listed } from '../../words/sentences.ts';
import type { Cell, ValueUnit } from '../answer.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import type { Words } from './words.ts';

/** A value in its unit, as read. */
export function formatValue(value: number, unit: ValueUnit): string {
  if (unit === 'eur') return formatEuro(value).replaceAll('\u00a0', ' ');
  if (unit === 'percent') return formatPercent(value);
  return unit === 'count' ? formatCount(value) : formatDecimal(value);
}

/** A measure's value, or the words for silence. */
export const measureText = (words: Words, measure: Measure, value: number | null): string =>
  value === null ? words.notDeclared : formatValue(value, MEASURE_UNITS[measure]);

/** A numeric cell; silence is said, never left empty. */
export const measureCell = (words: Words, measure: Measure, value: number | null): Cell => ({
  text: measureText(words, measure, value),
  value,
});

export const textCell = (text: string): Cell => ({ text: text === '' ? '—' : text, value: null });
export const numberCell = (value: number, text = String(value)): Cell => ({ text, value });

/** "a, b e c". */
export const joinAnd = (words: Words, parts: readonly string[]): string => listed(parts, words.language);
