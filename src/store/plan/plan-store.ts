import type { Selectable, Transaction } from 'kysely';
import { compareItems, detailsOf, type ItemDetails, type PlanKey } from '../../domain/plan/index.ts';
import {
  DEFAULT_LADDER,
  type Item,
  type LadderStep,
  type Plan,
  type PlanHead,
  type WithOthers,
} from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { PhaseTable, Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { withNouns } from './import/wording.ts';

/** Collections that are only ever read whole, kept one JSON object a row. */
const REFERENCE_COLLECTIONS = [
  'indicators',
  'milestones',
  'budgetLines',
  'itemRoles',
  'closures',
  'declared',
  'notes',
  'monitoringCounts',
  'acts',
  'legalDeadlines',
  'goals',
  'facts',
  'factNotes',
  'statements',
  'glossary',
] as const satisfies readonly (keyof Plan)[];

/** SQLite binds at most 32,766 values a statement; rows here have fewer than 60 columns. */
const ROWS_PER_INSERT = 500;

/**
 * Writes a plan in one transaction. A plan of the same body and year is replaced as a whole; phases that already
 * live, updates, reminders and audit stay as they are.
 * @param importedAt the instant kept with the plan
 */
export async function savePlan(db: Db, plan: Plan, importedAt: Date): Promise<void> {
  await writing(db, (tx) => writePlan(tx, plan, importedAt));
}

/** Writes a plan inside the transaction that imports it. */
export async function writePlan(tx: Transaction<Schema>, plan: Plan, importedAt: Date): Promise<void> {
  const planId = await replaceHead(tx, plan.head, importedAt);
  await insertStructures(tx, planId, plan);
  await insertItems(tx, planId, plan);
  await insertReferences(tx, planId, plan);
  await insertPeople(tx, planId, plan);
  await insertNewPhases(tx, plan);
}

/** The items that imports of a plan took away. */
export async function loadRemoved(db: Db, body: string, year: number): Promise<readonly Item[]> {
  const rows = await db
    .selectFrom('removed_item')
    .select('content')
    .where('body', '=', body)
    .where('year', '=', year)
    .execute();
  return rows.map(({ content }): Item => JSON.parse(content)).toSorted(compareItems);
}

/** The plans in the store, newest year first. */
export async function listPlans(db: Db): Promise<readonly PlanKey[]> {
  return db.selectFrom('plan').select(['body', 'year']).orderBy('year', 'desc').orderBy('body').execute();
}

/** A body that has plans in the store. */
export interface StoredBody {
  readonly body: string;
  /** As its newest plan calls it. */
  readonly name: string;
  /** Oldest first. */
  readonly years: readonly number[];
}

/** The bodies in the store, in the order of their codes. */
export async function listBodies(db: Db): Promise<readonly StoredBody[]> {
  const rows = await db
    .selectFrom('plan')
    .select(['body', 'body_name', 'year'])
    .orderBy('body')
    .orderBy('year')
    .execute();
  return [...Map.groupBy(rows, ({ body }) => body)].map(([body, plans]) => ({
    body,
    name: plans.at(-1)?.body_name ?? body,
    years: plans.map(({ year }) => year),
  }));
}

/** The plans of a body, oldest first. */
export async function loadPlans(db: Db, body: string): Promise<readonly Plan[]> {
  const keys = (await listPlans(db)).filter((key) => key.body === body).toReversed();
  const plans = await Promise.all(keys.map(({ year }) => loadPlan(db, body, year)));
  return plans.filter((plan) => plan !== null);
}

/** Reads a plan whole, or null when there is none. Phases come as they are now, not as they were imported. */
export async function loadPlan(db: Db, body: string, year: number): Promise<Plan | null> {
  const row = await db
    .selectFrom('plan')
    .selectAll()
    .where('body', '=', body)
    .where('year', '=', year)
    .executeTakeFirst();
  if (!row) return null;
  const { id } = row;
  const [departments, units, items, assignments, costLines, references, people, roles, phases] =
    await Promise.all([
      db.selectFrom('department').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('unit').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('item').selectAll().where('plan_id', '=', id).execute(),
      db.selectFrom('assignment').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('cost_line').selectAll().where('plan_id', '=', id).orderBy('row').execute(),
      db.selectFrom('reference_row').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('person').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('role').selectAll().where('plan_id', '=', id).orderBy('position').execute(),
      db.selectFrom('phase').selectAll().where('body', '=', body).where('year', '=', year).execute(),
    ]);
  const collection = <K extends (typeof REFERENCE_COLLECTIONS)[number]>(name: K): Plan[K] =>
    references
      .filter((reference) => reference.collection === name)
      .map((reference) => JSON.parse(reference.content)) as unknown as Plan[K];
  const head: PlanHead = {
    body: row.body,
    bodyName: row.body_name,
    year: row.year,
    document: row.document,
    approvalAct: row.approval_act,
    approvedOn: row.approved_on,
    controllerUnit: row.controller_unit,
    patronDay: row.patron_day,
    timezone: row.timezone,
    weightSum: row.weight_sum,
    weightPer: row.weight_per,
    ...(row.colours === null ? {} : { colours: JSON.parse(row.colours) }),
    ...(row.wording === null ? {} : { wording: JSON.parse(row.wording) }),
  };
  return {
    head,
    departments: departments.map(({ code, name, aliases, level, extra }) => ({
      ...readExtra(extra),
      code,
      name,
      aliases: JSON.parse(aliases),
      level,
    })),
    units: units.map(({ code, department, name, aliases, note, level, parent, extra }) => ({
      ...readExtra(extra),
      code,
      department,
      name,
      aliases: JSON.parse(aliases),
      note,
      level,
      parent,
    })),
    items: withNouns(
      items.toSorted(compareItems).map((item) => ({
        kind: item.kind,
        number: item.number,
        code: item.code,
        title: item.title,
        shortTitle: item.short_title,
        summary: item.summary,
        keywords: JSON.parse(item.keywords),
        scope: item.scope,
        horizonStart: item.horizon_start,
        horizonEnd: item.horizon_end,
        weight: item.weight,
        attainment: item.attainment,
        goals: JSON.parse(item.goals),
        targets: JSON.parse(item.targets),
        ...(JSON.parse(item.details) as ItemDetails),
      })),
      head,
    ),
    assignments: assignments.map(({ kind, number, department, unit, lead, share, source, extra }) => ({
      ...readExtra(extra),
      kind,
      number,
      department,
      unit,
      lead: lead === 1,
      share,
      source,
    })),
    costLines: costLines.map(({ plan_id: _, scope_as_printed, extra, ...line }) => ({
      ...readExtra(extra),
      ...line,
      scopeAsPrinted: scope_as_printed,
    })),
    indicators: collection('indicators'),
    milestones: collection('milestones'),
    budgetLines: collection('budgetLines'),
    itemRoles: collection('itemRoles'),
    declared: collection('declared'),
    notes: collection('notes'),
    phases: phases.map(toPhase),
    closures: collection('closures'),
    monitoringCounts: collection('monitoringCounts'),
    acts: collection('acts'),
    legalDeadlines: collection('legalDeadlines'),
    goals: collection('goals'),
    facts: collection('facts'),
    factNotes: collection('factNotes'),
    statements: collection('statements'),
    glossary: collection('glossary'),
    people: people.map(({ code, name, email }) => ({ code, name, email })),
    roles: roles.map(({ person, role, department, unit }) => ({ person, role, department, unit })),
  };
}

const readExtra = (text: string | null): WithOthers => (text === null ? {} : { extra: JSON.parse(text) });

const writeExtra = (extra: WithOthers['extra']): string | null =>
  extra === undefined ? null : JSON.stringify(extra);

/** A stored phase as the domain knows it. */
export const toPhase = (row: Selectable<PhaseTable>): Plan['phases'][number] => ({
  year: row.year,
  code: row.code,
  name: row.name,
  kinds: JSON.parse(row.kinds),
  opensOn: row.opens_on,
  dueOn: row.due_on,
  closesOn: row.closes_on,
  source: row.source,
  ladder: parseLadder(row.ladder),
  channel: row.channel,
  paused: row.paused === 1,
  ...(row.reminding_since === null ? {} : { remindingSince: new Date(row.reminding_since) }),
});

/** An empty list stands for the default ladder. */
function parseLadder(text: string): readonly LadderStep[] {
  const ladder: readonly LadderStep[] = JSON.parse(text);
  return ladder.length === 0 ? DEFAULT_LADDER : ladder;
}

async function replaceHead(tx: Transaction<Schema>, head: PlanHead, importedAt: Date): Promise<number> {
  const values = {
    body: head.body,
    body_name: head.bodyName,
    year: head.year,
    document: head.document,
    approval_act: head.approvalAct,
    approved_on: head.approvedOn,
    controller_unit: head.controllerUnit,
    patron_day: head.patronDay,
    timezone: head.timezone,
    weight_sum: head.weightSum,
    weight_per: head.weightPer,
    colours: head.colours === undefined ? null : JSON.stringify(head.colours),
    wording: head.wording === undefined ? null : JSON.stringify(head.wording),
    imported_at: importedAt.toISOString(),
  };
  const { id } = await tx
    .insertInto('plan')
    .values(values)
    .onConflict((conflict) => conflict.columns(['body', 'year']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  // Children before parents, as the foreign keys want.
  for (const table of [
    'role',
    'person',
    'reference_row',
    'cost_line',
    'assignment',
    'item',
    'unit',
    'department',
  ] as const)
    await tx.deleteFrom(table).where('plan_id', '=', id).execute();
  return id;
}

async function insertStructures(tx: Transaction<Schema>, planId: number, plan: Plan): Promise<void> {
  await insertAll(
    tx,
    'department',
    plan.departments.map(({ code, name, aliases, level, extra }, position) => ({
      extra: writeExtra(extra),
      plan_id: planId,
      position,
      code,
      name,
      aliases: JSON.stringify(aliases),
      level,
    })),
  );
  await insertAll(
    tx,
    'unit',
    plan.units.map(({ code, department, name, aliases, note, level, parent, extra }, position) => ({
      extra: writeExtra(extra),
      plan_id: planId,
      position,
      code,
      department,
      name,
      aliases: JSON.stringify(aliases),
      note,
      level,
      parent,
    })),
  );
}

async function insertItems(tx: Transaction<Schema>, planId: number, plan: Plan): Promise<void> {
  await insertAll(
    tx,
    'item',
    plan.items.map((item) => ({
      plan_id: planId,
      kind: item.kind,
      number: item.number,
      code: item.code,
      title: item.title,
      short_title: item.shortTitle,
      summary: item.summary,
      keywords: JSON.stringify(item.keywords),
      scope: item.scope,
      horizon_start: item.horizonStart,
      horizon_end: item.horizonEnd,
      weight: item.weight,
      attainment: item.attainment,
      goals: JSON.stringify(item.goals),
      targets: JSON.stringify(item.targets),
      details: JSON.stringify(detailsOf(item)),
    })),
  );
  await insertAll(
    tx,
    'assignment',
    plan.assignments.map(({ lead, extra, ...assignment }, position) => ({
      extra: writeExtra(extra),
      plan_id: planId,
      position,
      ...assignment,
      lead: lead ? 1 : 0,
    })),
  );
  await insertAll(
    tx,
    'cost_line',
    plan.costLines.map(({ scopeAsPrinted, extra, ...line }) => ({
      extra: writeExtra(extra),
      plan_id: planId,
      scope_as_printed: scopeAsPrinted,
      ...line,
    })),
  );
}

async function insertReferences(tx: Transaction<Schema>, planId: number, plan: Plan): Promise<void> {
  for (const collection of REFERENCE_COLLECTIONS)
    await insertAll(
      tx,
      'reference_row',
      plan[collection].map((content, position) => ({
        plan_id: planId,
        collection,
        position,
        content: JSON.stringify(content),
      })),
    );
}

async function insertPeople(tx: Transaction<Schema>, planId: number, plan: Plan): Promise<void> {
  await insertAll(
    tx,
    'person',
    plan.people.map((person, position) => ({ plan_id: planId, position, ...person })),
  );
  await insertAll(
    tx,
    'role',
    plan.roles.map((role, position) => ({ plan_id: planId, position, ...role })),
  );
}

/** A phase already in the store has a life of its own (extended, closed, answered): an import leaves it alone. */
async function insertNewPhases(tx: Transaction<Schema>, plan: Plan): Promise<void> {
  for (const phase of plan.phases)
    await tx
      .insertInto('phase')
      .values({
        body: plan.head.body,
        year: plan.head.year,
        code: phase.code,
        name: phase.name,
        kinds: JSON.stringify(phase.kinds),
        opens_on: phase.opensOn,
        due_on: phase.dueOn,
        closes_on: phase.closesOn,
        source: phase.source,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

type InsertableTable =
  | 'department'
  | 'unit'
  | 'item'
  | 'assignment'
  | 'cost_line'
  | 'reference_row'
  | 'person'
  | 'role';

async function insertAll<T extends InsertableTable>(
  tx: Transaction<Schema>,
  table: T,
  rows: readonly Schema[T][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await tx
      .insertInto(table)
      .values(rows.slice(start, start + ROWS_PER_INSERT) as never)
      .execute();
}
