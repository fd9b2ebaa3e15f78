import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrations/migrate.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

/** How long a writer waits for another process's lock before it gives up, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (and if need be creates and migrates) the database.
 * @param path of the SQLite file, or `:memory:`
 * @throws DatabaseRefused when the file is newer than the program or not ours
 */
export function openStore(path: string): Db {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // FULL, on each connection: a claim that a power cut could take back would let a message go out twice.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  try {
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}
