import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { DatabaseRefused, migrate, versionOf } from '../migrations/migrate.ts';
import { patiently } from './patiently.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export type Db = Kysely<Schema>;

/**
 * Opens (and if need be creates and migrates) the database.
 * @param path of the SQLite file, or `:memory:`
 * @throws DatabaseRefused when the file is newer than the program, of before its baseline, not ours, emptied or damaged
 */
export async function openStore(path: string): Promise<Db> {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true });
    await refuseEmptied(path);
  }
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    // Before anything is written: another program's file stays as it is.
    await patiently(database, () => versionOf(database));
    await patiently(database, () => database.pragma('journal_mode = WAL'));
    // FULL, on each connection: a claim that a power cut could take back would let a message go out twice.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    await migrate(database);
    await patiently(database, () => refuseDamaged(database));
  } catch (error) {
    database.close();
    throw isDamage(error) ? damaged(path) : error;
  }
  return new Kysely<Schema>({ dialect: sqliteDialect(database) });
}

/** A process that is just making the file fills it within this time, in milliseconds. */
const BEING_MADE_MS = 5_000;

/**
 * A file of no bytes passes every check of SQLite's and would be filled with a new, empty history. A new database is
 * made where there is no file, never in an empty one; one that was emptied a moment ago may be just being made.
 */
async function refuseEmptied(path: string): Promise<void> {
  const asked = Date.now();
  for (;;) {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file?.size !== 0) return;
    if (Date.now() > Math.min(asked, file.mtimeMs) + BEING_MADE_MS)
      throw new DatabaseRefused(
        `Il database ${path} è un file vuoto: se è stato troncato ripristinare la copia di sicurezza, se non serve cancellarlo.`,
      );
    await setTimeout(50);
  }
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
