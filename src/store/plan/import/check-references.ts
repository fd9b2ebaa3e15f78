import { itemRef } from '../../../domain/types.ts';
import { joinedName } from '../../../words/proper-names.ts';
import { indicatorNumber, TARGET_COLUMN } from './fields.ts';
import type { ImportError, Located, PlanRows } from './read-plan.ts';
import { TABLES, type TableName } from './tables.ts';

/** Checks that the tables agree with each other: keys are unique and whatever a row names exists. */
export function checkReferences(rows: PlanRows): readonly ImportError[] {
  const errors: ImportError[] = [];
  const report = (table: TableName, line: number, column: string, value: string, expected: string): void => {
    errors.push({ file: TABLES[table].file, line, column, value, expected });
  };

  const departments = new Set(rows.departments.map(({ row }) => row.code));
  const departmentOfUnit = new Map(rows.units.map(({ row }) => [row.code, row.department]));
  const items = new Set(rows.items.map(({ row }) => itemRef(row)));
  const people = new Set(rows.people.map(({ row }) => row.code));
  const phases = new Set(rows.phases.map(({ row }) => row.code));

  if (rows.plan.length > 1) {
    const second = rows.plan[1];
    if (second) report('plan', second.line, 'body', second.row.body, 'una riga sola');
  }
  unique('departments', rows.departments, 'code', (row) => row.code);
  unique('units', rows.units, 'code', (row) => row.code);
  unique('items', rows.items, 'number', (row) => itemRef(row));
  unique(
    'assignments',
    rows.assignments,
    'number',
    (row) => `${itemRef(row)} ${row.department} ${row.unit ?? ''}`,
  );
  unique(
    'costLines',
    rows.costLines,
    'number',
    (row) => `${itemRef(row)} ${row.department} ${row.unit ?? ''}`,
  );
  unique(
    'items',
    rows.items.filter(({ row }) => row.key !== null),
    'key',
    (row) => `${row.kind} ${row.key}`,
  );
  unique('indicators', coded(rows.indicators), 'code', (row) => `${itemRef(row)} ${row.code}`);
  unique('milestones', coded(rows.milestones), 'code', (row) => `${itemRef(row)} ${row.code}`);
  unique('closures', rows.closures, 'day', (row) => row.day);
  unique('phases', rows.phases, 'code', (row) => row.code);
  unique(
    'monitoringCounts',
    rows.monitoringCounts,
    'state',
    (row) => `${row.phase} ${row.kind} ${row.state}`,
  );
  unique('acts', rows.acts, 'code', (row) => row.code);
  unique('legalDeadlines', rows.legalDeadlines, 'code', (row) => row.code);
  unique('goals', rows.goals, 'number', (row) => String(row.number));
  unique('facts', rows.facts, 'code', (row) => row.code);
  unique('glossary', rows.glossary, 'term', (row) => row.term.toLowerCase());
  unique('people', rows.people, 'code', (row) => row.code);
  unique('people', rows.people, 'email', (row) => row.email.toLowerCase());

  for (const { row, line } of rows.plan)
    if (row.controller_unit !== null && !departmentOfUnit.has(row.controller_unit))
      report('plan', line, 'controller_unit', row.controller_unit, 'il codice di un’U.O. di units.csv');
  for (const { row, line } of rows.units) knownDepartment('units', line, row.department);
  for (const { row, line } of rows.items)
    if (row.horizon_end < row.horizon_start)
      report('items', line, 'horizon_end', String(row.horizon_end), 'un anno non precedente a horizon_start');
  const assigned = new Set(rows.assignments.map(({ row }) => itemRef(row)));
  for (const { row, line } of rows.items)
    if (!assigned.has(itemRef(row)))
      report('items', line, 'number', itemRef(row), 'almeno una riga in assignments.csv');
  for (const table of ['assignments', 'costLines'] as const)
    for (const { row, line } of rows[table]) {
      if (!items.has(itemRef(row))) report(table, line, 'number', itemRef(row), 'un elemento di items.csv');
      knownDepartment(table, line, row.department);
      knownUnit(table, line, row.unit, row.department);
    }
  for (const table of ['indicators', 'milestones', 'budgetLines', 'itemRoles'] as const)
    for (const { row, line } of rows[table])
      if (!items.has(itemRef(row))) report(table, line, 'number', itemRef(row), 'un elemento di items.csv');
  for (const { line, extra } of rows.indicators)
    for (const [heading, cell] of Object.entries(extra))
      if (TARGET_COLUMN.test(heading) && indicatorNumber(cell) === null)
        report('indicators', line, heading, cell, 'un numero, «sì» o «no», o niente');
  for (const { row, line } of rows.milestones)
    if (row.expected_from !== null && row.expected_to !== null && row.expected_to < row.expected_from)
      report(
        'milestones',
        line,
        'expected_to',
        row.expected_to,
        `un giorno non precedente a expected_from (${row.expected_from})`,
      );
  for (const { row, line } of rows.budgetLines) {
    if (row.department !== null) knownDepartment('budgetLines', line, row.department);
    knownUnit('budgetLines', line, row.unit, row.department);
  }
  for (const { row, line } of rows.itemRoles)
    if (!people.has(row.person))
      report('itemRoles', line, 'person', row.person, 'il codice di una persona di people.csv');
  for (const { row, line } of rows.items)
    if (row.starts_on !== null && row.due_on !== null && row.due_on < row.starts_on)
      report('items', line, 'due_on', row.due_on, `un giorno non precedente a starts_on (${row.starts_on})`);
  for (const { row, line } of rows.units)
    if (row.parent !== null && !departmentOfUnit.has(row.parent))
      report('units', line, 'parent', row.parent, 'il codice di un’U.O. di units.csv');
  for (const { row, line } of rows.phases)
    if (row.due_on < row.opens_on)
      report('phases', line, 'due_on', row.due_on, `una data non precedente a opens_on (${row.opens_on})`);
  for (const { row, line } of rows.phases)
    if (row.closes_on !== null && row.closes_on < row.opens_on)
      report(
        'phases',
        line,
        'closes_on',
        row.closes_on,
        `una data non precedente a opens_on (${row.opens_on})`,
      );
  for (const { row, line } of rows.monitoringCounts)
    if (!phases.has(row.phase))
      report('monitoringCounts', line, 'phase', row.phase, 'il codice di una fase di phases.csv');
  for (const { row, line } of rows.roles) {
    if (!people.has(row.person))
      report('roles', line, 'person', row.person, 'il codice di una persona di people.csv');
    if (row.department !== null) knownDepartment('roles', line, row.department);
    knownUnit('roles', line, row.unit, row.department);
    if (row.role === 'contact' && row.unit === null)
      report('roles', line, 'unit', '', 'l’U.O. di cui la persona è referente');
    if (row.role === 'head' && row.department === null)
      report('roles', line, 'department', '', 'il settore di cui la persona è dirigente');
  }
  return errors;

  function unique<Row>(
    table: TableName,
    located: readonly Located<Row>[],
    column: string,
    key: (row: Row) => string,
  ): void {
    const firstLine = new Map<string, number>();
    for (const { row, line } of located) {
      const value = key(row);
      const first = firstLine.get(value);
      if (first === undefined) firstLine.set(value, line);
      else report(table, line, column, value, `un valore non già usato (è alla riga ${first})`);
    }
  }

  function knownDepartment(table: TableName, line: number, code: string): void {
    if (!departments.has(code))
      report(table, line, 'department', code, 'il codice di un settore di departments.csv');
  }

  function knownUnit(table: TableName, line: number, code: string | null, department: string | null): void {
    if (code === null) return;
    const owner = departmentOfUnit.get(code);
    if (owner === undefined) report(table, line, 'unit', code, 'il codice di un’U.O. di units.csv');
    else if (department !== null && owner !== department)
      report(
        table,
        line,
        'unit',
        code,
        `un’U.O. ${joinedName('di', department)} (questa è ${joinedName('di', owner)})`,
      );
  }
}

/** The rows that have a code of their own. */
const coded = <Row extends { readonly code: string | null }>(
  located: readonly Located<Row>[],
): readonly Located<Row>[] => located.filter(({ row }) => row.code !== null);
