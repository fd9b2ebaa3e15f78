import type { FeedbackStore, Rating } from '../../answers/feedback.ts';
import type { Db } from '../engine/open-store.ts';

/** What users say of the answers, for the control office. */
export function createFeedbackStore(db: Db): FeedbackStore {
  return {
    async save({ answerId, person, rating, comment, at }) {
      const opinion = { rating, comment, at: at.toISOString() };
      await db
        .insertInto('feedback')
        .values({ answer_id: answerId, person, ...opinion })
        .onConflict((conflict) => conflict.columns(['answer_id', 'person']).doUpdateSet(opinion))
        .execute();
    },

    async isReportedBy(answerId, person) {
      const row = await db
        .selectFrom('feedback')
        .select('rating')
        .where('answer_id', '=', answerId)
        .where('person', '=', person)
        .executeTakeFirst();
      return row?.rating === 'bad';
    },

    async reports(limit) {
      const rows = await db
        .selectFrom('feedback')
        .innerJoin('answer', 'answer.id', 'feedback.answer_id')
        .select([
          'feedback.answer_id',
          'feedback.person',
          'feedback.comment',
          'feedback.at',
          'answer.at as given_at',
          'answer.asker',
          'answer.conversation',
          'answer.question',
          'answer.answer',
        ])
        .where('feedback.rating', '=', 'bad')
        .orderBy('feedback.at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        answerId: row.answer_id,
        person: row.person,
        rating: 'bad' as const,
        comment: row.comment,
        at: new Date(row.at),
        given: {
          id: row.answer_id,
          at: new Date(row.given_at),
          asker: row.asker,
          conversation: row.conversation,
          question: row.question,
          answer: JSON.parse(row.answer),
        },
      }));
    },

    async counts() {
      const rows = await db
        .selectFrom('feedback')
        .select(({ fn }) => ['rating', fn.countAll<number>().as('count')])
        .groupBy('rating')
        .execute();
      const of = (rating: Rating): number => rows.find((row) => row.rating === rating)?.count ?? 0;
      return { good: of('good'), bad: of('bad') };
    },
  };
}
