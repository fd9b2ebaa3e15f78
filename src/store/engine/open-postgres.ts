import { Kysely, sql } from 'kysely';
import { Pool, types } from 'pg';
import { DatabaseRefused } from '../migrations/migrate.ts';
import { migratePostgres } from '../migrations/migrate-postgres.ts';
import type { Db } from './open-store.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { type PostgresPlace, placeInWords, readPostgresPlace } from './postgres-place.ts';
import type { Schema } from './schema.ts';
import { PATIENCE_MS } from './sqlite-dialect.ts';

/** A process has so many connections at most: a server of many bodies has few to give to each. */
const CONNECTIONS = 5;

/** Numbers that the driver gives as texts, by their type's id: whole ones of eight bytes, and sums of them. */
const WHOLE_NUMBERS = new Set([20, 1700]);

/**
 * Opens (and if need be makes) a body's schema in a PostgreSQL server. Nothing read is remembered: no word comes from
 * there when another process writes.
 * @throws DatabaseRefused that says what the server refuses, and never the password
 */
export async function openPostgres(address: string): Promise<Db> {
  const place = readPostgresPlace(address);
  const pool = new Pool({
    host: place.host,
    port: place.port,
    user: place.user,
    ...(place.password === null ? {} : { password: place.password }),
    database: place.database,
    ssl: place.tls,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    options: `-c search_path=${place.schema} -c client_min_messages=warning`,
    application_name: 'traguardo',
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        WHOLE_NUMBERS.has(id) ? wholeNumber : types.getTypeParser(id, format ?? 'text'),
    },
  });
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it.
  pool.on('error', () => undefined);
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool, place.schema) });
  try {
    await migratePostgres(db as unknown as Kysely<unknown>, place.schema, placeInWords(address));
    const { rows } = await sql<{
      encoding: string;
    }>`select current_setting('server_encoding') as encoding`.execute(db);
    if (rows[0]?.encoding !== 'UTF8')
      throw new DatabaseRefused(
        `Il database ${placeInWords(address)} è in ${rows[0]?.encoding}: crearne uno in UTF8 (createdb -E UTF8 -T template0 NOME).`,
      );
  } catch (error) {
    await db.destroy();
    throw refusal(error, place, placeInWords(address));
  }
  return db;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is no whole number that can be counted with`);
  return value;
}

/** What the server said, as a sentence that says what to do; anything else as it is. */
function refusal(
  error: unknown,
  { host, port, user, database, schema }: PostgresPlace,
  words: string,
): unknown {
  if (error instanceof DatabaseRefused) return error;
  const { code = '' } = ((error as Error).cause ?? error) as { code?: string };
  const said: Readonly<Record<string, string>> = {
    '28P01': `il server non accetta la password dell’utente «${user}»: controllarla in TRAGUARDO_DB`,
    '28000': `il server non lascia entrare l’utente «${user}»: controllare il nome e il file pg_hba.conf`,
    '3D000': `il database «${database}» non c’è: crearlo con «createdb -E UTF8 ${database}»`,
    '42501': `all’utente «${user}» mancano i diritti sullo schema «${schema}»: darglieli con «CREATE SCHEMA ${schema} AUTHORIZATION "${user}"»`,
    ENOTFOUND: `il server «${host}» non si trova: controllarne il nome in TRAGUARDO_DB`,
    EAI_AGAIN: `il server «${host}» non si trova: controllarne il nome in TRAGUARDO_DB`,
    ECONNREFUSED: `a «${host}», porta ${port}, non risponde nessun PostgreSQL: avviarlo, o controllare l’indirizzo in TRAGUARDO_DB`,
  };
  const sentence = said[code];
  if (sentence !== undefined) return new DatabaseRefused(`Il database ${words} non si apre: ${sentence}.`);
  const isSilent = (error as { reason?: string }).reason === 'busy';
  return isSilent
    ? new DatabaseRefused(
        `Il database ${words} non si apre: il server non risponde entro ${PATIENCE_MS / 1000} secondi. Controllare che sia acceso e raggiungibile, e ripetere.`,
      )
    : error;
}
