import { isOpen, type StepName } from '../phases/index.ts';
import { controllersOf, type WorkCalendar } from '../plan/index.ts';
import type { Phase } from '../types.ts';
import { isTime, noteClaim } from './note-claims.ts';
import type { OutboxClaim, ReminderState } from './reminders.ts';

/** The control office's line of each working day, where the body wants one. */
export const DAILY: StepName = 'giorno';

/** The day's line of an open phase, for each member of the control office who is not away; none while it is paused. */
export function dailyLines(
  { plan, absences }: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  now: Date,
): readonly OutboxClaim[] {
  const day = calendar.dayOf(now);
  if (phase.paused || !isOpen(phase, day) || !isTime(calendar, day, now)) return [];
  return [...new Set(controllersOf(plan))]
    .filter((person) => !absences.some((one) => one.person === person && one.from <= day && one.to >= day))
    .map((person) =>
      noteClaim(calendar, now, { phase, person, role: 'controller', step: DAILY, id: day, day }),
    );
}
