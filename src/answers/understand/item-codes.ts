import type { ItemRef } from '../../domain/types.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { PartWord } from '../parts/parts-words.ts';

/** Items that bear a code, and where it was said. */
export interface SaidCode {
  readonly from: number;
  readonly to: number;
  readonly refs: readonly ItemRef[];
}

/** Lettered codes of items in a question. Where an objective and its indicators bear one code, the objective is meant. */
export function findCodes({ itemCodes, index }: Vocabulary, tokens: readonly Token[]): readonly SaidCode[] {
  const found = longestMatches(findPhrases(itemCodes, tokens)).filter(({ from, to }) =>
    isWholeCode(tokens, from, to),
  );
  const spans = new Map<string, { from: number; to: number; refs: ItemRef[] }>();
  for (const { from, to, meaning } of found) {
    const span = spans.get(`${from}-${to}`) ?? { from, to, refs: [] };
    span.refs.push(meaning);
    spans.set(`${from}-${to}`, span);
  }
  const indicators = tokens.some(({ text }) => /^indicator[ei]$/.test(text));
  return [...spans.values()].map(({ from, to, refs }) => {
    const kind = (ref: ItemRef) => index.byRef.get(ref)?.item.kind;
    const meant = refs.filter((ref) => (kind(ref) === 'indicator') === indicators);
    return { from, to, refs: meant.length > 0 ? meant : refs };
  });
}

/** "A3" is no code in "da 1 a 3": light letters that it begins with are joined to its digits, and nothing more is joined to it. */
export function isWholeCode(tokens: readonly Token[], from: number, to: number): boolean {
  const goesOn = tokens[to - 1]?.glued === true || tokens[from - 1]?.glued === true;
  const loose = to - from > 1 && tokens[from]?.light === true && !tokens[from]?.glued;
  return !goesOn && !loose;
}

/** Nouns that a number may be joined to without making a code: "obiettivo24", "ob24". */
const isNoun = ({ concepts }: Vocabulary, token: Token): boolean =>
  concepts.byFirst
    .get(token.key)
    ?.some(({ keys, meaning }) => keys.length === 1 && meaning.some((one) => /^(kind|noun):/.test(one))) ??
  false;

/** A number that is a part of a code: after letters joined to it ("M6C11.1"), or after those that codes begin with ("OVP 9"). */
export function isCodePart(vocabulary: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (tokens[at]?.type !== 'number' || before?.type !== 'word') return false;
  if (isNoun(vocabulary, before)) return false;
  return (
    (before.glued === true && before.text !== 'numero') ||
    (before.text.length > 1 && !before.light && vocabulary.codeHeads.has(before.text))
  );
}

/** Whether letters and digits typed as one are a code of some plan: "CO2" is not, where no code begins so, nor is what a column holds ("OVP2"). */
export function isCodeLike({ codeHeads, parts }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const isValue = ({ from, to, meaning: { category } }: Match<PartWord>): boolean =>
    category === 'value' && from <= at && to > at;
  if (findPhrases(parts, tokens).some(isValue)) return false;
  let from = at;
  while (tokens[from - 1]?.glued) from -= 1;
  const to = tokens[at]?.glued ? at + 1 : at;
  return to - from > 1 || (tokens[at - 1]?.light === false && codeHeads.has(tokens[at - 1]?.text ?? ''));
}

/** The code that a token belongs to, as it was typed: "M6C11.1". */
export function codeAround(tokens: readonly Token[], at: number): string {
  let from = at;
  while (tokens[from - 1]?.glued) from -= 1;
  let to = at;
  while (tokens[to]?.glued) to += 1;
  const text = tokens
    .slice(from, to + 1)
    .map((token) => token.text)
    .join('')
    .toUpperCase();
  return from === at ? `${tokens[at - 1]?.text.toUpperCase()} ${text}` : text;
}
