import { type Kysely, sql } from 'kysely';
import { flag, isKey, oneOf, required } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/**
 * Phases, reports and what became of them, absences, the audit log. No import touches them, so they name the plan by
 * body and year and not by its rows.
 */
export async function createCycleTables(db: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('phase')
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('code', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('kinds', 'text', required)
    .addColumn('opens_on', 'text', required)
    .addColumn('due_on', 'text', required)
    .addColumn('closes_on', 'text')
    .addColumn('source', 'text')
    .addColumn('ladder', 'text', (column) => required(column).defaultTo('[]').check(engine.isJson('ladder')))
    .addColumn('channel', 'text')
    .addColumn('paused', 'integer', (column) => flag('paused')(column).defaultTo(0))
    // It was opened, extended, resumed or reopened then: what was not due before is not late.
    .addColumn('reminding_since', 'text')
    .addPrimaryKeyConstraint('phase_key', ['body', 'year', 'code'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('status_update')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('version', 'integer', (column) => required(column).check(sql`version > 0`))
    .addColumn('state', 'text', oneOf('state', ['achieved', 'in_progress', 'amended', 'withdrawn', 'new']))
    .addColumn('percent', engine.decimal, (column) => column.check(sql`percent between 0 and 100`))
    .addColumn('critical_points', 'text')
    .addColumn('corrective_actions', 'text')
    .addColumn('author', 'text', required)
    .addColumn('at', 'text', required)
    .addColumn('based_on', 'integer', (column) => required(column).defaultTo(0))
    // The structure that reports; '*' when the control office speaks for all.
    .addColumn('structure', 'text', (column) => required(column).defaultTo('*'))
    // 0 for the part of a unit that shares the item: only the coordinator's report gives the item its state.
    .addColumn('closes', 'integer', (column) => flag('closes')(column).defaultTo(1))
    .addColumn('origin', 'text', (column) =>
      oneOf('origin', ['submission', 'confirmation', 'correction', 'settlement', 'transcription'])(
        column,
      ).defaultTo('submission'),
    )
    .addColumn('note', 'text')
    .addColumn('achieved_on', 'text')
    .addColumn('changes', 'text', (column) =>
      required(column).defaultTo('[]').check(engine.isJson('changes')),
    )
    .addColumn('sheet', 'text', (column) => column.check(engine.isJson('sheet')))
    .addColumn('reason', 'text')
    .addColumn('act', 'text')
    .addColumn('evidence', 'text')
    .addColumn('actions_done', 'text', (column) =>
      required(column).defaultTo('[]').check(engine.isJson('actions_done')),
    )
    // Values of the item's indicators and days of its milestones.
    .addColumn('results', 'text', (column) =>
      required(column).defaultTo('[]').check(engine.isJson('results')),
    )
    .addColumn('milestones_done', 'text', (column) =>
      required(column).defaultTo('[]').check(engine.isJson('milestones_done')),
    )
    .addUniqueConstraint('status_update_version', ['body', 'year', 'phase', 'kind', 'number', 'version'])
    .addForeignKeyConstraint('status_update_phase', ['body', 'year', 'phase'], 'phase', [
      'body',
      'year',
      'code',
    ])
    .modifyEnd(engine.numbered)
    .execute();
  await schema
    .createIndex('status_update_by_item')
    .on('status_update')
    .columns(['body', 'year', 'kind', 'number'])
    .execute();
  // A number is no more than where the item stands now: an import that moves the item takes its reports along.
  await engine.freeze(db, 'status_update', 'number');

  // What became of a version: the newest row counts; none means that it waits for approval.
  await schema
    .createTable('update_decision')
    .addColumn('id', engine.id, isKey)
    .addColumn('update_id', 'integer', (column) => required(column).references('status_update.id'))
    .addColumn('kind', 'text', oneOf('kind', ['approved', 'returned', 'reopened', 'cancelled']))
    .addColumn('reason', 'text')
    .addColumn('actor', 'text', required)
    // The absent person in whose place it was decided.
    .addColumn('instead_of', 'text')
    .addColumn('at', 'text', required)
    .modifyEnd(engine.numbered)
    .execute();
  await schema.createIndex('update_decision_by_update').on('update_decision').column('update_id').execute();
  await engine.freeze(db, 'update_decision');

  // The register of changes: what an approved change makes of the plan, with the value it had before.
  await schema
    .createTable('plan_change')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('update_id', 'integer', (column) => required(column).references('status_update.id'))
    .addColumn(
      'field',
      'text',
      oneOf('field', ['description', 'target', 'indicator', 'deadline', 'weight', 'withdrawn', 'new']),
    )
    .addColumn('old_value', 'text')
    .addColumn('new_value', 'text')
    .addColumn('applied_at', 'text', required)
    .addUniqueConstraint('plan_change_once_a_field', ['update_id', 'field'])
    .modifyEnd(engine.numbered)
    .execute();
  await engine.freeze(db, 'plan_change', 'number');

  // What an import took away, as it was: its reports are kept under the number that it has here.
  await schema
    .createTable('removed_item')
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('content', 'text', (column) => required(column).check(engine.isJson('content')))
    .addPrimaryKeyConstraint('removed_item_key', ['body', 'year', 'kind', 'number'])
    .modifyEnd(engine.keyed)
    .execute();

  // A link or a file that proves what a report says.
  await schema
    .createTable('evidence')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('title', 'text', required)
    .addColumn('url', 'text', required)
    .addColumn('person', 'text', required)
    .addColumn('at', 'text', required)
    .modifyEnd(engine.numbered)
    .execute();
  await schema
    .createIndex('evidence_by_item')
    .on('evidence')
    .columns(['body', 'year', 'kind', 'number'])
    .execute();

  // What was typed in a form that was closed, until it is sent or thrown away.
  await schema
    .createTable('draft')
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('person', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('content', 'text', (column) => required(column).check(engine.isJson('content')))
    .addColumn('at', 'text', required)
    .addPrimaryKeyConstraint('draft_key', ['body', 'year', 'phase', 'person', 'kind', 'number'])
    .modifyEnd(engine.keyed)
    .execute();

  // The Nucleo's opinion, the Giunta's act and the minutes of a phase; the newest of a kind counts.
  await schema
    .createTable('phase_record')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('kind', 'text', oneOf('kind', ['opinion', 'act', 'minutes']))
    .addColumn('content', 'text', (column) => required(column).check(engine.isJson('content')))
    .addColumn('hash', 'text', required)
    .addColumn('actor', 'text', required)
    .addColumn('at', 'text', required)
    .addForeignKeyConstraint('phase_record_phase', ['body', 'year', 'phase'], 'phase', [
      'body',
      'year',
      'code',
    ])
    .modifyEnd(engine.numbered)
    .execute();
  await engine.freeze(db, 'phase_record');

  // The body's: people by their address, for a plan's codes are its own. Days are inclusive; with no substitute, the head answers.
  await schema
    .createTable('absence')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('person', 'text', required)
    .addColumn('from_day', 'text', required)
    .addColumn('to_day', 'text', (column) => required(column).check(sql`to_day >= from_day`))
    .addColumn('substitute', 'text', (column) => column.check(sql`substitute <> person`))
    .addColumn('recorded_by', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .addColumn('cancelled_at', 'text')
    .modifyEnd(engine.numbered)
    .execute();
  await schema.createIndex('absence_by_person').on('absence').columns(['body', 'person']).execute();

  // "Ricordamelo" (no item: the whole reminder) and "preso in carico" (one item), until a day.
  await schema
    .createTable('postponement')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('phase', 'text', required)
    .addColumn('person', 'text', required)
    .addColumn('kind', 'text')
    .addColumn('number', 'integer')
    .addColumn('until_day', 'text', required)
    .addColumn('at', 'text', required)
    .addCheckConstraint('postponement_of_an_item', sql`(kind is null) = (number is null)`)
    .addForeignKeyConstraint('postponement_phase', ['body', 'year', 'phase'], 'phase', [
      'body',
      'year',
      'code',
    ])
    .modifyEnd(engine.numbered)
    .execute();

  // Hash-chained: each row carries the hash of the one before.
  await schema
    .createTable('audit')
    .addColumn('id', engine.id, isKey)
    .addColumn('at', 'text', required)
    .addColumn('actor', 'text', required)
    .addColumn('action', 'text', required)
    .addColumn('subject', 'text', required)
    .addColumn('detail', 'text', (column) => required(column).check(engine.isJson('detail')))
    .addColumn('previous_hash', 'text', required)
    .addColumn('hash', 'text', (column) => required(column).unique())
    .modifyEnd(engine.numbered)
    .execute();
  await engine.freeze(db, 'audit');
}
