import { departmentOf, NO_DETAILS } from '../../domain/plan/index.ts';
import type { ItemSheet } from '../../domain/record/index.ts';
import { type Assignment, type Item, itemRef, type Plan } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';

type Change = Pick<Schema['plan_change'], 'kind' | 'number' | 'field' | 'new_value'>;

/** At most 60 characters: what fits in a button or a line. */
const SHORT_TITLE = 60;

/** The plan as the closings of its phases changed it; what was imported stays in its tables. */
export async function withChanges(db: Db, plan: Plan): Promise<Plan> {
  const rows = await db
    .selectFrom('plan_change')
    .innerJoin('status_update', 'status_update.id', 'plan_change.update_id')
    .select([
      'plan_change.kind as kind',
      'plan_change.number as number',
      'plan_change.field as field',
      'plan_change.new_value as new_value',
      'status_update.sheet as sheet',
    ])
    .where('plan_change.body', '=', plan.head.body)
    .where('plan_change.year', '=', plan.head.year)
    .orderBy('plan_change.id')
    .execute();
  const known = new Set(plan.items.map(itemRef));
  const added = rows.filter((row) => row.field === 'new' && row.sheet !== null && !known.has(itemRef(row)));
  const sheets = added.map((row) => ({ key: row, sheet: JSON.parse(row.sheet ?? '') as ItemSheet }));
  const items = [...plan.items, ...sheets.map(({ key, sheet }) => itemOf(plan, key, sheet))];
  return {
    ...plan,
    items: items.map((item) => rows.filter((row) => itemRef(row) === itemRef(item)).reduce(changed, item)),
    assignments: [...plan.assignments, ...sheets.map(({ key, sheet }) => assignmentOf(plan, key, sheet))],
  };
}

/** The title is the official wording; the deadline moves the horizon's last year. Other fields are told by the dossier. */
function changed(item: Item, { field, new_value: value }: Change): Item {
  if (field === 'description' && value !== null) return { ...item, title: value };
  if (field === 'deadline' && value !== null) return { ...item, horizonEnd: Number(value.slice(0, 4)) };
  if (field !== 'withdrawn') return item;
  const { withdrawnIn: _, ...rest } = item;
  return value === null ? rest : { ...rest, withdrawnIn: value };
}

const itemOf = (plan: Plan, { kind, number }: Change, sheet: ItemSheet): Item => ({
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
});

const assignmentOf = (plan: Plan, { kind, number }: Change, sheet: ItemSheet): Assignment => ({
  kind,
  number,
  department: (sheet.unit === null ? null : departmentOf(plan, sheet.unit)) ?? sheet.department,
  unit: sheet.unit,
  lead: true,
  share: null,
  source: 'registro delle modifiche',
});
