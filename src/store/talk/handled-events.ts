import { keyOfAct } from '../cycle/index.ts';
import type { Db } from '../engine/open-store.ts';

/** A message that was claimed, and whether its answer went out. */
export interface OpenEvent {
  readonly key: string;
  /** What is needed to answer it, as it was given. */
  readonly content: unknown;
  /** When it was claimed first. */
  readonly at: Date;
}

/**
 * Slack delivers at least once: whoever claims a key first handles it, and whoever finds it left open goes on.
 * @param workspace whose messages they are, where a body has several; the same key is another one in each
 */
export function createHandledEvents(db: Db, workspace = '') {
  const prefix = workspace === '' ? '' : `@${workspace} `;
  return {
    /**
     * Takes a message that nobody took yet; it stays open until `settle`.
     * @param content what is needed to answer it; null for what is done at once, and is never open
     * @returns true the first time a key is seen, false ever after
     */
    async claim(key: string, content: unknown, at: Date): Promise<boolean> {
      const won = await db
        .insertInto('handled_event')
        .values({
          key: prefix + key,
          at: at.toISOString(),
          content: content === null ? null : JSON.stringify(content),
          claimed_at: at.toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('key')
        .executeTakeFirst();
      return won !== undefined;
    },

    /** Whether what a request of this key asks was done, with whose effects the key was kept. */
    async wasDone(once: string): Promise<boolean> {
      const done = await db
        .selectFrom('handled_event')
        .select('key')
        .where('key', '=', keyOfAct(once))
        .executeTakeFirst();
      return done !== undefined;
    },

    /** What a key was taken for was not done: whoever comes next may. */
    async release(key: string): Promise<void> {
      await db
        .deleteFrom('handled_event')
        .where('key', '=', prefix + key)
        .execute();
    },

    /** It was taken up, and could not be done yet for no fault of its own: the attempt does not count. */
    async putBack(key: string): Promise<void> {
      await db
        .updateTable('handled_event')
        .set({ attempts: 0 })
        .where('key', '=', prefix + key)
        .execute();
    },

    /** It was answered, or its author was told why not: what was asked is no longer kept here. */
    async settle(key: string): Promise<void> {
      await db
        .updateTable('handled_event')
        .set({ content: null })
        .where('key', '=', prefix + key)
        .execute();
    },

    /**
     * Takes up what was left open, each for one taker.
     * @param claimedBefore who claimed it after that may still be at work
     * @param mostAttempts what was begun so often is left alone
     */
    async takeUp(claimedBefore: Date, mostAttempts: number, at: Date): Promise<readonly OpenEvent[]> {
      const rows = await db
        .updateTable('handled_event')
        .set(({ eb }) => ({ claimed_at: at.toISOString(), attempts: eb('attempts', '+', 1) }))
        .where('key', prefix === '' ? 'not like' : 'like', `${prefix === '' ? '@' : prefix}%`)
        .where('content', 'is not', null)
        .where(({ or, eb }) =>
          or([
            eb('claimed_at', '<', claimedBefore.toISOString()),
            // The clock was put back meanwhile: it would be waited for until it is there again.
            eb('claimed_at', '>', new Date(2 * at.getTime() - claimedBefore.getTime()).toISOString()),
          ]),
        )
        .where('attempts', '<', mostAttempts)
        .returning(['key', 'content', 'at'])
        .execute();
      return rows.map(({ key, content, at: claimedFirst }) => ({
        key: key.slice(prefix.length),
        content: JSON.parse(content ?? 'null'),
        at: new Date(claimedFirst),
      }));
    },
  };
}
