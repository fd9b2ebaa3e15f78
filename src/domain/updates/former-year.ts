import { itemsOfBothYears, type PlanRegister } from '../plan/index.ts';
import { newestOfItems, type StatusUpdate, stands, type UpdateStore } from '../record/index.ts';
import {
  type Indicator,
  type IsoDay,
  type Item,
  type ItemKey,
  itemRef,
  type Percent,
  type Plan,
} from '../types.ts';

/** The value that an indicator of this year's item had in the former one. */
interface FormerResult {
  readonly indicator: Indicator;
  readonly value: number;
  /** Both years measure it from the same start: what was reached then counts now. */
  readonly cumulative: boolean;
}

/** What the body's last plan before this one knows of an item that this one goes on with. */
export interface FormerYear {
  readonly year: number;
  /** The newest report that stands; null where none does. */
  readonly last: Pick<StatusUpdate, 'state' | 'percent'> | null;
  /** What the plan itself prints as its result. */
  readonly attainment: Percent | null;
  readonly results: readonly FormerResult[];
  /** Days on which milestones of this year's item were done, by their code. */
  readonly milestonesDone: ReadonlyMap<string, IsoDay>;
  /** The item lasts over both years: its percentage goes on from there. */
  readonly goesOn: boolean;
}

/** What the year before a plan's knows. */
export interface FormerYears {
  /** All that is known of an item; null where it was in no plan then. */
  of(plan: Plan, item: Item): Promise<FormerYear | null>;
  /** How far items were that go on from there: in progress, or null. */
  progress(plan: Plan): Promise<(item: Item) => Percent | null>;
}

/** @param updatesOf the reports of a year's plan */
export function createFormerYears(
  register: Pick<PlanRegister, 'years' | 'of'>,
  updatesOf: (year: number) => Pick<UpdateStore, 'versionsOf' | 'versionsOfPhase'>,
): FormerYears {
  async function planBefore({ head }: Plan): Promise<Plan | null> {
    const year = Math.max(...(await register.years()).filter((one) => one < head.year));
    return Number.isFinite(year) ? register.of(year).current() : null;
  }
  return {
    async of(plan, item) {
      const former = await planBefore(plan);
      const same = former && itemsGoingOn(former, plan).get(itemRef(item));
      return former && same
        ? formerYear(plan, item, former, same, await updatesOf(former.head.year).versionsOf(same))
        : null;
    },

    async progress(plan) {
      const former = await planBefore(plan);
      if (former === null) return () => null;
      const updates = updatesOf(former.head.year);
      const phases = await Promise.all(former.phases.map(({ code }) => updates.versionsOfPhase(code)));
      const versions = Map.groupBy(phases.flat(), itemRef);
      const goingOn = itemsGoingOn(former, plan);
      return (item) => {
        const same = goingOn.get(itemRef(item));
        return same === undefined
          ? null
          : progressGoingOn(formerYear(plan, item, former, same, versions.get(itemRef(same)) ?? []));
      };
    },
  };
}

/** Of a plan that has none before it. */
export const NO_FORMER_YEAR: FormerYears = {
  of: () => Promise.resolve(null),
  progress: () => Promise.resolve(() => null),
};

/** The items of a former year's plan that go on in a plan, by the reference of what they are in it. */
const itemsGoingOn = (former: Plan, plan: Plan): ReadonlyMap<string, Item> =>
  new Map(itemsOfBothYears(former.items, plan.items).map(({ before, after }) => [itemRef(after), before]));

function formerYear(
  plan: Plan,
  item: Item,
  former: Plan,
  same: Item,
  versions: readonly StatusUpdate[],
): FormerYear {
  const goesOn = item.horizonStart <= former.head.year;
  const last = newestOfItems(versions).filter(stands).at(-1) ?? null;
  const indicators = former.indicators.filter((one) => isOf(one, same));
  const milestones = former.milestones.filter((one) => isOf(one, same));
  return {
    year: former.head.year,
    last: last && { state: last.state, percent: last.percent },
    attainment: same.attainment,
    results: plan.indicators
      .filter((one) => isOf(one, item))
      .flatMap((indicator) => {
        const before = indicators.find((one) => sameName(one, indicator));
        return before?.result == null
          ? []
          : [{ indicator, value: before.result, cumulative: goesOn && sameStart(before, indicator) }];
      }),
    milestonesDone: new Map(
      plan.milestones
        .filter((one) => isOf(one, item))
        .flatMap((milestone) => {
          const doneOn = milestones.find((one) => sameName(one, milestone))?.doneOn;
          return doneOn ? [[milestone.code, doneOn] as const] : [];
        }),
    ),
    goesOn,
  };
}

const isOf = (one: ItemKey, item: Item): boolean => itemRef(one) === itemRef(item);

type Named = { readonly name: string };
const sameName = (one: Named, other: Named): boolean =>
  one.name.trim().toLowerCase() === other.name.trim().toLowerCase();

const sameStart = (one: Indicator, other: Indicator): boolean =>
  one.baseline !== null && one.baseline === other.baseline && one.baselineYear === other.baselineYear;

/** The values that go on from the former year, by the indicator's code. */
export const resultsGoingOn = (former: FormerYear | null): ReadonlyMap<string, number> =>
  new Map(
    (former?.results ?? []).flatMap(({ indicator, value, cumulative }) =>
      cumulative ? [[indicator.code, value] as const] : [],
    ),
  );

/** The same of what was not done by then: only of that may one say that nothing has changed. */
export function progressGoingOn(former: FormerYear | null): Percent | null {
  const percent = percentGoingOn(former);
  const { last } = former ?? { last: null };
  return percent !== null && percent < 100 && (last === null || last.state === 'in_progress')
    ? percent
    : null;
}

/** How far the item was, where it goes on from there. */
export const percentGoingOn = (former: FormerYear | null): Percent | null =>
  former?.goesOn === true ? (former.last?.percent ?? former.attainment) : null;
