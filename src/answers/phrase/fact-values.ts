import type { Fact } from '../../domain/types.ts';
import { formatDay } from '../../words/days.ts';
import {
  formatCount,
  formatDecimal,
  formatEuro,
  formatPercent,
  formatPrintedPercent,
} from '../../words/formats.ts';
import { say } from './draft.ts';
import type { Words } from './words.ts';

/** As the tables print it: "27,60 %", "43 %". */
const percentText = (value: number): string =>
  Number.isInteger(value) ? formatPercent(value) : formatPrintedPercent(value);

/** A fact's value in its own unit. */
export function factText(fact: Fact): string {
  switch (fact.unit) {
    case 'eur':
      return formatEuro(fact.value).replaceAll('\u00a0', ' ');
    case 'percent':
      return percentText(fact.value);
    case 'persons':
      return `${Number.isInteger(fact.value) ? formatCount(fact.value) : formatDecimal(fact.value)} ${fact.value === 1 ? 'persona' : 'persone'}`;
    case 'sqm':
      return `${formatDecimal(fact.value)} mq`;
    case 'sqkm':
      return `${formatDecimal(fact.value)} kmq`;
    case 'years':
      return `${formatDecimal(fact.value)} anni`;
    case 'hours':
      return `${formatDecimal(fact.value)} ore`;
    default:
      return formatDecimal(fact.value);
  }
}

export const periodText = (period: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(period) ? formatDay(period) : period;

/** The heading of the table a figure stands in. */
export const sourceTable = (fact: Fact): string => fact.source.split(' - ').at(-1) ?? fact.source;

/** "Totale, totale" says nothing: the name of the table does. */
export const nameOf = (fact: Fact): string =>
  /^totale$/i.test(fact.subject) && /^totale$/i.test(fact.measure)
    ? `${sourceTable(fact)}, totale`
    : `${fact.subject}, ${fact.measure}`;

/** A gap of two percentages is in points. */
export const gapText = (words: Words, fact: Fact, value: number): string => {
  const text = factText({ ...fact, value });
  return fact.unit === 'percent'
    ? `${text.replace(/ ?%$/, '')} ${say(words, 'punti percentuali', 'percentage points')}`
    : text;
};
