import type { Db } from '../engine/open-store.ts';

/** How much of the talk was let go of, or would be. */
export type Pruned = Readonly<
  Record<'answers' | 'ratings' | 'conversations' | 'drafts' | 'events' | 'modelUses', number>
>;

/**
 * Lets go of what people asked, said of answers and left half-written before a day. Reports, decisions, absences and
 * the audit stay: they are the record of the cycle, and the chain of the audit holds as before.
 * @param dryRun counts only
 */
export const prune = (db: Db, before: Date, dryRun: boolean): Promise<Pruned> =>
  db.transaction().execute(async (tx) => {
    const at = before.toISOString();
    const oldAnswers = tx.selectFrom('answer').select('id').where('at', '<', at);
    const counted = async (row: Promise<{ readonly rows: number | bigint | string }>): Promise<number> =>
      Number((await row).rows);
    const pruned: Pruned = {
      ratings: await counted(
        tx
          .selectFrom('feedback')
          .where('answer_id', 'in', oldAnswers)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirstOrThrow(),
      ),
      answers: await countOld('answer'),
      conversations: await countOld('conversation'),
      drafts: await countOld('draft'),
      events: await counted(
        tx
          .selectFrom('handled_event')
          .where('at', '<', at)
          .where('content', 'is', null)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirstOrThrow(),
      ),
      modelUses: await countOld('model_use'),
    };
    if (dryRun) return pruned;
    // Ratings first: they name their answers.
    await tx.deleteFrom('feedback').where('answer_id', 'in', oldAnswers).execute();
    for (const table of OF_TALK) await tx.deleteFrom(table).where('at', '<', at).execute();
    // A question that still waits for its answer stays.
    await tx.deleteFrom('handled_event').where('at', '<', at).where('content', 'is', null).execute();
    return pruned;

    function countOld(table: (typeof OF_TALK)[number]): Promise<number> {
      return counted(
        tx
          .selectFrom(table)
          .where('at', '<', at)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirstOrThrow(),
      );
    }
  });

const OF_TALK = ['answer', 'conversation', 'draft', 'model_use'] as const;
