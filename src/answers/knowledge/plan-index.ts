import {
  type Assignment,
  type Cents,
  type CostLine,
  type Item,
  type ItemRef,
  itemRef,
  type Plan,
} from '../../domain/types.ts';
import { withGeneral } from './general.ts';
import { type Guide, NO_GUIDE } from './guide.ts';
import { createMemo, type Memo } from './memo.ts';
import type { Tier } from './tiers.ts';

/** The five columns of the management-control tables; null is "not declared". */
export interface Figures {
  readonly personnel: Cents | null;
  readonly committed: Cents | null;
  readonly settled: Cents | null;
  readonly assessed: Cents | null;
  readonly collected: Cents | null;
}

/** What stands in a structure, with its unit and all those that it is part of. */
interface Within {
  readonly within: readonly string[];
}

/** An item with everything the plan says of it. */
export interface IndexedItem {
  readonly ref: ItemRef;
  readonly item: Item;
  readonly assignments: readonly (Assignment & Within)[];
  readonly lines: readonly (CostLine & Within)[];
  /** Sum of its cost lines. */
  readonly figures: Figures;
  readonly departments: readonly string[];
  readonly units: readonly string[];
  /** Its units and all those that they are part of. */
  readonly within: readonly string[];
}

/** A plan arranged for look-ups: built once, read by every question. */
export interface PlanIndex {
  readonly plan: Plan;
  readonly items: readonly IndexedItem[];
  /** What the body works on: an indicator measures, and is counted only where it is asked for. */
  readonly worked: readonly IndexedItem[];
  readonly byRef: ReadonlyMap<ItemRef, IndexedItem>;
  readonly byNumber: ReadonlyMap<number, readonly IndexedItem[]>;
  readonly byCode: ReadonlyMap<string, readonly IndexedItem[]>;
  readonly byDepartment: ReadonlyMap<string, readonly IndexedItem[]>;
  readonly byUnit: ReadonlyMap<string, readonly IndexedItem[]>;
  readonly byGoal: ReadonlyMap<number, readonly IndexedItem[]>;
  readonly byKind: ReadonlyMap<string, readonly IndexedItem[]>;
  /** Items that carry the same direct costs or revenue, to the cent, as another: the same money declared twice. */
  readonly twins: ReadonlyMap<ItemRef, readonly ItemRef[]>;
  /** The plans of all years that the body has, this one too; empty where they are not put together. */
  readonly years: ReadonlyMap<number, PlanIndex>;
  /** The rank of units by which a question groups, where the body has several; null for each item's own unit. */
  readonly tier: Tier | null;
  /** A unit and all those that it is part of, nearest first. */
  readonly above: (unit: string | null) => readonly string[];
  /** What holds for every body: the law, and Traguardo itself. */
  readonly guide: Guide;
  /** Results worked out once. */
  readonly memo: Memo;
}

const NO_FIGURES: Figures = {
  personnel: null,
  committed: null,
  settled: null,
  assessed: null,
  collected: null,
};

const COLUMNS = ['personnel', 'committed', 'settled', 'assessed', 'collected'] as const;

/** Adds up cost lines column by column; a column nobody declares stays null. */
export function sumLines(lines: readonly CostLine[]): Figures {
  if (lines.length === 0) return NO_FIGURES;
  const sums: Record<keyof Figures, Cents | null> = { ...NO_FIGURES };
  for (const line of lines)
    for (const column of COLUMNS) {
      const value = line[column];
      if (value !== null) sums[column] = (sums[column] ?? 0) + value;
    }
  return sums;
}

export function buildPlanIndex(
  imported: Plan,
  guide: Guide = NO_GUIDE,
  years: ReadonlyMap<number, PlanIndex> = new Map(),
): PlanIndex {
  const plan = withGeneral(imported, guide.general);
  const above = ancestors(plan);
  const placed = <T extends { readonly unit: string | null }>(one: T): T & Within => ({
    ...one,
    within: above(one.unit),
  });
  const assignments = Map.groupBy(plan.assignments.map(placed), itemRef);
  const lines = Map.groupBy(plan.costLines.map(placed), itemRef);
  const items = plan.items.map((item): IndexedItem => {
    const ref = itemRef(item);
    const own = assignments.get(ref) ?? [];
    const costs = lines.get(ref) ?? [];
    return {
      ref,
      item,
      assignments: own,
      lines: costs,
      figures: sumLines(costs),
      departments: unique(own.map((one) => one.department)),
      units: unique(own.flatMap((one) => (one.unit === null ? [] : [one.unit]))),
      within: unique(own.flatMap((one) => one.within)),
    };
  });
  return {
    plan,
    items,
    worked: items.filter(({ item }) => item.kind !== 'indicator'),
    byRef: new Map(items.map((one) => [one.ref, one])),
    byNumber: numbersSaid(items),
    byCode: Map.groupBy(
      items.filter((one) => one.item.code !== null),
      (one) => one.item.code ?? '',
    ),
    byDepartment: groupByMany(items, (one) => one.departments),
    byUnit: groupByMany(items, (one) => one.within),
    byGoal: groupByMany(items, (one) => one.item.goals),
    byKind: Map.groupBy(items, (one) => one.item.kind),
    twins: findTwins(items),
    years,
    tier: null,
    above,
    guide,
    memo: createMemo(),
  };
}

/** Of each unit, itself and all those that it is part of; a circle ends where it began. */
function ancestors({ units }: Plan): PlanIndex['above'] {
  const parents = new Map(units.map(({ code, parent }) => [code, parent]));
  const known = new Map<string, readonly string[]>();
  const climb = (unit: string): readonly string[] => {
    const path: string[] = [];
    for (let at: string | null = unit; at !== null && !path.includes(at); at = parents.get(at) ?? null)
      path.push(at);
    known.set(unit, path);
    return path;
  };
  return (unit) => (unit === null ? [] : (known.get(unit) ?? climb(unit)));
}

/** Same committed and settled, or same assessed and collected, in two items: more than chance when both are declared. */
function findTwins(items: readonly IndexedItem[]): ReadonlyMap<ItemRef, readonly ItemRef[]> {
  const withMoney = items.filter(({ figures }) => figures.committed !== null && figures.settled !== null);
  const groups = Map.groupBy(withMoney, ({ figures }) => `${figures.committed}/${figures.settled}`);
  const twins = new Map<ItemRef, readonly ItemRef[]>();
  for (const group of groups.values())
    if (group.length > 1 && group.length < 5)
      for (const one of group)
        twins.set(
          one.ref,
          group.filter((other) => other !== one).map((other) => other.ref),
        );
  return twins;
}

export const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

function groupByMany<T, K>(values: readonly T[], keys: (value: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values)
    for (const key of keys(value)) {
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
  return groups;
}

/** Items by their number; by a code that is a number, too, where no item has it for its own. */
function numbersSaid(items: readonly IndexedItem[]): ReadonlyMap<number, readonly IndexedItem[]> {
  const byNumber = Map.groupBy(items, (one) => one.item.number);
  const coded = items.filter(({ item: { code } }) => /^\d+$/.test(code ?? '') && !byNumber.has(Number(code)));
  return new Map([...byNumber, ...Map.groupBy(coded, (one) => Number(one.item.code))]);
}
