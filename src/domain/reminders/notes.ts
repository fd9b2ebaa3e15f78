import type { Role } from '../../words/roles.ts';
import type { Absence } from '../absences/index.ts';
import { isOpen, type StepName } from '../phases/index.ts';
import { asksAbout, responsibilitiesByPerson, type WorkCalendar } from '../plan/index.ts';
import { channelRecipient } from '../sending/index.ts';
import type { IsoDay, Phase } from '../types.ts';
import { APPROVALS, approvalNotes } from './approval-notes.ts';
import { DAILY, dailyLines } from './daily-line.ts';
import { DEADLINES, deadlineNotes } from './deadline-notes.ts';
import { isTime, noteClaim } from './note-claims.ts';
import { type OutboxClaim, type ReminderState, recipientKey } from './reminders.ts';

/*
 * What goes out besides reminders, through the same outbox: the weekly digest of a phase, its last one, the summary for
 * whoever comes back from an absence, what waits for a decision for too long, the week's milestones and due days, and
 * the control office's daily line.
 */

export const DIGEST: StepName = 'riepilogo';
export const FINAL_DIGEST: StepName = 'riepilogo-finale';
export const RETURN: StepName = 'rientro';
const NOTES: ReadonlySet<StepName> = new Set([DIGEST, FINAL_DIGEST, RETURN, DEADLINES, APPROVALS, DAILY]);

/** Whether a row of the outbox is one of these. */
export const isNote = (step: StepName): boolean => NOTES.has(step);

/**
 * What should be told now, to whom.
 * @param daily whether the control office wants a line each working day
 */
export function dueNotes(
  state: ReminderState,
  calendar: WorkCalendar,
  now: Date,
  daily = false,
): readonly OutboxClaim[] {
  if (!calendar.isWorkingMoment(now)) return [];
  return [
    ...state.plan.phases.flatMap((phase) => [
      ...digestsOf(state, calendar, phase, now),
      ...returnsOf(state, calendar, phase, now),
      ...(isOpen(phase, calendar.dayOf(now)) && !phase.paused
        ? approvalNotes(state, calendar, phase, now)
        : []),
      ...(daily ? dailyLines(state, calendar, phase, now) : []),
    ]),
    ...deadlinesOfWeek(state, calendar, now),
  ].filter((note) => !state.noted.has(recipientKey(note.phase.code, note.person, note.stepKey)));
}

/** The digest of a phase: on the first working day of each ISO week while it is open, and once when it has closed. */
function digestsOf(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  now: Date,
): readonly OutboxClaim[] {
  const today = calendar.dayOf(now);
  const note = (step: StepName, day: IsoDay, id: string): readonly OutboxClaim[] =>
    isTime(calendar, day, now)
      ? readersOf(state, phase).map(({ person, role }) =>
          noteClaim(calendar, now, { phase, person, role, step, id, day }),
        )
      : [];
  if (phase.closesOn !== null && phase.closesOn <= today)
    return note(FINAL_DIGEST, firstWorkingDay(calendar, phase.closesOn), phase.closesOn);
  if (!isOpen(phase, today) || phase.paused) return [];
  const day = firstWorkingDay(calendar, mondayOf(today));
  // A week that began before the phase did has nothing to tell yet.
  return phase.opensOn < day ? note(DIGEST, day, isoWeek(today)) : [];
}

/** What is late or near of each one's items: on the first working day of each ISO week, whether a phase is open or not. */
function deadlinesOfWeek(state: ReminderState, calendar: WorkCalendar, now: Date): readonly OutboxClaim[] {
  const today = calendar.dayOf(now);
  const day = firstWorkingDay(calendar, mondayOf(today));
  return isTime(calendar, day, now) ? deadlineNotes(state, calendar, { day, week: isoWeek(today), now }) : [];
}

