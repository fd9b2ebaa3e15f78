import type { Token } from './tokens.ts';

interface Pattern<Meaning> {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/** Phrases that are said word for word, by their first two letters; "raggiunt*" takes any ending. */
export type PatternBook<Meaning> = ReadonlyMap<string, readonly Pattern<Meaning>[]>;

/** A phrase found; `to` is exclusive. */
export interface Said<Meaning> {
  readonly meaning: Meaning;
  readonly from: number;
  readonly to: number;
}

/** Words are compared as tokens write them: in lowercase and without accents. */
export const patternBook = <Meaning>(
  entries: readonly (readonly [phrase: string, meaning: Meaning])[],
): PatternBook<Meaning> =>
  Map.groupBy(
    entries.map(([phrase, meaning]) => ({ words: phrase.split(' '), meaning })),
    ({ words }) => (words[0] ?? '').replace('*', '').slice(0, 2),
  );

/** Every phrase found, also overlapping ones. */
export const findPatterns = <Meaning>(
  book: PatternBook<Meaning>,
  tokens: readonly Token[],
): readonly Said<Meaning>[] =>
  tokens.flatMap((token, from) =>
    (book.get(token.text.slice(0, 2)) ?? []).flatMap(({ words, meaning }) =>
      words.every((word, at) => isWord(word, tokens[from + at]?.text ?? ''))
        ? [{ meaning, from, to: from + words.length }]
        : [],
    ),
  );

const isWord = (pattern: string, text: string): boolean =>
  pattern.endsWith('*')
    ? text.length === pattern.length && text.startsWith(pattern.slice(0, -1)) && /[oaie]$/.test(text)
    : pattern === text;
