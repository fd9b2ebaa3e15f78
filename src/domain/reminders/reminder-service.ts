import { standsInFor } from '../absences/index.ts';
import { Problem } from '../errors.ts';
import {
  coverageOf,
  type DepartmentCoverage,
  isOpen,
  keyOf,
  nameOfKey,
  phaseOf,
  type ScheduledStep,
  scheduleOf,
  stepAt,
} from '../phases/index.ts';
import { oncePerPlan } from '../plan/index.ts';
import type { TickReport } from '../sending/index.ts';
import { type IsoDay, type ItemKey, type ItemRef, itemRef, type Phase } from '../types.ts';
import { arrivedIn } from './compose-message.ts';
import { dueReminders, messagesOf } from './due-reminders.ts';
import type { PhaseMessage } from './messages.ts';
import { dueNotes, isNote } from './notes.ts';
import type { ReminderRow } from './reminder-rows.ts';
import { createReminderSender, type ReminderDeps } from './reminder-sender.ts';
import { BY_HAND, type DueReminder, type ReminderState } from './reminders.ts';
import { type Unasked, unaskedIn } from './unasked.ts';

/** A step still to come. */
export interface UpcomingStep extends ScheduledStep {
  readonly day: IsoDay;
  /** Its time has passed: it goes out with the next tick. */
  readonly atOnce: boolean;
}

export type ReminderService = ReturnType<typeof createReminderService>;

