import { type Fact, itemRef } from '../../domain/types.ts';
import { spansYears } from '../figures/years.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { everyRow } from '../parts/parts-query.ts';
import type { Filter, Query } from '../query.ts';
import { factsQuery, isLimit } from './facts-query.ts';

/**
 * What is drawn where a picture of a single figure is wanted: the same figure by department, or by unit inside one, or
 * the items themselves where their result is asked. A query that gives rows stays what it is.
 */
export function chartedQuery(index: PlanIndex, query: Query): Query {
  switch (query.type) {
    case 'total': {
      if (query.groupBy !== null) return query;
      const { measures, filter } = query;
      if (measures.length === 1 && measures[0] === 'weight' && filter.items === null)
        return { type: 'count', filter, groupBy: 'weight', of: 'item', share: false };
      const result = measures.find((measure) => measure === 'attainment' || measure === 'weight');
      // Items stand apart by their results; what they cost is told by those who spend it.
      if (result !== undefined || filter.items !== null)
        return { type: 'list', filter, columns: measures, deadlines: false };
      return { ...query, mode: query.mode === 'average' ? 'average' : 'sum', groupBy: levelIn(filter) };
    }
    case 'count':
      return query.groupBy === null && query.of === 'item'
        ? { ...query, groupBy: levelIn(query.filter), share: false }
        : query;
    case 'list':
      return query.columns.length === 0
        ? { type: 'count', filter: query.filter, groupBy: levelIn(query.filter), of: 'item', share: false }
        : query;
    case 'figures':
      return query.by === null &&
        query.columns.length > 0 &&
        query.fold === null &&
        !ofOneItem(query) &&
        !spansYears(query)
        ? { ...query, by: 'department' }
        : query;
    case 'fact': {
      const [code, ...others] = query.codes;
      const one = index.plan.facts.find((fact) => fact.code === code);
      return one && others.length === 0 ? { ...query, codes: seriesWith(index, one) } : query;
    }
    case 'term':
      return termSeries(index, query.terms) ?? query;
    case 'monitoring':
      // Inside one department its units tell more than itself.
      return query.view === 'states' && query.by === null && query.departments.length === 1
        ? { ...query, by: 'unit' }
        : query;
    case 'item':
      return query.measures.length === 0 && query.items.length === 1 ? milestonesOf(index, query) : query;
    default:
      return query;
  }
}

/** A figure with those of the other years; a limit with what it is the limit of. */
const seriesWith = ({ plan }: PlanIndex, { topic, subject, measure, unit }: Fact): string[] =>
  plan.facts
    .filter(
      (fact) =>
        fact.topic === topic &&
        fact.subject === subject &&
        fact.unit === unit &&
        (fact.measure === measure || isLimit(measure)),
    )
    .map(({ code }) => code);

/** Of a term that names a figure of the context tables, the body's own series of it. */
function termSeries(index: PlanIndex, terms: readonly string[]): Query | null {
  const { plan } = index;
  const named = plan.facts.filter(({ measure }) =>
    terms.some((term) => measure.toLowerCase() === term.toLowerCase()),
  );
  const [first] = named.toSorted(
    (a, b) => Number(plan.head.bodyName.includes(b.subject)) - Number(plan.head.bodyName.includes(a.subject)),
  );
  return first === undefined ? null : factsQuery(seriesWith(index, first));
}

/** Inside one department its units tell more than itself. */
const levelIn = ({ departments, units }: Filter): 'department' | 'unit' =>
  departments.length === 1 || units.length > 0 ? 'unit' : 'department';

const ofOneItem = ({ select }: Extract<Query, { type: 'figures' }>): boolean =>
  select.some((atom) => atom.type === 'items' && atom.refs.length === 1);

/** Of one item the milestones, where it has some. */
function milestonesOf(index: PlanIndex, query: Extract<Query, { type: 'item' }>): Query {
  const has = index.plan.milestones.some((milestone) => query.items.includes(itemRef(milestone)));
  return has ? milestonesQuery(query) : query;
}

/** The milestones of what a query is about: a Gantt of them is wanted. */
export function milestonesQuery(query: Query | null): Query {
  const { items, departments, units, kind } = placeOf(query);
  return {
    type: 'parts',
    scope: { kind, items, departments, units, where: [] },
    ask: everyRow('milestones'),
  };
}

function placeOf(query: Query | null): Pick<Filter, 'items' | 'departments' | 'units' | 'kind'> {
  const nothing = { items: null, departments: [], units: [], kind: null };
  if (query === null) return nothing;
  if ('filter' in query) return query.filter;
  if (query.type === 'parts') return query.scope;
  if (query.type === 'item') return { ...nothing, items: query.items };
  if (query.type !== 'figures') return nothing;
  const structures = (level: 'department' | 'unit'): string[] =>
    query.select.flatMap((atom) => (atom.type === 'structure' && atom.level === level ? atom.codes : []));
  const refs = query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  return {
    items: refs.length > 0 ? refs : null,
    departments: structures('department'),
    units: structures('unit'),
    kind: null,
  };
}
