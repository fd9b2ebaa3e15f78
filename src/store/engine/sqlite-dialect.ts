import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StoreUnavailable } from '../../domain/errors.ts';
import { showsIn, waitsForDisk } from './engine.ts';
import type { Flush } from './flush.ts';

/**
 * How long whoever asks for the database waits for it, in milliseconds, its turn among the others of this process
 * included: shorter than the three seconds in which Slack wants an answer.
 */
export const PATIENCE_MS = 2_000;

/** How often another process's lock is tried again, in milliseconds. */
const EVERY_MS = 5;

/** So long the statements of many hold up what else there is to do, an acknowledgement among it, in milliseconds. */
const HELD_MS = 15;

/** So many statements are kept prepared: more than the program has, but for lists of many lengths. */
const KEPT_STATEMENTS = 400;

/**
 * SQLite for Kysely, in one connection. Unlike Kysely's own it never holds up the process while another has the lock:
 * it tries again, and meanwhile everything else goes on, what others ask of the database too. A transaction takes the
 * write lock as it begins: one that reads first and then writes can find that another process wrote in between, and
 * fails without waiting. Statements are prepared once. Nobody hears that a write is through before it is on the disk, but of
 * what `waitsForDisk` excepts.
 * @param writes counts what is written to tables that others remember something of
 * @param disk puts commits onto the disk; null where there is none, or SQLite itself waits for it
 * Errors: `StoreUnavailable` where the lock does not come in time, or the disk takes nothing.
 */
export function sqliteDialect(
  database: Database,
  writes: { count: number } = { count: 0 },
  disk: Flush | null = null,
): Dialect {
  return {
    createDriver: () => new TurnTakingDriver(database, writes, disk),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TurnTakingAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Kysely leaves the turns to the driver, which can then tell since when each waits. */
class TurnTakingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): true {
    return true;
  }
}

/** A statement, whether it writes, whether that shows in what others remember, and whether the disk is waited for. */
interface Prepared {
  readonly statement: Statement;
  readonly writes: boolean;
  readonly shows: boolean;
  readonly waits: boolean;
}

class TurnTakingDriver extends SqliteDriver {
  readonly #database: Database;
  readonly #writes: { count: number };
  readonly #disk: Flush | null;
  readonly #statements = new Map<string, Prepared>();
  /** Those before, the last one first to be waited for. */
  #before: Promise<void> = Promise.resolve();
  #heldSince = 0;
  readonly #ends = new WeakMap<DatabaseConnection, () => void>();
  /** Transactions of which something was written that whoever writes waits for. */
  readonly #waiting = new WeakSet<DatabaseConnection>();

  constructor(database: Database, writes: { count: number }, disk: Flush | null) {
    super({ database });
    this.#database = database;
    this.#writes = writes;
    this.#disk = disk;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const deadline = Date.now() + PATIENCE_MS;
    let end = await this.#turn();
    const connection: DatabaseConnection = connectionTo({
      database: this.#database,
      statements: this.#statements,
      writes: this.#writes,
      written: async ({ waits }) => {
        if (!this.#database.inTransaction) await this.#flush(waits);
        else if (waits) this.#waiting.add(connection);
      },
      deadline,
      stepAside: async () => {
        end();
        await setTimeout(EVERY_MS);
        end = await this.#turn();
      },
    });
    this.#ends.set(connection, () => end());
    return connection;
  }

  /** Waits for those before; gives what ends one's own turn. */
  async #turn(): Promise<() => void> {
    const turn = Promise.withResolvers<void>();
    const before = this.#before;
    this.#before = turn.promise;
    await before;
    if (Date.now() - this.#heldSince > HELD_MS) {
      await setImmediate();
      this.#heldSince = Date.now();
    }
    return turn.resolve;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** Others go on while the disk is waited for: theirs are on it later than this, or together with it. */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
    this.#ends.get(connection)?.();
    await this.#flush(this.#waiting.has(connection));
  }

  override async destroy(): Promise<void> {
    await this.#disk?.close();
    await super.destroy();
  }

  async #flush(waits: boolean): Promise<void> {
    if (!waits) return this.#disk?.soon();
    await this.#disk?.flush().catch((error: unknown) => {
      throw new StoreUnavailable('full', { cause: error });
    });
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection) this.#ends.get(connection)?.();
  }
}

interface Connecting {
  readonly database: Database;
  /** Those prepared before, the least used first. */
  readonly statements: Map<string, Prepared>;
  /** Counts what is written. */
  readonly writes: { count: number };
  /** A statement has written: by itself it is committed as it is run. */
  readonly written: (by: Prepared) => Promise<void>;
  /** When a lock is waited for no longer, in milliseconds of the epoch. */
  readonly deadline: number;
  /** Lets others have their turn, and waits for the next. */
  readonly stepAside: () => Promise<void>;
}

function connectionTo({
  database,
  statements,
  writes,
  written,
  deadline,
  stepAside,
}: Connecting): DatabaseConnection {
  const prepared = (sql: string): Prepared => {
    const known = statements.get(sql) ?? prepare(database, sql);
    statements.delete(sql);
    statements.set(sql, known);
    const [oldest] = statements.keys();
    if (statements.size > KEPT_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    return known;
  };
  const run = ({ statement, shows }: Prepared, parameters: readonly unknown[]): QueryResult<never> => {
    if (shows) writes.count += 1;
    if (statement.reader) return { rows: statement.all(...parameters) as never[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      // SQLite itself has rolled back, where the disk was full.
      if (query.sql === 'rollback' && !database.inTransaction) return { rows: [] };
      for (;;)
        try {
          const one = prepared(query.sql);
          const result = run(one, query.parameters);
          if (one.writes) await written(one);
          return result;
        } catch (error) {
          if (!isBusy(error) || Date.now() > deadline) throw understood(error);
          await (database.inTransaction ? setTimeout(EVERY_MS) : stepAside());
        }
    },
    streamQuery() {
      throw new Error('queries are not streamed here: their rows are few');
    },
  };
}

function prepare(database: Database, sql: string): Prepared {
  const statement = database.prepare(sql);
  const writes = !statement.readonly;
  const isBound = /^(?:begin|commit|rollback)\b/.test(sql);
  return { statement, writes, shows: writes && showsIn(sql), waits: !isBound && waitsForDisk(sql) };
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** Another has the lock. One that read before another wrote (SQLITE_BUSY_SNAPSHOT) would wait in vain. */
const isBusy = (error: unknown): boolean => codeOf(error) === 'SQLITE_BUSY';

/** What the disk or a lock refuses, in our words; anything else as it is. */
function understood(error: unknown): unknown {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) return new StoreUnavailable('busy', { cause: error });
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY'))
    return new StoreUnavailable('full', { cause: error });
  return error;
}
