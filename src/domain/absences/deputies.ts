import type { PlanSource } from '../plan/index.ts';
import type { Readers } from '../record/index.ts';
import type { IsoDay } from '../types.ts';
import { type Absence, recipientOf, standsInFor } from './absences.ts';

/** Who decides in whose place today. */
export interface Deputies {
  /** Whoever gets, today, what is meant for a person. */
  insteadOf(person: string): Promise<string>;
  /** Those for whom somebody decides today: themselves, and the absent whose place they take. */
  actsFor(person: string): Promise<readonly string[]>;
}

/** Nobody is ever away. */
export const NO_DEPUTIES: Deputies = {
  insteadOf: (person) => Promise.resolve(person),
  actsFor: (person) => Promise.resolve([person]),
};

/** Deputies as the register of absences names them. */
export function createDeputies(deps: {
  readonly plans: PlanSource;
  readonly absences: { absences(): Promise<readonly Absence[]> };
  readonly today: () => IsoDay;
}): Deputies {
  const availability = async () => ({
    absences: await deps.absences.absences(),
    unreachable: new Set<string>(),
  });
  return {
    async insteadOf(person) {
      return recipientOf(await deps.plans.current(), person, await availability(), deps.today()) ?? person;
    },
    async actsFor(person) {
      const known = await availability();
      const away = known.absences.map((absence) => absence.person).filter((other) => other !== person);
      const plan = await deps.plans.current();
      const today = deps.today();
      return [person, ...new Set(away.filter((other) => recipientOf(plan, other, known, today) === person))];
    },
  };
}

/** Who reads what was reported: each with those in whose place they answer today. */
export const createReaders =
  (deps: {
    readonly absences: { absences(): Promise<readonly Absence[]> };
    readonly today: () => IsoDay | Promise<IsoDay>;
  }): Readers =>
  async (person) => ({
    person,
    standsInFor: standsInFor(await deps.absences.absences(), person, await deps.today()),
  });
