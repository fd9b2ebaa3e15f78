import type { Selectable } from 'kysely';
import type { AnswerStore, GivenAnswer } from '../../answers/question-service.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { saveConversation } from './conversation-store.ts';

/** Keeps every answer given about a body, under an opaque id that its buttons carry. */
export function createAnswerStore(db: Db, body: string): AnswerStore {
  return {
    async save(given, about) {
      const row = {
        id: given.id,
        at: given.at.toISOString(),
        body,
        asker: given.asker,
        conversation: given.conversation,
        published: given.published ? 1 : 0,
        question: given.question,
        answer: JSON.stringify(given.answer),
      };
      if (about === undefined) {
        await db.insertInto('answer').values(row).execute();
        return;
      }
      // Together: the disk is waited for once.
      await writing(db, async (tx) => {
        await saveConversation(tx, { body, key: given.conversation, content: about, at: given.at });
        await tx.insertInto('answer').values(row).execute();
      });
    },
    async find(id) {
      const row = await db
        .selectFrom('answer')
        .selectAll()
        .where('body', '=', body)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toGiven(row) : null;
    },
  };
}

/** An answer as it was given, from its row. */
export const toGiven = ({
  id,
  at,
  asker,
  conversation,
  published,
  question,
  answer,
}: Selectable<Schema['answer']>): GivenAnswer => ({
  id,
  at: new Date(at),
  asker,
  conversation,
  published: published === 1,
  question,
  answer: JSON.parse(answer),
});