/** The phase's channel, and the heads of the departments that have items in it. */
function readersOf(
  { plan }: ReminderState,
  phase: Phase,
): readonly { readonly person: string; readonly role: Role }[] {
  const kinds = new Set(phase.kinds);
  const concerned = new Set(
    plan.assignments.filter(({ kind }) => kinds.has(kind)).map(({ department }) => department),
  );
  const heads = plan.roles.filter(
    ({ role, department }) => role === 'head' && department !== null && concerned.has(department),
  );
  return [
    ...(phase.channel === null ? [] : [{ person: channelRecipient(phase.channel), role: 'staff' as const }]),
    ...[...new Set(heads.map(({ person }) => person))].map((person) => ({ person, role: 'head' as const })),
  ];
}

/** Whoever is back from a time away, on the first working day after it, if the phase asks anything of them. */
function returnsOf(
  state: ReminderState,
  calendar: WorkCalendar,
  phase: Phase,
  now: Date,
): readonly OutboxClaim[] {
  const today = calendar.dayOf(now);
  if (!isOpen(phase, today)) return [];
  const owed = responsibilitiesByPerson(state.plan);
  return timesAway(state.absences, calendar)
    .filter(
      ({ person, to }) =>
        to < today &&
        to >= phase.opensOn &&
        owed.get(person)?.some(({ item }) => asksAbout(phase, item)) &&
        isTime(calendar, calendar.addWorkingDays(to, 1), now),
    )
    .map(({ person, to, last }) =>
      noteClaim(calendar, now, {
        phase,
        person,
        role: 'contact',
        step: RETURN,
        id: last,
        day: calendar.addWorkingDays(to, 1),
      }),
    );
}

/** Absences of one person with no working day between them: whoever takes two weeks one by one comes back once. */
interface TimeAway {
  readonly person: string;
  readonly from: IsoDay;
  readonly to: IsoDay;
  /** Each once, in the order of their days. */
  readonly substitutes: readonly string[];
  /** The absence after which the person is back; the summary is its. */
  readonly last: number;
}

/** Puts together the absences between which nobody comes back, also those that overlap. */
function timesAway(absences: readonly Absence[], calendar: WorkCalendar): readonly TimeAway[] {
  const times = new Map<string, TimeAway[]>();
  for (const { id, person, from, to, substitute } of [...absences].sort(
    (a, b) => a.from.localeCompare(b.from) || a.id - b.id,
  )) {
    const known = times.get(person) ?? [];
    times.set(person, known);
    const before = known.at(-1);
    const joined = before !== undefined && from <= calendar.addWorkingDays(before.to, 1) ? before : null;
    if (joined) known.pop();
    const substitutes = [...(joined?.substitutes ?? []), ...(substitute === null ? [] : [substitute])];
    const isLast = joined === null || to >= joined.to;
    known.push({
      person,
      from: joined?.from ?? from,
      to: isLast ? to : joined.to,
      substitutes: [...new Set(substitutes)],
      last: isLast ? id : joined.last,
    });
  }
  return [...times.values()].flat();
}

/** The time away whose end a row tells of. */
export const timeAwayOf = (
  stepKey: string,
  absences: readonly Absence[],
  calendar: WorkCalendar,
): TimeAway | null =>
  timesAway(absences, calendar).find(({ last }) => stepKey === `${RETURN}@${last}`) ?? null;

const firstWorkingDay = (calendar: WorkCalendar, day: IsoDay): IsoDay =>
  calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);

const DAY_MS = 86_400_000;
const utc = (day: IsoDay): number => Date.parse(`${day}T00:00:00Z`);
const isoDay = (time: number): IsoDay => new Date(time).toISOString().slice(0, 10);

/** The Monday of a day's ISO week. */
export const mondayOf = (day: IsoDay): IsoDay =>
  isoDay(utc(day) - ((new Date(utc(day)).getUTCDay() + 6) % 7) * DAY_MS);

/** "2020-W53": the week belongs to the year of its Thursday (ISO 8601). */
export function isoWeek(day: IsoDay): string {
  const thursday = utc(mondayOf(day)) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}
