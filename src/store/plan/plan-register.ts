import type { PlanRegister, PlanSource } from '../../domain/plan/index.ts';
import type { Db } from '../engine/open-store.ts';
import { createPlanSource } from './plan-source.ts';

/** The plans of one body. */
export function createPlanRegister(db: Db, body: string): PlanRegister {
  const sources = new Map<number, PlanSource>();
  return {
    async years() {
      const rows = await db
        .selectFrom('plan')
        .select('year')
        .where('body', '=', body)
        .orderBy('year', 'desc')
        .execute();
      return rows.map(({ year }) => year);
    },
    async timezone() {
      const { timezone } = await db
        .selectFrom('plan')
        .select('timezone')
        .where('body', '=', body)
        .orderBy('year', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return timezone;
    },
    of(year) {
      const known = sources.get(year) ?? createPlanSource(db, { body, year });
      sources.set(year, known);
      return known;
    },
  };
}
