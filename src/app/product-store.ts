import { fileURLToPath } from 'node:url';
import { type PlanKey, type PlanRegister, plansNow } from '../domain/plan/index.ts';
import { type Db, openStore } from '../store/engine/open-store.ts';
import {
  createPlanRegister,
  describeImportError,
  listPlans,
  readPlan,
  savePlan,
} from '../store/plan/index.ts';

/** The plan that the product ships, imported where there is none yet. */
export const BUNDLED_PLAN = fileURLToPath(new URL('../../data/lucca-2021', import.meta.url));

/** The database, and the plans of the one body that it is for. */
export interface ProductStore {
  readonly db: Db;
  readonly register: PlanRegister;
  /** The plan that is meant where no year is named. */
  readonly plan: PlanKey;
  /** Every plan of the body, the current one first. */
  readonly plans: readonly PlanKey[];
}

/**
 * Opens the database; an empty one gets the bundled plan first.
 * @param now tells which plan is the current one
 * @throws DatabaseRefused when the file cannot be used
 */
export async function openProductStore(path: string, now: Date): Promise<ProductStore> {
  const db = await openStore(path);
  if ((await listPlans(db)).length === 0) {
    const read = readPlan(BUNDLED_PLAN);
    if (!read.ok)
      throw new Error(`the bundled plan is broken: ${read.errors.map(describeImportError).join('; ')}`);
    await savePlan(db, read.plan, now);
  }
  const [newest] = await listPlans(db);
  if (!newest) throw new Error('there is a plan: one was just imported');
  const { body } = newest;
  const register = createPlanRegister(db, body);
  const plans = (await plansNow(register, now)).map(({ head }) => ({ body, year: head.year }));
  return { db, register, plan: plans[0] ?? newest, plans };
}
