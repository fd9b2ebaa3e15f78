import type { WorkCalendar } from './calendar.ts';
import { byPlanOrder, responsibilitiesByPerson } from './responsibilities.ts';
import {
  type Item,
  type ItemRef,
  itemRef,
  type LadderStep,
  type Phase,
  type Plan,
  type Role,
} from './types.ts';

/** Name of a step of the ladder: working days from the due date, `-15`, `0`, `+3`. */
export type StepName = string;

/** Messages go out at nine, the body's wall time: nothing is scheduled near the clock changes. */
const SEND_AT = '09:00';

/** How long the last step may still go out late, in working days. */
const LAST_STEP_VALIDITY = 5;

export const stepName = (offset: number): StepName => (offset > 0 ? `+${offset}` : String(offset));

/** A step of a phase's ladder with its instants. */
export interface ScheduledStep {
  readonly name: StepName;
  readonly audience: LadderStep['audience'];
  /** When it goes out. */
  readonly at: Date;
  /** When it stops being worth sending: the next step's time. */
  readonly until: Date;
}

/** What a message announces: the next step, when, and who will be told then. */
export interface NextStep {
  readonly step: StepName;
  readonly at: Date;
  readonly audience: LadderStep['audience'];
}

/** A message that somebody should get now, and why. */
export interface DueReminder {
  readonly phase: Phase;
  readonly person: string;
  /** In which role the person is written to: the strongest of those that make the message due. */
  readonly role: Role;
  readonly step: StepName;
  /** What is still missing, in plan order; never empty. */
  readonly items: readonly Item[];
  /** How many of the items asked of this person have come in. */
  readonly answered: number;
  readonly next: NextStep | null;
  /** When the step should have gone out, when that is more than a tick ago. */
  readonly at: Date;
  readonly late: boolean;
}

/** What `dueReminders` looks at. All of it comes from the store at each tick. */
export interface ReminderState {
  readonly plan: Plan;
  /** Items that have an answer in a phase. */
  readonly answered: ReadonlyMap<string, ReadonlySet<ItemRef>>;
  /** Steps already claimed, sent, failed or skipped: `phase|person|step`. */
  readonly handled: ReadonlySet<string>;
}

export const handledKey = (phase: string, person: string, step: StepName): string =>
  `${phase}|${person}|${step}`;

/** A step that goes out more than this after its time is marked late. */
const LATE_AFTER_MS = 15 * 60_000;

/**
 * The steps of a phase in order, each with the window in which it may go out. Steps that would fall before the phase
 * opens wait for the opening; where several wait, only the newest is kept.
 */
export function scheduleOf(phase: Phase, calendar: WorkCalendar): readonly ScheduledStep[] {
  const opening = calendar.nextWorkingMoment(calendar.at(phase.opensOn, SEND_AT));
  const dated = [...phase.ladder]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, audience }) => {
      const day = calendar.addWorkingDays(phase.dueOn, offset);
      const at = calendar.at(day, SEND_AT);
      return { name: stepName(offset), audience, day, at: laterOf(at, opening) };
    });
  const last = dated.at(-1);
  const end = last && calendar.at(calendar.addWorkingDays(last.day, LAST_STEP_VALIDITY), SEND_AT);
  return dated
    .map(({ name, audience, at }, index) => ({
      name,
      audience,
      at,
      until: dated[index + 1]?.at ?? end ?? at,
    }))
    .filter(({ at, until }) => at < until);
}

const laterOf = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));

/**
 * Who should be written to at this moment: pure, so that a restart needs nothing but the store.
 * Nothing outside working hours, nothing for a phase that is not open, only the newest step still valid, and nobody
 * who owes nothing or was already handled for that step.
 */
export function dueReminders(
  state: ReminderState,
  calendar: WorkCalendar,
  now: Date,
): readonly DueReminder[] {
  if (!calendar.isWorkingMoment(now)) return [];
  const today = calendar.dayOf(now);
  return state.plan.phases
    .filter((phase) => phase.opensOn <= today && (phase.closesOn === null || today < phase.closesOn))
    .flatMap((phase) => {
      const schedule = scheduleOf(phase, calendar);
      const index = schedule.findIndex(({ at, until }) => at <= now && now < until);
      const step = schedule[index];
      return step ? remindersOfStep(state, phase, step, schedule[index + 1], now) : [];
    });
}

function remindersOfStep(
  state: ReminderState,
  phase: Phase,
  step: ScheduledStep,
  following: ScheduledStep | undefined,
  now: Date,
): DueReminder[] {
  const answered = state.answered.get(phase.code) ?? new Set<ItemRef>();
  const next = following ? { step: following.name, at: following.at, audience: following.audience } : null;
  return audienceOf(state.plan, phase, step).flatMap(({ person, role, items }) => {
    const missing = items.filter((item) => !answered.has(itemRef(item)));
    if (missing.length === 0 || state.handled.has(handledKey(phase.code, person, step.name))) return [];
    return {
      phase,
      person,
      role,
      step: step.name,
      items: missing,
      answered: items.length - missing.length,
      next,
      at: step.at,
      late: now.getTime() - step.at.getTime() > LATE_AFTER_MS,
    };
  });
}

interface Recipient {
  readonly person: string;
  readonly role: Role;
  readonly items: readonly Item[];
}

/**
 * One recipient per person, with all the items of the phase that concern them at this step: what they answer for
 * and, when the step reaches their role, what is asked of their department or of the whole body.
 */
function audienceOf(plan: Plan, phase: Phase, step: ScheduledStep): readonly Recipient[] {
  const inPhase = (item: Item): boolean => phase.kinds.includes(item.kind);
  const recipients = new Map<string, { role: Role; items: Map<ItemRef, Item> }>();
  const tell = (person: string, role: Role, items: readonly Item[]): void => {
    const known = recipients.get(person) ?? { role, items: new Map<ItemRef, Item>() };
    for (const item of items.filter(inPhase)) known.items.set(itemRef(item), item);
    recipients.set(person, known);
  };
  for (const [person, owed] of responsibilitiesByPerson(plan))
    tell(
      person,
      owed[0]?.role ?? 'contact',
      owed.map(({ item }) => item),
    );
  for (const { person, role, department } of plan.roles) {
    if (role === 'head' && step.audience.includes('head'))
      tell(
        person,
        role,
        plan.items.filter((item) => isOf(plan, item, department)),
      );
    if (role === 'controller' && step.audience.includes('controller')) tell(person, role, plan.items);
  }
  return [...recipients].map(([person, { role, items }]) => ({
    person,
    role,
    items: [...items.values()].sort((a, b) => byPlanOrder({ item: a }, { item: b })),
  }));
}

const isOf = (plan: Plan, item: Item, department: string | null): boolean =>
  plan.assignments.some(
    (assignment) => itemRef(assignment) === itemRef(item) && assignment.department === department,
  );

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
    .flatMap((phase) => scheduleOf(phase, calendar).map(({ at }) => at))
    .filter((at) => from <= at && at <= to);
  const handled = new Set<string>();
  return [...new Set(moments.map((at) => at.getTime()))]
    .sort((a, b) => a - b)
    .flatMap((time) =>
      dueReminders({ plan, answered: new Map(), handled }, calendar, new Date(time)).map((reminder) => {
        handled.add(handledKey(reminder.phase.code, reminder.person, reminder.step));
        return { at: new Date(time), reminder };
      }),
    );
}
