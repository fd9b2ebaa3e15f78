import { openPhases } from '../phases/index.ts';
import {
  asksAbout,
  compareItems,
  mayUpdate,
  type PlanSource,
  responsibilitiesOf,
  standpointOf,
} from '../plan/index.ts';
import {
  chainOf,
  newestIn,
  type PhaseSummary,
  type StatusUpdate,
  stands,
  summaryOf,
  type UpdateStore,
} from '../record/index.ts';
import type { IsoDay, Item } from '../types.ts';
import type { FormerYears } from './former-year.ts';
import { isKnownBefore, mayRepeat } from './quick-report.ts';
import type { ItemCandidate, ItemWanted, OwedInPhase, OwedItem } from './update-model.ts';

/** What is owed, what a number may mean, how far the phases are: the side of updating that only reads. */
export function createUpdateLists({
  plans,
  updates,
  formerYears,
  standsInFor,
  today,
}: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly formerYears: FormerYears;
  /** The people in whose place somebody answers today. */
  readonly standsInFor: (person: string) => Promise<readonly string[]>;
  readonly today: () => IsoDay;
}) {
  return {
    /** What a person answers for in each open phase, in plan order. */
    async owedBy(person: string): Promise<readonly OwedInPhase[]> {
      const plan = await plans.current();
      const others = await standsInFor(person);
      const responsibilities = responsibilitiesOf(plan, [person, ...others]);
      const answered = new Map(
        await Promise.all(
          plan.phases.map(async ({ code }) => [code, await updates.answeredIn(code)] as const),
        ),
      );
      const formerProgress = await formerYears.progress(plan);
      return Promise.all(
        openPhases(plan, today()).map(async (phase) => {
          const newest = newestIn(await updates.versionsOfPhase(phase.code));
          const items = responsibilities
            .filter(({ item }) => asksAbout(phase, item))
            .map(({ item }): OwedItem => {
              const chain = chainOf(standpointOf(plan, person, item, others));
              const own = newest(phase.code, item, chain);
              const whole = newest(phase.code, item);
              const standing = [own, whole].find((version) => version !== null && stands(version));
              const knownBefore = isKnownBefore(plan, phase, item, chain, answered, formerProgress);
              return {
                item,
                update: standing ?? null,
                last: own,
                mayRepeat: mayRepeat(own, knownBefore),
              };
            });
          return { phase, items };
        }),
      );
    },

    /** The items that a number or code may mean, those that the person may update first. */
    async candidates(person: string, wanted: ItemWanted): Promise<readonly ItemCandidate[]> {
      const plan = await plans.current();
      const others = await standsInFor(person);
      return plan.items
        .filter((item) => matchesWanted(item, wanted))
        .map((item) => ({ item, allowed: mayUpdate(plan, person, item, others) }))
        .sort((a, b) => Number(b.allowed) - Number(a.allowed) || compareItems(a.item, b.item));
    },

    /** The phases open today, each with its counts. */
    async summaries(): Promise<readonly PhaseSummary[]> {
      const plan = await plans.current();
      return Promise.all(openPhases(plan, today()).map((phase) => summaryOf(plan, phase, updates)));
    },

    /** The latest updates of a phase. */
    latestOfPhase: (phase: string): Promise<readonly StatusUpdate[]> => updates.latestOfPhase(phase),
  };
}

const matchesWanted = (item: Item, { kind, number, code }: ItemWanted): boolean =>
  (kind === null || item.kind === kind) && (code === null ? item.number === number : item.code === code);
