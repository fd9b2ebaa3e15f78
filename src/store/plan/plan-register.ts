import type { PlanRegister, PlanSource } from '../../domain/plan/index.ts';
import type { Db } from '../engine/open-store.ts';
import { onceUntilWritten } from '../engine/read-memory.ts';
import { createPlanSource } from './plan-source.ts';

/** The plans of one body. */
export function createPlanRegister(db: Db, body: string): PlanRegister {
  const sources = new Map<number, PlanSource>();
  const years = onceUntilWritten(db, () =>
    db
      .selectFrom('plan')
      .select(['year', 'timezone'])
      .where('body', '=', body)
      .orderBy('year', 'desc')
      .execute(),
  );
  return {
    years: async () => (await years()).map(({ year }) => year),
    async timezone() {
      const [newest] = await years();
      if (!newest) throw new Error(`${body} has no plan`);
      return newest.timezone;
    },
    of(year) {
      const known = sources.get(year) ?? createPlanSource(db, { body, year });
      sources.set(year, known);
      return known;
    },
  };
}
