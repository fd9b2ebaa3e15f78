import type { Measure } from '../../words/measures.ts';
import { type Atom, type Expr, type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { isMeasure } from '../figures/measures.ts';
import type { Query } from '../query.ts';

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
    query.sides ||
    query.having.length > 0
  )
    return null;
  return oneItem(query) ?? firstOfRanking(query) ?? sideBySide(query);
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

const isCountOf = (expr: Expr | undefined): boolean =>
  expr?.type === 'fold' && expr.fold === 'sum' && expr.figure === 'items' && !expr.of;

function measuresOf(columns: readonly Expr[]): Measure[] | null {
  const measures = columns.map((one) => measureOf(one));
  return measures.some((one) => one === null) ? null : measures.filter((one) => one !== null);
}

/** «Tra il settore 5 e il settore 9 chi costa di più?»: structures, goals or two items that are named, held against each other. */
function sideBySide(query: FiguresQuery): FiguresQuery | null {
  const { select, by, columns, order } = query;
  if (order !== null && (order.per !== null || order.from !== 1)) return null;
  const told = order === null || (by === 'item' && columns.length > 0) ? columns : [order.by];
  const isCount = told.length === 1 && isCountOf(told[0]);
  if (told.length === 0 || !(isCount || measuresOf(told) !== null)) return null;
  const [named, ...more] = select.filter(({ type }) => type !== 'kind');
  const kinds = select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  // Of objectives and processes is of all that the body works on.
  const areAll = kinds.includes('objective') && kinds.includes('process');
  if (!named || more.length > 0 || (kinds.length > 1 && !areAll)) return null;
  if (named.type === 'items' && (kinds.length > 0 || order === null || isCount)) return null;
  if (namedBy(named, by, order !== null) < 2) return null;
  return {
    ...query,
    select: areAll ? [named] : select,
    columns: told,
    order: null,
    sides: order?.direction ?? 'most',
  };
}

/** How many things of the level of the rows an atom names, one by one. */
function namedBy(atom: Atom, by: FiguresQuery['by'], isRanked: boolean): number {
  if (atom.type === 'goal') return by === 'goal' && !atom.only && !isRanked ? atom.numbers.length : 0;
  if (atom.type === 'items') return by === 'item' && atom.refs.length === 2 ? 2 : 0;
  return atom.type === 'structure' && atom.level === by && !atom.first && !atom.held && !atom.of
    ? atom.codes.length
    : 0;
}
