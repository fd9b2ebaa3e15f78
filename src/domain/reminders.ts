import { type Availability, type Postponement, recipientOf } from './absences.ts';
import type { WorkCalendar } from './calendar.ts';
import { groupBy } from './group-by.ts';
import { keyOf, type ScheduledStep, type StepName, scheduleOf, stepAt } from './ladder.ts';
import { compareItems, responsibilitiesByPerson } from './responsibilities.ts';
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

/** What a message announces: the next step, when, and who will be told then. */
export interface NextStep {
  readonly step: StepName;
  readonly at: Date;
  readonly audience: LadderStep['audience'];
}

/** An item somebody is asked about, and on whose account: the recipient, or the person they stand in for. */
export interface AskedItem {
  readonly item: Item;
  readonly responsible: string;
}

/** A place in the outbox: what is claimed before it is sent. */
export interface OutboxClaim {
  readonly phase: Phase;
  /** Who gets it. */
  readonly person: string;
  /** Empty, or the person for whom the recipient gets a second message at the same step. */
  readonly onBehalf: string;
  /** In which role the person is written to. */
  readonly role: Role;
  readonly step: StepName;
  readonly stepKey: string;
  /** What is still missing, in plan order. */
  readonly asked: readonly AskedItem[];
  /** When the step should have gone out. */
  readonly at: Date;
  /** It goes out more than a tick after its time. */
  readonly late: boolean;
}

/** A reminder that somebody should get now, and why; it always asks something. */
export interface DueReminder extends OutboxClaim {
  /** The items of `asked`, none twice. */
  readonly items: readonly Item[];
  /** How many of the items asked of this person have come in. */
  readonly answered: number;
  readonly next: NextStep | null;
}

/** Whether an item still has to be answered by a person in a phase. */
export type IsAnswered = (phase: string, item: Item, responsible: string) => boolean;

/** What `dueReminders` looks at. All of it comes from the store at each tick. */
export interface ReminderState extends Availability {
  readonly plan: Plan;
  readonly isAnswered: IsAnswered;
  /** Who already has a message of a step: `recipientKey`. */
  readonly handled: ReadonlySet<string>;
  /** What a living message of a step already asks of whom: `coverageKey`. */
  readonly covered: ReadonlySet<string>;
  /** Who could not be written to at a step: others get what was meant for them. `recipientKey`. */
  readonly refused: ReadonlySet<string>;
  /** The day on which a living message last asked somebody for an item: `askedKey`. */
  readonly lastAsked: ReadonlyMap<string, IsoDay>;
  /** Every row of the outbox, whatever became of it: `recipientKey`. */
  readonly noted: ReadonlySet<string>;
  readonly postponements: readonly Postponement[];
  /** Last time somebody worked on an item without answering it: `phase|item`. */
  readonly activity: ReadonlyMap<string, Date>;
}

export const recipientKey = (phase: string, person: string, stepKey: string, onBehalf = ''): string =>
  `${phase}|${person}|${stepKey}|${onBehalf}`;

export const coverageKey = (phase: string, stepKey: string, responsible: string, item: ItemRef): string =>
  `${phase}|${stepKey}|${responsible}|${item}`;

export const askedKey = (phase: string, responsible: string, item: ItemRef): string =>
  `${phase}|${responsible}|${item}`;

/** A step that goes out more than this after its time is marked late. */
const LATE_AFTER_MS = 15 * 60_000;

/** A state in which nobody answered, is away or has put anything off. */
export const untouched = (plan: Plan): ReminderState => ({
  plan,
  isAnswered: () => false,
  handled: new Set(),
  covered: new Set(),
  refused: new Set(),
  lastAsked: new Map(),
  noted: new Set(),
  postponements: [],
  activity: new Map(),
  absences: [],
  unreachable: new Set(),
});

/** The phases that are open on a day: opened, not closed. */
export const isOpen = (phase: Phase, day: IsoDay): boolean =>
  phase.opensOn <= day && (phase.closesOn === null || day < phase.closesOn);

/**
 * Who should be written to at this moment: pure, so that a restart needs nothing but the store.
 * Nothing outside working hours, nothing for a phase that is paused or not open, only the newest step still valid,
 * nobody who owes nothing, and nothing that a living message already asks.
 */
export function dueReminders(
  state: ReminderState,
  calendar: WorkCalendar,
  now: Date,
): readonly DueReminder[] {
  if (!calendar.isWorkingMoment(now)) return [];
  const today = calendar.dayOf(now);
  return state.plan.phases
    .filter((phase) => isOpen(phase, today) && !phase.paused)
    .flatMap((phase) => {
      const schedule = scheduleOf(phase, calendar);
      const { step, next } = stepAt(schedule, now);
      const ladder = step ? messagesOf(state, calendar, phase, step, next, now) : [];
      const told = new Set(ladder.flatMap(({ asked }) => asked.map(({ responsible }) => responsible)));
      const again = dueAgain(state, calendar, phase, schedule, now).flatMap(({ people, step: asked }) =>
        messagesOf(state, calendar, phase, asked, next, now, new Set(people.filter((one) => !told.has(one)))),
      );
      return [...ladder, ...again];
    });
}

/**
 * The messages of one step that are not covered yet: one per recipient, with all that concerns them.
 * @param only restricts it to what these people answer for
 */
