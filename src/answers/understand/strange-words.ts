import { relatives } from '../language/search.ts';
import type { Context } from './outcome.ts';
import type { Reading } from './reading.ts';

/**
 * Words that narrow the question in a way nobody understands: "obiettivi piaciuti all'assessore". An answer without them
 * would be about more than was asked.
 * @param explained the topic as a whole names items or an office
 */
export function strangeWords({ reading, vocabulary }: Context, explained: boolean): readonly string[] {
  if (reading.targets.length > 0) return [];
  return reading.topic
    .filter((token) => {
      const at = reading.tokens.indexOf(token);
      if (token.type !== 'word' || token.text.length < 4) return false;
      if (reading.structures.some((one) => one.from <= at && one.to > at)) return false;
      // "Grado medio di raggiungimento": half of a figure's name.
      const half = vocabulary.concepts.byFirst
        .get(token.key)
        ?.some(({ meaning }) => meaning.some((concept) => reading.concepts.has(concept)));
      if (half) return false;
      if (explained && isKnownWord(vocabulary, token.key)) return false;
      return !connects(reading, at);
    })
    .map((token) => token.text);
}

const isKnownWord = ({ itemSearch, synonyms }: Context['vocabulary'], key: string): boolean =>
  itemSearch.postings.has(key) || relatives(itemSearch, key).length > 0 || synonyms.has(key);

/** What a verb takes; "di" after a participle belongs to the noun before: "premiati del settore 5". */
const TAKES =
  /^(a|al|allo|alla|all|ai|agli|alle|in|nel|nello|nella|nell|nei|negli|nelle|su|sul|sulla|sui|il|lo|la|l|i|gli|le|per|da|dal|dalla|dall|dai)$/;

/** "Imputato allo Staff B", "fermati al 95 %", "riepiloga gli obiettivi": a verb that leads to something understood. */
function connects({ tokens, spans, structures, amounts }: Reading, at: number): boolean {
  if (!TAKES.test(tokens[at + 1]?.text ?? '')) return false;
  let next = at + 1;
  while (tokens[next]?.light) next += 1;
  return (
    spans.some((span) => span.from === next && /^(kind|measure|noun):/.test(span.concept)) ||
    structures.some((one) => one.from <= next && one.to > next) ||
    amounts.some((one) => one.at === next)
  );
}
