import { sql } from 'kysely';
import { openedOf } from '../engine/engine.ts';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';

/** Rows of one statement: far from as many values as an engine takes. */
const AT_ONCE = 500;

/** Whoever took a request and has not served it by then never will, in milliseconds. */
const ABANDONED_MS = 10_000;

/** What came of taking a request: it is ours to serve, was served, or another process is at it. */
type Claim = 'ours' | 'served' | 'under way';

/** Keeps which requests of Slack's were served, so that a restart serves none of them again. */
export function createSeenRequests(db: Db) {
  const isShared = openedOf(db)?.sharing != null;
  return {
    /** Where several processes serve: takes one that none of them has served, and that none is at. */
    ...(isShared && { claim: claimsTogether(db) }),

    /** Those served since an instant. */
    async since(at: Date): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('seen_request')
        .select('signature')
        .where('at', '>=', at.toISOString())
        .where('served', '=', 1)
        .execute();
      return rows.map(({ signature }) => signature);
    },

    /** Keeps that some more were served, and lets go of those before an instant. */
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
            .onConflict((conflict) => conflict.column('signature').doUpdateSet({ served: 1 }))
            .execute();
        await tx.deleteFrom('seen_request').where('at', '<', lettingGoBefore.toISOString()).execute();
      });
    },
  };
}

/** Of many that come at once each would wait for a statement of its own: those that come during one share the next. */
function claimsTogether(db: Db): (signature: string, at: Date) => Promise<Claim> {
  let running: Promise<unknown> = Promise.resolve();
  let next: { readonly signatures: Set<string>; readonly came: Promise<ReadonlyMap<string, Claim>> } | null =
    null;
  const begin = (at: Date) => {
    const signatures = new Set<string>();
    const came = running.then(() => {
      next = null;
      // In one order: two processes that keep the same ones would otherwise wait for each other.
      return claimAll(db, [...signatures].sort(), at);
    });
    running = came.catch(() => undefined);
    return { signatures, came };
  };
  return async (signature, at) => {
    next ??= begin(at);
    if (next.signatures.has(signature)) return 'under way';
    next.signatures.add(signature);
    return (await next.came).get(signature) ?? 'under way';
  };
}

/** Takes those that nobody has taken, or that were left. Like those kept in one process, serving waits for no disk. */
async function claimAll(
  db: Db,
  signatures: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Claim>> {
  const { rows: ours } = await sql<{ signature: string }>`
    with kept as materialized (select set_config('synchronous_commit', 'off', true))
    insert into seen_request (signature, at, served)
    select signature, ${at.toISOString()}, 0 from kept, unnest(${signatures}::text[]) as signature
    on conflict (signature) do update set at = excluded.at
    where seen_request.served = 0 and seen_request.at < ${new Date(at.getTime() - ABANDONED_MS).toISOString()}
    returning signature
  `.execute(db);
  const claims = new Map<string, Claim>(ours.map(({ signature }) => [signature, 'ours']));
  const others = signatures.filter((signature) => !claims.has(signature));
  if (others.length === 0) return claims;
  const served = await db
    .selectFrom('seen_request')
    .select('signature')
    .where('signature', 'in', others)
    .where('served', '=', 1)
    .execute();
  for (const { signature } of served) claims.set(signature, 'served');
  return claims;
}
