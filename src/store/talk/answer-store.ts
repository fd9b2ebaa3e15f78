import type { AnswerStore } from '../../answers/question-service.ts';
import type { Db } from '../engine/open-store.ts';

/** Keeps every answer given, under an opaque id that its buttons carry. */
export function createAnswerStore(db: Db): AnswerStore {
  return {
    async save(given) {
      await db
        .insertInto('answer')
        .values({
          id: given.id,
          at: given.at.toISOString(),
          asker: given.asker,
          conversation: given.conversation,
          question: given.question,
          answer: JSON.stringify(given.answer),
        })
        .execute();
    },
    async find(id) {
      const row = await db.selectFrom('answer').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { ...row, at: new Date(row.at), answer: JSON.parse(row.answer) } : null;
    },
  };
}
