import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  HandleEmptyInListsPlugin,
  Kysely,
  replaceWithNoncontingentExpression,
  sql,
  type Transaction,
} from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import { StoreUnavailable } from '../../domain/errors.ts';
import { DatabaseRefused } from '../migrations/migrate.ts';
import { countOfWrites, isMade, migratePostgres } from '../migrations/migrate-postgres.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { POSTGRES } from '../migrations/postgres.ts';
import type { Engine } from './engine.ts';
import type { Db } from './open-store.ts';
import { createWriteTurns, postgresDialect } from './postgres-dialect.ts';
import { type PostgresPlace, placeInWords, readPostgresPlace } from './postgres-place.ts';
import { createSharing } from './postgres-sharing.ts';
import { lookingOnce } from './read-memory.ts';
import type { Schema } from './schema.ts';
import { PATIENCE_MS } from './sqlite-dialect.ts';

/** A process has so many connections at most: a server of many bodies has few to give to each. */
const CONNECTIONS = 5;

/** How long a server is tried to be opened, in milliseconds, and how often. */
const OPENING_MS = 20_000;
const OPENED_AGAIN_MS = 200;

/** So long a statement may take, in milliseconds, until the server says anything. */
const SILENT_MS = 30_000;

/**
 * What holds of each connection. A machine that is cut off, or loses its power, while it writes would keep the write lock
 * from all others for hours: within some ten seconds the server lets go of it.
 */
const SETTINGS: readonly string[] = [
  'client_min_messages=warning',
  `lock_timeout=${PATIENCE_MS}`,
  'tcp_keepalives_idle=4',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=2',
  'tcp_user_timeout=8000',
];

/** Numbers that the driver gives as texts, by their type's id: whole ones of eight bytes, and sums of them. */
const WHOLE_NUMBERS = new Set([20, 1700]);

/** A schema of a body in a server. */
export const POSTGRES_ENGINE: Engine = {
  mayHoldData: (address) =>
    at(address, async (db, { schema }) => {
      const found = await isMade(db, schema);
      await db.destroy();
      return found;
    }),

  open: (address, { migrations = MIGRATIONS, tell = console.error }) =>
    at(address, async (db, { schema }, { lost, writes }) => {
      const words = placeInWords(address);
      const { rows } = await sql<{ encoding: string; version: string }>`
        select current_setting('server_encoding') as encoding,
          split_part(current_setting('server_version'), ' ', 1) as version
      `.execute(db);
      const [{ encoding, version } = { encoding: '', version: '' }] = rows;
      if (encoding !== 'UTF8')
        throw new DatabaseRefused(
          `Il database ${words} è in ${encoding}: crearne uno in UTF8 (createdb -E UTF8 -T template0 NOME).`,
        );
      const listed = migrations(POSTGRES);
      const place = { schema, words };
      const done = await migratePostgres(db as unknown as Kysely<unknown>, place, listed);
      if (done !== null) tell(done);
      return {
        db,
        software: `PostgreSQL ${version}`,
        ...lookingOnce(
          sharing(async () => `${lost.count}/${await countOfWrites(db)}`),
          writes,
        ),
        sharing: createSharing(db),
        inTurn: createWriteTurns(sharing(() => flush(db))),
        numberOn,
        // A server does so by itself.
        checkpoint: async () => undefined,
      };
    }),
};

interface Count {
  count: number;
}

/** Does something at a server; what it refuses is told in a sentence, and never the password. */
async function at<T>(
  address: string,
  work: (db: Db, place: PostgresPlace, known: { readonly lost: Count; readonly writes: Count }) => Promise<T>,
): Promise<T> {
  const place = readPostgresPlace(address);
  const deadline = Date.now() + OPENING_MS;
  for (;;) {
    // Connections that are gone: a server that broke down may have lost what was read and not yet on its disk.
    const lost: Count = { count: 0 };
    const writes: Count = { count: 0 };
    const db = new Kysely<Schema>({
      dialect: postgresDialect(poolAt(place, lost), place.schema, writes),
      // SQLite takes a list of nothing, which nothing is in.
      plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
    });
    try {
      return await work(db, place, { lost, writes });
    } catch (error) {
      await db.destroy();
      // Another may be just making the tables, or the server just starting.
      if (!isBusy(error) || Date.now() > deadline) throw refusal(error, place, placeInWords(address));
    }
    await setTimeout(OPENED_AGAIN_MS);
  }
}

/** Whether it may go another time; a server that nobody answers for is told at once. */
const isBusy = (error: unknown): boolean =>
  error instanceof StoreUnavailable &&
  error.reason === 'busy' &&
  (error.cause as { code?: string } | undefined)?.code !== 'ECONNREFUSED';

function poolAt({ host, port, user, password, database, schema, tls }: PostgresPlace, lost: Count): Pool {
  const pool = new Pool({
    host,
    port,
    user,
    ...(password === null ? {} : { password }),
    database,
    ssl: tls,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    options: SETTINGS.concat(`search_path=${schema}`)
      .map((setting) => `-c ${setting}`)
      .join(' '),
    application_name: 'traguardo',
    keepAlive: true,
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        WHOLE_NUMBERS.has(id) ? wholeNumber : types.getTypeParser(id, format ?? 'text'),
    },
  });
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it.
  pool.on('error', () => undefined);
  pool.on('connect', watch);
  pool.on('remove', () => {
    lost.count += 1;
  });
  return pool;
}

/**
 * Waits until all that was committed is on the server's disk: a commit that the server waits with itself is made, of a
 * message that nobody reads. Those who write at once share one wait, and nobody waits with the write lock.
 */
async function flush(db: Db): Promise<void> {
  await sql`select pg_logical_emit_message(true, 'traguardo', '')`.execute(db);
}

/**
 * A connection that breaks between two statements of a transaction is nobody's error until the next statement: unheard, it
 * would end the program. A machine that is cut off hears nothing, not even that its connection is gone: whoever waits is
 * told, and asks anew.
 */
function watch(client: PoolClient): void {
  client.on('error', () => undefined);
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.setTimeout(SILENT_MS, () =>
    stream.destroy(new Error('Connection terminated: the server is silent')),
  );
}

async function numberOn(tx: Transaction<Schema>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'
  `.execute(tx);
  for (const { table, column } of rows)
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 1), count(*) > 0)
      from ${sql.table(table)}
    `.execute(tx);
}

/** Those who ask at once share an answer, and nobody one that was asked for before they did. */
function sharing<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const begun = ask().finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
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
  if (error instanceof StoreUnavailable && error.cause instanceof DatabaseRefused) return error.cause;
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
  return isBusy(error)
    ? new DatabaseRefused(
        `Il database ${words} non si apre: il server non risponde entro ${OPENING_MS / 1000} secondi. Controllare che sia acceso e raggiungibile, e ripetere.`,
      )
    : error;
}
