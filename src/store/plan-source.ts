import type { PlanSource } from '../domain/plan-source.ts';
import type { Plan } from '../domain/types.ts';
import type { Db } from './open-store.ts';
import { loadPlan, toPhase } from './plan-store.ts';

/**
 * Gives one plan as it is now. Its tables are kept in memory until an import (even by another process) replaces
 * them; phases, which change by themselves, are read each time.
 */
export function createPlanSource(db: Db, key: { readonly body: string; readonly year: number }): PlanSource {
  let cached: { readonly importedAt: string; readonly plan: Plan } | null = null;
  return {
    async current() {
      const { imported_at: importedAt } = await db
        .selectFrom('plan')
        .select('imported_at')
        .where('body', '=', key.body)
        .where('year', '=', key.year)
        .executeTakeFirstOrThrow();
      if (cached?.importedAt !== importedAt) {
        const plan = await loadPlan(db, key.body, key.year);
        if (!plan) throw new Error(`plan ${key.body} ${key.year} vanished while it was read`);
        cached = { importedAt, plan };
      }
      const phases = await db
        .selectFrom('phase')
        .selectAll()
        .where('body', '=', key.body)
        .where('year', '=', key.year)
        .orderBy('opens_on')
        .execute();
      return { ...cached.plan, phases: phases.map(toPhase) };
    },
  };
}
