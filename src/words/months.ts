import type { InBoth } from './language.ts';

/** The months, from January. */
export const MONTHS: readonly InBoth[] = [
  { it: 'gennaio', en: 'January' },
  { it: 'febbraio', en: 'February' },
  { it: 'marzo', en: 'March' },
  { it: 'aprile', en: 'April' },
  { it: 'maggio', en: 'May' },
  { it: 'giugno', en: 'June' },
  { it: 'luglio', en: 'July' },
  { it: 'agosto', en: 'August' },
  { it: 'settembre', en: 'September' },
  { it: 'ottobre', en: 'October' },
  { it: 'novembre', en: 'November' },
  { it: 'dicembre', en: 'December' },
];

/** Alternatives of a regular expression that match an Italian month, lowercase. */
export const MONTH_PATTERN = MONTHS.map(({ it }) => it).join('|');

/** Whether a lowercase word is an Italian month. */
export const isMonth = (word: string): boolean => MONTHS.some(({ it }) => it === word);
