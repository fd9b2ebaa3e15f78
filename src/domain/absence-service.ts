import { type Absence, absenceOn, headsOf } from './absences.ts';
import type { Clock } from './clock.ts';
import { Problem } from './errors.ts';
import type { PlanSource } from './plan-source.ts';
import type { IsoDay, Person, Plan } from './types.ts';

/** What the form of an absence says. */
export interface AbsenceDraft {
  readonly person: string;
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
  readonly substitute: string | null;
}

export type AbsenceField = 'person' | 'from' | 'to' | 'substitute';
export type AbsenceProblem =
  | 'day_missing'
  | 'ends_before_it_starts'
  | 'is_over'
  | 'substitute_is_the_person'
  | 'substitute_is_away'
  | 'overlaps';

export type AbsenceRecorded =
  | { readonly ok: true; readonly absence: Omit<Absence, 'id'> }
  | { readonly ok: false; readonly problems: ReadonlyMap<AbsenceField, AbsenceProblem> };

/** Where absences are kept, each change with its audit row. */
export interface AbsenceRegister {
  absences(): Promise<readonly Absence[]>;
  recordAbsence(absence: Omit<Absence, 'id'>, at: Date): Promise<void>;
  cancelAbsence(absence: Absence, by: string, at: Date): Promise<void>;
}

export type AbsenceService = ReturnType<typeof createAbsenceService>;

/** Who is away and who answers meanwhile: recorded by the person, their head or the control office. */
export function createAbsenceService(deps: {
  readonly plans: PlanSource;
  readonly register: AbsenceRegister;
  readonly clock: Clock;
  readonly dayOf: (instant: Date) => IsoDay;
}) {
  const { plans, register, clock } = deps;
  const today = (): IsoDay => deps.dayOf(clock.now());

  return {
    /** The people for whom somebody may record an absence: themselves first. */
    async peopleFor(actor: string): Promise<readonly Person[]> {
      const plan = await plans.current();
      return plan.people
        .filter(({ code }) => mayRecordFor(plan, actor, code))
        .sort((a, b) => Number(b.code === actor) - Number(a.code === actor) || a.name.localeCompare(b.name));
    },

    /** The absences that somebody may see, from today on, the nearest first. */
    async listFor(actor: string): Promise<readonly Absence[]> {
      const plan = await plans.current();
      return (await register.absences())
        .filter(({ to, person }) => to >= today() && mayRecordFor(plan, actor, person))
        .sort((a, b) => a.from.localeCompare(b.from) || a.id - b.id);
    },

    /**
     * Records an absence, or says what is wrong with it.
     * @throws Problem `role_missing` for somebody whose absence the actor may not record
     */
    async record(actor: string, draft: AbsenceDraft): Promise<AbsenceRecorded> {
      const plan = await plans.current();
      requireMay(plan, actor, draft.person);
      const { person, from, to, substitute } = draft;
      const known = await register.absences();
      const problems = new Map<AbsenceField, AbsenceProblem>();
      if (from === null) problems.set('from', 'day_missing');
      if (to === null) problems.set('to', 'day_missing');
      else if (from !== null && to < from) problems.set('to', 'ends_before_it_starts');
      else if (to < today()) problems.set('to', 'is_over');
      if (substitute === person) problems.set('substitute', 'substitute_is_the_person');
      if (from === null || to === null) return { ok: false, problems };
      const overlapping = (of: string): boolean =>
        known.some((absence) => absence.person === of && absence.from <= to && from <= absence.to);
      if (problems.size === 0 && overlapping(person)) problems.set('from', 'overlaps');
      if (problems.size === 0 && substitute !== null && overlapping(substitute))
        problems.set('substitute', 'substitute_is_away');
      if (problems.size > 0) return { ok: false, problems };
      const absence = { person, from, to, substitute, recordedBy: actor };
      await register.recordAbsence(absence, clock.now());
      return { ok: true, absence };
    },

    /**
     * Takes an absence back.
     * @returns the absence, or null when it was taken back already
     */
    async cancel(actor: string, id: number): Promise<Absence | null> {
      const absence = (await register.absences()).find((one) => one.id === id);
      if (!absence) return null;
      requireMay(await plans.current(), actor, absence.person);
      await register.cancelAbsence(absence, actor, clock.now());
      return absence;
    },

    /** The body's day. */
    today: async (): Promise<IsoDay> => today(),

    /** Whether a person is away today. */
    async awayToday(person: string): Promise<Absence | null> {
      return absenceOn(await register.absences(), person, today());
    },
  };
}

function requireMay(plan: Plan, actor: string, person: string): void {
  if (!mayRecordFor(plan, actor, person))
    throw new Problem('role_missing', { roles: 'la persona stessa, il suo dirigente e l’ufficio controllo' });
}

function mayRecordFor(plan: Plan, actor: string, person: string): boolean {
  return (
    actor === person ||
    headsOf(plan, person).includes(actor) ||
    plan.roles.some((role) => role.person === actor && role.role === 'controller')
  );
}
