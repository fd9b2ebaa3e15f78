import type { ExportCell, ExportColumn, ExportTable } from '../../../domain/closing/index.ts';
import type { Item, Plan } from '../../../domain/types.ts';
import { QUESTION_KIND_NAMES } from '../../../words/question-kinds.ts';
import { valueKindOf } from './column-kinds.ts';
import { columnLabel, sheetName } from './column-names.ts';
import { formatDayMonth } from './day-month.ts';
import { TABLES, type TableName } from './tables.ts';
import type { ValueKind } from './values.ts';
import { printedWord, WORD_LISTS, type WordList } from './word-lists.ts';
import { writeWording } from './wording.ts';

type Value = string | number | boolean | readonly (string | number)[] | null;
type Row = Readonly<Record<string, Value>>;
/** A row with what stands in columns that are none of its table's. */
type Kept = Readonly<Record<string, Value | Readonly<Record<string, string>> | undefined>>;

/** A plan as the tables that an import reads: imported again, they are the same plan. */
export function planTables(plan: Plan): readonly ExportTable[] {
  const rows = rowsOf(plan);
  return (Object.keys(TABLES) as TableName[])
    .filter((table) => rows[table].length > 0)
    .map((table) => tableOf(table, rows[table].map(flat)));
}

const flat = ({ extra, ...row }: Kept): Row => ({ ...row, ...(extra as Row | undefined) }) as Row;

function tableOf(table: TableName, rows: readonly Row[]): ExportTable {
  const own = Object.keys(TABLES[table].schema.shape).filter(
    (column) => table !== 'indicators' || column !== 'targets',
  );
  const others = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (column) => !own.includes(column),
  );
  // A column in which nothing is declared says nothing: those that few plans have are left out.
  const optional: readonly string[] = TABLES[table].optional;
  const shown = [...own, ...others].filter(
    (column) =>
      !optional.includes(column) ||
      rows.some((row) => (row[column] ?? null) !== null && String(row[column]) !== ''),
  );
  return {
    name: sheetName(table),
    columns: shown.map((column) => ({
      label: own.includes(column) ? columnLabel(table, column) : column.replace(/^target_/, 'Target '),
      type: columnType(valueKindOf(table, column)),
    })),
    rows: rows.map((row) => shown.map((column) => cellOf(row[column] ?? null, valueKindOf(table, column)))),
  };
}

const TYPES: { readonly [K in ValueKind]?: ExportColumn['type'] } = {
  number: 'count',
  whole: 'count',
  decimal: 'decimal',
  percent: 'decimal',
  euro: 'decimal',
  indicator: 'decimal',
  day: 'day',
};

const columnType = (kind: ValueKind): ExportColumn['type'] => TYPES[kind] ?? 'text';

function cellOf(value: Value, kind: ValueKind): ExportCell {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (typeof value === 'object')
    return value.length === 0
      ? null
      : value.map((one) => (kind === 'kinds' ? printedWord('kind', String(one)) : String(one))).join(';');
  if (typeof value === 'number') return kind === 'euro' ? value / 100 : value;
  if (kind in WORD_LISTS) return printedWord(kind as WordList, value);
  return kind === 'month_day' ? formatDayMonth(value) : value;
}

function rowsOf(plan: Plan): { readonly [N in TableName]: readonly Kept[] } {
  const { head } = plan;
  return {
    plan: [
      {
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
        colours: (head.colours ?? []).join(';') || null,
        ...writeWording(head.wording),
      },
    ],
    departments: plan.departments.map((row) => ({ ...row })),
    units: plan.units.map((row) => ({ ...row })),
    items: plan.items.map(itemRow),
    assignments: plan.assignments.map(({ share, ...row }) => ({ ...row, share_pct: share })),
    indicators: plan.indicators.map(({ baselineYear, targets, ...row }) => ({
      ...row,
      baseline_year: baselineYear,
      ...Object.fromEntries(targets.map(({ year, value }) => [`target_${year}`, value])),
    })),
    milestones: plan.milestones.map(({ expectedFrom, expectedTo, doneOn, ...row }) => ({
      ...row,
      expected_from: expectedFrom,
      expected_to: expectedTo,
      done_on: doneOn,
    })),
    budgetLines: plan.budgetLines.map(({ row: _, amount, ...row }) => ({ ...row, amount_eur: amount })),
    itemRoles: plan.itemRoles.map((row) => ({ ...row })),
    costLines: plan.costLines.map(
      ({ row: _, scopeAsPrinted, personnel, committed, settled, assessed, collected, ...row }) => ({
        ...row,
        scope_as_printed: scopeAsPrinted,
        personnel_eur: personnel,
        committed_eur: committed,
        settled_eur: settled,
        assessed_eur: assessed,
        collected_eur: collected,
      }),
    ),
    declared: plan.declared.map((row) => ({ ...row })),
    notes: plan.notes.map(({ subjectType, ...row }) => ({ ...row, subject_type: subjectType })),
    phases: plan.phases.map(({ code, name, kinds, opensOn, dueOn, closesOn, source }) => ({
      code,
      name,
      kinds,
      opens_on: opensOn,
      due_on: dueOn,
      closes_on: closesOn,
      source,
    })),
    closures: plan.closures.map((row) => ({ ...row })),
    monitoringCounts: plan.monitoringCounts.map((row) => ({ ...row })),
    acts: plan.acts.map(({ endDate, ...row }) => ({ ...row, end_date: endDate })),
    legalDeadlines: plan.legalDeadlines.map(({ appliesTo, ...row }) => ({ ...row, applies_to: appliesTo })),
    // The same for every body: no plan brings them.
    goals: [],
    facts: plan.facts.map(({ value, ...row }) => ({
      ...row,
      value: row.unit === 'eur' ? value / 100 : value,
    })),
    factNotes: plan.factNotes.map((row) => ({ ...row })),
    statements: plan.statements.map(({ answers = [], ...row }) => ({
      ...row,
      answers: answers.map((kind) => QUESTION_KIND_NAMES[kind].it),
    })),
    glossary: plan.glossary.map((row) => ({ ...row })),
    people: plan.people.map((row) => ({ ...row })),
    roles: plan.roles.map((row) => ({ ...row })),
  };
}

function itemRow({
  shortTitle,
  horizonStart,
  horizonEnd,
  attainment,
  goals,
  targets,
  startsOn,
  dueOn,
  expectedResult,
  noun: ____,
  changes: _,
  withdrawnIn: __,
  removedOn: ___,
  ...row
}: Item): Kept {
  return {
    ...row,
    short_title: shortTitle,
    horizon_start: horizonStart,
    horizon_end: horizonEnd,
    attainment_pct: attainment,
    sdg_goals: goals,
    sdg_targets: targets,
    starts_on: startsOn,
    due_on: dueOn,
    expected_result: expectedResult,
  };
}
