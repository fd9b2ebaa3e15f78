/** From a figure to the regular expression that finds it in a normalised Italian answer. */
import type { Figure } from './oracle.ts';

export const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];

const ENGLISH_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Answers and names are compared without accents, case, emphasis marks and runs of spaces. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const PERCENT = ' ?(?:%|per ?cento|percent)';

/** Whose punctuation: an English answer may write 1,234.50 as well as 1.234,50. */
export type Language = 'it' | 'en';

/** Not the tail or the head of a longer number: 24 is neither in 124 nor in 24,5, but it is in "n.24" and "24.". */
const alone = (body: string): string => `(?<!\\d|\\d[.,])(?:${body})(?!\\d|[.,]\\d)`;

/** `1234567` as `1\.234\.567`. */
const grouped = (digits: string, dot: string): string => digits.replace(/\B(?=(\d{3})+$)/g, dot);

/** 38.451,44; whole euro may go without cents. */
const money = (cents: number, dot: string, comma: string): string => {
  const absolute = Math.abs(cents);
  const euro = grouped(String(Math.floor(absolute / 100)), dot);
  const rest = String(absolute % 100).padStart(2, '0');
  return rest === '00' ? `${euro}(?:${comma}00)?` : `${euro}${comma}${rest}`;
};

/** A decimal number; trailing zeros are free, the thousands' mark too. */
const decimals = (text: string, dot: string, comma: string): string => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const trimmed = fraction.replace(/0+$/, '');
  const integer = grouped(whole, `${dot}?`);
  return trimmed ? `${integer}${comma}${trimmed}0*` : `${integer}(?:${comma}0+)?`;
};

/** The value with two or one decimals, rounded or cut, or rounded to a whole. */
const approximations = (value: number): string[] => {
  const cut = (places: number): string =>
    (Math.trunc(value * 10 ** places + 1e-9) / 10 ** places).toFixed(places);
  const forms = [value.toFixed(2), cut(2), value.toFixed(1), cut(1), value.toFixed(0)];
  // Rounding 99,6 to 100, or 0,3 to 0, would say something else.
  return [...new Set(forms)].filter((f) => ![0, 100].includes(Number(f)) || value === Number(f));
};

/** 31/12/2021, 31 dicembre 2021, 31.12.2021, 2021-12-31; without a year, only day and month. */
const date = (day: string, language: Language): string => {
  const [d = 0, m = 0, y] = day.split('-').map(Number).reverse();
  const [after, slash, before] = y === undefined ? ['', '', ''] : [` ${y}`, `[/.]${y}`, `${y}-`];
  const first = d === 1 ? '(?:0?1|1[o°º]|primo)' : `0?${d}`;
  const forms = [
    `(?<!\\d)${first} ${MONTHS[m - 1] ?? ''}${after}`,
    `(?<!\\d)0?${d}[/.]0?${m}${slash}(?!\\d)`,
    `${before}${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  ];
  const english = ENGLISH_MONTHS[m - 1] ?? '';
  if (language === 'en') {
    forms.push(
      `(?<!\\d)${d}(?:st|nd|rd|th)? ${english}${after}`,
      `${english} ${d}(?:st|nd|rd|th)?(?!\\d),?${after}`,
    );
  }
  return forms.join('|');
};

/** U.O.3.2, uo 3.2, or the name of the structure. */
const name = (spellings: readonly string[]): string =>
  spellings
    .map((spelling) => {
      const plain = /^U\.O\.(.+)$/.exec(spelling)?.[1];
      if (plain) return `u\\.?o\\.? ?${literal(plain.toLowerCase())}(?!\\d)`;
      return `${literal(normalise(spelling))}(?!\\d)`;
    })
    .join('|');

/** The regular expression, on normalised text, that finds a figure. */
export const patternOf = (figure: Figure, language: Language = 'it'): string => {
  const marks: [string, string][] = [['\\.', ',']];
  if (language === 'en') marks.push([',', '\\.']);
  const numbers = (texts: readonly string[]): string =>
    alone(marks.flatMap(([dot, comma]) => texts.map((t) => decimals(t, dot, comma))).join('|'));
  switch (figure.form) {
    case 'money':
      return alone(marks.map(([dot, comma]) => money(figure.cents, dot, comma)).join('|'));
    case 'percent':
      return `${numbers([String(figure.value)])}${PERCENT}`;
    case 'share':
      return `${numbers(approximations(figure.value))}${PERCENT}`;
    case 'average':
      return numbers(approximations(figure.value));
    case 'number':
      return figure.value === 0 ? `${alone('0')}|\\bnessun` : numbers([String(figure.value)]);
    case 'date':
      return date(figure.day, language);
    case 'name':
      return name(figure.spellings);
  }
};
