import type { Clock } from '../clock.ts';
import { Problem } from '../errors.ts';
import { putOffLimits } from '../phases/index.ts';
import type { PlanSource, WorkCalendar } from '../plan/index.ts';
import type { IsoDay, ItemRef, Phase, Plan } from '../types.ts';
import type { ReminderMessage } from './messages.ts';
import type { ReminderService } from './reminder-service.ts';

/** Records what was put off, with its audit row. */
interface PostponementStore {
  /**
   * @param people for whom it is put off: the reader, and those they stand in for
   * @param items null for the whole reminder
   * @param once the request that brings it: the same one brings it once
   */
  postpone(
    phase: string,
    people: readonly string[],
    items: readonly ItemRef[] | null,
    until: IsoDay,
    by: string,
    at: Date,
    once?: string,
  ): Promise<void>;
}

/** Ricordamelo, or preso in carico. */
type Wish = 'snooze' | 'inCharge';

export type PostponementService = ReturnType<typeof createPostponementService>;

/** "Ricordamelo" and "preso in carico": what the reader of a reminder asks for. */
export function createPostponementService(deps: {
  readonly plans: PlanSource;
  readonly reminders: Pick<ReminderService, 'messageOf' | 'askedBy' | 'redrawMessage'>;
  readonly store: PostponementStore;
  readonly clock: Clock;
  readonly calendarOf: (plan: Plan) => WorkCalendar;
}) {
  const { reminders, store, clock } = deps;

  async function calendarNow(): Promise<{ calendar: WorkCalendar; today: IsoDay }> {
    const calendar = deps.calendarOf(await deps.plans.current());
    return { calendar, today: calendar.dayOf(clock.now()) };
  }

  async function reminderOf(person: string, key: string): Promise<ReminderMessage> {
    const message = await reminders.messageOf(person, key);
    if (message.kind !== 'reminder') throw new Problem('reminder_not_yours');
    return message;
  }

  /**
   * The days between which something may be put off today.
   * @throws Problem `put_off_too_late` when there is none
   */
  async function daysFor(
    wish: Wish,
    phase: Phase,
  ): Promise<{ readonly today: IsoDay; readonly last: IsoDay }> {
    const { calendar, today } = await calendarNow();
    const last = putOffLimits(phase, calendar, today)[wish];
    if (last <= today) throw new Problem('put_off_too_late', { last });
    return { today, last };
  }

  async function checkDay(wish: Wish, phase: Phase, until: IsoDay): Promise<void> {
    const { today, last } = await daysFor(wish, phase);
    if (until <= today) throw new Problem('put_off_to_the_past');
    if (until > last) throw new Problem('postponed_too_far', { until: last, due: phase.dueOn });
  }

  return {
    /**
     * The message that a person acts on, with the days between which it may be put off.
     * @throws Problem `put_off_too_late` when no day is left
     */
    async choices(
      wish: Wish,
      person: string,
      key: string,
    ): Promise<{ readonly message: ReminderMessage; readonly tomorrow: IsoDay; readonly limit: IsoDay }> {
      const message = await reminderOf(person, key);
      const { calendar, today } = await calendarNow();
      const { last } = await daysFor(wish, message.phase);
      return { message, tomorrow: calendar.addWorkingDays(today, 1), limit: last };
    },

    /** @throws Problem when somebody's message may not be put off until that day */
    async check(wish: Wish, person: string, key: string, until: IsoDay): Promise<void> {
      await checkDay(wish, (await reminderOf(person, key)).phase, until);
    },

    /** The first working day from tomorrow on, and the first from next Monday on. */
    async dayOf(when: 'tomorrow' | 'monday'): Promise<IsoDay> {
      const { calendar, today } = await calendarNow();
      if (when === 'tomorrow') return calendar.addWorkingDays(today, 1);
      const monday = new Date(`${today}T00:00:00Z`);
      monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7 || 7));
      const day = monday.toISOString().slice(0, 10);
      return calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);
    },

    /**
     * Ricordamelo: the whole reminder comes back on a day, never past the due date.
     * @throws Problem `postponed_too_far`, `put_off_to_the_past`, `put_off_too_late`
     */
    async snooze(person: string, key: string, until: IsoDay, once?: string): Promise<void> {
      const { phase } = await reminderOf(person, key);
      await checkDay('snooze', phase, until);
      const people = new Set((await reminders.askedBy(person, key)).map(({ responsible }) => responsible));
      await store.postpone(phase.code, [...people], null, until, person, clock.now(), once);
      await reminders.redrawMessage(key);
    },

    /**
     * Preso in carico: some items are being worked on until a day; meanwhile nobody is reminded of them, nor the head.
     * @throws Problem `postponed_too_far`, `put_off_to_the_past`, `put_off_too_late`
     */
    async takeInCharge(
      person: string,
      key: string,
      items: readonly ItemRef[],
      until: IsoDay,
      once?: string,
    ): Promise<void> {
      const { phase } = await reminderOf(person, key);
      await checkDay('inCharge', phase, until);
      const asked = await reminders.askedBy(person, key);
      const listed = items.filter((ref) => asked.some(({ item }) => item === ref));
      const people = new Set(
        asked.filter(({ item }) => listed.includes(item)).map(({ responsible }) => responsible),
      );
      if (listed.length === 0) throw new Problem('reminder_not_yours');
      await store.postpone(phase.code, [...people], listed, until, person, clock.now(), once);
      await reminders.redrawMessage(key);
    },
  };
}
