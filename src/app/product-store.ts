import { fileURLToPath } from 'node:url';
import { type PlanKey, type PlanRegister, plansNow } from '../domain/plan/index.ts';
import { claimMode, type DatabaseMode } from '../store/engine/database-mode.ts';
import { type Db, openStore } from '../store/engine/open-store.ts';
import { placeInWords } from '../store/engine/postgres-place.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';
import { createPlanRegister, listBodies, listPlans, type StoredBody, savePlan } from '../store/plan/index.ts';
import { the } from '../words/articles.ts';
import { listed } from '../words/sentences.ts';
import type { Config } from './config.ts';

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
  /** Every body that has plans there. */
  readonly bodies: readonly StoredBody[];
}

/** Where the database is, and what it is for: what a real Slack's tokens are set for is the body's own. */
type Place = Pick<Config, 'database' | 'slack'> & Partial<Pick<Config, 'body'>>;

const modeFor = ({ slack }: Place): DatabaseMode => (slack.mode === 'local' ? 'trial' : 'live');

/**
 * Opens the database for the bot, which uses it for a trial or for the body, never for both.
 * @param now tells which plan is the current one
 * @throws DatabaseRefused when the file cannot be used, is used for the other, or has no plan for a real Slack
 */
export async function openBotStore(place: Place, now: Date): Promise<ProductStore> {
  const store = await openProductStore(place, now);
  try {
    await claimMode(store.db, modeFor(place), placeInWords(place.database));
  } catch (error) {
    await store.db.destroy();
    throw error;
  }
  return store;
}

/**
 * Opens the database, whatever it is used for; an empty one gets the bundled plan first, as a trial.
 * @param now tells which plan is the current one
 * @throws DatabaseRefused when the file cannot be used, or has no plan for a real Slack
 */
export async function openProductStore(place: Place, now: Date): Promise<ProductStore> {
  const db = await openStore(place.database);
  try {
    if ((await listPlans(db)).length === 0) await importBundledPlan(db, place, now);
    return await bodyIn(db, now, place.body ?? null);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Nothing is imported unasked where a real Slack is. */
export const withoutPlan = ({ database }: Pick<Config, 'database'>): DatabaseRefused =>
  new DatabaseRefused(
    `Il database ${placeInWords(database)} non contiene ancora un piano: importare quello dell’ente con «npm run import -- CARTELLA» e ripetere.`,
  );

async function importBundledPlan(db: Db, place: Place, now: Date): Promise<void> {
  if (modeFor(place) === 'live') throw withoutPlan(place);
  const { describeImportIssue, readPlan } = await import('../store/plan/import/index.ts');
  const read = readPlan(BUNDLED_PLAN);
  if (!read.ok)
    throw new Error(`the bundled plan is broken: ${read.errors.map(describeImportIssue).join('; ')}`);
  await savePlan(db, read.plan, now);
  await claimMode(db, 'trial', placeInWords(place.database));
}

async function bodyIn(db: Db, now: Date, wanted: string | null): Promise<ProductStore> {
  const bodies = await listBodies(db);
  const { body } = chosenBody(bodies, wanted);
  const register = createPlanRegister(db, body);
  const plans = (await plansNow(register, now)).map(({ head }) => ({ body, year: head.year }));
  const [current] = plans;
  if (!current) throw new Error(`${body} has a plan: it was listed`);
  return { db, register, plan: current, plans, bodies };
}

/**
 * The body that is served: the one that is named, else the only one that there is.
 * @throws DatabaseRefused naming those that there are
 */
export function chosenBody(bodies: readonly StoredBody[], wanted: string | null): StoredBody {
  const [only, ...others] = bodies;
  const found =
    wanted === null ? (others.length === 0 ? only : undefined) : bodies.find(({ body }) => body === wanted);
  if (found) return found;
  const known = bodies.map(describeBody).join('; ');
  throw new DatabaseRefused(
    wanted === null
      ? `Il database contiene i piani di più enti, e se ne serve uno: indicare in TRAGUARDO_BODY il codice di quale. Ci sono ${known}.`
      : `TRAGUARDO_BODY: trovato «${wanted}», ma nel database non c’è. Ci sono ${known}.`,
  );
}

/** Whom and which years the product serves, and how another body of the same database is chosen. */
export function servingWords({ bodies, plan }: Pick<ProductStore, 'bodies' | 'plan'>): string {
  const [served, ...others] = bodies.toSorted(
    (a, b) => Number(b.body === plan.body) - Number(a.body === plan.body),
  );
  if (!served) throw new Error('a store that is open has a body');
  const years =
    served.years.length === 1 ? `piano ${served.years[0]}` : `piani ${listed(served.years.map(String))}`;
  const current = served.years.length === 1 ? '' : `; senza un anno si intende ${the(plan.year)}`;
  const choice =
    others.length === 0
      ? ''
      : ` Nel database ci sono anche ${others.map(describeBody).join('; ')}: per servirne un altro, il suo codice in TRAGUARDO_BODY.`;
  return `Ente: ${served.name} («${served.body}»), ${years}${current}.${choice}`;
}

/** `lucca` (Comune di Lucca, 2021 e 2022). */
export const describeBody = ({ body, name, years }: StoredBody): string =>
  `«${body}» (${name}, ${listed(years.map(String))})`;
