import type { Transaction } from 'kysely';
import { openedOf } from './engine.ts';
import type { Db } from './open-store.ts';
import type { Schema } from './schema.ts';

/** What is written together: all of it, or nothing. */
export function writing<T>(db: Db, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  const together = () => db.transaction().execute(work);
  return openedOf(db)?.inTurn(together) ?? together();
}
