import { assignmentsOf, controllersOf, type WorkCalendar } from '../plan/index.ts';
import type { IsoDay, ItemKey, ItemRef, Phase, Plan } from '../types.ts';

/** assenza: a person is away, days inclusive; the substitute receives and may answer, else the head does. */
export interface Absence {
  readonly id: number;
  readonly person: string;
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly substitute: string | null;
  readonly recordedBy: string;
}

/** "Ricordamelo" (no item) or "preso in carico" (one item): nothing is asked again before the day. */
export interface Postponement {
  readonly phase: string;
  readonly person: string;
  /** Null for the person's whole reminder. */
  readonly item: ItemRef | null;
  readonly until: IsoDay;
  readonly at: Date;
}

/** Who is away and what was put off. */
export interface AbsenceStore {
  absences(): Promise<readonly Absence[]>;
  postponements(): Promise<readonly Postponement[]>;
}

/**
 * What people had asked for in a phase by the end of a day: of several wishes for the same thing, the last one counts,
 * also when it ends earlier than the one before.
 */
export function wishesOn(
  postponements: readonly Postponement[],
  phase: Phase,
  calendar: WorkCalendar,
  day: IsoDay,
): readonly Postponement[] {
  const made = postponements
    .filter((one) => one.phase === phase.code && calendar.dayOf(one.at) <= day)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return [...new Map(made.map((one) => [`${one.person}|${one.item ?? ''}`, one])).values()];
}

/**
 * The working day on which something that was put off is asked again: the day itself or the next one; the one before
 * where the next would be past the due date.
 */
export function comesBackOn({ until }: Postponement, phase: Phase, calendar: WorkCalendar): IsoDay {
  if (calendar.isWorkingDay(until)) return until;
  const next = calendar.addWorkingDays(until, 1);
  return until <= phase.dueOn && phase.dueOn < next ? calendar.addWorkingDays(until, -1) : next;
}

/** What is put off on a day: it comes back later. */
export const putOffOn = (
  postponements: readonly Postponement[],
  phase: Phase,
  calendar: WorkCalendar,
  day: IsoDay,
): readonly Postponement[] =>
  wishesOn(postponements, phase, calendar, day).filter((one) => day < comesBackOn(one, phase, calendar));

/** The absence that covers a day, if any. Of several, the one recorded last. */
export const absenceOn = (absences: readonly Absence[], person: string, day: IsoDay): Absence | null =>
  absences.findLast((absence) => absence.person === person && absence.from <= day && day <= absence.to) ??
  null;

/** Who is away, and who cannot be reached in Slack, on the day of a message. */
export interface Availability {
  readonly absences: readonly Absence[];
  /** People whose account is missing, deactivated or cannot be written to. */
  readonly unreachable: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * Who gets what is meant for a person: the person; when away or unreachable the substitute, then the head of their
 * department, then the control office.
 * @param about an item, where the person has posts in several departments: the head of the one that answers for it
 * @returns null when none of them can be reached
 */
export function recipientOf(
  plan: Plan,
  person: string,
  availability: Availability,
  day: IsoDay,
  about?: ItemKey,
): string | null {
  const { absences, unreachable } = availability;
  const isThere = (candidate: string): boolean =>
    !unreachable.has(candidate) && absenceOn(absences, candidate, day) === null;
  // Nearly always: who else there is, for each of a thousand items, takes longer than all the rest of a round.
  if (isThere(person)) return person;
  return askedInOrder(plan, person, absences, day, about).find(isThere) ?? null;
}

/** Whoever what is meant for a person may fall to: the person, the substitute, the heads, the control office. */
export function askedInOrder(
  plan: Plan,
  person: string,
  absences: readonly Absence[],
  day: IsoDay,
  about?: ItemKey,
): readonly string[] {
  const substitute = absenceOn(absences, person, day)?.substitute;
  const others = [...headsOf(plan, person, about), ...controllersOf(plan)];
  return [...new Set([person, ...(substitute ? [substitute] : []), ...others])];
}

/** The heads of the departments in which a person has a role; if an item is given, of those for which they answer for it. */
export function headsOf(plan: Plan, person: string, about?: ItemKey): readonly string[] {
  const shares = about && assignmentsOf(plan, about);
  const departments = new Set(
    plan.roles
      .filter((role) => role.person === person)
      .filter(
        ({ role, department, unit }) =>
          shares === undefined ||
          shares.some(
            (share) =>
              share.department === department &&
              (role === 'head' || (role === 'contact' && share.unit === unit)),
          ),
      )
      .map(({ department }) => department),
  );
  return plan.roles
    .filter(({ role, department }) => role === 'head' && department !== null && departments.has(department))
    .map((role) => role.person);
}

/** The people in whose place somebody answers on a day. */
export const standsInFor = (
  absences: readonly Absence[],
  substitute: string,
  day: IsoDay,
): readonly string[] =>
  absences
    .filter((absence) => absence.substitute === substitute && absence.from <= day && day <= absence.to)
    .map(({ person }) => person);
