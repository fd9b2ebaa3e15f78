import type { PlanKey } from '../../domain/plan/index.ts';
import type { MessagePlace } from '../../domain/sending/index.ts';
import type { Db } from '../engine/open-store.ts';

/**
 * Writes down, before a message goes by e-mail, that it does: where its thread would stand, which a letter has not. A
 * claim that a crash leaves open then says that looking for the message is in vain; a new attempt begins without it.
 */
export const createLetterNotes =
  (db: Db, { body, year }: PlanKey) =>
  async (key: string, { channel, ts }: MessagePlace): Promise<void> => {
    await db
      .updateTable('outbox')
      .set({ channel, thread: ts })
      .where('body', '=', body)
      .where('year', '=', year)
      .where('key', '=', key)
      .where('status', '=', 'claimed')
      .execute();
  };
