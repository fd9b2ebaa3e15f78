import type { Db } from './open-store.ts';
import { writing } from './transaction.ts';

/** So many rows a probe changes: one is written, and taken back. */
export const PROBE_CHANGES = 2;

/**
 * Writes, and takes it back: a transaction that changes nothing would not touch the disk, and so not tell that it is full.
 * @throws StoreUnavailable when nothing can be written
 */
export const probe = (db: Db): Promise<void> =>
  writing(db, async (tx) => {
    const row = { key: 'probe', at: new Date(0).toISOString() };
    await tx.insertInto('handled_event').values(row).execute();
    await tx.deleteFrom('handled_event').where('key', '=', row.key).execute();
  });
