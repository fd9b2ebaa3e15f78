import type { Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { patiently } from '../engine/patiently.ts';
import { BASELINE_VERSION, MIGRATIONS, type Migrations, schemaVersion } from './migrations.ts';
import { SQLITE } from './sqlite.ts';

/** The schema version this program writes; kept in SQLite's `user_version`. */
export const SCHEMA_VERSION = schemaVersion(MIGRATIONS(SQLITE));

/** "Trag" in ASCII, in SQLite's `application_id`: tells our files from anybody else's. */
export const APPLICATION_ID = 0x54_72_61_67;

/** The database cannot be used; the message is a sentence in Italian that says why and what to do. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

/**
 * Tells whether a database is ours, without writing to it.
 * @returns its schema version; 0 for one without tables
 * @throws DatabaseRefused for a newer database, one of before the baseline, or one that belongs to another program
 */
export function versionOf(database: Database, newest: number = SCHEMA_VERSION): number {
  // In this order: another process may migrate between two reads, and a file that has tables then has its marks too.
  const isEmpty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  const application = Number(database.pragma('application_id', { simple: true }));
  const version = Number(database.pragma('user_version', { simple: true }));
  if (!isEmpty && application !== APPLICATION_ID)
    throw new DatabaseRefused(
      `Il file ${database.name} è il database di un altro programma: indicare un altro percorso in TRAGUARDO_DB.`,
    );
  if (version < 0)
    throw new DatabaseRefused(
      `Il database ${database.name} ha una versione che non esiste (schema ${version}): ripristinare la copia di sicurezza (npm run restore -- FILE).`,
    );
  if (version > newest)
    throw new DatabaseRefused(
      `Il database ${database.name} è di una versione più recente di Traguardo (schema ${version}, questa arriva a ${newest}): aggiornare il programma.`,
    );
  if (!isEmpty && version < BASELINE_VERSION)
    throw new DatabaseRefused(
      `Il database ${database.name} è di una versione precedente di Traguardo (schema ${version}, questa parte da ${BASELINE_VERSION}) e non si può convertire. ` +
        'Con la versione precedente esportare gli aggiornamenti di ogni fase: npm run export -- --fase CODICE --in CARTELLA. ' +
        'Poi spostare il file, o indicare un altro percorso in TRAGUARDO_DB, e con questa versione importare di nuovo il piano: npm run import -- CARTELLA.',
    );
  return version;
}

/**
 * Brings a database up to the newest of some migrations. Running it again changes nothing; one that fails leaves nothing behind.
 * @param before is done by whoever migrates tables that are there, with nobody writing meanwhile
 * @throws DatabaseRefused as `versionOf` does
 */
export async function migrate(
  database: Database,
  migrations: Migrations = MIGRATIONS(SQLITE),
  before: (version: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const newest = schemaVersion(migrations);
  if (versionOf(database, newest) === newest) return;
  // Of two that start together one waits, and then finds the work done.
  await patiently(database, () => database.exec('BEGIN IMMEDIATE'));
  try {
    const version = versionOf(database, newest);
    if (version > 0 && version < newest) await before(version);
    if (version < newest) await runMigrations(database, migrations);
    database.exec('COMMIT');
  } catch (error) {
    // SQLite itself has rolled back, where the disk was full.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Kysely opens no transaction of its own here: it takes SQLite for an engine whose tables cannot be made in one. */
async function runMigrations(database: Database, migrations: Migrations): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  if (error !== undefined) throw error;
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma(`user_version = ${schemaVersion(migrations)}`);
}
