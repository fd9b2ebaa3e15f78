import { numberWord } from './numbers.ts';

/** Stands for a space that no break may follow, between digits, once spaces are one (a code point of nobody's). */
export const NARROW = '\ue000';

const NARROW_GROUPS = new RegExp(String.raw`(?<![\d.,])\d{1,3}(?:[${NARROW}']\d{3})+(?!\d)`, 'g');

const AMOUNT =
  /(?:^|[^\p{L}])(?:superior[ei]|inferior[ei]|maggior[ei]|minor[ei]|pi[uù]|meno|oltre|sopra|sotto|almeno|super\p{L}+|ecced\p{L}+|circa|pari|fino|entro|tra|fra|massimo|minimo|cost\p{L}+|spes\p{L}*|spend\p{L}+|impegn\p{L}+|liquid\p{L}+|accert\p{L}+|risco\p{L}+|incass\p{L}+|above|over|below|under|than|least|most|between)$/iu;

/** Whether an amount may follow these words: "superiore a", "più di", "oltre". */
const isAmountWord = (before: string): boolean =>
  /[€<>≥≤=]$/.test(before) ||
  AMOUNT.test(before) ||
  AMOUNT.test(before.replace(/\s+(?:a|ai|agli|di|d'|i|e|o|le|to|and)$/i, ''));

/**
 * Writes digits in groups of three as one number: "100 000 euro", "100'000", "1,000,000". A space may also part two
 * numbers, so it joins them only where an amount is meant.
 */
export const joinGroups = (text: string): string =>
  text
    .replace(NARROW_GROUPS, (one) => one.replace(/\D/g, '.'))
    .replaceAll(NARROW, ' ')
    .replace(/(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])/g, (one) => one.replaceAll(',', '.'))
    .replace(
      /(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?![\d])(?! \d{3}\b)/g,
      (one: string, at: number, all: string) => {
        const after = all.slice(at + one.length);
        const amount =
          /^(?:,\d{1,2})?\s*(?:€|euro\b|eur\b)/i.test(after) || isAmountWord(all.slice(0, at).trimEnd());
        return amount ? one.replaceAll(' ', '.') : one;
      },
    );

/** "Sessanta per cento", "34.5 per cento", "100 x 100", "60percento": a number and one sign. */
export const writePercent = (text: string): string =>
  text
    .replace(/\b100\s*(?:x|per)\s*100\b/gi, '100 %')
    .replace(/\bcento\s+per\s+cento\b/gi, '100 %')
    .replace(
      /(\p{L}+)\s+virgola\s+(\p{L}+)(?=\s+(?:per\s?cento|percento|%))/giu,
      (all, whole: string, part: string) => {
        const [units, decimals] = [numberOf(whole), numberOf(part)];
        return units === null || decimals === null ? all : `${units},${decimals}`;
      },
    )
    .replace(/(\d+(?:[.,]\d+)?|\p{L}+)\s*(?:per\s?cento|percento|pct)\b/giu, (all, number: string) => {
      const value = /^\d/.test(number) ? number : numberOf(number);
      return value === null ? all : `${value} %`;
    });

const numberOf = (word: string): number | null =>
  word === 'uno'
    ? 1
    : numberWord(
        word
          .normalize('NFKD')
          .replace(/[\u0300-\u036f]/g, '')
          .toLowerCase(),
      );

/** "100,000 euro": a hundred thousand, or a hundred with three decimals? Null where no amount is in doubt. */
export function doubtfulAmount(text: string): string | null {
  for (const match of text.matchAll(/(?<![\d.,])\d{1,3},\d{3}(?![\d,.%]|\s*%)/g)) {
    const after = text.slice(match.index + match[0].length);
    const money = /^\s*(?:€|euros?\b|eur\b)/i.exec(after)?.[0] ?? '';
    if (money !== '' || isAmountWord(text.slice(0, match.index).trimEnd())) return match[0];
  }
  return null;
}

/** "100,000 euros", in English: a comma parts thousands. */
export const withEnglishThousands = (text: string): string =>
  text.replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (one) => one.replaceAll(',', '.'));
