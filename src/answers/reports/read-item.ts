import { readItemRef } from '../../domain/types.ts';
import type { ItemWanted } from '../../domain/updates/index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { cleanMessage } from '../language/clean.ts';
import { tokenise } from '../language/tokens.ts';
import { readTokens } from '../understand/reading.ts';
import { correctTokens } from '../understand/spans.ts';
import { findTopic } from '../understand/topic.ts';
import { kindOf, reportPieces } from './report-pieces.ts';

/** After a command a letter is enough: "o24", "p. 38". */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^o\.?\s*(?=\d)/i, 'obiettivo '],
  [/^pr?\.?\s*(?=\d)/i, 'processo '],
  [/^i\.?\s*(?=\d)/i, 'indicatore '],
  [/^(\d[\d.]*)\s+(obiettivo|processo|indicatore)$/i, '$2 $1'],
];

/** An item as somebody names it. */
export interface NamedItem {
  readonly wanted: ItemWanted;
  /** By its title or by what it is about: in another year's plan the number is another item's. */
  readonly named: boolean;
}

/** Without a vocabulary: "24", "28.4", "proc. n. 38". A form has to open before its trigger expires. */
export function readNumberedItem(text: string): NamedItem | null {
  const words = written(text);
  if (/^\d{1,4}$/.test(words)) return numbered({ kind: null, number: Number(words), code: null });
  if (/^\d+(\.\d+)+$/.test(words)) return numbered({ kind: null, number: null, code: words });
  const [noun, ...others] = tokenise(words).filter(({ light, text: word }) => !light && word !== 'numero');
  const [number] = others;
  const kind = noun && others.length === 1 ? kindOf(noun.text) : null;
  if (kind === null || number?.type !== 'number') return null;
  if (number.text.includes('.')) return numbered({ kind, number: null, code: number.text });
  return Number.isInteger(number.value) ? numbered({ kind, number: number.value, code: null }) : null;
}

/** With the kind before the number, and in full. */
function written(text: string): string {
  let words = cleanMessage(text).replace(/\.$/, '');
  for (const [pattern, full] of LETTERS) words = words.replace(pattern, full);
  return words;
}

/**
 * Which one item some words name: "24", "obiettivo 24", "proc. n. 38", "28.4", "la bicipolitana".
 * @returns null when they name none, several, or anything else beside it
 */
export function readItem(text: string, vocabulary: Vocabulary): NamedItem | null {
  const plain = readNumberedItem(text);
  if (plain) return plain;
  const words = written(text);
  if (/^-|\d{5,}/.test(words)) return null;
  const tokens = correctTokens(vocabulary, tokenise(words));
  const pieces = reportPieces(vocabulary, tokens);
  const items = pieces.filter((piece) => piece.type === 'item');
  const [item] = items;
  if (item)
    return items.length === 1 && pieces.every(({ type }) => /^(item|idle|said)$/.test(type))
      ? { wanted: item.wanted, named: item.named }
      : null;
  // A number or a structure that is no item's: "settore 5" is about more than one.
  const reading = readTokens(vocabulary, tokens);
  if (reading.structures.length + reading.kinds.length > 0 || tokens.some(({ type }) => type === 'number'))
    return null;
  const content = tokens.filter(({ light, type }) => !light && type === 'word');
  const { best, exact, coverage } = findTopic(vocabulary, reading, content);
  const key = best.length === 1 && (exact || coverage >= 1) ? readItemRef(best[0] ?? '') : null;
  return key === null ? null : { wanted: { ...key, code: null }, named: true };
}

const numbered = (wanted: ItemWanted): NamedItem => ({ wanted, named: false });
