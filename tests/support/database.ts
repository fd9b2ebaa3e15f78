import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Plan } from '../../src/domain/types.ts';
import { type Db, openStore } from '../../src/store/engine/open-store.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { closing } from './closing.ts';
import { LUCCA, luccaPlan } from './plan.ts';
import { postgresCopies } from './postgres.ts';

/** When the plans of the tests were imported. */
export const IMPORTED_AT = new Date('2021-06-01T08:00:00Z');

/** A database file of its own, closed and removed when the test file ends. */
export interface TemporaryDatabase {
  readonly db: Db;
  /** Path of the SQLite file, or address at a server, for another handle or another process. */
  readonly path: string;
  /** The key of the imported plan. */
  readonly plan: typeof LUCCA;
  /** Opens the same file once more, as a second process would. */
  openAgain(): Promise<Db>;
}

let template: Buffer | null = null;

/** The tests of the store run on PostgreSQL too, where TRAGUARDO_TEST_DB names a server. */
const server = process.env.TRAGUARDO_TEST_DB;
const onPostgres =
  server === undefined ? null : postgresCopies(server, (db) => savePlan(db, luccaPlan(), IMPORTED_AT));

/** An empty folder, removed when the test file ends. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(inject('temporary'), 'test-'));
  closing({ close: () => rmSync(path, { recursive: true, force: true }) });
  return path;
}

/** A handle that is closed when the test file ends. */
export async function opened(path: string): Promise<Db> {
  const db = await openStore(path);
  closing({ close: () => db.destroy() });
  return db;
}

/** A database file with the plan of Lucca 2021 imported. */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  if (onPostgres) {
    const path = await onPostgres.withLucca();
    return { db: await opened(path), path, plan: LUCCA, openAgain: () => opened(path) };
  }
  const path = join(temporaryFolder(), 'traguardo.sqlite');
  writeFileSync(path, await luccaTemplate());
  return { db: await opened(path), path, plan: LUCCA, openAgain: () => opened(path) };
}

/** A database in memory with a plan imported: Lucca 2021 unless another is given. */
export async function memoryDatabase(plan: Plan = luccaPlan()): Promise<Db> {
  const db = await opened(onPostgres ? await onPostgres.empty() : ':memory:');
  await savePlan(db, plan, IMPORTED_AT);
  return db;
}

/** The import is made once a worker; each database is a copy of its file. */
async function luccaTemplate(): Promise<Buffer> {
  if (template === null) {
    const path = join(temporaryFolder(), 'template.sqlite');
    const db = await openStore(path);
    await savePlan(db, luccaPlan(), IMPORTED_AT);
    await db.destroy();
    template = readFileSync(path);
  }
  return template;
}
