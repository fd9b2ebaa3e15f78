import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { DatabaseRefused, migrate, versionOf } from '../migrations/migrate.ts';
import { MIGRATIONS, type Migrations, schemaVersion } from '../migrations/migrations.ts';
import { SQLITE } from '../migrations/sqlite.ts';
import { copyBeforeMigration } from './backup.ts';
import { prepareFile, withoutCompanion } from './database-file.ts';
import type { Engine, Opened, OpenOptions } from './engine.ts';
import { createFlush, type Flush } from './flush.ts';
import { patiently } from './patiently.ts';
import { PROBE_CHANGES } from './probe.ts';
import { lookingOnce } from './read-memory.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** A file, in one process or several. */
export const SQLITE_ENGINE: Engine = {
  mayHoldData: async (path) => existsSync(path),
  open,
};

/** One that is there already is copied before it is migrated; `:memory:` is no file. */
async function open(
  path: string,
  { migrations: listed = MIGRATIONS, tell = console.error }: OpenOptions,
): Promise<Opened> {
  const migrations = listed(SQLITE);
  const newest = schemaVersion(migrations);
  const inMemory = path === ':memory:';
  const isAlone = !inMemory && (await prepareFile(path, (draft) => makeDatabase(draft, migrations)));
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    // Before anything is written: another program's file stays as it is.
    const version = (): number => versionOf(database, newest);
    await patiently(database, version);
    if (isAlone && version() === 0) throw withoutCompanion(path);
    await patiently(database, () => durably(database));
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    await migrate(database, migrations, async (before) => tell(await copyBeforeMigration(path, before)));
    await patiently(database, () => refuseDamaged(database));
  } catch (error) {
    database.close();
    throw isDamage(error) ? damaged(path) : error;
  }
  const writes = { count: 0 };
  const db = new Kysely<Schema>({
    dialect: sqliteDialect(database, writes, inMemory ? null : disk(database)),
  });
  const dataVersion = database.prepare('PRAGMA data_version').pluck();
  const changes = database.prepare('SELECT total_changes()').pluck();
  let changesThen = -1;
  return {
    db,
    software: `SQLite ${database.prepare('SELECT sqlite_version()').pluck().get()}`,
    // Others' writes show in the version, one's own in the count.
    ...lookingOnce(() => (database.open ? `${dataVersion.get()}/${writes.count}` : 'closed'), writes),
    // A file is one machine's, whose processes settle by their claims.
    sharing: null,
    // The dialect itself takes turns.
    inTurn: (work) => work(),
    // Each next row is numbered from the last.
    numberOn: async () => undefined,
    // As far as nobody is in the way. By itself SQLite does so after some megabytes: in a small body, weeks, in which a
    // copy of that file alone would miss everything.
    // Where only a probe has written since, there is nothing to bring: the process would wait for the disk three times.
    async checkpoint() {
      const made = Number(changes.get()) - changesThen;
      changesThen += made;
      if (made !== PROBE_CHANGES) await sql`PRAGMA wal_checkpoint(PASSIVE)`.execute(db);
    },
  };
}

/** A new database, whole in its own file. */
async function makeDatabase(path: string, migrations: Migrations): Promise<void> {
  const database = new SqliteDatabase(path, { timeout: 0 });
  try {
    durably(database);
    await migrate(database, migrations);
  } finally {
    database.close();
  }
}

/** FULL, on each connection: a claim that a power cut could take back would let a message go out twice. */
function durably(database: SqliteDatabase.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
}

/**
 * So many pages of 4 kB go into the log, 8 MB of it, before a commit by itself brings them into the file, which holds up
 * the process, and the longer the more they are. `checkpoint` mostly does so before.
 */
const CHECKPOINT_PAGES = 1_900;

/** The system keeps the pages of a file already: with the 16 MB of better-sqlite3 two hundred bodies would keep theirs twice. */
const CACHE_KIB = 500;

/** From here on whoever writes waits for the disk without holding up the process. */
function disk(database: SqliteDatabase.Database): Flush {
  const flush = createFlush(database.name);
  database.pragma('synchronous = NORMAL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return flush;
}

/** Damage, or a database that is ours and was emptied: the one row that each has from its birth is gone. */
function refuseDamaged(database: SqliteDatabase.Database): void {
  const verdict = database.pragma('quick_check(1)', { simple: true });
  const born = database.prepare('SELECT count(*) FROM installation').pluck().get();
  if (verdict !== 'ok' || born !== 1) throw damaged(database.name);
}

const isDamage = (error: unknown): boolean =>
  ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes((error as { code?: string }).code ?? '');

const damaged = (path: string): DatabaseRefused =>
  new DatabaseRefused(
    `Il database ${path} è danneggiato o non è un database: ripristinare la copia di sicurezza (npm run restore -- FILE).`,
  );
