import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import type { Piece } from './pieces.ts';

/** Codes that begin with fewer letters spell no words. */
const LEAST = 3;

/**
 * "Obiettivi di valore pubblico", where codes begin with OVP: the items whose codes begin with the initials of the
 * words.
 * @param said what the words mean one by one
 */
export function initialsSpelled(
  { codeHeads, index }: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
): readonly Piece<'atoms'>[] {
  const heads = [...codeHeads].filter((head) => head.length >= LEAST && /^[a-z]+$/.test(head));
  if (heads.length === 0) return [];
  const content = tokens.flatMap((token, at) =>
    token.type === 'word' && !token.light ? [{ text: token.text, at }] : [],
  );
  return heads.flatMap((head) =>
    content.flatMap((_, start): readonly Piece<'atoms'>[] => {
      const words = content.slice(start, start + head.length);
      const [first, last] = [words[0], words.at(-1)];
      if (!first || !last || words.map(({ text }) => text[0]).join('') !== head) return [];
      if (tokens.slice(first.at + 1, last.at + 1).some((token) => !isJoined(token, words))) return [];
      const refs = index.worked.flatMap(({ ref, item }) =>
        new RegExp(`^${head}(?![a-z])`, 'i').test(item.code ?? '') ? [ref] : [],
      );
      // «Obiettivi» is a noun for items too, and stays one.
      const isNoun = said.some(({ cat, from }) => cat === 'kind' && from === first.at);
      const from = isNoun ? (words[1]?.at ?? first.at) : first.at;
      return refs.length === 0
        ? []
        : [{ cat: 'atoms', atoms: [{ type: 'items', refs }], from, to: last.at + 1 }];
    }),
  );
}

/** One of the words, or a preposition between them. */
const isJoined = ({ text, light, pause }: Token, words: readonly { readonly text: string }[]): boolean =>
  !pause && (words.some((word) => word.text === text) || (light && /^d/.test(text)));
