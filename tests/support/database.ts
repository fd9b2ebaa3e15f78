import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { inject } from 'vitest';
import type { Plan } from '../../src/domain/types.ts';
import { type Db, openStore } from '../../src/store/engine/open-store.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { closing } from './closing.ts';
import { LUCCA, luccaPlan } from './plan.ts';
import { atServer, placeAt, postgresCopies } from './postgres.ts';

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

/** The tests run on PostgreSQL where TRAGUARDO_TEST_DB names a server. */
const server = inject('server');
const onPostgres =
  server === null ? null : postgresCopies(server, (db) => savePlan(db, luccaPlan(), IMPORTED_AT));

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

/** A database with the plan of Lucca 2021 imported. */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  return onPostgres ? openedAt(await onPostgres.withLucca()) : sqliteDatabase();
}

/** The same, or one with another plan, in a file: where what is tested is SQLite's own. */
export async function sqliteDatabase(plan?: Plan): Promise<TemporaryDatabase> {
  const path = join(temporaryFolder(), 'traguardo.sqlite');
  if (plan === undefined) writeFileSync(path, await luccaTemplate());
  const made = await openedAt(path);
  if (plan !== undefined) await savePlan(made.db, plan, IMPORTED_AT);
  return made;
}

/** A database with a plan imported that other handles and processes open too. */
export async function databaseWith(plan: Plan): Promise<Omit<TemporaryDatabase, 'plan'>> {
  if (!onPostgres) return sqliteDatabase(plan);
  const made = await openedAt(await onPostgres.empty());
  await savePlan(made.db, plan, IMPORTED_AT);
  return made;
}

const openedAt = async (path: string): Promise<TemporaryDatabase> => ({
  db: await opened(path),
  path,
  plan: LUCCA,
  openAgain: () => opened(path),
});

/** A database in memory with a plan imported: Lucca 2021 unless another is given. */
export async function memoryDatabase(plan?: Plan): Promise<Db> {
  if (onPostgres && plan === undefined) return opened(await onPostgres.withLucca());
  const db = await opened(onPostgres ? await onPostgres.empty() : ':memory:');
  await savePlan(db, plan ?? luccaPlan(), IMPORTED_AT);
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

/** Runs a statement in a database as somebody who has it in hand would, with no triggers in the way. */
export async function pastTriggers(path: string, statement: string): Promise<void> {
  if (onPostgres) {
    const schema = new URL(path).searchParams.get('schema');
    await atServer(path, `set search_path = ${schema}; set session_replication_role = replica; ${statement}`);
    return;
  }
  const raw = new SqliteDatabase(path);
  const triggers = raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all();
  for (const name of triggers) raw.exec(`drop trigger ${name}`);
  raw.pragma('foreign_keys = off');
  raw.exec(statement);
  raw.close();
}

/** A place where there is nothing yet: a file, or a schema where the tests run on a server. */
export const newPlace = (): string =>
  server === null ? join(temporaryFolder(), 'traguardo.sqlite') : newSchema();

/** A place at the tests' server where there is nothing yet. */
export function newSchema(): string {
  if (server === null) throw new Error('there is no server');
  return placeAt(server, { schema: `t_${randomBytes(6).toString('hex')}` });
}
