import { type Kysely, sql } from 'kysely';
import { flag, isKey, ofPlan, oneOf, required } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/** The plan's tables, replaced as a whole by an import. */
export async function createPlanTables({ schema }: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  await schema
    .createTable('plan')
    .addColumn('id', engine.id, isKey)
    .addColumn('body', 'text', required)
    .addColumn('body_name', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('document', 'text', required)
    .addColumn('approval_act', 'text')
    .addColumn('approved_on', 'text')
    .addColumn('controller_unit', 'text')
    .addColumn('patron_day', 'text')
    .addColumn('timezone', 'text', required)
    .addColumn('weight_sum', engine.decimal)
    .addColumn('weight_per', 'text', (column) =>
      column.check(sql`weight_per in ('body', 'department', 'unit')`),
    )
    .addColumn('colours', 'text')
    .addColumn('wording', 'text')
    .addColumn('imported_at', 'text', required)
    .addUniqueConstraint('plan_once_a_year', ['body', 'year'])
    .modifyEnd(engine.numbered)
    .execute();

  // What stands in columns that the product does not know, by their heading, is `extra`: read with its row, never looked for.
  await schema
    .createTable('department')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('position', 'integer', required)
    .addColumn('code', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('aliases', 'text', required)
    .addColumn('level', 'text')
    .addColumn('extra', 'text', (column) => column.check(engine.isJson('extra')))
    .addPrimaryKeyConstraint('department_key', ['plan_id', 'code'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('unit')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('position', 'integer', required)
    .addColumn('code', 'text', required)
    .addColumn('department', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('aliases', 'text', required)
    .addColumn('note', 'text')
    .addColumn('level', 'text')
    .addColumn('parent', 'text')
    .addColumn('extra', 'text', (column) => column.check(engine.isJson('extra')))
    .addPrimaryKeyConstraint('unit_key', ['plan_id', 'code'])
    .addForeignKeyConstraint('unit_department', ['plan_id', 'department'], 'department', ['plan_id', 'code'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('item')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('kind', 'text', oneOf('kind', ['objective', 'process', 'indicator']))
    .addColumn('number', 'integer', required)
    .addColumn('code', 'text')
    .addColumn('title', 'text', required)
    .addColumn('short_title', 'text', required)
    .addColumn('summary', 'text', required)
    .addColumn('keywords', 'text', required)
    .addColumn('scope', 'text', oneOf('scope', ['unit', 'transversal']))
    .addColumn('horizon_start', 'integer', required)
    .addColumn('horizon_end', 'integer', required)
    .addColumn('weight', engine.decimal)
    .addColumn('attainment', engine.decimal)
    .addColumn('goals', 'text', required)
    .addColumn('targets', 'text', required)
    // What few plans say of an item: read with it, never looked for.
    .addColumn('details', 'text', (column) => required(column).check(engine.isJson('details')))
    .addPrimaryKeyConstraint('item_key', ['plan_id', 'kind', 'number'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('assignment')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('position', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('department', 'text', required)
    .addColumn('unit', 'text')
    .addColumn('lead', 'integer', flag('lead'))
    .addColumn('share', engine.decimal)
    .addColumn('source', 'text', required)
    .addColumn('extra', 'text', (column) => column.check(engine.isJson('extra')))
    .addPrimaryKeyConstraint('assignment_key', ['plan_id', 'position'])
    .addForeignKeyConstraint('assignment_item', ['plan_id', 'kind', 'number'], 'item', [
      'plan_id',
      'kind',
      'number',
    ])
    .addForeignKeyConstraint('assignment_department', ['plan_id', 'department'], 'department', [
      'plan_id',
      'code',
    ])
    .addForeignKeyConstraint('assignment_unit', ['plan_id', 'unit'], 'unit', ['plan_id', 'code'])
    .modifyEnd(engine.keyed)
    .execute();

  // Null is "not declared", never zero.
  await schema
    .createTable('cost_line')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('row', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('department', 'text', required)
    .addColumn('unit', 'text')
    .addColumn('scope_as_printed', 'text', required)
    .addColumn('personnel', engine.cents)
    .addColumn('committed', engine.cents)
    .addColumn('settled', engine.cents)
    .addColumn('assessed', engine.cents)
    .addColumn('collected', engine.cents)
    .addColumn('note', 'text')
    .addColumn('extra', 'text', (column) => column.check(engine.isJson('extra')))
    .addPrimaryKeyConstraint('cost_line_key', ['plan_id', 'row'])
    .addForeignKeyConstraint('cost_line_item', ['plan_id', 'kind', 'number'], 'item', [
      'plan_id',
      'kind',
      'number',
    ])
    .modifyEnd(engine.keyed)
    .execute();

  // Tables that are only ever read whole: one JSON object a row, validated when imported.
  await schema
    .createTable('reference_row')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('collection', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('content', 'text', (column) => required(column).check(engine.isJson('content')))
    .addPrimaryKeyConstraint('reference_row_key', ['plan_id', 'collection', 'position'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('person')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('position', 'integer', required)
    .addColumn('code', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('email', engine.caseless, required)
    .addPrimaryKeyConstraint('person_key', ['plan_id', 'code'])
    .addUniqueConstraint('person_once_an_address', ['plan_id', 'email'])
    .modifyEnd(engine.keyed)
    .execute();

  await schema
    .createTable('role')
    .addColumn('plan_id', 'integer', ofPlan)
    .addColumn('position', 'integer', required)
    .addColumn('person', 'text', required)
    .addColumn('role', 'text', oneOf('role', ['contact', 'head', 'controller', 'evaluator', 'staff']))
    .addColumn('department', 'text')
    .addColumn('unit', 'text')
    .addPrimaryKeyConstraint('role_key', ['plan_id', 'position'])
    .addForeignKeyConstraint('role_person', ['plan_id', 'person'], 'person', ['plan_id', 'code'])
    .modifyEnd(engine.keyed)
    .execute();
}
