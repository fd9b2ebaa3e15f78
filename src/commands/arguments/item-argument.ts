import type { ItemWanted } from '../../domain/updates/index.ts';
import type { ItemKind } from '../../words/kinds.ts';

const KIND_WORDS: readonly (readonly [RegExp, ItemKind])[] = [
  [/^(obiettivo|obiettivi|obj|ob|o)$/, 'objective'],
  [/^(processo|processi|proc|pr|p)$/, 'process'],
  [/^(indicatore|indicatori|ind|i)$/, 'indicator'],
];

/**
 * Reads which item a command names: "24", "obiettivo 24", "proc. n. 38", "ob24", "28.4".
 * @returns null when the text does not name one
 */
export function parseItemArgument(text: string): ItemWanted | null {
  const words = text
    .toLowerCase()
    .replace(/\b(l|dell)[’']/g, ' ')
    .replace(/(\p{L})[.°º]?(\d)/gu, '$1 $2')
    .replace(/\b(numero|num|nr|n)\b[.°º]?/g, ' ')
    .split(/[\s,;:]+/)
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => word !== '' && !['lo', 'il', 'del'].includes(word));
  const numbers = words.filter((word) => /^\d{1,6}(\.\d{1,3})*$/.test(word));
  const others = words.filter((word) => !numbers.includes(word));
  const [value] = numbers;
  if (numbers.length !== 1 || value === undefined || others.length > 1) return null;
  const kind = others.length === 0 ? null : kindOf(others[0] ?? '');
  if (kind === undefined) return null;
  return value.includes('.')
    ? { kind, number: null, code: value }
    : { kind, number: Number(value), code: null };
}

const kindOf = (word: string): ItemKind | undefined =>
  KIND_WORDS.find(([pattern]) => pattern.test(word))?.[1];
