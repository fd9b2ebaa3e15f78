import { sql, type Transaction } from 'kysely';
import type { Db } from './open-store.ts';
import type { Schema } from './schema.ts';

/**
 * A transaction that takes SQLite's write lock at once. A deferred one that reads first and then writes can find that
 * another process wrote in between, and fails without waiting.
 */
export function writing<T>(db: Db, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    // Touching a row before reading makes the first statement a write: it waits for the lock, up to the busy time-out.
    await sql`DELETE FROM handled_event WHERE key = ''`.execute(tx);
    return work(tx);
  });
}
