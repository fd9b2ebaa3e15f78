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
 * fails without waiting. Statements are prepared once.
 * @param writes counts what is written
 * Errors: `StoreUnavailable` where the lock does not come in time, or the disk takes nothing.
 */
export function sqliteDialect(database: Database, writes: { count: number } = { count: 0 }): Dialect {
  return {
    createDriver: () => new TurnTakingDriver(database, writes),
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

class TurnTakingDriver extends SqliteDriver {
  readonly #database: Database;
  readonly #writes: { count: number };
  readonly #statements = new Map<string, Statement>();
  /** Those before, the last one first to be waited for. */
  #before: Promise<void> = Promise.resolve();
  #heldSince = 0;
  readonly #ends = new WeakMap<DatabaseConnection, () => void>();

  constructor(database: Database, writes: { count: number }) {
    super({ database });
    this.#database = database;
    this.#writes = writes;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const deadline = Date.now() + PATIENCE_MS;
    let end = await this.#turn();
    const connection = connectionTo(this.#database, this.#statements, this.#writes, deadline, async () => {
      end();
      await setTimeout(EVERY_MS);
      end = await this.#turn();
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

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection) this.#ends.get(connection)?.();
  }
}

/**
 * @param statements those prepared before, the least used first
 * @param writes counts what is written
 * @param deadline when a lock is waited for no longer, in milliseconds of the epoch
 * @param stepAside lets others have their turn, and waits for the next
 */
function connectionTo(
  database: Database,
  statements: Map<string, Statement>,
  writes: { count: number },
  deadline: number,
  stepAside: () => Promise<void>,
): DatabaseConnection {
  const prepared = (sql: string): Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.delete(sql);
    statements.set(sql, statement);
    const [oldest] = statements.keys();
    if (statements.size > KEPT_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    return statement;
  };
  const run = ({ sql, parameters }: CompiledQuery): QueryResult<never> => {
    const statement = prepared(sql);
    if (!statement.readonly) writes.count += 1;
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
          return run(query);
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
