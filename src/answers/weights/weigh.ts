import { attainmentOfItem, attainmentOfSet, reachesSum } from '../../domain/plan/index.ts';
import { type Cents, type ItemRef, itemRef, type Percent } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import { entryOf, type Place } from '../figures/entries.ts';
import { measureOf } from '../knowledge/measures.ts';
import { type IndexedItem, type PlanIndex, unique } from '../knowledge/plan-index.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import type { WeightsQuery } from './weights-query.ts';

/** Some items by their weights. */
export interface Weighed {
  /** Sum of the weights; null where none has one. */
  readonly weight: number | null;
  /** The mean of their attainment by weight; null where none has both. */
  readonly percent: Percent | null;
  /** Items that count: with a weight over zero and a result. */
  readonly counted: readonly {
    readonly of: IndexedItem;
    readonly percent: Percent;
    readonly weight: number;
  }[];
  /** Without a weight, or out of the trial. */
  readonly unweighted: number;
  /** With a weight and no result. */
  readonly silent: number;
  /** What those cost together that have a weight and a cost; null where none has. */
  readonly cost: Cents | null;
  /** That cost by their weight, in whole cents. */
  readonly perPoint: Cents | null;
}

export type WeighedSubject =
  | { readonly level: 'body' }
  | { readonly level: 'department' | 'unit'; readonly code: string };

/** A structure as the plan has its weights, and with those that are tried. */
export interface WeightsRow {
  readonly subject: WeighedSubject;
  readonly items: number;
  readonly now: Weighed;
  readonly tried: Weighed;
}

/** Weights of a group that do not come to the sum which the body wants. */
interface WrongSum {
  readonly subject: WeighedSubject;
  readonly now: number;
  readonly tried: number;
}

export interface WeightsResult {
  readonly type: 'weights';
  readonly query: WeightsQuery;
  /** What is tried, with the weight that the plan declares. */
  readonly changes: readonly {
    readonly of: IndexedItem;
    readonly now: number | null;
    readonly tried: number | null;
    /** Its attainment: without one its weight moves nothing. */
    readonly percent: Percent | null;
  }[];
  /** The weight that each of so many items is given; null where only some are tried. */
  readonly equal: { readonly weight: number; readonly items: number } | null;
  /** What the plan weighs; none where it weighs nothing. */
  readonly kinds: readonly ItemKind[];
  readonly cost: Measure;
  /** The body first, then structures in the plan's order. */
  readonly rows: readonly WeightsRow[];
  /** The sum that weights must come to; null where the body wants none. */
  readonly wanted: number | null;
  readonly wrongSums: readonly WrongSum[];
  /** An item is in several structures that are shown. */
  readonly isShared: boolean;
}

/**
 * Weighted attainment and cost of a point of the body and its structures: the mean of their items by weight, of the kinds
 * that the plan weighs; what has no weight or no result is left out and counted. Pure: what is tried is kept nowhere.
 */
export function weigh(index: PlanIndex, query: WeightsQuery): WeightsResult {
  const { plan } = index;
  const tried = new Map(query.changes.map(({ item, weight }) => [item as ItemRef, weight]));
  const kinds = unique(index.items.filter(({ item }) => item.weight !== null).map(({ item }) => item.kind));
  const pool = index.items.filter(({ item, ref }) => kinds.includes(item.kind) || tried.has(ref));
  const cost = mainCost(index);
  const weightNow = ({ item }: IndexedItem): number | null => item.weight;
  const equal = equalWeight(pool, query);
  const weightTried = (one: IndexedItem): number | null =>
    tried.has(one.ref)
      ? (tried.get(one.ref) ?? null)
      : equal !== null && isEvened(one, query)
        ? equal.weight
        : one.item.weight;
  const itemsOf = (subject: WeighedSubject): readonly IndexedItem[] =>
    subject.level === 'body'
      ? pool
      : pool.filter((one) =>
          (subject.level === 'department' ? one.departments : one.within).includes(subject.code),
        );
  const rowOf = (subject: WeighedSubject): WeightsRow => {
    const items = itemsOf(subject);
    return {
      subject,
      items: items.length,
      now: weighed(subject, items, weightNow),
      tried: weighed(subject, items, weightTried),
    };
  };
  const subjects = subjectsOf(index, query, pool);
  const rows = subjects.map(rowOf).filter(({ items, subject }) => items > 0 || subject.level === 'body');
  const shown = subjects.filter(({ level }) => level !== 'body');
  return {
    type: 'weights',
    query,
    changes: query.changes.flatMap(({ item, weight }) => {
      const of = index.byRef.get(item as ItemRef);
      return of
        ? [{ of, now: of.item.weight, tried: weight, percent: attainmentOfItem(plan, of.item).percent }]
        : [];
    }),
    equal,
    kinds,
    cost,
    rows,
    wanted: plan.head.weightSum,
    wrongSums: wrongSums(index, pool, weightNow, weightTried),
    isShared: pool.some(
      (one) =>
        shown.filter((subject) => itemsOf(subject).includes(one)).length > 1 && one.departments.length > 1,
    ),
  };

  function weighed(
    subject: WeighedSubject,
    items: readonly IndexedItem[],
    weightOf: (one: IndexedItem) => number | null,
  ): Weighed {
    const heavy = items.flatMap((of) => {
      const weight = weightOf(of);
      return weight === null || weight <= 0 ? [] : [{ of, weight }];
    });
    const set = attainmentOfSet(
      heavy.map(({ of, weight }) => {
        const own = attainmentOfItem(plan, of.item);
        return { ...own, item: { ...own.item, weight } };
      }),
    );
    const byRef = new Map(heavy.map((one) => [one.of.ref, one.of]));
    const priced = heavy.flatMap(({ of, weight }) => {
      const part = entryOf(of, subject.level === 'body' ? null : (place) => isIn(place, subject));
      const value = measureOf(part.figures, of.item, cost);
      return value === null ? [] : [{ value, weight }];
    });
    const spent = priced.length === 0 ? null : priced.reduce((sum, { value }) => sum + value, 0);
    const points = priced.reduce((sum, { weight }) => sum + weight, 0);
    const known = items.map(weightOf).filter((weight) => weight !== null);
    return {
      weight: known.length === 0 ? null : rounded(known.reduce((sum, weight) => sum + weight, 0)),
      percent: set.percent,
      counted: set.counted.flatMap(({ part, percent, weight }) => {
        const of = byRef.get(itemRef(part.item));
        return of ? [{ of, percent, weight }] : [];
      }),
      unweighted: items.length - heavy.length,
      silent: set.leftOut.length,
      cost: spent,
      perPoint: spent === null || points === 0 ? null : Math.round(spent / points),
    };
  }
}

