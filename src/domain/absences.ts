import { controllersOf } from './responsibilities.ts';
import type { IsoDay, ItemRef, Plan } from './types.ts';

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
 * @returns null when none of them can be reached
 */
export function recipientOf(
  plan: Plan,
  person: string,
  availability: Availability,
  day: IsoDay,
): string | null {
  const { absences, unreachable } = availability;
  const isThere = (candidate: string): boolean =>
    !unreachable.has(candidate) && absenceOn(absences, candidate, day) === null;
  if (isThere(person)) return person;
  const substitute = absenceOn(absences, person, day)?.substitute;
  if (substitute && isThere(substitute)) return substitute;
  return (
    [...headsOf(plan, person), ...controllersOf(plan)].find((other) => other !== person && isThere(other)) ??
    null
  );
}

/** The heads of the departments in which a person has a role. */
export function headsOf(plan: Plan, person: string): readonly string[] {
  const departments = new Set(
    plan.roles.filter((role) => role.person === person).map(({ department }) => department),
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
