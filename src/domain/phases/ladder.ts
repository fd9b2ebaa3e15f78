import type { WorkCalendar } from '../plan/index.ts';
import type { IsoDay, LadderStep, Phase } from '../types.ts';

/** Name of a step: working days from the due date (`-15`, `0`, `+3`), or what else a message is sent for. */
export type StepName = string;

/** How long the last step may still go out late, in working days. */
const LAST_STEP_VALIDITY = 5;

export const stepName = (offset: number): StepName => (offset > 0 ? `+${offset}` : String(offset));

/** A step of a phase's ladder with its instants. */
export interface ScheduledStep {
  readonly name: StepName;
  /** Tells this step from the same one of an earlier due date: `-2@2021-09-28`. */
  readonly key: string;
  readonly audience: LadderStep['audience'];
  /** When it goes out. */
  readonly at: Date;
  /** When it stops being worth sending: the next step's time. */
  readonly until: Date;
}

/** The step's name from its key. */
export const nameOfKey = (key: string): StepName => key.split('@')[0] ?? key;

/** The step's day from its key. */
export const dayOfKey = (key: string): IsoDay =>
  key.slice(nameOfKey(key).length + 1, nameOfKey(key).length + 11);

export const keyOf = (name: StepName, day: IsoDay): string => `${name}@${day}`;

/**
 * The steps of a phase in order, each with the window in which it may go out. Steps that would fall before the phase
 * opens wait for the opening; where several wait, only the newest is kept.
 */
export function scheduleOf(phase: Phase, calendar: WorkCalendar): readonly ScheduledStep[] {
  const firstDay = calendar.isWorkingDay(phase.opensOn)
    ? phase.opensOn
    : calendar.addWorkingDays(phase.opensOn, 1);
  const opening = calendar.at(firstDay, calendar.sendAt);
  const dated = [...phase.ladder]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, audience }) => {
      const day = calendar.addWorkingDays(phase.dueOn, offset);
      const name = stepName(offset);
      return {
        name,
        key: keyOf(name, day),
        audience,
        day,
        at: laterOf(calendar.at(day, calendar.sendAt), opening),
      };
    });
  const last = dated.at(-1);
  const end =
    last &&
    calendar.at(calendar.addWorkingDays(calendar.dayOf(last.at), LAST_STEP_VALIDITY), calendar.sendAt);
  return dated
    .map(({ name, key, audience, at }, index) => ({
      name,
      key,
      audience,
      at,
      until: dated[index + 1]?.at ?? end ?? at,
    }))
    .filter(({ at, until }) => at < until);
}

const laterOf = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));

/** The step that may go out at an instant, and the one after it. */
export function stepAt(
  schedule: readonly ScheduledStep[],
  now: Date,
): { readonly step: ScheduledStep | null; readonly next: ScheduledStep | null } {
  const index = schedule.findIndex(({ at, until }) => at <= now && now < until);
  return {
    step: schedule[index] ?? null,
    next: schedule.find(({ at }) => at > now) ?? null,
  };
}

/**
 * When a step should go out: at its time, or when the phase began to remind as it does, if that was later. What was
 * opened, resumed or extended after a step's time is not late with it.
 */
export const plannedAt = (step: Pick<ScheduledStep, 'at'>, phase: Phase, calendar: WorkCalendar): Date =>
  phase.remindingSince && step.at < phase.remindingSince
    ? calendar.nextWorkingMoment(phase.remindingSince)
    : step.at;

/** What goes out more than this after its time is marked late. */
const LATE_AFTER_MS = 15 * 60_000;

export const isLate = (planned: Date, now: Date): boolean =>
  now.getTime() - planned.getTime() > LATE_AFTER_MS;

/** The day of a phase's last step: later than that nothing is put off any more. */
const lastStepDay = (phase: Phase, calendar: WorkCalendar): IsoDay =>
  calendar.addWorkingDays(phase.dueOn, Math.max(0, ...phase.ladder.map(({ offset }) => offset)));

/** The last day on which what is due is still in time: the due date, or the working day before it. */
const lastDayInTime = (phase: Phase, calendar: WorkCalendar): IsoDay =>
  calendar.addWorkingDays(phase.dueOn, 0);

/**
 * Until when something may be put off today, and taken in charge. While it can still come in time nothing is put off
 * beyond the due date; after that nothing is taken in charge beyond the step that tells the control office.
 */
export function putOffLimits(
  phase: Phase,
  calendar: WorkCalendar,
  today: IsoDay,
): { readonly snooze: IsoDay; readonly inCharge: IsoDay } {
  const snooze = lastDayInTime(phase, calendar);
  return { snooze, inCharge: today < snooze ? snooze : lastStepDay(phase, calendar) };
}
