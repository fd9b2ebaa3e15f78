import {
  DEFAULT_LADDER,
  type IndicatorTarget,
  type ItemKey,
  itemRef,
  type Plan,
  type PlanHead,
  type WithOthers,
} from '../../../domain/types.ts';
import type { PlanRows } from './check-references.ts';
import { indicatorNumber, TARGET_COLUMN } from './fields.ts';
import { readGoals } from './general-rows.ts';
import type { Located, ReadRows } from './read-table.ts';
import { factValue, type RowOf, type TableName } from './tables.ts';
import { readWording, withNouns } from './wording.ts';

/** Turns checked rows into the plan that the rest of the product reads. */
export function assemblePlan(rows: PlanRows): Plan {
  const [front] = rows.plan.rows;
  if (!front) throw new Error('plan.csv was checked to have a row');
  const { evaluator_name } = front.row;
  const wording = readWording({
    ...front.row,
    evaluator_name: evaluator_name.length > 0 ? evaluator_name : evaluatorByAccount(rows),
  });
  const head: PlanHead = {
    body: front.row.body,
    bodyName: front.row.body_name,
    year: front.row.year,
    document: front.row.document,
    approvalAct: front.row.approval_act,
    approvedOn: front.row.approved_on,
    controllerUnit: front.row.controller_unit,
    patronDay: front.row.patron_day,
    timezone: front.row.timezone,
    weightSum: front.row.weight_sum,
    weightPer: front.row.weight_per,
    ...(front.row.colours.length === 0 ? {} : { colours: front.row.colours }),
    ...(wording === undefined ? {} : { wording }),
  };
  return {
    head,
    departments: bare(rows.departments),
    units: bare(rows.units),
    items: withNouns(
      rows.items.rows.map(
        ({
          extra,
          row: {
            short_title,
            horizon_start,
            horizon_end,
            attainment_pct,
            sdg_goals,
            sdg_targets,
            starts_on,
            due_on,
            expected_result,
            ...row
          },
        }) => ({
          ...row,
          shortTitle: short_title,
          horizonStart: horizon_start,
          horizonEnd: horizon_end,
          attainment: attainment_pct,
          goals: sdg_goals,
          targets: sdg_targets,
          startsOn: starts_on,
          dueOn: due_on,
          expectedResult: expected_result,
          extra,
        }),
      ),
      head,
    ),
    assignments: bare(rows.assignments).map(({ share_pct, ...row }) => ({ ...row, share: share_pct })),
    indicators: numberedWithin(rows.indicators.rows).map(
      ({ code, extra, row: { baseline_year, targets, ...row } }) => ({
        ...row,
        ...others(Object.entries(extra).filter(([heading]) => !TARGET_COLUMN.test(heading))),
        code,
        baselineYear: baseline_year,
        targets: [...targets, ...targetColumns(extra)].toSorted((a, b) => a.year - b.year),
      }),
    ),
    milestones: numberedWithin(rows.milestones.rows).map(
      ({ code, extra, row: { expected_from, expected_to, done_on, ...row } }) => ({
        ...row,
        ...others(Object.entries(extra)),
        code,
        expectedFrom: expected_from,
        expectedTo: expected_to,
        doneOn: done_on,
      }),
    ),
    budgetLines: bare(rows.budgetLines).map(({ amount_eur, year, entry, ...row }, index) => ({
      ...row,
      row: index + 1,
      entry: entry.toLowerCase(),
      year: year ?? front.row.year,
      amount: amount_eur,
    })),
    itemRoles: bare(rows.itemRoles),
    costLines: bare(rows.costLines).map((row, index) => ({
      ...(row.extra === undefined ? {} : { extra: row.extra }),
      kind: row.kind,
      number: row.number,
      row: index + 1,
      department: row.department,
      unit: row.unit,
      scopeAsPrinted: row.scope_as_printed,
      personnel: row.personnel_eur,
      committed: row.committed_eur,
      settled: row.settled_eur,
      assessed: row.assessed_eur,
      collected: row.collected_eur,
      note: row.note,
    })),
    declared: bare(rows.declared),
    notes: bare(rows.notes).map(({ subject_type, contradicts, ...row }) => ({
      ...row,
      subjectType: subject_type,
      contradicts: contradicts === 'yes',
    })),
    phases: bare(rows.phases).map(({ opens_on, due_on, closes_on, ...row }) => ({
      ...row,
      year: front.row.year,
      opensOn: opens_on,
      dueOn: due_on,
      closesOn: closes_on,
      ladder: DEFAULT_LADDER,
      channel: null,
      paused: false,
    })),
    closures: bare(rows.closures),
    monitoringCounts: bare(rows.monitoringCounts),
    acts: bare(rows.acts).map(({ end_date, ...row }) => ({ ...row, endDate: end_date })),
    legalDeadlines: bare(rows.legalDeadlines).map(({ applies_to, ...row }) => ({
      ...row,
      appliesTo: applies_to,
    })),
    goals: readGoals(),
    facts: bare(rows.facts).map((row) => ({ ...row, value: factValue(row.value, row.unit) })),
    factNotes: bare(rows.factNotes).map((row) => ({ ...row, contradicts: row.contradicts === 'yes' })),
    statements: bare(rows.statements),
    glossary: bare(rows.glossary),
    people: bare(rows.people),
    roles: bare(rows.roles),
  };
}

/** The rows of a table, each with what stands in columns that are none of its own. */
const bare = <N extends TableName>({ rows }: ReadRows<N>): (RowOf<N> & WithOthers)[] =>
  rows.map(({ row, extra }) => ({ ...row, ...others(Object.entries(extra)) }));

const others = (cells: readonly (readonly [string, string])[]): WithOthers =>
  cells.length === 0 ? {} : { extra: Object.fromEntries(cells) };

/** The rows of an item's table, each with its own code, or its position among those of its item. */
function numberedWithin<Row extends ItemKey & { readonly code: string | null }>(
  located: readonly Located<Row>[],
): (Located<Row> & { readonly code: string })[] {
  const before = new Map<string, number>();
  return located.map((one) => {
    const position = 1 + (before.get(itemRef(one.row)) ?? 0);
    before.set(itemRef(one.row), position);
    return { ...one, code: one.row.code ?? String(position) };
  });
}

const targetColumns = (extra: Readonly<Record<string, string>>): IndicatorTarget[] =>
  Object.entries(extra).flatMap(([heading, cell]) => {
    const [, year] = TARGET_COLUMN.exec(heading) ?? [];
    const value = indicatorNumber(cell);
    return year === undefined || value === null ? [] : [{ year: Number(year), value }];
  });

/** An OIV that the plan names in its accounts alone: whoever evaluates is called so. */
function evaluatorByAccount({ people, roles }: PlanRows): readonly string[] {
  const codes = new Set(roles.rows.flatMap(({ row }) => (row.role === 'evaluator' ? [row.person] : [])));
  const names = people.rows.flatMap(({ row }) => (codes.has(row.code) ? [row.name] : []));
  return names.some((name) => /\bOIV\b|organismo indipendente di valutazione/iu.test(name)) ? ['OIV'] : [];
}
