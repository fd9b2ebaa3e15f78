import type { Db } from '../engine/open-store.ts';

/** SQLite binds at most 32,766 values a statement. */
const ROWS_PER_INSERT = 1_000;

/** Keeps which requests of Slack's were served, so that a restart serves none of them again. */
export function createSeenRequests(db: Db) {
  return {
    /** Those kept since an instant. */
    async since(at: Date): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('seen_request')
        .select('signature')
        .where('at', '>=', at.toISOString())
        .execute();
      return rows.map(({ signature }) => signature);
    },

    /** Keeps some more, and lets go of those before an instant. */
    async keep(signatures: readonly string[], at: Date, lettingGoBefore: Date): Promise<void> {
      for (let from = 0; from < signatures.length; from += ROWS_PER_INSERT)
        await db
          .insertInto('seen_request')
          .values(
            signatures
              .slice(from, from + ROWS_PER_INSERT)
              .map((signature) => ({ signature, at: at.toISOString() })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      await db.deleteFrom('seen_request').where('at', '<', lettingGoBefore.toISOString()).execute();
    },
  };
}
