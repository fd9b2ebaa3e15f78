import type { Db } from '../engine/open-store.ts';

/** What is still to be done, in every plan of the database. */
export interface Backlog {
  /** Messages of the outbox that are not settled. */
  readonly waiting: number;
  /** When the oldest of them came to be; null for none. */
  readonly oldest: Date | null;
  /** Questions that were taken and are not answered yet. */
  readonly openQuestions: number;
}

/** Counts what waits, without reading it. */
export async function readBacklog(db: Db): Promise<Backlog> {
  const messages = await db
    .selectFrom('outbox')
    .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('created_at').as('oldest')])
    .where('status', 'in', ['waiting', 'claimed'])
    .executeTakeFirstOrThrow();
  const questions = await db
    .selectFrom('handled_event')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('content', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    waiting: messages.waiting,
    oldest: messages.oldest === null ? null : new Date(messages.oldest),
    openQuestions: questions.open,
  };
}
