import type { Db } from '../engine/open-store.ts';

/** Slack delivers at least once: whoever claims a key first handles it. */
export function createHandledEvents(db: Db) {
  return {
    /** True the first time a key is seen, false ever after. */
    async claim(key: string, at: Date): Promise<boolean> {
      const won = await db
        .insertInto('handled_event')
        .values({ key, at: at.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('key')
        .executeTakeFirst();
      return won !== undefined;
    },
  };
}