export function messagesOf(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  step: ScheduledStep,
  next: ScheduledStep | null,
  now: Date,
  only?: ReadonlySet<string>,
): readonly DueReminder[] {
  const today = calendar.dayOf(now);
  const stepDay = calendar.dayOf(step.at);
  const concerned = concernedBy(state.plan, phase, step.audience).filter(
    ({ person }) => only === undefined || only.has(person),
  );
  const roles = new Map(concerned.map(({ person, role }) => [person, role]));
  const availability = {
    absences: state.absences,
    unreachable: {
      has: (person: string) =>
        state.unreachable.has(person) || state.refused.has(recipientKey(phase.code, person, step.key)),
    },
  };
  /** Asked on the step's own day or since: a step that is behind that says nothing new. */
  const askedSince = (person: string, ref: ItemRef): boolean => {
    const last = state.lastAsked.get(askedKey(phase.code, person, ref));
    return last !== undefined && stepDay <= last;
  };
  const owed = concerned.flatMap(({ person, role, items, own }) => {
    const recipient = recipientOf(state.plan, person, availability, today);
    if (recipient === null) return [];
    const isQuiet = quietFor(state, calendar, phase, person);
    const asked = items
      .filter((item) => !state.isAnswered(phase.code, item, person))
      .filter((item) => {
        const ref = itemRef(item);
        // What was quiet on the step's day has skipped the step; what was put off comes back with a message of its own.
        return !isQuiet(ref, own.has(ref), stepDay) && !isQuiet(ref, own.has(ref), today);
      })
      .filter((item) => !state.covered.has(coverageKey(phase.code, step.key, person, itemRef(item))))
      .filter((item) => !askedSince(person, itemRef(item)))
      .map((item) => ({ item, responsible: person }));
    const answered = items.filter((item) => state.isAnswered(phase.code, item, person)).length;
    return asked.length === 0 ? [] : [{ recipient, person, role, asked, answered }];
  });
  return [...groupBy(owed, ({ recipient }) => recipient)].flatMap(([recipient, shares]) => {
    // Whoever already has this step's message gets what fell to them afterwards, in another's place, in a message of
    // its own; what was refused once is not tried again.
    const hasMessage = state.handled.has(recipientKey(phase.code, recipient, step.key));
    const messages = hasMessage
      ? shares.map((share) => ({ onBehalf: share.person === recipient ? '' : share.person, shares: [share] }))
      : [{ onBehalf: '', shares }];
    return messages
      .filter(({ onBehalf }) => !state.handled.has(recipientKey(phase.code, recipient, step.key, onBehalf)))
      .map(({ onBehalf, shares: parts }) => {
        const asked = parts.flatMap((part) => part.asked).sort((a, b) => compareItems(a.item, b.item));
        return {
          phase,
          person: recipient,
          onBehalf,
          role: roles.get(recipient) ?? parts[0]?.role ?? 'contact',
          step: step.name,
          stepKey: step.key,
          asked,
          items: [...new Map(asked.map(({ item }) => [itemRef(item), item])).values()],
          answered: parts.reduce((sum, part) => sum + part.answered, 0),
          next: next && { step: next.name, at: next.at, audience: next.audience },
          at: step.at,
          late: now.getTime() - step.at.getTime() > LATE_AFTER_MS,
        };
      });
  });
}

interface Concerned {
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
function concernedBy(plan: Plan, phase: Phase, audience: LadderStep['audience']): readonly Concerned[] {
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
function quietFor(
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

/**
 * What was put off until today: one message for all that comes back on that day, named after it, unless a step of the
 * ladder falls on it.
 */
function dueAgain(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  schedule: readonly ScheduledStep[],
  now: Date,
): readonly { readonly people: readonly string[]; readonly step: ScheduledStep }[] {
  const byDay = groupBy(
    state.postponements.filter((one) => one.phase === phase.code),
    ({ until }) => until,
  );
  return [...byDay].flatMap(([day, putOff]) => {
    const at = calendar.at(
      calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1),
      calendar.sendAt,
    );
    const following = schedule.find((step) => step.at >= at)?.at;
    const end = calendar.at(calendar.addWorkingDays(calendar.dayOf(at), 1), calendar.sendAt);
    const until = following && following < end ? following : end;
    if (now < at || now >= until) return [];
    const people = [...new Set(putOff.map(({ person }) => person))];
    return [
      { people, step: { name: AGAIN, key: keyOf(AGAIN, day), audience: ['contact'] as const, at, until } },
    ];
  });
}

/** Step of a message that its reader asked for ("ricordamelo", "preso in carico"). */
export const AGAIN: StepName = 'ricordamelo';
/** Step of a message that the control office sends by hand ("Sollecita ora"). */
export const BY_HAND: StepName = 'adesso';

/**
 * Every message of a window if nobody answered: the same rule, asked at each moment when something can fall due.
 * @returns the reminders in order of time, each with the instant at which it would go out
 */
export function forecastReminders(
  plan: Plan,
  calendar: WorkCalendar,
  from: Date,
  to: Date,
): readonly { readonly at: Date; readonly reminder: DueReminder }[] {
  const moments = plan.phases
    .flatMap((phase) => scheduleOf(phase, calendar).map(({ at }) => at.getTime()))
    .filter((at) => from.getTime() <= at && at <= to.getTime());
  return [...new Set(moments)]
    .sort((a, b) => a - b)
    .flatMap((time) => {
      const at = new Date(time);
      // Only what falls due at this very moment: earlier steps of other phases went out at theirs.
      return dueReminders(untouched(plan), calendar, at)
        .filter((reminder) => reminder.at.getTime() === time)
        .map((reminder) => ({ at, reminder }));
    });
}
