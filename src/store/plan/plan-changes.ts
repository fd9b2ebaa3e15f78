import { sql } from 'kysely';
import { departmentOf, NO_DETAILS, parseWeight } from '../../domain/plan/index.ts';
import type { ItemSheet, ProposedChange } from '../../domain/record/index.ts';
import {
  type Assignment,
  type Indicator,
  type Item,
  type ItemChange,
  type ItemKey,
  itemRef,
  type Plan,
} from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';

type Change = ItemKey & ItemChange;

/** A change, with the sheet of the item that it adds. */
type ApprovedChange = Change & { readonly sheet: string | null };

/** At most 60 characters: what fits in a button or a line. */
const SHORT_TITLE = 60;

/** The newest decision on a report. */
const outcomeOf = (report: string) =>
  sql.raw(`(select kind from update_decision where update_id = ${report}.id order by id desc limit 1)`);

/**
 * The approved reports of a plan (in a query of `plan`) that change it and that no closing has entered into the register
 * yet, as a JSON list of their ids: of each item and phase the newest that is approved.
 */
export const approvedIds = sql<string>`(
  select '[' || coalesce(string_agg(cast(one.id as text), ',' order by one.id), '') || ']' from status_update one
  where one.body = plan.body and one.year = plan.year and one.closes = 1
    and one.state in ('amended', 'withdrawn', 'new') and ${outcomeOf('one')} = 'approved'
    and not exists (select 1 from plan_change where plan_change.update_id = one.id)
    and not exists (
      select 1 from status_update later
      where later.body = one.body and later.year = one.year and later.phase = one.phase and later.kind = one.kind
        and later.number = one.number and later.closes = 1 and later.version > one.version
        and ${outcomeOf('later')} = 'approved'
    )
)`;

