import type { Measure } from '../../words/measures.ts';
import { type Atom, type Expr, type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { isMeasure } from '../figures/measures.ts';
import type { Query, Subject } from '../query.ts';

/*
 * What is told in sentences of its own is asked as a query of its own: items by their names, things held side by side.
 * What is left is a query of figures.
 */

/** The same question as it is told in sentences of its own; null where it is one of figures. */
export function lower(query: FiguresQuery): Query | null {
  if (
    query.claim ||
    query.order?.beside ||
    query.order?.near ||
    query.fold !== null ||
    query.having.length > 0
  )
    return null;
  return (
    oneItem(query) ?? firstOfRanking(query) ?? (query.order === null ? sideBySide(query) : rankedSides(query))
  );
}

/** Figures of one item, or of a few by name. */
function oneItem({ select, by, columns, order }: FiguresQuery): Query | null {
  const [first, place, ...more] = select;
  if (first?.type !== 'items' || first.refs.length !== 1 || by !== null || order !== null) return null;
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

/** «Quanto costa l’obiettivo con più accertato?»: one figure of the first by another. */
function firstOfRanking({ select, by, columns, order }: FiguresQuery): FiguresQuery | null {
  const [top, ...others] = select;
  if (
    top?.type !== 'top' ||
    top.of.limit !== 1 ||
    top.of.near ||
    others.length + top.of.select.filter(isNested).length > 0
  )
    return null;
  if (by !== null || order !== null || measuresOf(columns) === null) return null;
  const told = columns.filter((one) => JSON.stringify(one) !== JSON.stringify(top.of.by));
  return {
    ...NO_FIGURES,
    select: top.of.select,
    by: 'item',
    columns: told.length > 0 ? told : columns,
    order: { ...top.of, per: null },
  };
}

const isNested = ({ type }: Atom): boolean => type === 'top' || type === 'any' || type === 'not';

/** The measure of a plain sum; null for anything else, and for the items themselves. */
export const measureOf = (expr: Expr): Measure | null =>
  expr.type === 'fold' && expr.fold === 'sum' && isMeasure(expr.figure) && !expr.of ? expr.figure : null;

const isCount = (expr: Expr | undefined): boolean =>
  expr?.type === 'fold' && expr.fold === 'sum' && expr.figure === 'items' && !expr.of;

function measuresOf(columns: readonly Expr[]): Measure[] | null {
  const measures = columns.map((one) => measureOf(one));
  return measures.some((one) => one === null) ? null : measures.filter((one) => one !== null);
}

/** Structures or goals named one by one, each with its figures or with how many items of a kind it has. */
function sideBySide({ select, by, columns }: FiguresQuery): Query | null {
  const sides = sidesOf(select, by);
  const count = columns.length === 1 && isCount(columns[0]);
  const measures = count ? (['personnel'] as const) : measuresOf(columns);
  if (sides === null || measures === null || columns.length === 0) return null;
  return { type: 'compare', ...sides, measures: [...measures], count };
}

/** «Tra il settore 5 e il settore 9»: the two side by side; so are two items. */
function rankedSides({ select, by, columns, order }: FiguresQuery): Query | null {
  if (order === null || order.per !== null || order.from !== 1) return null;
  const least = order.direction === 'least' ? { least: true } : {};
  const [items, ...others] = select;
  if (by === 'item') {
    const measures = measuresOf(columns);
    if (items?.type !== 'items' || items.refs.length !== 2 || others.length > 0 || measures === null)
      return null;
    const subjects = items.refs.map((ref): Subject => ({ type: 'item', ref }));
    return { type: 'compare', subjects, measures, kind: null, count: false, ...least };
  }
  const sides = by === 'goal' ? null : sidesOf(select, by);
  const count = isCount(order.by);
  const measure = count ? 'personnel' : measureOf(order.by);
  return sides && measure && { type: 'compare', ...sides, measures: [measure], count, ...least };
}

/** The things of a level that are named, and the kind of their items; null where something else narrows them too. */
function sidesOf(
  select: readonly Atom[],
  by: FiguresQuery['by'],
): Pick<Extract<Query, { type: 'compare' }>, 'subjects' | 'kind'> | null {
  const [named, ...more] = select.filter(({ type }) => type !== 'kind');
  const kinds = select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  const [kind = null, ...others] = kinds;
  if (
    !named ||
    more.length > 0 ||
    (others.length > 0 && !(kinds.includes('objective') && kinds.includes('process')))
  )
    return null;
  const subjects = subjectsOf(named, by);
  return subjects.length < 2 ? null : { subjects, kind: others.length > 0 ? null : kind };
}

function subjectsOf(named: Atom, by: FiguresQuery['by']): Subject[] {
  if (named.type === 'goal')
    return by === 'goal' && !named.only ? named.numbers.map((number) => ({ type: 'goal', number })) : [];
  if (named.type !== 'structure' || named.level !== by || named.first || named.held || named.of) return [];
  return named.codes.map((code) => ({ type: named.level, code }));
}
