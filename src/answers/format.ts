import type { Cents, IsoDay, ItemKind, ItemState, Percent } from '../domain/types.ts';

// `useGrouping: 'always'`, or it-IT leaves the dot out of 1.234,50.
const EURO = new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR', useGrouping: 'always' });
const COUNT = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 0, useGrouping: 'always' });
const DECIMAL = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 2, useGrouping: 'always' });
const DAY_LONG = new Intl.DateTimeFormat('it-IT', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Words for what the document does not say; never "0". */
export const NOT_DECLARED = 'non dichiarato';

/** `1.234,50 €`. */
export const formatEuro = (cents: Cents): string => EURO.format(cents / 100);

/** `1.234,50 €`, or "non dichiarato" for null. */
export const formatEuroOrSilence = (cents: Cents | null): string =>
  cents === null ? NOT_DECLARED : formatEuro(cents);

/** `1.234`. */
export const formatCount = (count: number): string => COUNT.format(count);

/** `1.234,5`: at most two decimals. */
export const formatDecimal = (value: number): string => DECIMAL.format(value);

/** `95 %`, `21,18 %`: at most two decimals. */
export const formatPercent = (percent: Percent): string => `${DECIMAL.format(percent)} %`;

/** `31/12/2021`. */
export const formatDay = (day: IsoDay): string => day.split('-').reverse().join('/');

/** `31 dicembre 2021`; the first of a month is `1º`. */
export const formatDayLong = (day: IsoDay): string =>
  DAY_LONG.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1º ');

export const KIND_NAMES: Readonly<Record<ItemKind, { readonly one: string; readonly many: string }>> = {
  objective: { one: 'obiettivo', many: 'obiettivi' },
  process: { one: 'processo', many: 'processi' },
  indicator: { one: 'indicatore di ente', many: 'indicatori di ente' },
};

export const STATE_NAMES: Readonly<Record<ItemState, string>> = {
  achieved: 'raggiunto',
  in_progress: 'in fase',
  amended: 'modificato',
  withdrawn: 'ritirato',
  new: 'nuovo',
};
