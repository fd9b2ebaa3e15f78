import type { Context, Outcome } from './outcome.ts';
import { around, correctTokens, findConcepts, saidLevels } from './spans.ts';
import { findNames, type StructureChoice } from './structure-names.ts';

type Asked = Omit<Context, 'reading'>;

/** More than these are no choice. */
const MOST_CHOICES = 4;

/**
 * A department and a unit that bear one name, or structures that share the words that were said: which is meant, only
 * the asker knows.
 * @param understand what the question asks once one of them is meant
 */
export function recogniseNamesakes(
  text: string,
  context: Asked,
  understand: (text: string, context: Asked) => readonly Outcome[],
): Outcome | null {
  const { vocabulary, cut } = context;
  const tokens = correctTokens(vocabulary, cut(text));
  const spans = findConcepts(vocabulary, tokens);
  const doubtful = findNames(vocabulary, tokens, saidLevels(spans), around(spans)).find(
    ({ among }) => among.length > 1,
  );
  if (!doubtful) return null;
  const queries = doubtful.among.slice(0, MOST_CHOICES).flatMap((chosen: StructureChoice) => {
    const [outcome] = understand(text, { ...context, vocabulary: { ...vocabulary, chosen } });
    return outcome?.type === 'query' ? [outcome.query] : [];
  });
  const choices = [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
  return choices.length > 1 ? { type: 'clarification', what: 'structure', choices } : null;
}
