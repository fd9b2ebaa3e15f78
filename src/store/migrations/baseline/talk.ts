import { type Kysely, sql } from 'kysely';
import { flag, isKey, oneOf, required } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/** What was asked and answered, and what was handled. */
export async function createTalkTables({ schema }: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  // What a conversation is about, so that "e il 25?" survives a restart.
  await schema
    .createTable('conversation')
    .addColumn('body', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('content', 'text', (column) => required(column).check(engine.isJson('content')))
    .addColumn('at', 'text', required)
    .addPrimaryKeyConstraint('conversation_key', ['body', 'key'])
    .modifyEnd(engine.keyed)
    .execute();

  // Every answer given, so that its buttons, and whoever reports it as wrong, can name it.
  await schema
    .createTable('answer')
    .addColumn('id', 'text', isKey)
    .addColumn('at', 'text', required)
    .addColumn('body', 'text', required)
    .addColumn('asker', 'text')
    .addColumn('conversation', 'text', required)
    // 1 where others than the body's own people may read it: its buttons go on with what is published.
    .addColumn('published', 'integer', flag('published'))
    .addColumn('question', 'text', required)
    .addColumn('answer', 'text', (column) => required(column).check(engine.isJson('answer')))
    .modifyEnd(engine.keyed)
    .execute();

  // One opinion per person and answer: the last one counts.
  await schema
    .createTable('feedback')
    .addColumn('answer_id', 'text', (column) => required(column).references('answer.id'))
    .addColumn('person', 'text', required)
    .addColumn('rating', 'text', oneOf('rating', ['good', 'bad']))
    .addColumn('comment', 'text')
    .addColumn('at', 'text', required)
    // What the control office answered to a report.
    .addColumn('outcome', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addPrimaryKeyConstraint('feedback_key', ['answer_id', 'person'])
    .modifyEnd(engine.keyed)
    .execute();

  // Slack delivers at least once: whoever inserts the row handles the event.
  await schema
    .createTable('handled_event')
    .addColumn('key', 'text', isKey)
    .addColumn('at', 'text', required)
    // What is needed to answer it, until it is answered.
    .addColumn('content', 'text', (column) => column.check(engine.isJson('content')))
    .addColumn('claimed_at', 'text')
    .addColumn('attempts', 'integer', (column) => required(column).defaultTo(0))
    .modifyEnd(engine.keyed)
    .execute();
  await schema
    .createIndex('handled_event_open')
    .on('handled_event')
    .column('claimed_at')
    .where(sql.ref('content'), 'is not', null)
    .execute();

  // Requests of Slack's that were served, for as long as their signatures hold.
  await schema
    .createTable('seen_request')
    .addColumn('signature', 'text', isKey)
    .addColumn('at', 'text', required)
    .modifyEnd(engine.keyed)
    .execute();

  // What a language model, when the body wants one, was asked for and how it ended.
  await schema
    .createTable('model_use')
    .addColumn('id', engine.id, isKey)
    .addColumn('at', 'text', required)
    .addColumn('outcome', 'text', required)
    .addColumn('input_tokens', 'integer', required)
    .addColumn('output_tokens', 'integer', required)
    .modifyEnd(engine.numbered)
    .execute();
}
