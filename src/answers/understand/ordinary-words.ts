import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';

/** An ordinary word ("valgono", "ciascun"), unless it is the very word of an item next to its neighbour. */
export function isCommon({ common, itemSearch }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || !common.has(token.text)) return false;
  let next = at + 1;
  while (tokens[next]?.light) next += 1;
  let before = at - 1;
  while (tokens[before]?.light) before -= 1;
  return (
    !itemSearch.pairs.has(`${token.key} ${tokens[next]?.key}`) &&
    !itemSearch.pairs.has(`${tokens[before]?.key} ${token.key}`)
  );
}

/** The body's own name says nothing of what is asked, unless it is part of an item's: "Lucca 2030". */
export function isBodyName(
  { bodyKeys, itemSearch }: Vocabulary,
  tokens: readonly Token[],
  at: number,
): boolean {
  const key = tokens[at]?.key ?? '';
  if (!bodyKeys.has(key)) return false;
  const content = tokens.filter((token) => !token.light);
  const own = content.indexOf(tokens[at] as Token);
  return ![content[own - 1], content[own + 1]].some(
    (other) =>
      other && (itemSearch.pairs.has(`${other.key} ${key}`) || itemSearch.pairs.has(`${key} ${other.key}`)),
  );
}
