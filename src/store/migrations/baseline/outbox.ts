import { type Kysely, sql } from 'kysely';
import { flag, isKey, oneOf, required } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/** What must be sent: a row is claimed before its message goes out, so that it goes out once. */
export async function createOutboxTables({ schema }: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  // A message that stands in for somebody who cannot be reached, after its recipient's own went out, is a row of its own (on_behalf).
  await schema
    .createTable('reminder')
    .addColumn('id', engine.id, isKey)
    .addColumn('key', 'text', (column) => required(column).unique())
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('person', 'text', required)
    .addColumn('step', 'text', required)
    .addColumn('on_behalf', 'text', (column) => required(column).defaultTo(''))
    .addColumn('role', 'text', required)
    .addColumn('status', 'text', oneOf('status', ['waiting', 'claimed', 'sent', 'failed', 'skipped']))
    .addColumn('late', 'integer', (column) => flag('late')(column).defaultTo(0))
    .addColumn('items', 'text', (column) => required(column).check(engine.isJson('items')))
    .addColumn('attempts', 'integer', (column) => required(column).defaultTo(0))
    .addColumn('retry_at', 'text')
    .addColumn('claimed_at', 'text', required)
    .addColumn('claimed_by', 'text', required)
    .addColumn('settled_at', 'text')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('retired', 'integer', (column) => flag('retired')(column).defaultTo(0))
    .addColumn('reason', 'text')
    // Changes of what it shows that have not reached Slack: counted before it is redrawn, back to zero after.
    .addColumn('stale', 'integer', (column) => required(column).defaultTo(0))
    .addUniqueConstraint('reminder_once', ['body', 'year', 'phase', 'person', 'step', 'on_behalf'])
    .addForeignKeyConstraint('reminder_phase', ['body', 'year', 'phase'], 'phase', ['body', 'year', 'code'])
    .modifyEnd(engine.numbered)
    .execute();
  await schema.createIndex('reminder_by_status').on('reminder').column('status').execute();

  // Written together with what it tells: a crash in between loses nothing. An absence is of no phase.
  await schema
    .createTable('notice')
    .addColumn('id', engine.id, isKey)
    .addColumn('key', 'text', (column) => required(column).unique())
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('kind', 'text', oneOf('kind', ['receipt', 'approval', 'outcome', 'absence', 'absence_over']))
    .addColumn('person', 'text', required)
    .addColumn('updates', 'text', (column) => required(column).check(engine.isJson('updates')))
    .addColumn('status', 'text', (column) =>
      oneOf('status', ['waiting', 'claimed', 'sent', 'failed'])(column).defaultTo('waiting'),
    )
    .addColumn('attempts', 'integer', (column) => required(column).defaultTo(0))
    .addColumn('created_at', 'text', required)
    .addColumn('claimed_at', 'text')
    .addColumn('claimed_by', 'text')
    .addColumn('settled_at', 'text')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('reason', 'text')
    .addColumn('absence', 'integer', (column) => column.references('absence.id'))
    .addCheckConstraint(
      'notice_of_an_absence',
      sql`(absence is not null) = (kind in ('absence', 'absence_over'))`,
    )
    .addCheckConstraint('notice_of_a_phase', sql`(absence is not null) = (phase = '')`)
    .modifyEnd(engine.numbered)
    .execute();
  await schema.createIndex('notice_by_status').on('notice').column('status').execute();
  await schema
    .createIndex('notice_by_person')
    .on('notice')
    .columns(['body', 'year', 'phase', 'person', 'kind'])
    .execute();
  await schema
    .createIndex('notice_by_absence')
    .on('notice')
    .column('absence')
    .where(sql.ref('absence'), 'is not', null)
    .execute();
}