/** What is sent and when, and what is seen of it; the outbox's sender does the sending. */
export function createReminderService(given: ReminderDeps) {
  const deps: ReminderDeps = { ...given, calendarOf: oncePerPlan(given.calendarOf) };
  const { plans, reminders, clock } = deps;
  const sender = createReminderSender(deps, (state) => {
    const calendar = deps.calendarOf(state.plan);
    const now = clock.now();
    return [...dueReminders(state, calendar, now), ...dueNotes(state, calendar, now, deps.dailyLine)];
  });

  /** What "Sollecita ora" would send: everything missing, to whoever owes it and was not asked today already. */
  const byHand =
    (phaseCode: string) =>
    (state: ReminderState): readonly DueReminder[] => {
      const phase = phaseOf(state.plan, phaseCode);
      const calendar = deps.calendarOf(state.plan);
      const now = clock.now();
      const day = calendar.dayOf(now);
      if (!phase || !isOpen(phase, day) || phase.paused || !calendar.isWorkingMoment(now)) return [];
      const step: ScheduledStep = {
        name: BY_HAND,
        key: keyOf(BY_HAND, day),
        audience: ['contact'],
        at: now,
        until: calendar.at(calendar.addWorkingDays(day, 1), calendar.sendAt),
      };
      const { next } = stepAt(scheduleOf(phase, calendar), now);
      return messagesOf(state, calendar, phase, step, next, now);
    };

  /** The living message that its reader acts on. */
  async function ownMessage(person: string, key: string): Promise<ReminderRow> {
    const row = await reminders.byKey(key);
    if (!row || row.person !== person || isNote(nameOfKey(row.stepKey)))
      throw new Problem('reminder_not_yours');
    if (row.retired) throw new Problem('reminder_retired');
    const plan = await plans.current();
    const phase = phaseOf(plan, row.phase);
    if (!phase || !isOpen(phase, deps.calendarOf(plan).dayOf(clock.now())))
      throw new Problem('phase_closed', { phase: phase?.name ?? row.phase });
    return row;
  }

  return {
    /** Sends what is due now. */
    tick: sender.tick,

    stop: sender.stop,

    /** Who would get "Sollecita ora", and for how many items; nothing is sent. */
    async previewByHand(phase: Pick<Phase, 'code'>): Promise<readonly DueReminder[]> {
      return byHand(phase.code)(await sender.stateOf(await plans.current()));
    },

    /** "Sollecita ora": sends to all who owe something and were not asked today already. */
    sendByHand: (phase: Pick<Phase, 'code'>): Promise<TickReport> => sender.send(byHand(phase.code)),

    /** How many of the messages that were sent by hand since an instant are out, will not be, and may be later. */
    async sentByHand(phase: Pick<Phase, 'code'>, since: Date): Promise<TickReport> {
      const rows = (await reminders.all()).filter(
        (row) => row.phase === phase.code && nameOfKey(row.stepKey) === BY_HAND && row.claimedAt >= since,
      );
      const having = (...states: ReminderRow['status'][]): number =>
        rows.filter(({ status }) => states.includes(status)).length;
      return { sent: having('sent'), failed: having('failed'), postponed: having('waiting', 'claimed') };
    },

    /** Who would be written to at a step of a phase that may not exist yet, if nobody had answered. */
    async audienceOf(phase: Phase): Promise<{ readonly people: readonly string[]; readonly items: number }> {
      const plan = await plans.current();
      const calendar = deps.calendarOf(plan);
      const [step] = scheduleOf(phase, calendar);
      if (!step) return { people: [], items: 0 };
      const state = await sender.stateOf({ ...plan, phases: [phase] });
      const due = messagesOf(state, calendar, phase, step, null, step.at);
      return {
        people: due.map(({ person }) => person),
        items: new Set(due.flatMap(({ items }) => items.map(itemRef))).size,
      };
    },

    /**
     * The steps of a phase still to come, whether it is there already or not: first the one whose time has passed, if
     * it has messages that did not go out yet (the phase has just been opened, or resumed).
     */
    async nextSteps(phase: Phase): Promise<readonly UpcomingStep[]> {
      const plan = await plans.current();
      const calendar = deps.calendarOf(plan);
      const now = clock.now();
      const schedule = scheduleOf(phase, calendar);
      const upcoming = schedule
        .filter(({ at }) => at > now)
        .map((step) => ({ ...step, day: calendar.dayOf(step.at), atOnce: false }));
      const moment = calendar.nextWorkingMoment(now);
      const { step } = stepAt(schedule, moment);
      if (!step || step.at > now || !isOpen(phase, calendar.dayOf(moment))) return upcoming;
      const state = await sender.stateOf({ ...plan, phases: [phase] });
      if (messagesOf(state, calendar, phase, step, null, moment).length === 0) return upcoming;
      return [{ ...step, at: moment, day: calendar.dayOf(moment), atOnce: moment <= now }, ...upcoming];
    },

    /** How far each department and its units are in a phase. */
    async coverageOf(phase: Phase): Promise<readonly DepartmentCoverage[]> {
      const versions = await deps.updates.versionsOfPhase(phase.code);
      return coverageOf(await plans.current(), phase, arrivedIn({ versions }));
    },

    /** Who owes something that nobody can be asked for now, in the phases that are open. */
    async unasked(): Promise<readonly Unasked[]> {
      const plan = await plans.current();
      return unaskedIn(await sender.stateOf(plan), deps.calendarOf(plan), clock.now());
    },

    /** The outbox of a phase, for the delivery report. */
    async deliveries(phase: string): Promise<readonly ReminderRow[]> {
      return (await reminders.all()).filter((row) => row.phase === phase);
    },

    /** A message as it stands, for the form that its button opens. */
    async messageOf(person: string, key: string): Promise<PhaseMessage> {
      const row = await ownMessage(person, key);
      const message = await sender.compose(row);
      if (!message) throw new Problem('reminder_not_yours');
      return message;
    },

    /** Draws a message again after its reader did something with it. */
    async redrawMessage(key: string): Promise<void> {
      await sender.redrawAll((row) => row.key === key);
    },

    /** Draws all living messages of a phase again: its due date changed, or it was paused. */
    async refreshPhase(phase: string): Promise<void> {
      await sender.redrawAll((row) => row.phase === phase);
    },

    /** The responsible people whose items a message lists, the reader's own and those they stand in for. */
    async askedBy(person: string, key: string): Promise<ReminderRow['asked']> {
      return (await ownMessage(person, key)).asked;
    },

    /** The people for whom somebody may answer today. */
    async standsInFor(person: string): Promise<readonly string[]> {
      const calendar = deps.calendarOf(await plans.current());
      return standsInFor(await deps.absences.absences(), person, calendar.dayOf(clock.now()));
    },

    /**
     * Redraws the living messages that list this item: its outcome replaces its button.
     * @returns the people whose message now shows it
     */
    async refresh(phase: string, item: ItemKey): Promise<readonly string[]> {
      const ref: ItemRef = itemRef(item);
      const redrawn = await sender.redrawAll(
        (row) => row.phase === phase && row.asked.some((asked) => asked.item === ref),
      );
      return redrawn.map(({ person }) => person);
    },
  };
}
