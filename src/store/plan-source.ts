import type { PlanSource } from '../domain/plan-source.ts';
import type { Plan } from '../domain/types.ts';
import type { Db } from './open-store.ts';
import { loadPlan, toPhase } from './plan-store.ts';

/**
 * Gives one plan as it is now: the same object until an import (even by another process) replaces its tables or a
 * phase changes, so that whoever builds on it can tell by identity.
 */
export function createPlanSource(db: Db, key: { readonly body: string; readonly year: number }): PlanSource {
  let cached: { readonly importedAt: string; readonly phases: string; readonly plan: Plan } | null = null;
  return {
    async current() {
      const { imported_at: importedAt } = await db
        .selectFrom('plan')
        .select('imported_at')
        .where('body', '=', key.body)
        .where('year', '=', key.year)
        .executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('phase')
        .selectAll()
        .where('body', '=', key.body)
        .where('year', '=', key.year)
        .orderBy('opens_on')
        .execute();
      const phases = JSON.stringify(rows);
      if (cached?.importedAt === importedAt && cached.phases === phases) return cached.plan;
      const plan = cached?.importedAt === importedAt ? cached.plan : await loadPlan(db, key.body, key.year);
      if (!plan) throw new Error(`plan ${key.body} ${key.year} vanished while it was read`);
      cached = { importedAt, phases, plan: { ...plan, phases: rows.map(toPhase) } };
      return cached.plan;
    },
  };
}