/** What approved reports change, in the order in which they were sent. */
async function approvedRows(db: Db, ids: readonly number[]): Promise<readonly ApprovedChange[]> {
  if (ids.length === 0) return [];
  const reports = await db
    .selectFrom('status_update')
    .select(['id', 'kind', 'number', 'phase', 'state', 'changes', 'sheet', 'act'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return reports.flatMap(({ kind, number, phase, state, changes, sheet, act }): ApprovedChange[] => {
    const base = { kind, number, phase, act, sheet };
    if (state === 'withdrawn') return [{ ...base, field: 'withdrawn', old: null, new: phase }];
    if (state === 'new')
      return [{ ...base, field: 'new', old: null, new: (JSON.parse(sheet ?? '{}') as ItemSheet).title }];
    const proposed: readonly ProposedChange[] = JSON.parse(changes);
    return proposed.map(({ field, old, new: value }) => ({ ...base, field, old, new: value }));
  });
}

/**
 * The plan as it is after what was approved: what the closings of its phases entered into the register, and what waits for
 * one. What was imported stays in its tables.
 * @param approved ids of the approved reports that no closing has entered yet
 */
export async function withChanges(db: Db, plan: Plan, approved: readonly number[]): Promise<Plan> {
  const registered = await db
    .selectFrom('plan_change')
    .innerJoin('status_update', 'status_update.id', 'plan_change.update_id')
    .select([
      'plan_change.kind as kind',
      'plan_change.number as number',
      'plan_change.field as field',
      'plan_change.old_value as old',
      'plan_change.new_value as new',
      'plan_change.phase as phase',
      'status_update.act as act',
      'status_update.sheet as sheet',
    ])
    .where('plan_change.body', '=', plan.head.body)
    .where('plan_change.year', '=', plan.head.year)
    .orderBy('plan_change.id')
    .execute();
  const rows = [...registered, ...(await approvedRows(db, approved))];
  const known = new Set(plan.items.map(itemRef));
  const added = rows.filter((row) => row.field === 'new' && row.sheet !== null && !known.has(itemRef(row)));
  const sheets = added.map((row) => ({ key: row, sheet: JSON.parse(row.sheet ?? '') as ItemSheet }));
  const changesOf = Map.groupBy(rows, itemRef);
  const items = [...plan.items, ...sheets.map(({ key, sheet }) => itemOf(plan, key, sheet))];
  return {
    ...plan,
    items: items.map((item) => (changesOf.get(itemRef(item)) ?? []).reduce(changed, item)),
    indicators: plan.indicators.map((indicator) => withIndicatorChanges(plan, indicator, rows)),
    assignments: [...plan.assignments, ...sheets.map(({ key, sheet }) => assignmentOf(plan, key, sheet))],
  };
}

/** Items that reports propose and that are not, or not yet, in the plan. */
export async function proposedItems(db: Db, plan: Plan): Promise<readonly Item[]> {
  const rows = await db
    .selectFrom('status_update')
    .select(['kind', 'number', 'sheet'])
    .where('body', '=', plan.head.body)
    .where('year', '=', plan.head.year)
    .where('sheet', 'is not', null)
    .orderBy('id')
    .execute();
  const known = new Set(plan.items.map(itemRef));
  const sheets = new Map(rows.filter((row) => !known.has(itemRef(row))).map((row) => [itemRef(row), row]));
  return [...sheets.values()].map((row) => itemOf(plan, row, JSON.parse(row.sheet ?? '') as ItemSheet));
}

/** The item with one more change, which it remembers: what was declared before, and by which act it changed. */
function changed(item: Item, { field, old, new: value, phase, act }: Change): Item {
  const changes = [...(item.changes ?? []), { field, old, new: value, phase, act }];
  if (field === 'withdrawn') {
    const { withdrawnIn: _, ...rest } = item;
    return value === null ? { ...rest, changes } : { ...rest, changes, withdrawnIn: value };
  }
  if (value === null) return { ...item, changes };
  switch (field) {
    case 'description':
      return { ...item, changes, title: value };
    case 'deadline':
      return { ...item, changes, dueOn: value, horizonEnd: Number(value.slice(0, 4)) };
    case 'target':
      return { ...item, changes, expectedResult: value };
    case 'weight':
      return { ...item, changes, weight: parseWeight(value) };
    default:
      return { ...item, changes };
  }
}

/** A number, with its unit of measure or without. */
const AMOUNT = /^(-?\d+(?:[.,]\d+)?)\s*(?:%|\p{L}+)?$/u;

/** An item's only indicator with the name that was changed, if it is one, and with its new target. */
function withIndicatorChanges(plan: Plan, indicator: Indicator, rows: readonly Change[]): Indicator {
  const own = plan.indicators.filter((other) => itemRef(other) === itemRef(indicator));
  if (own.length !== 1) return indicator;
  const last = (field: Change['field']): string =>
    rows.findLast((row) => row.field === field && itemRef(row) === itemRef(indicator))?.new?.trim() ?? '';
  const name = last('indicator');
  const named = name === '' || AMOUNT.test(name) ? indicator : { ...indicator, name };
  return retargeted(named, plan.head.year, last('target'));
}

/** A new expected result that is a number is the year's target. */
function retargeted(indicator: Indicator, year: number, expected: string): Indicator {
  const [, amount] = AMOUNT.exec(expected) ?? [];
  if (amount === undefined) return indicator;
  const target = { year, value: Number(amount.replace(',', '.')) };
  const others = indicator.targets.filter((one) => one.year !== year);
  return { ...indicator, targets: [...others, target].toSorted((a, b) => a.year - b.year) };
}

const itemOf = (plan: Plan, { kind, number }: ItemKey, sheet: ItemSheet): Item => ({
  kind,
  number,
  code: null,
  title: sheet.title,
  shortTitle:
    sheet.title.length <= SHORT_TITLE ? sheet.title : `${sheet.title.slice(0, SHORT_TITLE - 1).trimEnd()}…`,
  summary: sheet.title,
  keywords: [],
  scope: 'unit',
  horizonStart: plan.head.year,
  horizonEnd: Number(sheet.deadline.slice(0, 4)),
  weight: sheet.weight,
  attainment: null,
  goals: sheet.goals,
  targets: [],
  ...NO_DETAILS,
  dueOn: sheet.deadline,
  ...(plan.head.wording?.items[kind] ? { noun: plan.head.wording.items[kind] } : {}),
});

const assignmentOf = (plan: Plan, { kind, number }: ItemKey, sheet: ItemSheet): Assignment => ({
  kind,
  number,
  department: (sheet.unit === null ? null : departmentOf(plan, sheet.unit)) ?? sheet.department,
  unit: sheet.unit,
  lead: true,
  share: null,
  source: 'registro delle modifiche',
});
