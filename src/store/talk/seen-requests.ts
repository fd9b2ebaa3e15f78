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
    ...(isShared && { claim: claimsTogether(db) }),

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

/** Of many that come at once each would wait for a statement of its own: those that come during one share the next. */
function claimsTogether(db: Db): (signature: string, at: Date) => Promise<boolean> {
  let running: Promise<unknown> = Promise.resolve();
  let next: { readonly signatures: Set<string>; readonly won: Promise<ReadonlySet<string>> } | null = null;
  const begin = (at: Date) => {
    const signatures = new Set<string>();
    const won = running.then(() => {
      next = null;
      // In one order: two processes that keep the same ones would otherwise wait for each other.
      return claimAll(db, [...signatures].sort(), at);
    });
    running = won.catch(() => undefined);
    return { signatures, won };
  };
  return async (signature, at) => {
    next ??= begin(at);
    if (next.signatures.has(signature)) return false;
    next.signatures.add(signature);
    return (await next.won).has(signature);
  };
}

/** Keeps those that nobody has kept, and gives them. Like those kept in one process, serving waits for no disk. */
async function claimAll(db: Db, signatures: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ signature: string }>`
    with kept as materialized (select set_config('synchronous_commit', 'off', true))
    insert into seen_request (signature, at)
    select signature, ${at.toISOString()} from kept, unnest(${signatures}::text[]) as signature
    on conflict do nothing returning signature
  `.execute(db);
  return new Set(rows.map(({ signature }) => signature));
}
