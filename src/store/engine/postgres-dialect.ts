import {
  CompiledQuery,
  type Dialect,
  type Kysely,
  type OrderByItemNode,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  RawNode,
  type TransactionSettings,
} from 'kysely';
import type { Pool } from 'pg';
import { StoreUnavailable } from '../../domain/errors.ts';
import { showsIn } from './engine.ts';
import { PATIENCE_MS } from './sqlite-dialect.ts';

/**
 * One write of a process after another: while those that wait for the lock held connections, nobody could read.
 * @param flush resolves when what was committed before it was called is on the server's disk
 * Errors: `StoreUnavailable` for one that waited all its time while another's lock did not come.
 */
export function createWriteTurns(flush: () => Promise<void>): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let refusedAt = Number.NEGATIVE_INFINITY;
  return (work) => {
    const asked = Date.now();
    const turn = last.then(async () => {
      if (refusedAt > asked && Date.now() - asked > PATIENCE_MS) throw new StoreUnavailable('busy');
      try {
        return await work();
      } catch (error) {
        if (error instanceof StoreUnavailable) refusedAt = Date.now();
        throw error;
      }
    });
    last = turn.catch(() => undefined);
    return turn.then(async (value) => {
      await flush();
      return value;
    });
  };
}

/**
 * PostgreSQL for Kysely, so that it does what SQLite does: a transaction takes the body's write lock as it begins, and
 * what is null comes first.
 * @param schema of the body: its writers wait for one another, and nobody else's do
 * @param writes counts what is written to tables that others remember something of
 * Errors: `StoreUnavailable` where a lock or a connection does not come in time, or the disk takes nothing.
 */
export function postgresDialect(
  pool: Pool,
  schema: string,
  writes: { count: number } = { count: 0 },
): Dialect {
  return {
    createDriver: () => new LockingDriver(pool, schema, writes),
    createQueryCompiler: () => new NullsFirstCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  };
}

class NullsFirstCompiler extends PostgresQueryCompiler {
  protected override visitOrderByItem(node: OrderByItemNode): void {
    super.visitOrderByItem(node);
    if (node.nulls !== undefined) return;
    const isDescending =
      node.direction !== undefined &&
      RawNode.is(node.direction) &&
      node.direction.sqlFragments.join('').trim() === 'desc';
    this.append(isDescending ? ' nulls last' : ' nulls first');
  }
}

class LockingDriver extends PostgresDriver {
  readonly #schema: string;
  readonly #writes: { count: number };
  readonly #known = new WeakSet<Acquired>();

  constructor(pool: Pool, schema: string, writes: { count: number }) {
    super({ pool });
    this.#schema = schema;
    this.#writes = writes;
  }

  override async acquireConnection(): Promise<Acquired> {
    const inner: Acquired = await super.acquireConnection().catch((error: unknown) => {
      throw understood(error);
    });
    if (!this.#known.has(inner)) understanding(inner, this.#writes);
    this.#known.add(inner);
    return inner;
  }

  /**
   * Without the lock two that append to the audit would follow the same row, and its chain would fork. All of it goes to
   * the server in one go: whoever waits for the lock waits for this too. Nor does the lock wait for the disk: `writing`
   * does, before anybody is told.
   */
  override async beginTransaction(connection: Acquired, settings: TransactionSettings): Promise<void> {
    // Who only reads, and sees one moment, is in nobody's way.
    if (settings.accessMode === 'read only') return super.beginTransaction(connection, settings);
    try {
      await connection.executeQuery(
        CompiledQuery.raw(
          `begin; set local synchronous_commit = off; select pg_advisory_xact_lock(hashtextextended('traguardo ${this.#schema}', 0))`,
        ),
      );
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      throw error;
    }
  }
}

type Acquired = Awaited<ReturnType<PostgresDriver['acquireConnection']>>;

/** What a connection is refused is told in our words; what it writes for others to see is counted, and once more when it is committed. */
function understanding(connection: Acquired, writes: { count: number }): void {
  const run = connection.executeQuery.bind(connection);
  let isInside = false;
  let hasWritten = false;
  connection.executeQuery = async <R>(query: CompiledQuery) => {
    if (/^(?:begin|commit|rollback)\b/.test(query.sql)) isInside = query.sql.startsWith('begin');
    hasWritten ||= showsIn(query.sql);
    try {
      return await run<R>(query);
    } catch (error) {
      throw understood(error);
    } finally {
      if (hasWritten) writes.count += 1;
      hasWritten &&= isInside;
    }
  };
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** Disk full, read-only. Source: postgresql.org/docs/15/errcodes-appendix.html. */
const FULL = new Set(['53100', '25006']);

/** A lock that did not come, too many connections, a server that stops or starts or cannot be reached. */
const BUSY = new Set([
  '55P03',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
]);

/** What the server refuses, in our words; anything else as it is. */
function understood(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.has(code)) return new StoreUnavailable('full', { cause: error });
  const isLost =
    error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message,
    );
  if (BUSY.has(code) || code.startsWith('08') || isLost)
    return new StoreUnavailable('busy', { cause: error });
  return error;
}
