import type { Transaction } from 'kysely';
import type { Db } from './open-store.ts';
import type { Schema } from './schema.ts';

/** What is written together: all of it, or nothing. */
export const writing = <T>(db: Db, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> =>
  db.transaction().execute(work);
