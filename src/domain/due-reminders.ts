import { recipientOf } from './absences.ts';
import type { WorkCalendar } from './calendar.ts';
import { groupBy } from './group-by.ts';
import { keyOf, type ScheduledStep, scheduleOf, stepAt } from './ladder.ts';
import { concernedBy, quietFor } from './reminder-audience.ts';
import {
  AGAIN,
  askedKey,
  coverageKey,
  type DueReminder,
  isOpen,
  type ReminderState,
  recipientKey,
  untouched,
} from './reminders.ts';
import { compareItems } from './responsibilities.ts';
import { type ItemRef, itemRef, type Phase, type Plan } from './types.ts';

/** A step that goes out more than this after its time is marked late. */
const LATE_AFTER_MS = 15 * 60_000;

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
