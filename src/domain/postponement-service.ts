import type { WorkCalendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { Problem } from './errors.ts';
import type { ReminderMessage } from './outbox.ts';
import type { PlanSource } from './plan-source.ts';
import type { ReminderService } from './reminder-service.ts';
import type { IsoDay, ItemRef, Plan } from './types.ts';

/** Records what was put off, with its audit row. */
export interface PostponementStore {
  /**
   * @param people for whom it is put off: the reader, and those they stand in for
   * @param items null for the whole reminder
   */
  postpone(
    phase: string,
    people: readonly string[],
    items: readonly ItemRef[] | null,
    until: IsoDay,
    by: string,
    at: Date,
  ): Promise<void>;
}

export type PostponementService = ReturnType<typeof createPostponementService>;

/** "Ricordamelo" and "preso in carico": what the reader of a reminder asks for. */
export function createPostponementService(deps: {
  readonly plans: PlanSource;
  readonly reminders: Pick<ReminderService, 'messageOf' | 'askedBy' | 'limitsOf' | 'redrawMessage'>;
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

  const checkDay = (until: IsoDay, today: IsoDay, limit: IsoDay): void => {
    if (until <= today || until > limit) throw new Problem('postponed_too_far', { until: limit });
  };

  return {
    /** The message that a person acts on, with the days between which it may be put off. */
    async choices(
      person: string,
      key: string,
    ): Promise<{
      readonly message: ReminderMessage;
      readonly tomorrow: IsoDay;
      readonly snoozeLimit: IsoDay;
      readonly inChargeLimit: IsoDay;
    }> {
      const message = await reminderOf(person, key);
      const { calendar, today } = await calendarNow();
      const limits = await reminders.limitsOf(message.phase);
      return {
        message,
        tomorrow: calendar.addWorkingDays(today, 1),
        snoozeLimit: limits.snooze,
        inChargeLimit: limits.inCharge,
      };
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
     * @throws Problem `postponed_too_far`
     */
    async snooze(person: string, key: string, until: IsoDay): Promise<void> {
      const { phase } = await reminderOf(person, key);
      const { today } = await calendarNow();
      checkDay(until, today, (await reminders.limitsOf(phase)).snooze);
      const people = new Set((await reminders.askedBy(person, key)).map(({ responsible }) => responsible));
      await store.postpone(phase.code, [...people], null, until, person, clock.now());
      await reminders.redrawMessage(key);
    },

    /**
     * Preso in carico: some items are being worked on until a day; meanwhile nobody is reminded of them, nor the head.
     * @throws Problem `postponed_too_far`
     */
    async takeInCharge(person: string, key: string, items: readonly ItemRef[], until: IsoDay): Promise<void> {
      const { phase } = await reminderOf(person, key);
      const { today } = await calendarNow();
      checkDay(until, today, (await reminders.limitsOf(phase)).inCharge);
      const asked = await reminders.askedBy(person, key);
      const listed = items.filter((ref) => asked.some(({ item }) => item === ref));
      const people = new Set(
        asked.filter(({ item }) => listed.includes(item)).map(({ responsible }) => responsible),
      );
      if (listed.length === 0) throw new Problem('reminder_not_yours');
      await store.postpone(phase.code, [...people], listed, until, person, clock.now());
      await reminders.redrawMessage(key);
    },
  };
}
