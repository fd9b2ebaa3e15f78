import { type Fact, itemRef } from '../../domain/types.ts';
import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { COUNT } from '../figures/plain-figures.ts';
import { spansYears } from '../figures/years.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { everyRow } from '../parts/parts-query.ts';
import type { Query, QueryOf } from '../query.ts';
import { factsQuery, isLimit } from './facts-query.ts';

/**
 * What is drawn where a picture of a single figure is wanted: the same figure by department, or by unit inside one, or
 * the items themselves where their result is asked. A query that gives rows stays what it is.
 */
export function chartedQuery(index: PlanIndex, query: Query): Query {
  switch (query.type) {
    case 'figures':
      return chartedFigures(query);
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

function chartedFigures(query: FiguresQuery): FiguresQuery {
  const { select, by, columns, fold, order } = query;
  if (by === 'item' && columns.length === 0 && order === null)
    return { ...query, by: levelIn(select), columns: [COUNT] };
  if (by !== null || columns.length === 0 || fold !== null || ofOneItem(query) || spansYears(query))
    return query;
  const figures = columns.map((expr) => (expr.type === 'fold' ? expr.figure : null));
  const ofNamed = select.some(({ type }) => type === 'items');
  if (figures.length === 1 && figures[0] === 'weight' && !ofNamed)
    return { ...query, by: 'weight', columns: [COUNT] };
  // Items stand apart by their results; what they cost is told by those who spend it.
  const ofResult = figures.includes('attainment') || figures.includes('weight');
  if ((ofResult || ofNamed) && !figures.includes('items') && !figures.includes(null))
    return {
      ...query,
      by: 'item',
      columns: columns.map((expr) => (expr.type === 'fold' ? { ...expr, fold: 'sum' } : expr)),
    };
  return { ...query, by: levelIn(select) };
}

/** Inside one department its units tell more than itself. */
function levelIn(select: readonly Atom[]): 'department' | 'unit' {
  const named = select.flatMap((atom) => (atom.type === 'structure' ? [atom] : []));
  const departments = named.flatMap(({ level, codes }) => (level === 'department' ? codes : []));
  return departments.length === 1 || named.some(({ level }) => level === 'unit') ? 'unit' : 'department';
}

const ofOneItem = ({ select }: FiguresQuery): boolean =>
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

function placeOf(
  query: Query | null,
): Pick<QueryOf<'parts'>['scope'], 'items' | 'departments' | 'units' | 'kind'> {
  const nothing = { items: null, departments: [], units: [], kind: null };
  if (query === null) return nothing;
  if (query.type === 'parts') return query.scope;
  if (query.type === 'item') return { ...nothing, items: query.items };
  if (query.type !== 'figures') return nothing;
  const structures = (level: 'department' | 'unit'): string[] =>
    query.select.flatMap((atom) => (atom.type === 'structure' && atom.level === level ? atom.codes : []));
  const refs = query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  const kinds = query.select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  return {
    items: refs.length > 0 ? refs : null,
    departments: structures('department'),
    units: structures('unit'),
    kind: kinds.length === 1 ? (kinds[0] ?? null) : null,
  };
}
