import { searchTerms } from '../language/search.ts';
import type { Query } from '../query.ts';
import type { Context } from './outcome.ts';

/** "E liquidato?", after "che cosa vuol dire impegno?". */
export function followTerms({ reading, vocabulary }: Context, previous: Query): Query | null {
  if (previous.type !== 'term') return null;
  const keys = reading.tokens.flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]));
  const hit = searchTerms(
    vocabulary.termSearch,
    keys.map((key) => ({ key, alternatives: [] })),
    keys,
  )[0];
  const entry = hit && hit.coverage > 0.6 ? vocabulary.index.plan.glossary[hit.doc] : undefined;
  return entry ? { type: 'term', terms: [entry.term] } : null;
}

export function followMonitoring({ reading }: Context, previous: Query): Query | null {
  if (previous.type !== 'monitoring') return null;
  if (
    reading.kinds.length === 0 &&
    reading.states.length === 0 &&
    reading.structures.length === 0 &&
    !reading.concepts.has('filter:full')
  )
    return null;
  if (reading.measures.length > 0) return null;
  const units = reading.structures.filter((one) => one.level === 'unit').map((one) => one.code);
  const departments = reading.structures.filter((one) => one.level === 'department').map((one) => one.code);
  const states = reading.concepts.has('filter:full') ? ['achieved' as const] : reading.states;
  return {
    ...previous,
    kind: reading.kinds[0] ?? previous.kind,
    states: states.length > 0 ? [...states] : previous.states,
    units: units.length > 0 ? units : previous.units,
    departments: departments.length > 0 ? departments : previous.departments,
  };
}
