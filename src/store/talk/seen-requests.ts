import { sql } from 'kysely';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';

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
      // Together: the disk is waited for once; and one statement, however many there are.
      await writing(db, async (tx) => {
        await sql`insert into "seen_request" ("signature", "at")
          select value, ${at.toISOString()} from json_each(${JSON.stringify(signatures)}) where true
          on conflict do nothing`.execute(tx);
        await tx.deleteFrom('seen_request').where('at', '<', lettingGoBefore.toISOString()).execute();
      });
    },
  };
}
