import { WORKED_KINDS } from '../../words/kinds.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { selectEntries } from './atoms.ts';
import { scaled } from './conditions.ts';
import { entryOf, isMember } from './entries.ts';
import { evaluateExpr, type Ground, groundOf } from './expressions.ts';
import type { Atom, Expr, Ranking, Than } from './figures-query.ts';
import type { Ordering } from './figures-table.ts';
import { splitBy } from './split.ts';

interface Placed<T> {
  readonly row: T;
  readonly value: number;
  readonly place: number;
}

/**
 * The rows from one place on. Equal values share a place and the next is counted from all before it (1, 1, 3); what ties
 * with the last comes along; what declares nothing is left out.
 */
export function placed<T>(
  rows: readonly T[],
  figureOf: (row: T) => number | null,
  order: {
    readonly direction: 'most' | 'least';
    readonly from: number;
    readonly limit: number | null;
  },
): { readonly shown: readonly Placed<T>[]; readonly ordering: Ordering } {
  const sign = order.direction === 'most' ? -1 : 1;
  const valued = rows.flatMap((row) => {
    const value = figureOf(row);
    return value === null ? [] : [{ row, value }];
  });
  valued.sort((a, b) => sign * (a.value - b.value));
  const all: Placed<T>[] = [];
  for (const [at, one] of valued.entries()) {
    const before = all.at(-1);
    all.push({ ...one, place: before?.value === one.value ? before.place : at + 1 });
  }
  const rest = all.filter(({ place }) => place >= order.from);
  const limit = order.limit ?? rest.length;
  const last = rest[limit - 1];
  const shown = last === undefined ? rest : rest.filter(({ place }) => place <= last.place);
  const before = Map.groupBy(
    all.filter(({ place }) => place < order.from),
    ({ place }) => place,
  );
  const ordering: Ordering = {
    compared: rows.length,
    undeclared: rows.length - valued.length,
    tied: Math.max(0, shown.length - limit),
    sharedBefore: [...before].flatMap(([place, { length }]) =>
      length > 1 ? [{ place, count: length }] : [],
    ),
  };
  return { shown, ordering };
}

/** Those that hold the place of the one that is named, or the place next to it; none where it has no place. */
export function besideOf<T extends { readonly place: number }>(
  all: readonly T[],
  keyOf: (row: T) => string,
  { subject, places }: { readonly subject: string; readonly places: -1 | 0 | 1 },
  limit: number,
): readonly T[] {
  const own = all.find((row) => keyOf(row) === subject);
  if (!own) return [];
  if (places === 0) return [own];
  const others = all.filter(({ place }) => (places === 1 ? place > own.place : place < own.place));
  const [nearest] = (places === 1 ? others.slice(0, limit) : others.slice(-limit)).slice(
    places === 1 ? -1 : 0,
  );
  return others.filter(({ place }) =>
    nearest === undefined ? false : places === 1 ? place <= nearest.place : place >= nearest.place,
  );
}

/**
 * What figures are held against: a number, the mean of all rows, or the figure of something that is named.
 * @param values the figures of all rows
 */
export function thanOf(
  ground: Ground,
  select: readonly Atom[],
  { expr, than }: { readonly expr: Expr; readonly than: Than },
  values: readonly (number | null)[],
): number | null {
  if ('value' in than) return than.value;
  if ('place' in than) {
    const one: Atom = { type: 'structure', level: than.place.level, codes: [than.place.code] };
    return evaluateExpr(ground, expr, selectEntries(ground.index, [...select, one], rankItems).entries).value;
  }
  if ('total' in than) {
    const kinds = than.total.length > 0 ? than.total : WORKED_KINDS;
    const { entries } = selectEntries(ground.index, [{ type: 'kind', kinds }], rankItems);
    return scaled(evaluateExpr(ground, expr, entries).value, than.times);
  }
  if ('item' in than) {
    const one = ground.index.byRef.get(than.item);
    return scaled(one ? evaluateExpr(ground, expr, [entryOf(one, null)]).value : null, than.times ?? 1);
  }
  const known = values.filter((value) => value !== null);
  return known.length === 0
    ? null
    : scaled(known.reduce((sum, value) => sum + value, 0) / known.length, than.times ?? 1);
}

/** What a row's figure is put in order by: itself, or how near it is to something. */
export function placesBy(
  ground: Ground,
  select: readonly Atom[],
  { by, near }: Pick<Ranking, 'by' | 'near'>,
  values: readonly (number | null)[],
): (value: number | null) => number | null {
  if (near == null) return (value) => value;
  const to = thanOf(ground, select, { expr: by, than: near }, values);
  return (value) => (value === null || to === null ? null : -Math.abs(value - to));
}

/** «Il più vicino a quello del processo 52» is another one. */
export const isNearItself = ({ near }: Pick<Ranking, 'near'>, name: string): boolean =>
  near != null && (('item' in near && near.item === name) || ('place' in near && near.place.code === name));

/** The items that a ranking names. */
export function rankItems(index: PlanIndex, ranking: Ranking): readonly IndexedItem[] {
  const set = selectEntries(index, ranking.select, rankItems);
  const ground = groundOf(index, rankItems);
  const parts = splitBy(index, set, 'item').filter(
    ({ subject }) => !('ref' in subject && isNearItself(ranking, subject.ref)),
  );
  const rows = parts.map(({ entries }) => ({
    entries,
    value: evaluateExpr(ground, ranking.by, entries).value,
  }));
  const { shown } = placed(rows, placeIn(ground, ranking, rows), ranking);
  return shown.flatMap(({ row }) => row.entries.map((entry) => entry.of));
}

/** The structures that a ranking names, best first; what ties with the last comes along. */
export function rankStructures(
  index: PlanIndex,
  level: 'department' | 'unit',
  ranking: Ranking,
): readonly string[] {
  const set = selectEntries(index, ranking.select, rankItems);
  const ground = groundOf(index, rankItems);
  const counts = ranking.by.type === 'fold' && ranking.by.figure === 'items';
  const rows = splitBy(index, set, level)
    .filter(({ entries }) => (counts ? entries.some(isMember) : entries.length > 0))
    .filter(({ subject }) => !('code' in subject && isNearItself(ranking, subject.code)))
    .map(({ subject, entries }) => ({ subject, value: evaluateExpr(ground, ranking.by, entries).value }));
  const { shown } = placed(rows, placeIn(ground, ranking, rows), ranking);
  return shown.flatMap(({ row: { subject } }) => ('code' in subject ? [subject.code] : []));
}

interface Valued {
  readonly value: number | null;
}

function placeIn(ground: Ground, ranking: Ranking, rows: readonly Valued[]): (row: Valued) => number | null {
  const places = placesBy(
    ground,
    ranking.select,
    ranking,
    rows.map(({ value }) => value),
  );
  return ({ value }) => places(value);
}
