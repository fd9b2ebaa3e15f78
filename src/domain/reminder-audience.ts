import type { WorkCalendar } from './calendar.ts';
import { groupBy } from './group-by.ts';
import type { ReminderState } from './reminders.ts';
import { responsibilitiesByPerson } from './responsibilities.ts';
import {
  type IsoDay,
  type Item,
  type ItemRef,
  itemRef,
  type LadderStep,
  type Phase,
  type Plan,
  type Role,
} from './types.ts';
import { asksAbout } from './update-scope.ts';

/** What a step asks of, or tells, one person. */
export interface Concerned {
  readonly person: string;
  readonly role: Role;
  readonly items: readonly Item[];
  /** What the person answers for; the rest is told to them because it is late under them. */
  readonly own: ReadonlySet<ItemRef>;
}

/**
 * The items of a phase that concern each person: what they answer for and, when the step reaches their role, what is
 * asked of their department or of the whole body.
 */
export function concernedBy(
  plan: Plan,
  phase: Phase,
  audience: LadderStep['audience'],
): readonly Concerned[] {
  const inPhase = plan.items.filter((item) => asksAbout(phase, item));
  const people = new Map<string, { role: Role; items: Map<ItemRef, Item>; own: Set<ItemRef> }>();
  const concern = (person: string, role: Role, items: readonly Item[], isOwn: boolean): void => {
    const known = people.get(person) ?? { role, items: new Map<ItemRef, Item>(), own: new Set<ItemRef>() };
    for (const item of items) {
      known.items.set(itemRef(item), item);
      if (isOwn) known.own.add(itemRef(item));
    }
    people.set(person, known);
  };
  if (audience.includes('contact'))
    for (const [person, owed] of responsibilitiesByPerson(plan))
      concern(
        person,
        owed[0]?.role ?? 'contact',
        owed.map(({ item }) => item).filter((item) => asksAbout(phase, item)),
        true,
      );
  const departmentsOf = departmentsByItem(plan);
  for (const { person, role, department } of plan.roles) {
    if (role === 'head' && department !== null && audience.includes('head'))
      concern(
        person,
        role,
        inPhase.filter((item) => departmentsOf.get(itemRef(item))?.has(department)),
        false,
      );
    if (role === 'controller' && audience.includes('controller')) concern(person, role, inPhase, false);
  }
  return [...people].map(([person, { role, items, own }]) => ({
    person,
    role,
    items: [...items.values()],
    own,
  }));
}

function departmentsByItem(plan: Plan): ReadonlyMap<ItemRef, ReadonlySet<string>> {
  const byItem = groupBy(plan.assignments, itemRef);
  return new Map(
    [...byItem].map(([ref, assignments]) => [ref, new Set(assignments.map(({ department }) => department))]),
  );
}

/**
 * Tells whether an item is not asked of a person on a day: put off by them, taken in charge until a day, or worked on
 * within the last working day. What a contact took in charge is not told to the head either; the control office is
 * told all the same, so that nobody can put it off for good.
 */
export function quietFor(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  person: string,
): (item: ItemRef, own: boolean, day: IsoDay) => boolean {
  const isController = state.plan.roles.some((role) => role.person === person && role.role === 'controller');
  const ofPhase = state.postponements.filter((one) => one.phase === phase.code);
  return (ref, own, day) => {
    const putOff = ofPhase.some(
      (one) =>
        calendar.dayOf(one.at) <= day &&
        day < one.until &&
        (one.item === null || one.item === ref) &&
        (own ? one.person === person : !isController && (one.person === person || one.item === ref)),
    );
    if (putOff) return true;
    const worked = state.activity.get(`${phase.code}|${ref}`);
    if (worked === undefined) return false;
    const workDay = calendar.dayOf(worked);
    return workDay <= day && day <= calendar.addWorkingDays(workDay, 1);
  };
}
