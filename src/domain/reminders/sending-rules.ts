import type { Role } from '../../words/roles.ts';
import { dayOfKey, isOpen, nameOfKey, phaseOf, type ScheduledStep, scheduleOf } from '../phases/index.ts';
import { responsibilitiesByPerson, type WorkCalendar } from '../plan/index.ts';
import type { IsoDay, Plan } from '../types.ts';
import type { PhaseMessage } from './messages.ts';
import { isNote } from './notes.ts';
import type { ReminderRow } from './reminder-rows.ts';
import { AGAIN, BY_HAND, type OutboxClaim, type ReminderState, recipientKey } from './reminders.ts';

/** A note is no reminder: after so many attempts it is let go. */
const NOTE_ATTEMPTS = 10;

function schedule(plan: Plan, phaseCode: string, calendar: WorkCalendar): readonly ScheduledStep[] {
  const phase = phaseOf(plan, phaseCode);
  return phase ? scheduleOf(phase, calendar) : [];
}

/** The steps of the ladder before this one that were the person's too: those that never went out are recorded as skipped. */
export function earlierSteps(
  plan: Plan,
  calendar: WorkCalendar,
  { phase, person, stepKey, at, onBehalf }: OutboxClaim,
): readonly string[] {
  const steps = schedule(plan, phase.code, calendar);
  if (onBehalf !== '' || !steps.some(({ key }) => key === stepKey)) return [];
  const answersFor = responsibilitiesByPerson(plan).has(person);
  const reaches = ({ audience }: ScheduledStep): boolean =>
    (answersFor && audience.includes('contact')) ||
    plan.roles.some(
      ({ person: holder, role }) => holder === person && role !== 'contact' && isOneOf(audience, role),
    );
  return steps.filter((step) => step.at < at && reaches(step)).map(({ key }) => key);
}

const isOneOf = (audience: ScheduledStep['audience'], role: Role): boolean =>
  audience.some((reached) => reached === role);

/** Whether a reminder's phase has closed, or is there no more: nothing is asked in it. A note may still be owed. */
export function hasClosed(plan: Plan, calendar: WorkCalendar, now: Date, row: ReminderRow): boolean {
  const phase = phaseOf(plan, row.phase);
  return !isNote(nameOfKey(row.stepKey)) && (!phase || !isOpen(phase, calendar.dayOf(now)));
}

/** Whether a row's message still has a reason to go out. A step outside the ladder is good for its working day. */
export function isStillValid(plan: Plan, calendar: WorkCalendar, now: Date, row: ReminderRow): boolean {
  const phase = phaseOf(plan, row.phase);
  const name = nameOfKey(row.stepKey);
  const until = (day: IsoDay): boolean => now < calendar.at(calendar.addWorkingDays(day, 1), calendar.sendAt);
  if (isNote(name))
    return phase !== null && row.attempts < NOTE_ATTEMPTS && until(calendar.dayOf(row.claimedAt));
  if (hasClosed(plan, calendar, now, row)) return false;
  const step = schedule(plan, row.phase, calendar).find(({ key }) => key === row.stepKey);
  if (step) return now < step.until;
  // What was put off to a weekend comes back on the working day after it.
  const day = dayOfKey(row.stepKey);
  return (
    (name === AGAIN || name === BY_HAND) &&
    until(calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1))
  );
}

/** Nothing goes out at night, on a holiday or while the phase is paused: what is due then waits. */
export const mayGoOut = (plan: Plan, calendar: WorkCalendar, now: Date, row: ReminderRow): boolean =>
  calendar.isWorkingMoment(now) && phaseOf(plan, row.phase)?.paused === false;

/** A reminder whose items have all come in is not sent any more; a note always is. */
export const stillOwed = (message: PhaseMessage | null): boolean =>
  message !== null && (message.kind !== 'reminder' || message.items.some(({ update }) => update === null));

/** Names a message that is due, whoever claims it. */
export const identityOf = ({ phase, person, stepKey, onBehalf }: OutboxClaim): string =>
  recipientKey(phase.code, person, stepKey, onBehalf);

/**
 * Those who may have to stand in for others come last: by then it is known who cannot be reached, and they get all of
 * it in one message. Of the others, as of these, what has been due for longest comes first.
 */
export function inSendingOrder(state: ReminderState, due: readonly OutboxClaim[]): readonly OutboxClaim[] {
  const { roles } = state.plan;
  const having = (wanted: string) =>
    new Set(roles.filter(({ role }) => role === wanted).map(({ person }) => person));
  const heads = having('head');
  const controllers = having('controller');
  const substitutes = new Set(state.absences.map(({ substitute }) => substitute));
  const rank = ({ person }: OutboxClaim): number =>
    controllers.has(person) ? 3 : heads.has(person) ? 2 : substitutes.has(person) ? 1 : 0;
  return [...due].sort((a, b) => rank(a) - rank(b) || a.at.getTime() - b.at.getTime());
}
