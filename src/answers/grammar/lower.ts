import type { Measure } from '../../words/measures.ts';
import { type Atom, type Expr, type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { isMeasure } from '../figures/measures.ts';
import { type Condition, EVERYTHING, type Filter, type Query, type QueryOf, type Subject } from '../query.ts';

/*
 * What an earlier kind of query states as well is asked as one: it has sentences and follow-ups of its own. What is left
 * (exclusion, nested sets, shares of any whole, differences, the first of each group) is a query of figures.
 */

/** The same question as an earlier kind of query; null where none states it. */
export function lower(query: FiguresQuery): Query | null {
  if (
    query.claim ||
    query.order?.beside ||
    query.order?.near ||
    (query.fold !== null && query.having.length === 0)
  )
    return null;
  const item = oneItem(query);
  if (item) return item;
  const nested = firstOfRanking(query);
  if (nested) return nested;
  const set = filterOf(query.select);
  if (!set) return null;
  const filter = { ...set, mine: query.mine };
  if (query.having.length > 0) return boundGroups(query, filter);
  if (query.order !== null) return ranking(query, filter);
  return query.by === 'item' ? list(query, filter) : total(query, filter);
}

/** Figures of one item, or of a few by name. */
function oneItem({ select, by, columns, order, having }: FiguresQuery): Query | null {
  const [first, ...others] = select;
  if (
    first?.type !== 'items' ||
    first.refs.length !== 1 ||
    by !== null ||
    order !== null ||
    having.length > 0
  )
    return null;
  const [place, ...more] = others;
  const department = place?.type === 'structure' && place.level === 'department' && place.codes.length === 1;
  if (more.length > 0 || (place && !department)) return null;
  const measures = measuresOf(columns);
  return (
    measures && {
      type: 'item',
      items: [...first.refs],
      measures,
      attributes: [],
      department: place?.type === 'structure' ? (place.codes[0] ?? null) : null,
    }
  );
}

function filterOf(atoms: readonly Atom[]): Filter | null {
  const filter: { -readonly [K in keyof Filter]: Filter[K] } = { ...EVERYTHING, conditions: [] };
  const conditions: Condition[] = [];
  for (const atom of atoms)
    switch (atom.type) {
      case 'kind': {
        const [only, ...others] = atom.kinds;
        if (filter.kind !== null || only === undefined) return null;
        if (others.length === 0) filter.kind = only;
        else if (!(atom.kinds.includes('objective') && atom.kinds.includes('process'))) return null;
        break;
      }
      case 'structure':
        if (filter.departments.length + filter.units.length > 0 || atom.first || atom.held || atom.of)
          return null;
        filter[atom.level === 'department' ? 'departments' : 'units'] = [...atom.codes];
        break;
      case 'goal':
        if (filter.goals.length > 0 || atom.only || atom.numbers.length === 0) return null;
        filter.goals = [...atom.numbers];
        break;
      case 'scope':
        filter.scope = atom.scope;
        break;
      case 'span':
        filter.years = { min: atom.min, max: atom.max };
        break;
      case 'ends':
        filter.due = { from: atom.from, to: atom.to };
        break;
      case 'begins':
        filter.start = { from: atom.from, to: atom.to };
        break;
      case 'items':
        if (filter.items !== null) return null;
        filter.items = [...atom.refs];
        break;
      case 'revenue':
        filter.revenue = true;
        break;
      case 'bound':
        if (!isMeasure(atom.figure) || !('value' in atom.than)) return null;
        conditions.push({ measure: atom.figure, op: atom.op, value: atom.than.value, to: null });
        break;
      case 'declared':
        if (!isMeasure(atom.figure)) return null;
        conditions.push({ measure: atom.figure, op: 'declared', value: null, to: null });
        break;
      case 'not': {
        const { atom: denied } = atom;
        if (denied.type === 'revenue') filter.revenue = false;
        else if (denied.type === 'scope')
          filter.scope = denied.scope === 'transversal' ? 'unit' : 'transversal';
        else if (denied.type === 'declared' && isMeasure(denied.figure))
          conditions.push({ measure: denied.figure, op: 'undeclared', value: null, to: null });
        else return null;
        break;
      }
      default:
        return null;
    }
  return { ...filter, conditions: joined(conditions) };
}

/** "Tra 20 e 22": two bounds of one measure are one condition. */
function joined(conditions: readonly Condition[]): Condition[] {
  const low = conditions.find(({ op }) => op === 'gte');
  const high = conditions.find(({ op, measure }) => op === 'lte' && measure === low?.measure);
  if (!low || !high) return [...conditions];
  const between: Condition = { measure: low.measure, op: 'between', value: low.value, to: high.value };
  return conditions.flatMap((one) => (one === high ? [] : [one === low ? between : one]));
}

/** The measure of a plain sum; null for anything else, and for the items themselves. */
export const measureOf = (expr: Expr, fold: 'sum' | 'mean' = 'sum'): Measure | null =>
  expr.type === 'fold' && expr.fold === fold && isMeasure(expr.figure) && !expr.of ? expr.figure : null;

const isCount = (expr: Expr | undefined): boolean =>
  expr?.type === 'fold' && expr.fold === 'sum' && expr.figure === 'items' && !expr.of;

function measuresOf(columns: readonly Expr[], fold: 'sum' | 'mean' = 'sum'): Measure[] | null {
  const measures = columns.map((one) => measureOf(one, fold));
  return measures.some((one) => one === null) ? null : measures.filter((one) => one !== null);
}

function list({ columns }: FiguresQuery, filter: Filter): Query | null {
  const measures = measuresOf(columns);
  return measures && { type: 'list', filter, columns: measures, deadlines: false };
}

function total(query: FiguresQuery, filter: Filter): Query | null {
  const { by, columns } = query;
  if (by === 'item' || columns.length === 0) return null;
  const counting = columns.length === 1 && isCount(columns[0]);
  const sums = measuresOf(columns);
  const means = measuresOf(columns, 'mean');
  const named = by === null ? null : sideBySide(query, filter, by);
  if (named === 'several') return null;
  if (named !== null) {
    if (!counting && sums === null) return null;
    const { kind } = filter;
    return { type: 'compare', subjects: [...named], measures: sums ?? ['personnel'], kind, count: counting };
  }
  if (counting) return { type: 'count', filter, groupBy: by, of: 'item', share: false };
  if (sums !== null) return { type: 'total', filter, measures: sums, mode: 'sum', groupBy: by };
  return means && { type: 'total', filter, measures: means, mode: 'average', groupBy: by };
}

/** Structures or goals named one by one, put side by side; «several» where something else narrows them too. */
function sideBySide(
  { select }: FiguresQuery,
  filter: Filter,
  by: NonNullable<FiguresQuery['by']>,
): readonly Subject[] | 'several' | null {
  if (by === 'goal' && filter.goals.length > 1)
    return select.every(({ type }) => type === 'goal' || type === 'kind')
      ? filter.goals.map((number) => ({ type: 'goal', number }))
      : 'several';
  const codes = by === 'department' ? filter.departments : by === 'unit' ? filter.units : [];
  if (codes.length < 2 || (by !== 'department' && by !== 'unit')) return null;
  return select.every(({ type }) => type === 'structure' || type === 'kind')
    ? codes.map((code) => ({ type: by, code }))
    : 'several';
}

function ranking({ by, columns, order }: FiguresQuery, filter: Filter): Query | null {
  if (
    order === null ||
    order.per !== null ||
    by === null ||
    by === 'kind' ||
    by === 'weight' ||
    by === 'deadline'
  )
    return null;
  const measure = isCount(order.by) ? 'count' : measureOf(order.by);
  if (measure === null || (by === 'item' && measure === 'count')) return null;
  // «Tra il settore 5 e il settore 9»: the two side by side.
  const least = order.direction === 'least' ? { least: true } : {};
  if (order.from === 1 && by !== 'item' && filter.departments.length + filter.units.length > 1) {
    const sides = sideBySideRanking(filter, by, measure);
    return sides && { ...sides, ...least };
  }
  if (order.from === 1 && by === 'item' && filter.items !== null) {
    const sides = itemsSideBySide(columns, filter);
    if (sides) return { ...sides, ...least };
  }
  const others = columns.filter((one) => JSON.stringify(one) !== JSON.stringify(order.by));
  const also = measuresOf(others);
  if (also === null || (also.length > 0 && by !== 'item')) return null;
  return {
    type: 'ranking',
    of: by,
    filter,
    measure,
    direction: order.direction === 'most' ? 'max' : 'min',
    limit: order.limit ?? 200,
    from: order.from,
    also: also.length > 0 ? { measures: also, attributes: [] } : null,
    bound: null,
  };
}

/** Two items, one against the other. */
function itemsSideBySide(columns: readonly Expr[], filter: Filter): QueryOf<'compare'> | null {
  const { items } = filter;
  const measures = measuresOf(columns);
  const plain = JSON.stringify({ ...filter, items: null }) === JSON.stringify(EVERYTHING);
  if (!plain || measures === null || items?.length !== 2) return null;
  const subjects = items.map((ref): Subject => ({ type: 'item', ref }));
  return { type: 'compare', subjects, measures, kind: null, count: false };
}

function sideBySideRanking(
  filter: Filter,
  by: 'department' | 'unit' | 'goal',
  measure: Measure | 'count',
): QueryOf<'compare'> | null {
  const plain =
    JSON.stringify({ ...filter, kind: null, departments: [], units: [] }) === JSON.stringify(EVERYTHING);
  if (!plain || by === 'goal') return null;
  return {
    type: 'compare',
    subjects: [...filter.departments, ...filter.units].map((code) => ({ type: by, code })),
    measures: measure === 'count' ? ['personnel'] : [measure],
    kind: filter.kind,
    count: measure === 'count',
  };
}

/** «Quanto costa l’obiettivo con più accertato?»: one figure of the first by another. */
function firstOfRanking({ select, by, columns, order, having }: FiguresQuery): Query | null {
  const [top, ...others] = select;
  if (top?.type !== 'top' || others.length > 0 || by !== null || order !== null || having.length > 0)
    return null;
  if (top.of.limit !== 1) return null;
  return lower({
    ...NO_FIGURES,
    select: top.of.select,
    by: 'item',
    columns,
    order: { ...top.of, per: null },
  });
}

/** «I settori con più di 10 obiettivi». */
function boundGroups({ by, columns, having, order, fold }: FiguresQuery, filter: Filter): Query | null {
  const [condition, ...others] = having;
  if (!condition || others.length > 0 || order !== null || fold !== null) return null;
  if ((by !== 'department' && by !== 'unit') || !isCount(condition.expr) || !isCount(columns[0])) return null;
  if (!('value' in condition.than) || condition.op === 'ne') return null;
  // A structure without any item is in no group of the earlier kind.
  const { value } = condition.than;
  const none = condition.op === 'lt' || condition.op === 'lte' || (condition.op === 'eq' && value === 0);
  if (none) return null;
  return {
    type: 'ranking',
    of: by,
    filter,
    measure: 'count',
    direction: 'max',
    limit: 200,
    from: 1,
    also: null,
    bound: { op: condition.op, value },
  };
}
