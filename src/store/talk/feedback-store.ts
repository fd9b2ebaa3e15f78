import type { Selectable } from 'kysely';
import type { FeedbackStore, Rating, Report } from '../../answers/feedback.ts';
import { doOnce } from '../cycle/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { toGiven } from './answer-store.ts';

/** What users say of the answers about a body, for its control office. */
export function createFeedbackStore(db: Db, body: string): FeedbackStore {
  const reported = () =>
    db
      .selectFrom('feedback')
      .innerJoin('answer', 'answer.id', 'feedback.answer_id')
      .select([
        'feedback.answer_id',
        'feedback.person',
        'feedback.comment',
        'feedback.at',
        'feedback.outcome',
        'answer.at as given_at',
        'answer.body',
        'answer.asker',
        'answer.conversation',
        'answer.published',
        'answer.question',
        'answer.answer',
      ])
      .where('answer.body', '=', body)
      .where('feedback.rating', '=', 'bad');

  return {
    async save({ answerId, person, rating, comment, at }, once) {
      const opinion = {
        rating,
        comment,
        at: at.toISOString(),
        outcome: null,
        decided_by: null,
        decided_at: null,
      };
      await writing(db, async (tx) => {
        await doOnce(tx, once, at);
        await tx
          .insertInto('feedback')
          .values({ answer_id: answerId, person, ...opinion })
          .onConflict((conflict) => conflict.columns(['answer_id', 'person']).doUpdateSet(opinion))
          .execute();
      });
    },

    async report(answerId, person) {
      const row = await reported()
        .where('feedback.answer_id', '=', answerId)
        .where('feedback.person', '=', person)
        .executeTakeFirst();
      return row ? toReport(row) : null;
    },

    settle: ({ answerId, person }, { text, actor, at }, once) =>
      writing(db, async (tx) => {
        const settled = await tx
          .updateTable('feedback')
          .set({ outcome: text, decided_by: actor, decided_at: at.toISOString() })
          .where('answer_id', '=', answerId)
          .where('person', '=', person)
          .where('rating', '=', 'bad')
          .where('outcome', 'is', null)
          .returning('person')
          .executeTakeFirst();
        if (settled) await doOnce(tx, once, at);
        return settled !== undefined;
      }),

    async reports(limit) {
      const rows = await reported().orderBy('feedback.at', 'desc').limit(limit).execute();
      return rows.map(toReport);
    },

    async counts() {
      const rows = await db
        .selectFrom('feedback')
        .innerJoin('answer', 'answer.id', 'feedback.answer_id')
        .where('answer.body', '=', body)
        .select(({ fn }) => ['rating', fn.countAll<number>().as('count')])
        .groupBy('rating')
        .execute();
      const of = (rating: Rating): number => rows.find((row) => row.rating === rating)?.count ?? 0;
      return { good: of('good'), bad: of('bad') };
    },
  };
}

const toReport = ({
  answer_id,
  given_at,
  person,
  comment,
  at,
  outcome,
  ...given
}: Omit<Selectable<Schema['answer']>, 'id' | 'at'> & {
  readonly answer_id: string;
  readonly given_at: string;
  readonly person: string;
  readonly comment: string | null;
  readonly at: string;
  readonly outcome: string | null;
}): Report => ({
  answerId: answer_id,
  person,
  rating: 'bad',
  comment,
  at: new Date(at),
  outcome,
  given: toGiven({ ...given, id: answer_id, at: given_at }),
});
