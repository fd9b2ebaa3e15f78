import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { baseline } from './baseline/baseline.ts';
import { DatabaseRefused, SCHEMA_VERSION } from './migrate.ts';
import { POSTGRES } from './postgres.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001-baseline': baseline(POSTGRES) };

/** Where the version is, beside our own tables. */
const VERSION = 'traguardo_schema';

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
  const { rows: tables } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = ${schema}`.execute(tx);
  if (tables.length === 0) return null;
  if (!tables.some(({ name }) => name === VERSION))
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
  await sql`create table ${sql.table(VERSION)} (version integer not null)`.execute(tx);
  await sql`insert into ${sql.table(VERSION)} values (${sql.lit(SCHEMA_VERSION)})`.execute(tx);
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