const isIn = (
  { department, within }: Place,
  { level, code }: Exclude<WeighedSubject, { level: 'body' }>,
): boolean => (level === 'department' ? department === code : within.includes(code));

/** Whether an item is one of those that are to weigh the same. */
const isEvened = ({ item, departments, within }: IndexedItem, query: WeightsQuery): boolean =>
  item.weight !== null &&
  (query.departments.length + query.units.length === 0 ||
    departments.some((code) => query.departments.includes(code)) ||
    within.some((code) => query.units.includes(code)));

/** What each weighs when all weigh the same: the mean keeps the sum that they have now. */
function equalWeight(pool: readonly IndexedItem[], query: WeightsQuery): WeightsResult['equal'] {
  if (query.equal == null) return null;
  const evened = pool.filter((one) => isEvened(one, query));
  if (evened.length === 0) return null;
  const sum = evened.reduce((total, { item }) => total + (item.weight ?? 0), 0);
  return { weight: query.equal === 'mean' ? sum / evened.length : query.equal, items: evened.length };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The body, and what was asked for: else what the trial touches, else every department. */
function subjectsOf(
  { plan }: PlanIndex,
  { changes, departments, units, by }: WeightsQuery,
  pool: readonly IndexedItem[],
): readonly WeighedSubject[] {
  const touched = pool.filter(({ ref }) => changes.some(({ item }) => item === ref));
  const isAsked = departments.length + units.length > 0;
  const inUnits = unique(touched.flatMap((one) => one.units));
  const inDepartments = unique(touched.flatMap((one) => one.departments));
  const wantsAll = changes.length === 0 && !isAsked;
  const ofDepartment = plan.departments
    .map(({ code }) => code)
    .filter(
      (code) =>
        departments.includes(code) ||
        (by !== 'unit' && wantsAll) ||
        (!isAsked && inDepartments.includes(code)) ||
        (by === 'department' && !isAsked),
    );
  const ofUnit = plan.units
    .filter(
      ({ code, department }) =>
        units.includes(code) ||
        (by === 'unit' && (!isAsked || departments.includes(department))) ||
        (by !== 'department' &&
          changes.length > 0 &&
          inUnits.includes(code) &&
          (!isAsked || departments.includes(department))) ||
        (by === null && changes.length === 0 && departments.includes(department)),
    )
    .map(({ code }) => code);
  return [
    { level: 'body' },
    ...ofDepartment.map((code) => ({ level: 'department' as const, code })),
    ...ofUnit.map((code) => ({ level: 'unit' as const, code })),
  ];
}

/** The groups whose weights do not come to the sum that the body wants, now or when tried. */
function wrongSums(
  index: PlanIndex,
  pool: readonly IndexedItem[],
  weightNow: (one: IndexedItem) => number | null,
  weightTried: (one: IndexedItem) => number | null,
): readonly WrongSum[] {
  const { weightSum, weightPer } = index.plan.head;
  if (weightSum === null) return [];
  const groupsOf = (one: IndexedItem): readonly WeighedSubject[] => {
    if (weightPer === 'department')
      return one.departments.map((code) => ({ level: 'department' as const, code }));
    if (weightPer === 'unit')
      return unique(one.assignments.map(({ unit, department }) => unit ?? department)).map((code) => ({
        level: 'unit' as const,
        code,
      }));
    return [{ level: 'body' as const }];
  };
  const sums = new Map<string, { subject: WeighedSubject; now: number; tried: number }>();
  for (const one of pool)
    for (const subject of groupsOf(one)) {
      const key = JSON.stringify(subject);
      const known = sums.get(key) ?? { subject, now: 0, tried: 0 };
      sums.set(key, {
        subject,
        now: known.now + (weightNow(one) ?? 0),
        tried: known.tried + (weightTried(one) ?? 0),
      });
    }
  return [...sums.values()].filter(
    ({ now, tried }) =>
      (now > 0 || tried > 0) && !(reachesSum(now, weightSum) && reachesSum(tried, weightSum)),
  );
}
