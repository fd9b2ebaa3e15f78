import type { Role } from '../../words/roles.ts';
import { type Postponement, putOffOn, standsInFor } from '../absences/index.ts';
import {
  ALL_STRUCTURES,
  answerersIn,
  asksAbout,
  responsibilitiesByPerson,
  standpointOf,
  type WorkCalendar,
} from '../plan/index.ts';
import {
  type Assignment,
  type IsoDay,
  type Item,
  type ItemRef,
  itemRef,
  type LadderStep,
  type Phase,
  type Plan,
} from '../types.ts';
import type { ReminderState, Work } from './reminders.ts';

/** An item of a step, and why it is somebody's business. */
export interface Concern {
  readonly item: Item;
  /** The person answers for it; otherwise it is told to them because it is late under them. */
  readonly own: boolean;
  /** It is told to the control office. */
  readonly toControl: boolean;
  /** Who answers for the parts of the departments that the person leads. */
  readonly under: ReadonlySet<string>;
}

/** What a step asks of, or tells, one person. */
export interface Concerned {
  readonly person: string;
  readonly role: Role;
  readonly concerns: readonly Concern[];
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
  const people = new Map<string, { role: Role; concerns: Map<ItemRef, Concern> }>();
  const concern = (person: string, role: Role, items: readonly Item[], why: Partial<Concern>): void => {
    const { concerns } = people.get(person) ?? { role, concerns: new Map<ItemRef, Concern>() };
    for (const item of items) {
      const ref = itemRef(item);
      const known = concerns.get(ref) ?? { item, own: false, toControl: false, under: new Set<string>() };
      concerns.set(ref, { ...known, ...why, under: new Set([...known.under, ...(why.under ?? [])]) });
    }
    people.set(person, { role: people.get(person)?.role ?? role, concerns });
  };
  if (audience.includes('contact'))
    for (const [person, owed] of responsibilitiesByPerson(plan))
      concern(
        person,
        owed[0]?.role ?? 'contact',
        owed.map(({ item }) => item).filter((item) => asksAbout(phase, item)),
        { own: true },
      );
  const answerers = answerersByDepartment(plan);
  for (const { person, role, department } of plan.roles) {
    if (role === 'head' && department !== null && audience.includes('head'))
      for (const item of inPhase) {
        const under = answerers.get(`${department}|${itemRef(item)}`);
        if (under) concern(person, role, [item], { under });
      }
    if (role === 'controller' && audience.includes('controller'))
      concern(person, role, inPhase, { toControl: true });
  }
  return [...people].map(([person, { role, concerns }]) => ({
    person,
    role,
    concerns: [...concerns.values()],
  }));
}

/** Who answers for a department's parts of an item: `department|item`. */
function answerersByDepartment(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const answerers = answerersIn(plan);
  const byDepartment = new Map<string, Set<string>>();
  const add = (assignment: Assignment): void => {
    const key = `${assignment.department}|${itemRef(assignment)}`;
    const people = byDepartment.get(key) ?? new Set();
    for (const { person } of answerers(assignment)) people.add(person);
    byDepartment.set(key, people);
  };
  for (const assignment of plan.assignments) add(assignment);
  return byDepartment;
}

/** What is not asked of somebody, and why. */
interface Quiet {
  /**
   * Put off by the person; for what is told to a head, each part of the department that is missing was taken in charge.
   * The control office is told all the same: nobody can put it off for good.
   */
  isPutOff(person: string, concern: Concern, day: IsoDay): boolean;
  /**
   * The step passes over it: it was put off when the step fell due, or somebody who answers for the part has worked on
   * it since the working day before. It stays so, however much is worked on it afterwards.
   */
  isPassedOver(person: string, concern: Concern): boolean;
}

/** @param stepDay the day of the step that is looked at */
export function quietAt(state: ReminderState, calendar: WorkCalendar, phase: Phase, stepDay: IsoDay): Quiet {
  const { plan, absences } = state;
  const putOff = new Map<IsoDay, readonly Postponement[]>();
  const putOffThen = (day: IsoDay): readonly Postponement[] => {
    const known = putOff.get(day) ?? putOffOn(state.postponements, phase, calendar, day);
    putOff.set(day, known);
    return known;
  };
  const recent = state.activity.filter(
    (work) => work.phase === phase.code && stepDay <= calendar.addWorkingDays(calendar.dayOf(work.at), 1),
  );

  /** Their own work, that of whoever stood in for them, that of others on the same part, that on the whole. */
  const isOnPartOf = (person: string, work: Work, item: Item): boolean => {
    if (work.person === person) return true;
    const standingIn = standsInFor(absences, work.person, calendar.dayOf(work.at));
    if (standingIn.includes(person)) return true;
    const { structure } = standpointOf(plan, work.person, item, standingIn);
    return structure === ALL_STRUCTURES || structure === standpointOf(plan, person, item).structure;
  };
  const workedOn = (person: string, item: Item): boolean =>
    recent.some((work) => work.item === itemRef(item) && isOnPartOf(person, work, item));
  const tookInCharge = (person: string, item: Item, day: IsoDay): boolean =>
    putOffThen(day).some((one) => one.person === person && one.item === itemRef(item));
  /** Of a head's department, every part that is missing is quiet. */
  const everyPart = ({ item, under }: Concern, isQuiet: (person: string) => boolean): boolean => {
    const missing = [...under].filter((person) => !state.isAnswered(phase.code, item, person));
    return missing.length > 0 && missing.every(isQuiet);
  };

  const isPutOff: Quiet['isPutOff'] = (person, concern, day) => {
    const { item, own, toControl } = concern;
    if (toControl && !own) return false;
    const byThem = putOffThen(day).some(
      (one) => one.person === person && (one.item === null || one.item === itemRef(item)),
    );
    return byThem || (!own && everyPart(concern, (part) => tookInCharge(part, item, day)));
  };
  return {
    isPutOff,
    isPassedOver(person, concern) {
      const { item, own, toControl } = concern;
      if (isPutOff(person, concern, stepDay)) return true;
      if (toControl) return false;
      if (own) return workedOn(person, item);
      return everyPart(concern, (part) => workedOn(part, item) || tookInCharge(part, item, stepDay));
    },
  };
}
