import { fileURLToPath } from 'node:url';
import { Problem } from '../domain/errors.ts';
import { describeImportError, readPlan } from '../store/import/read-plan.ts';
import { type Db, openStore } from '../store/open-store.ts';
import { listPlans, savePlan } from '../store/plan-store.ts';

/** The plan that the product ships, imported where there is none yet. */
export const BUNDLED_PLAN = fileURLToPath(new URL('../../data/lucca-2021', import.meta.url));

/** Which plan a program works on. */
export interface PlanKey {
  readonly body: string;
  readonly year: number;
}

/**
 * Opens the database; an empty one gets the bundled plan first.
 * @returns the store and its newest plan
 * @throws DatabaseRefused when the file cannot be used
 */
export async function openProductStore(
  path: string,
  now: Date,
): Promise<{ db: Db; plan: PlanKey; plans: readonly PlanKey[] }> {
  const db = openStore(path);
  if ((await listPlans(db)).length === 0) {
    const read = readPlan(BUNDLED_PLAN);
    if (!read.ok)
      throw new Error(`the bundled plan is broken: ${read.errors.map(describeImportError).join('; ')}`);
    await savePlan(db, read.plan, now);
  }
  const plans = await listPlans(db);
  const [plan] = plans;
  if (!plan) throw new Problem('no_open_phase');
  return { db, plan, plans: plans.filter(({ body }) => body === plan.body) };
}
