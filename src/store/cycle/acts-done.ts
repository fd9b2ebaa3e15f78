import type { Transaction } from 'kysely';
import { AlreadyDone } from '../../domain/errors.ts';
import type { Schema } from '../engine/schema.ts';

/** The key under which it is kept that what a request asked was done. */
export const keyOfAct = (once: string): string => `act:${once}`;

/**
 * Takes the key of a request inside the transaction that does what it asks: both are kept, or neither is.
 * @param once nothing where what is done has no request of its own
 * @throws AlreadyDone when the same request was done before
 */
export async function doOnce(tx: Transaction<Schema>, once: string | undefined, at: Date): Promise<void> {
  if (once === undefined) return;
  const taken = await tx
    .insertInto('handled_event')
    .values({ key: keyOfAct(once), at: at.toISOString(), content: null, claimed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!taken) throw new AlreadyDone();
}
