import { type Kysely, sql } from 'kysely';
import { flag, isKey, oneOf, required } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/** What must be sent: a row is claimed before its message goes out, so that it goes out once. */
export async function createOutboxTables({ schema }: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  // What keeps messages from going out, for as long as it lasts: opened once, told once, and open again next time.
  await schema
    .createTable('incident')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn(
      'kind',
      'text',
      oneOf('kind', ['unreachable', 'undelivered', 'nobody_to_ask', 'slack_refuses', 'mail_fails']),
    )
    .addColumn('subject', 'text', required)
    .addColumn('detail', 'text', (column) => required(column).check(engine.isJson('detail')))
    .addColumn('opened_at', 'text', required)
    .addColumn('ended_at', 'text')
    .modifyEnd(engine.numbered)
    .execute();
  await schema
    .createIndex('incident_open_once')
    .unique()
    .on('incident')
    .columns(['body', 'kind', 'subject'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute();

  // A notice is written together with what it tells: a crash in between loses nothing. A reminder is made by its claim;
  // one that stands in for somebody who cannot be reached, after its recipient's own went out, is a row of its own (on_behalf).
  await schema
    .createTable('outbox')
    .addColumn('id', engine.id, isKey)
    .addColumn('key', 'text', (column) => required(column).unique())
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn(
      'kind',
      'text',
      oneOf('kind', ['reminder', 'receipt', 'approval', 'outcome', 'absence', 'absence_over', 'incident']),
    )
    .addColumn('phase', 'text')
    .addColumn('person', 'text', required)
    // What it is about: a step and the items asked at it, versions of reports, an absence, or an incident.
    .addColumn('step', 'text')
    .addColumn('on_behalf', 'text', (column) => required(column).defaultTo(''))
    .addColumn('role', 'text')
    .addColumn('late', 'integer', (column) => flag('late')(column).defaultTo(0))
    .addColumn('items', 'text', (column) => column.check(engine.isJson('items')))
    .addColumn('updates', 'text', (column) => column.check(engine.isJson('updates')))
    .addColumn('absence', 'integer', (column) => column.references('absence.id'))
    .addColumn('incident', 'integer', (column) => column.references('incident.id'))
    .addColumn('status', 'text', (column) =>
      oneOf('status', ['waiting', 'claimed', 'sent', 'failed', 'skipped'])(column).defaultTo('waiting'),
    )
    .addColumn('attempts', 'integer', (column) => required(column).defaultTo(0))
    .addColumn('created_at', 'text', required)
    .addColumn('retry_at', 'text')
    .addColumn('claimed_at', 'text')
    .addColumn('claimed_by', 'text')
    .addColumn('settled_at', 'text')
    .addColumn('channel', 'text')
    .addColumn('thread', 'text')
    .addColumn('ts', 'text')
    .addColumn('retired', 'integer', (column) => flag('retired')(column).defaultTo(0))
    // Changes of what it shows that have not reached Slack: counted before it is redrawn, back to zero after.
    .addColumn('stale', 'integer', (column) => required(column).defaultTo(0))
    .addColumn('reason', 'text')
    .addUniqueConstraint('reminder_once', ['body', 'year', 'phase', 'person', 'step', 'on_behalf'])
    .addForeignKeyConstraint('outbox_phase', ['body', 'year', 'phase'], 'phase', ['body', 'year', 'code'])
    .addCheckConstraint(
      'reminder_of_a_step',
      sql`(kind = 'reminder') = (step is not null and role is not null and items is not null)`,
    )
    .addCheckConstraint(
      'notice_of_reports',
      sql`(kind in ('receipt', 'approval', 'outcome')) = (updates is not null)`,
    )
    .addCheckConstraint(
      'notice_of_an_absence',
      sql`(kind in ('absence', 'absence_over')) = (absence is not null)`,
    )
    .addCheckConstraint('notice_of_an_incident', sql`(kind = 'incident') = (incident is not null)`)
    .addCheckConstraint('of_no_phase', sql`(phase is null) = (absence is not null or incident is not null)`)
    .modifyEnd(engine.numbered)
    .execute();
  await schema.createIndex('outbox_by_status').on('outbox').column('status').execute();
  await schema
    .createIndex('outbox_by_person')
    .on('outbox')
    .columns(['body', 'year', 'phase', 'person', 'kind'])
    .execute();
  await schema
    .createIndex('outbox_by_absence')
    .on('outbox')
    .column('absence')
    .where(sql.ref('absence'), 'is not', null)
    .execute();
}
