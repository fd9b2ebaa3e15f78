import type { DeleteResult, Transaction } from 'kysely';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';

/** How much was let go of, or would be. */
export type Pruned = Readonly<
  Record<
    | 'answers'
    | 'ratings'
    | 'conversations'
    | 'drafts'
    | 'events'
    | 'modelUses'
    | 'messages'
    | 'incidents'
    | 'absences'
    | 'postponements',
    number
  >
>;

/** Takes back what was done only to be counted. */
class Counted extends Error {
  readonly pruned: Pruned;

  constructor(pruned: Pruned) {
    super('counted');
    this.pruned = pruned;
  }
}

/**
 * Lets go of what is older than a moment: what people asked, said of answers and left half-written; absences that are
 * over, what was put off and what was sent, but for phases that are not closed. Reports, decisions and the audit stay:
 * they are the record of the cycle, and the chain of the audit holds as before.
 * @param dryRun counts only
 */
export async function prune(db: Db, before: Date, dryRun: boolean): Promise<Pruned> {
  try {
    return await writing(db, async (tx) => {
      const pruned = await letGo(tx, before.toISOString());
      if (dryRun) throw new Counted(pruned);
      return pruned;
    });
  } catch (error) {
    if (error instanceof Counted) return error.pruned;
    throw error;
  }
}

async function letGo(tx: Transaction<Schema>, at: string): Promise<Pruned> {
  const day = at.slice(0, 10);
  const closed = await tx
    .selectFrom('phase')
    .select(['body', 'year', 'code'])
    .where('closes_on', '<', day)
    .execute();
  const counted = async (deleting: { execute(): Promise<DeleteResult[]> }): Promise<number> =>
    (await deleting.execute()).reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
  const old = (table: 'answer' | 'conversation' | 'draft' | 'model_use') =>
    counted(tx.deleteFrom(table).where('at', '<', at));
  // What names others goes before them.
  const ratings = await counted(
    tx
      .deleteFrom('feedback')
      .where('answer_id', 'in', tx.selectFrom('answer').select('id').where('at', '<', at)),
  );
  const messages = await counted(
    tx
      .deleteFrom('outbox')
      .where('created_at', '<', at)
      .where('status', 'in', ['sent', 'failed', 'skipped'])
      .where((eb) =>
        eb.or([
          eb('phase', 'is', null),
          ...closed.map(({ body, year, code }) =>
            eb.and([eb('body', '=', body), eb('year', '=', year), eb('phase', '=', code)]),
          ),
        ]),
      ),
  );
  const told = (column: 'absence' | 'incident') =>
    tx.selectFrom('outbox').select(column).where(column, 'is not', null);
  return {
    ratings,
    messages,
    answers: await old('answer'),
    conversations: await old('conversation'),
    drafts: await old('draft'),
    modelUses: await old('model_use'),
    // A question that still waits for its answer stays; of one that was tried after so long nothing comes any more.
    events: await counted(
      tx
        .deleteFrom('handled_event')
        .where('at', '<', at)
        .where((eb) => eb.or([eb('content', 'is', null), eb('attempts', '>', 0)])),
    ),
    incidents: await counted(
      tx.deleteFrom('incident').where('ended_at', '<', at).where('id', 'not in', told('incident')),
    ),
    absences: await counted(
      tx.deleteFrom('absence').where('to_day', '<', day).where('id', 'not in', told('absence')),
    ),
    postponements: await counted(
      tx
        .deleteFrom('postponement')
        .where('at', '<', at)
        .where((eb) =>
          eb.or(
            closed.map(({ body, year, code }) =>
              eb.and([eb('body', '=', body), eb('year', '=', year), eb('phase', '=', code)]),
            ),
          ),
        ),
    ),
  };
}
