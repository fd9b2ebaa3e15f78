import { searchTerms } from '../language/search.ts';
import type { Query, QueryOf } from '../query.ts';
import { followDates } from './follow-dates.ts';
import { followFacts, undeclaredRow } from './follow-facts.ts';
import type { Context, Outcome } from './outcome.ts';

/**
 * A question that leans on the one before, which was about a context table, an act, a rule, a term or an open phase; what
 * goes on from rows of items, `follow` reads.
 */
export function recogniseFollowUp(context: Context): Outcome | null {
  const previous = context.conversation?.query;
  if (!previous) return null;
  const silent = undeclaredRow(context, previous);
  if (silent) return silent;
  // "E la 7?", after a district: a row of the same table, no item.
  const facts = followFacts(context, previous);
  const query =
    (facts && { ...facts, told: facts.also.length > 0 && facts.of.length === 0 }) ??
    followDates(context, previous) ??
    followTerms(context, previous) ??
    followMonitoring(context, previous);
  return query ? { type: 'query', query, assumed: true, alternatives: [] } : null;
}

/** "E liquidato?", after "che cosa vuol dire impegno?". */
function followTerms({ reading, vocabulary }: Context, previous: Query): QueryOf<'term'> | null {
  if (previous.type !== 'term') return null;
  const keys = reading.tokens.flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]));
  const terms = keys.map((key) => ({ key, alternatives: [] }));
  const [hit] = searchTerms(vocabulary.termSearch, terms, keys);
  const entry = hit && hit.coverage > 0.6 ? vocabulary.index.plan.glossary[hit.doc] : undefined;
  return entry ? { type: 'term', terms: [entry.term] } : null;
}

/** "E i modificati?", "e i processi?", "e il settore 6?", after how a phase goes. */
function followMonitoring({ reading }: Context, previous: Query): QueryOf<'monitoring'> | null {
  const { kinds, states, structures, measures } = reading;
  if (previous.type !== 'monitoring' || measures.length > 0) return null;
  if (kinds.length + states.length + structures.length === 0) return null;
  const codesOf = (wanted: 'department' | 'unit'): string[] =>
    structures.flatMap(({ level, code }) => (level === wanted ? [code] : []));
  return {
    ...previous,
    kind: kinds[0] ?? previous.kind,
    states: states.length > 0 ? [...states] : previous.states,
    ...(structures.length > 0
      ? { departments: codesOf('department'), units: codesOf('unit'), items: [] }
      : {}),
  };
}
