import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';

/** Puts the English words of the field into the Italian ones by which the plan's tables, acts and terms are found. */
export function translate(
  { translations, english }: Pick<Vocabulary, 'translations' | 'english'>,
  tokens: readonly Token[],
): readonly Token[] {
  const found = longestMatches(findPhrases(translations, tokens));
  // "Staff costs" is a measure: what an English concept says in more words is left to it.
  const concepts = longestMatches(findPhrases(english, tokens));
  const translated: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = found.find((one) => one.from === at);
    const rival =
      match && concepts.some((one) => one.from <= at && one.to > at && one.to - one.from > match.to - at);
    if (match && !rival) {
      const clause = tokens[at]?.clause ?? 0;
      translated.push(...match.meaning.map((token) => ({ ...token, clause })));
      at = match.to;
    } else {
      translated.push(tokens[at] as Token);
      at += 1;
    }
  }
  return translated;
}
