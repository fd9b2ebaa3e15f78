import { PostgresAdapter, sql } from 'kysely';
import type { Db } from './open-store.ts';

/**
 * Brings what was written into the database's own file, as far as nobody is in the way. SQLite does so by itself only
 * after some megabytes: in a small body, weeks, in which a copy of that file alone would miss everything. A server does so
 * by itself.
 */
export async function checkpoint(db: Db): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) return;
  await sql`PRAGMA wal_checkpoint(PASSIVE)`.execute(db);
}
