import { type IsoDay, type Item, itemRef, type Milestone, type Plan } from '../types.ts';
import { dueDayOf } from './items.ts';

/** What falls on one day: items that are due by it, and milestones that are expected by it and not done. */
export interface ComingDay {
  readonly day: IsoDay;
  readonly items: readonly Item[];
  readonly milestones: readonly { readonly item: Item; readonly milestone: Milestone }[];
  /** The day has passed: only milestones can be late here, whether an item is done is what a phase asks. */
  readonly isLate: boolean;
}

/** The days that some items still have before them, with the milestones that are late; the first day first. */
export function comingDays(plan: Plan, items: readonly Item[], today: IsoDay): readonly ComingDay[] {
  const days = new Map<IsoDay, { items: Item[]; milestones: { item: Item; milestone: Milestone }[] }>();
  const on = (day: IsoDay) => {
    const known = days.get(day) ?? { items: [], milestones: [] };
    days.set(day, known);
    return known;
  };
  for (const item of items) {
    const due = dueDayOf(item);
    if (due >= today) on(due).items.push(item);
    for (const milestone of plan.milestones)
      if (milestone.doneOn === null && milestone.expectedTo !== null && itemRef(milestone) === itemRef(item))
        on(milestone.expectedTo).milestones.push({ item, milestone });
  }
  return [...days]
    .map(([day, what]) => ({ day, ...what, isLate: day < today }))
    .sort((a, b) => a.day.localeCompare(b.day));
}
