import type { Role } from '../../words/roles.ts';
import { isLate, type StepName } from '../phases/index.ts';
import type { WorkCalendar } from '../plan/index.ts';
import type { IsoDay, Phase } from '../types.ts';
import type { OutboxClaim } from './reminders.ts';

/** A note goes out late up to this many working days after its own. */
const VALIDITY = 2;

/** Whether the note of a day should go out now. */
export const isTime = (calendar: WorkCalendar, day: IsoDay, now: Date): boolean =>
  calendar.at(day, calendar.sendAt) <= now &&
  now < calendar.at(calendar.addWorkingDays(day, VALIDITY), calendar.sendAt);

/** @param id tells the notes of one step from each other */
export function noteClaim(
  calendar: WorkCalendar,
  now: Date,
  note: {
    readonly phase: Phase;
    readonly person: string;
    readonly role: Role;
    readonly step: StepName;
    readonly id: string | number;
    readonly day: IsoDay;
  },
): OutboxClaim {
  const { phase, person, role, step, id, day } = note;
  const at = calendar.at(day, calendar.sendAt);
  return {
    phase,
    person,
    onBehalf: '',
    role,
    step,
    stepKey: `${step}@${id}`,
    asked: [],
    at,
    late: isLate(at, now),
  };
}
