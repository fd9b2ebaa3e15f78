import { type Kysely, sql } from 'kysely';
import { StoreUnavailable } from '../../domain/errors.ts';
import { UNREMEMBERED } from '../engine/engine.ts';
import { LEADS, PACES } from '../engine/postgres-sharing.ts';
import type { Schema } from '../engine/schema.ts';
import { DatabaseRefused } from './migrate.ts';
import { BASELINE_VERSION, type Migrations, schemaVersion } from './migrations.ts';

/** Beside our own tables: their version, and how often something was written that others remember. */
const VERSION = 'traguardo_schema';

/** Whether the tables are there; nothing is made. */
export async function isMade(db: Kysely<Schema>, schema: string): Promise<boolean> {
  const { rows } = await sql`
    select from information_schema.tables where table_schema = ${schema} and table_name = ${VERSION}
  `.execute(db);
  return rows.length > 0;
}

/** The same for as long as nobody, from whatever process, wrote to what may be remembered. */
export async function countOfWrites(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ writes: number }>`select writes from ${sql.table(VERSION)}`.execute(db);
  return String(rows[0]?.writes);
}

/** Which schema of a server is migrated, and how it is named in what is said. */
interface Place {
  readonly schema: string;
  readonly words: string;
}

/**
 * Brings the schema that a connection is in up to the newest of some migrations, from nothing too: all of it, or nothing.
 * Whoever comes second waits, and finds the work done.
 * @returns a sentence that says what was done to tables that were there; null where nothing was
 * @throws DatabaseRefused for a schema of a newer version, or with tables that are not ours
 * @throws StoreUnavailable where others work with the tables as they were
 */
export async function migratePostgres(
  db: Kysely<unknown>,
  place: Place,
  migrations: Migrations,
): Promise<string | null> {
  const newest = schemaVersion(migrations);
  return db.transaction().execute(async (tx) => {
    await sql`create schema if not exists ${sql.ref(place.schema)}`.execute(tx);
    const version = await versionIn(tx, place, newest);
    if (version === newest) return null;
    if (version === null) await makeOwn(tx);
    else await refuseLed(tx, place, version, newest);
    const done = version === null ? 0 : version - BASELINE_VERSION + 1;
    for (const { up } of Object.values(migrations).slice(done)) await up(tx);
    await orderByBytes(tx);
    await countWrites(tx);
    await sql`update ${sql.table(VERSION)} set version = ${newest}`.execute(tx);
    return version === null
      ? null
      : `Il database ${place.words} è stato aggiornato, dallo schema ${version} al ${newest}.`;
  });
}

/** The version of the tables that are there; null for none. */
async function versionIn(
  tx: Kysely<unknown>,
  { schema, words }: Place,
  newest: number,
): Promise<number | null> {
  const tables = await tablesIn(tx);
  if (tables.length === 0) return null;
  if (!tables.includes(VERSION))
    throw new DatabaseRefused(
      `Lo schema ${schema} di ${words} contiene le tabelle di un altro programma: indicarne un altro con «?schema=nome».`,
    );
  const { rows } = await sql<{ version: number }>`select version from ${sql.table(VERSION)}`.execute(tx);
  const version = rows[0]?.version ?? 0;
  if (version > newest)
    throw new DatabaseRefused(
      `Il database ${words} è di una versione più recente di Traguardo (schema ${version}, questa arriva a ${newest}): aggiornare il programma.`,
    );
  if (version < BASELINE_VERSION)
    throw new DatabaseRefused(
      `Il database ${words} è di una versione precedente di Traguardo (schema ${version}, questa parte da ${BASELINE_VERSION}) e non si può convertire. ` +
        'Con la versione precedente esportare gli aggiornamenti di ogni fase: npm run export -- --fase CODICE --in CARTELLA. ' +
        'Poi indicare un altro schema in TRAGUARDO_DB («?schema=nome»), e con questa versione importare di nuovo il piano: npm run import -- CARTELLA.',
    );
  return version;
}

/** An older program at work would go on sending by tables that it does not know. */
async function refuseLed(
  tx: Kysely<unknown>,
  { words }: Place,
  version: number,
  newest: number,
): Promise<void> {
  const { rows } = await sql`select from ${sql.table(LEADS)} where until > clock_timestamp()`.execute(tx);
  if (rows.length > 0)
    throw new StoreUnavailable('busy', {
      cause: new DatabaseRefused(
        `Il database ${words} (schema ${version}) è in uso da una versione precedente di Traguardo, e va aggiornato allo schema ${newest}: fermare Traguardo su ogni macchina, e ripetere.`,
      ),
    });
}

/** What is beside the tables that every engine has. */
async function makeOwn(tx: Kysely<unknown>): Promise<void> {
  await sql`create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`.execute(
    tx,
  );
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'rows of % are never %', tg_table_name, tg_argv[0]; end $$
  `.execute(tx);
  await sql`create table ${sql.table(VERSION)} (version integer not null, writes bigint not null, by xid8)`.execute(
    tx,
  );
  await sql`insert into ${sql.table(VERSION)} values (0, 0, null)`.execute(tx);
  await sql`
    create function count_write() returns trigger language plpgsql as $$
    begin
      update ${sql.table(VERSION)} set writes = writes + 1, by = pg_current_xact_id()
        where by is distinct from pg_current_xact_id();
      return null;
    end $$
  `.execute(tx);
  await sql`create table ${sql.table(LEADS)} (what text primary key, holder text not null, until timestamptz not null)`.execute(
    tx,
  );
  await sql`
    create table ${sql.table(PACES)}
      (name text primary key, given timestamptz not null, free timestamptz not null, held timestamptz not null)
  `.execute(tx);
}

/**
 * Counts a transaction that writes to what may be remembered, once and in the transaction itself: whoever reads the count
 * reads what it counts. It is counted before the first row is touched, so that of two that write neither waits for a row
 * of the other's.
 */
async function countWrites(tx: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select tgrelid::regclass::text as table from pg_trigger where tgfoid = 'count_write'::regproc
  `.execute(tx);
  const done = new Set([VERSION, LEADS, PACES, ...UNREMEMBERED, ...rows.map(({ table }) => table)]);
  for (const table of await tablesIn(tx))
    if (!done.has(table))
      await sql`
        create trigger ${sql.ref(`${table}_is_written`)} before insert or update or delete or truncate on ${sql.table(table)}
        for each statement execute function count_write()
      `.execute(tx);
}

async function tablesIn(tx: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(
    tx,
  );
  return rows.map(({ name }) => name);
}

/** Whatever language the server sorts by: codes and days are compared and put in order as SQLite does. */
async function orderByBytes(tx: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is null group by table_name
  `.execute(tx);
  for (const { table, columns } of rows)
    await sql`alter table ${sql.table(table)} ${sql.join(
      columns.map((column) => sql`alter column ${sql.ref(column)} type text collate "C"`),
    )}`.execute(tx);
}
