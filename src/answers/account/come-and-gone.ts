import { spansYears } from '../figures/years.ts';
import { areOfSets } from '../grammar/ledger.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';

/**
 * Places of the words that ask for what is gone from a plan, or still in it ("che non ci sono più nel 2026"), where figures
 * of all the items of one year are answered. Empty where another year is spoken of, or nothing of it is said.
 * @param isUsed whether a word is part of a name that is answered about
 */
export function comeAndGoneLeft(
  tokens: readonly Token[],
  queries: readonly Query[],
  { parts }: Vocabulary,
  isUsed: (at: number) => boolean,
): ReadonlySet<number> {
  if (!areOfSets(queries) || queries.some((query) => query.type === 'figures' && spansYears(query)))
    return new Set();
  const found = longestMatches(findPhrases(parts, tokens));
  const places = found.flatMap(({ from, to, meaning }) => {
    const alone = meaning.category === 'alone' && meaning.value === 'always';
    const denied = found.some((one) => one.from === from && one.to === to && isGone(one.meaning));
    return alone && denied ? Array.from({ length: to - from }, (_, step) => from + step) : [];
  });
  return new Set(places.every(isUsed) ? [] : places);
}

/** Words that say it of a plan, and of nothing else. */
const isGone = ({ category, value }: { readonly category: string; readonly value?: string }): boolean =>
  category === 'change' && (value === 'gone' || value === 'kept');
