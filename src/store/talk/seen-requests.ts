import { sql } from 'kysely';
import { openedOf } from '../engine/engine.ts';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';

/** Rows of one statement: far from as many values as an engine takes. */
const AT_ONCE = 500;

/** Keeps which requests of Slack's were served, so that a restart serves none of them again. */
export function createSeenRequests(db: Db) {
  const isShared = openedOf(db)?.sharing != null;
  return {
    /** Where several processes serve: keeps one that none of them has kept, and says whether it was so. */
    ...(isShared && {
      async claim(signature: string, at: Date): Promise<boolean> {
        // Like those kept in one process: serving waits for no disk.
        const { rows } = await sql`
          with kept as materialized (select set_config('synchronous_commit', 'off', true))
          insert into seen_request (signature, at) select ${signature}, ${at.toISOString()} from kept
          on conflict do nothing returning signature
        `.execute(db);
        return rows.length > 0;
      },
    }),

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
      // Together: the disk is waited for once.
      await writing(db, async (tx) => {
        for (let from = 0; from < signatures.length; from += AT_ONCE)
          await tx
            .insertInto('seen_request')
            .values(
              signatures
                .slice(from, from + AT_ONCE)
                .map((signature) => ({ signature, at: at.toISOString() })),
            )
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        await tx.deleteFrom('seen_request').where('at', '<', lettingGoBefore.toISOString()).execute();
      });
    },
  };
}
