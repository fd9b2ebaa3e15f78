import type { PlanSource } from '../plan/index.ts';
import type { Readers } from '../record/index.ts';
import type { IsoDay } from '../types.ts';
import { type Absence, absenceOn, recipientOf, standsInFor } from './absences.ts';

/** Who decides in whose place today. */
export interface Deputies {
  /** Who gets, today, what is meant for each of some people, as far as it is somebody else. */
  standInsOf(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those for whom somebody decides today: themselves, and the absent whose place they take. */
  actsFor(person: string): Promise<readonly string[]>;
}

/** Nobody is ever away. */
export const NO_DEPUTIES: Deputies = {
  standInsOf: () => Promise.resolve(new Map()),
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
    async standInsOf(people) {
      const known = await availability();
      const plan = await deps.plans.current();
      const today = deps.today();
      const away = people.filter((person) => absenceOn(known.absences, person, today) !== null);
      return new Map(away.map((person) => [person, recipientOf(plan, person, known, today) ?? person]));
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
