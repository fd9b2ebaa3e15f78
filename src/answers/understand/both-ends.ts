import type { Token } from '../language/tokens.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Understand } from './part.ts';
import { readTokens } from './reading.ts';

/** Words of a ranking from the bottom: without one there are no two ends to read. */
const LEAST =
  /^(meno|minim|minor|bass|piccol|peggi|ultim|economic|legger|crescent|least|lowest|fewest|smallest|minimum|cheap)/;

/** "Il settore con il costo più alto e quello con il più basso": two rankings of the same. */
export function bothEnds(
  context: Omit<Context, 'reading'>,
  tokens: readonly Token[],
  understand: Understand,
): readonly Outcome[] | null {
  if (!tokens.some(({ text }) => LEAST.test(text))) return null;
  const said = readTokens(context.vocabulary, tokens);
  const { concepts, items, kinds } = said;
  if (!concepts.has('rank:max') || !concepts.has('rank:min') || items.length > 0 || kinds.length > 1)
    return null;
  const without = (concept: string): readonly Token[] =>
    said.tokens.filter(
      (_token, at) => !said.spans.some((span) => span.concept === concept && span.from <= at && span.to > at),
    );
  const outcomes = ['rank:min', 'rank:max'].map((concept) => understand(without(concept), context));
  const [most, least] = outcomes.flatMap((one) =>
    one.type === 'query' && one.query.type === 'ranking' ? [one.query] : [],
  );
  const same =
    most &&
    least &&
    most.direction === 'max' &&
    least.direction === 'min' &&
    JSON.stringify({ ...most, direction: 'min' }) === JSON.stringify(least);
  return same ? outcomes : null;
}
