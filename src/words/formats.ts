import type { InBoth } from './language.ts';

// `useGrouping: 'always'`, or it-IT leaves the dot out of 1.234,50. Numbers are written the Italian way in both languages.
const EURO = new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR', useGrouping: 'always' });
const COUNT = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 0, useGrouping: 'always' });
const DECIMAL = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 2, useGrouping: 'always' });
const EXACT = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 6, useGrouping: false });
const UNGROUPED = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 4, useGrouping: false });

/** What is said where the document is silent; never "0". */
export const NOT_DECLARED: InBoth = { it: 'non dichiarato', en: 'not declared' };

/** Cents as `1.234,50 €`. */
export const formatEuro = (cents: number): string => EURO.format(cents / 100);

/** Cents as `1.234,50 €`, or "non dichiarato" for null. */
export const formatEuroOrSilence = (cents: number | null): string =>
  cents === null ? NOT_DECLARED.it : formatEuro(cents);

/** `1.234`. */
export const formatCount = (count: number): string => COUNT.format(count);

/** `1.234,5`: at most two decimals. */
export const formatDecimal = (value: number): string => DECIMAL.format(value);

/** `1234,5`: a spreadsheet reads it as a number, and groups it itself. */
export const formatUngrouped = (value: number): string => UNGROUPED.format(value);

/** `1234,567891`: every decimal that is kept, to be read back as the same number. */
export const formatExact = (value: number): string => EXACT.format(value);

/** `95 %`, `21,18 %`: at most two decimals. */
export const formatPercent = (percent: number): string => `${DECIMAL.format(percent)} %`;

/** `95,00 %`, `27,60 %`: two decimals, as tables print them. */
export const formatPrintedPercent = (percent: number): string => `${percent.toFixed(2).replace('.', ',')} %`;
