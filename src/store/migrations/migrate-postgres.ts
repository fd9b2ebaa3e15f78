import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { UNREMEMBERED } from '../engine/engine.ts';
import { LEADS, PACES } from '../engine/postgres-sharing.ts';
import type { Schema } from '../engine/schema.ts';
import { baseline } from './baseline/baseline.ts';
import { DatabaseRefused, SCHEMA_VERSION } from './migrate.ts';
import { POSTGRES } from './postgres.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001-baseline': baseline(POSTGRES) };

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

/**
 * Makes the tables in the schema that a connection is in, where there are none; whoever comes second waits, and finds them.
 * @param place how the database is named in a refusal
 * @throws DatabaseRefused for a schema of another version, or with tables that are not ours
 */
export async function migratePostgres(db: Kysely<unknown>, schema: string, place: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`create schema if not exists ${sql.ref(schema)}`.execute(tx);
    const version = await versionIn(tx, schema, place);
    if (version === null) await makeTables(tx);
    else if (version !== SCHEMA_VERSION)
      throw new DatabaseRefused(
        `Il database ${place} è di un’altra versione di Traguardo (schema ${version}, questa vuole ${SCHEMA_VERSION}): ` +
          'usare la versione del programma che l’ha scritto, o un altro schema.',
      );
  });
}

/** The version of the tables that are there; null for none. */
async function versionIn(tx: Kysely<unknown>, schema: string, place: string): Promise<number | null> {
  const tables = await tablesIn(tx);
  if (tables.length === 0) return null;
  if (!tables.includes(VERSION))
    throw new DatabaseRefused(
      `Lo schema ${schema} di ${place} contiene le tabelle di un altro programma: indicarne un altro con «?schema=nome».`,
    );
  const { rows } = await sql<{ version: number }>`select version from ${sql.table(VERSION)}`.execute(tx);
  return rows[0]?.version ?? 0;
}

async function makeTables(tx: Kysely<unknown>): Promise<void> {
  await sql`create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`.execute(
    tx,
  );
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'rows of % are never %', tg_table_name, tg_argv[0]; end $$
  `.execute(tx);
  for (const { up } of Object.values(MIGRATIONS)) await up(tx);
  await orderByBytes(tx);
  await sql`create table ${sql.table(VERSION)} (version integer not null, writes bigint not null, by xid8)`.execute(
    tx,
  );
  await sql`insert into ${sql.table(VERSION)} values (${sql.lit(SCHEMA_VERSION)}, 0, null)`.execute(tx);
  await countWrites(tx);
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
  await sql`
    create function count_write() returns trigger language plpgsql as $$
    begin
      update ${sql.table(VERSION)} set writes = writes + 1, by = pg_current_xact_id()
        where by is distinct from pg_current_xact_id();
      return null;
    end $$
  `.execute(tx);
  for (const table of await tablesIn(tx))
    if (![VERSION, ...UNREMEMBERED].includes(table))
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
