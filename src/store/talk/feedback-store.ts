import type { FeedbackStore, Rating, Report } from '../../answers/feedback.ts';
import type { Db } from '../engine/open-store.ts';

/** What users say of the answers, for the control office. */
export function createFeedbackStore(db: Db): FeedbackStore {
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
        'answer.asker',
        'answer.conversation',
        'answer.question',
        'answer.answer',
      ])
      .where('feedback.rating', '=', 'bad');

  return {
    async save({ answerId, person, rating, comment, at }) {
      const opinion = {
        rating,
        comment,
        at: at.toISOString(),
        outcome: null,
        decided_by: null,
        decided_at: null,
      };
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

    async report(answerId, person) {
      const row = await reported()
        .where('feedback.answer_id', '=', answerId)
        .where('feedback.person', '=', person)
        .executeTakeFirst();
      return row ? toReport(row) : null;
    },

    async settle({ answerId, person }, { text, actor, at }) {
      const settled = await db
        .updateTable('feedback')
        .set({ outcome: text, decided_by: actor, decided_at: at.toISOString() })
        .where('answer_id', '=', answerId)
        .where('person', '=', person)
        .where('rating', '=', 'bad')
        .where('outcome', 'is', null)
        .returning('person')
        .executeTakeFirst();
      return settled !== undefined;
    },

    async reports(limit) {
      const rows = await reported().orderBy('feedback.at', 'desc').limit(limit).execute();
      return rows.map(toReport);
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

const toReport = (row: {
  readonly answer_id: string;
  readonly person: string;
  readonly comment: string | null;
  readonly at: string;
  readonly outcome: string | null;
  readonly given_at: string;
  readonly asker: string | null;
  readonly conversation: string;
  readonly question: string;
  readonly answer: string;
}): Report => ({
  answerId: row.answer_id,
  person: row.person,
  rating: 'bad',
  comment: row.comment,
  at: new Date(row.at),
  outcome: row.outcome,
  given: {
    id: row.answer_id,
    at: new Date(row.given_at),
    asker: row.asker,
    conversation: row.conversation,
    question: row.question,
    answer: JSON.parse(row.answer),
  },
});
