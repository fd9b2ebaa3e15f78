import { DEFAULT_LADDER, type Plan } from '../../../domain/types.ts';
import type { Located, PlanRows } from './read-plan.ts';
import { factValue } from './tables.ts';

/** Turns checked rows into the plan that the rest of the product reads. */
export function assemblePlan(rows: PlanRows): Plan {
  const [front] = rows.plan;
  if (!front) throw new Error('plan.csv was checked to have a row');
  return {
    head: {
      body: front.row.body,
      bodyName: front.row.body_name,
      year: front.row.year,
      document: front.row.document,
      approvalAct: front.row.approval_act,
      approvedOn: front.row.approved_on,
      controllerUnit: front.row.controller_unit,
      patronDay: front.row.patron_day,
      timezone: front.row.timezone,
    },
    departments: bare(rows.departments),
    units: bare(rows.units),
    items: bare(rows.items).map(
      ({ short_title, horizon_start, horizon_end, attainment_pct, sdg_goals, sdg_targets, ...row }) => ({
        ...row,
        shortTitle: short_title,
        horizonStart: horizon_start,
        horizonEnd: horizon_end,
        attainment: attainment_pct,
        goals: sdg_goals,
        targets: sdg_targets,
      }),
    ),
    assignments: bare(rows.assignments),
    costLines: bare(rows.costLines).map((row, index) => ({
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
    notes: bare(rows.notes).map(({ subject_type, ...row }) => ({ ...row, subjectType: subject_type })),
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
    goals: bare(rows.goals).map(({ short_name, ...row }) => ({ ...row, shortName: short_name })),
    facts: bare(rows.facts).map((row) => ({ ...row, value: factValue(row.value, row.unit) })),
    factNotes: bare(rows.factNotes),
    glossary: bare(rows.glossary),
    people: bare(rows.people),
    roles: bare(rows.roles),
  };
}

const bare = <Row>(located: readonly Located<Row>[]): Row[] => located.map(({ row }) => row);
