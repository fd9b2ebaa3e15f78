import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { DatabaseRefused, migrate, versionOf } from '../migrations/migrate.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

/** How long a writer waits for another process's lock before it gives up, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (and if need be creates and migrates) the database.
 * @param path of the SQLite file, or `:memory:`
 * @throws DatabaseRefused when the file is newer than the program, not ours, emptied or damaged
 */
export function openStore(path: string): Db {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true });
    refuseEmptied(path);
  }
  const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Before anything is written: another program's file stays as it is.
    versionOf(database);
    database.pragma('journal_mode = WAL');
    // FULL, on each connection: a claim that a power cut could take back would let a message go out twice.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database);
    refuseDamaged(database);
  } catch (error) {
    database.close();
    throw isDamage(error) ? damaged(path) : error;
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}

/** A process that is just making the file fills it within this time, in milliseconds. */
const BEING_MADE_MS = 1_000;

/**
 * A file of no bytes passes every check of SQLite's and would be filled with a new, empty history. A new database is
 * made where there is no file, never in an empty one.
 */
function refuseEmptied(path: string): void {
  const isEmpty = (): boolean => existsSync(path) && statSync(path).size === 0;
  const deadline = Date.now() + BEING_MADE_MS;
  while (isEmpty() && Date.now() < deadline) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  if (isEmpty())
    throw new DatabaseRefused(
      `Il database ${path} è un file vuoto: se è stato troncato ripristinare la copia di sicurezza, se non serve cancellarlo.`,
    );
}

function refuseDamaged(database: SqliteDatabase.Database): void {
  const verdict = database.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw damaged(database.name);
}

const isDamage = (error: unknown): boolean =>
  ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes((error as { code?: string }).code ?? '');

const damaged = (path: string): DatabaseRefused =>
  new DatabaseRefused(
    `Il database ${path} è danneggiato o non è un database: ripristinare la copia di sicurezza.`,
  );
