import { type ItemKey, itemRef } from '../../../domain/types.ts';
import { ITEM_KINDS, itemName } from '../../../words/kinds.ts';
import { joinedName } from '../../../words/proper-names.ts';
import { NO_CELL } from './cells.ts';
import { closest } from './closest.ts';
import { valueKindOf } from './column-kinds.ts';
import { indicatorNumber, TARGET_COLUMN } from './fields.ts';
import { type ImportIssue, wholeFile } from './issues.ts';
import type { RawRow } from './raw-table.ts';
import { cellText, type RawTables } from './raw-tables.ts';
import { cellIssue, type Located, type ReadRows } from './read-table.ts';
import type { RowOf, TableName } from './tables.ts';
import { readValue } from './values.ts';

export type PlanRows = { readonly [N in TableName]: ReadRows<N> };

/**
 * Checks that the tables agree with each other: keys are unique and whatever a row names exists. A row that could not
 * be read is taken to exist, so that one mistake is told once.
 */
export function checkReferences(
  tables: PlanRows,
  places: RawTables,
  unread: ReadonlySet<TableName>,
): readonly ImportIssue[] {
  const issues: ImportIssue[] = [];
  const report = <N extends TableName>(
    table: N,
    { line, from }: Pick<Located<unknown>, 'line' | 'from'>,
    column: string,
    value: string,
    expected: string,
  ): void => {
    issues.push({ ...cellIssue(table, { line, from, cells: new Map() }, column, expected, null), value });
  };
  const rows = <N extends TableName>(table: N): readonly Located<RowOf<N>>[] => tables[table].rows;
  const broken = (table: TableName, column: string): readonly string[] =>
    tables[table].broken.map((row) => cellText(row, column));
  const inTable = (table: TableName): string => places[table].place ?? FILES[table] ?? table;

  const departments = new Set([
    ...rows('departments').map(({ row }) => row.code),
    ...broken('departments', 'code'),
  ]);
  const owners = new Map<string, string | null>([
    ...broken('units', 'code').map((code) => [code, null] as const),
    ...rows('units').map(({ row }) => [row.code, row.department] as const),
  ]);
  const items = new Set([
    ...rows('items').map(({ row }) => itemRef(row)),
    ...broken('items', 'number').flatMap((number) =>
      ITEM_KINDS.map((kind) => itemRef({ kind, number: Number(number) })),
    ),
  ]);
  // With a number that cannot be read among the items, any could be the one that is meant.
  const allItems =
    tables.items.broken.some((row) => !/^[1-9]\d*$/.test(cellText(row, 'number'))) || unread.has('items');
  const isItem = (key: ItemKey): boolean => allItems || items.has(itemRef(key));
  const people = new Set([...rows('people').map(({ row }) => row.code), ...broken('people', 'code')]);
  const phases = new Set([...rows('phases').map(({ row }) => row.code), ...broken('phases', 'code')]);

  /** Where a row stands that has what another has. */
  const repeated = new Set<string>();
  const [, second] = rows('plan');
  if (second) report('plan', second, 'body', second.row.body, 'una riga sola');
  unique('departments', rows('departments'), 'code', (row) => row.code);
  unique('units', rows('units'), 'code', (row) => row.code);
  unique(
    'items',
    [...rows('items'), ...numbered(tables.items.broken)],
    'number',
    (row) => itemRef(row),
    itemName,
  );
  const keyed = rows('items').filter(({ row }) => row.key !== null);
  unique(
    'items',
    keyed,
    'key',
    (row) => `${row.kind} ${row.key}`,
    (row) => row.key ?? '',
  );
  for (const table of ['assignments', 'costLines'] as const)
    unique(
      table,
      // An item that stands on two rows is told of as such, and not of its structures too.
      (rows(table) as readonly Located<RowOf<'assignments'>>[]).filter((one) => !repeated.has(placeOf(one))),
      'number',
      (row) => `${itemRef(row)} ${row.department} ${row.unit ?? ''}`,
      (row) => `${itemName(row)}, ${row.unit ?? row.department}`,
    );
  for (const table of ['indicators', 'milestones'] as const)
    unique(
      table,
      (rows(table) as readonly Located<RowOf<'milestones'>>[]).filter(({ row }) => row.code !== null),
      'code',
      (row) => `${itemRef(row)} ${row.code}`,
      (row) => `${itemName(row)}, ${row.code}`,
    );
  unique('closures', rows('closures'), 'day', (row) => row.day);
  unique('phases', rows('phases'), 'code', (row) => row.code);
  unique(
    'monitoringCounts',
    rows('monitoringCounts'),
    'state',
    (row) => `${row.phase} ${row.kind} ${row.state}`,
  );
  unique('acts', rows('acts'), 'code', (row) => row.code);
  unique('legalDeadlines', rows('legalDeadlines'), 'code', (row) => row.code);
  unique('goals', rows('goals'), 'number', (row) => String(row.number));
  unique('facts', rows('facts'), 'code', (row) => row.code);
  unique('statements', rows('statements'), 'code', (row) => row.code);
  unique('glossary', rows('glossary'), 'term', (row) => row.term.toLowerCase());
  unique('people', rows('people'), 'code', (row) => row.code);
  unique('people', rows('people'), 'email', (row) => row.email.toLowerCase());

  for (const one of rows('plan'))
    if (one.row.controller_unit !== null)
      knownUnit('plan', one, one.row.controller_unit, null, 'controller_unit');
  const parents = new Map(rows('units').map(({ row }) => [row.code, row.parent]));
  for (const one of rows('units')) {
    knownDepartment('units', one, one.row.department);
    if (one.row.parent === null) continue;
    knownUnit('units', one, one.row.parent, null, 'parent');
    if (isUnder(parents, one.row.parent, one.row.code))
      report('units', one, 'parent', one.row.parent, 'un’unità che non sia, a sua volta, parte di questa');
  }
  for (const one of rows('items')) {
    const { row } = one;
    if (row.horizon_end < row.horizon_start)
      report(
        'items',
        one,
        'horizon_end',
        String(row.horizon_end),
        `un anno non precedente a quello di inizio (${row.horizon_start})`,
      );
    notBefore('items', one, 'due_on', row.due_on, row.starts_on, 'l’inizio');
  }
  const references = [...rows('assignments'), ...tables.assignments.broken.map(() => null)];
  const wrongReference = references.some((one) => one === null || !isItem(one.row));
  const assigned = new Set(rows('assignments').map(({ row }) => itemRef(row)));
  // An assignment that names another item leaves one without: told where it is wrong, not twice.
  if (!wrongReference)
    for (const one of rows('items'))
      if (!assigned.has(itemRef(one.row)))
        report(
          'items',
          one,
          'number',
          itemName(one.row),
          `almeno una struttura (${places.assignments.place === places.items.place ? 'nella colonna «Settore» o «U.O.»; se la cella è unita ad altre, ripetere il valore' : `una riga di ${inTable('assignments')}`})`,
        );
  for (const table of [
    'assignments',
    'costLines',
    'indicators',
    'milestones',
    'budgetLines',
    'itemRoles',
  ] as const)
    for (const one of rows(table) as readonly Located<ItemKey>[])
      if (!isItem(one.row))
        report(table, one, 'number', itemName(one.row), `una voce che c’è in ${inTable('items')}`);
  for (const table of ['assignments', 'costLines', 'budgetLines'] as const)
    for (const one of rows(table) as readonly Located<{ department: string | null; unit: string | null }>[]) {
      if (one.row.department !== null) knownDepartment(table, one, one.row.department);
      knownUnit(table, one, one.row.unit, one.row.department);
    }
  for (const one of rows('indicators'))
    for (const [heading, cell] of Object.entries(one.extra))
      if (TARGET_COLUMN.test(heading) && indicatorNumber(cell) === null)
        report('indicators', one, heading, cell, 'un numero, «sì» o «no», o niente');
  for (const one of rows('milestones'))
    notBefore(
      'milestones',
      one,
      'expected_to',
      one.row.expected_to,
      one.row.expected_from,
      'l’inizio previsto',
    );
  for (const one of rows('itemRoles')) knownPerson('itemRoles', one, one.row.person);
  for (const one of rows('phases')) {
    notBefore('phases', one, 'due_on', one.row.due_on, one.row.opens_on, 'l’apertura');
    notBefore('phases', one, 'closes_on', one.row.closes_on, one.row.opens_on, 'l’apertura');
  }
  for (const one of rows('monitoringCounts'))
    if (!phases.has(one.row.phase) && isWhole('phases'))
      report(
        'monitoringCounts',
        one,
        'phase',
        one.row.phase,
        `il codice di una fase di ${inTable('phases')}`,
      );
  const [role] = rows('roles');
  if (role && places.people.place === null)
    issues.push(
      wholeFile(role.from.place, 'le persone che ci sono nominate (manca il file o il foglio delle persone)'),
    );
  for (const one of rows('roles')) {
    const { row } = one;
    knownPerson('roles', one, row.person);
    if (row.department !== null) knownDepartment('roles', one, row.department);
    knownUnit('roles', one, row.unit, row.department);
    if (row.role === 'contact' && row.unit === null && row.department === null)
      report('roles', one, 'unit', '', 'l’U.O. (o il settore) di cui la persona è referente');
    if (row.role === 'head' && row.department === null)
      report('roles', one, 'department', '', 'il settore di cui la persona è dirigente');
  }
  return issues;

  /** Whether every row of a table has told its code, so that what is not there is nowhere. */
  function isWhole(table: TableName): boolean {
    const isCode = (row: RawRow): boolean => {
      const cell = row.cells.get('code');
      return cell !== undefined && cell.text !== '' && readValue(cell, valueKindOf(table, 'code'), null).ok;
    };
    return places[table].place !== null && !unread.has(table) && tables[table].broken.every(isCode);
  }

  function unique<N extends TableName, Row>(
    table: N,
    located: readonly Pick<Located<Row>, 'row' | 'line' | 'from'>[],
    column: string,
    key: (row: Row) => string,
    told: (row: Row) => string = key,
  ): void {
    const first = new Map<string, Pick<Located<Row>, 'row' | 'line' | 'from'>>();
    for (const one of located.toSorted(byLine)) {
      const known = first.get(key(one.row));
      if (known === undefined) first.set(key(one.row), one);
      else {
        repeated.add(placeOf(one));
        report(
          table,
          one,
          column,
          told(one.row),
          `un valore non già usato (è alla riga ${known.line}${known.from.place === one.from.place ? '' : ` di ${known.from.place}`})`,
        );
      }
    }
  }

  function notBefore(
    table: TableName,
    one: Pick<Located<unknown>, 'line' | 'from'>,
    column: string,
    day: string | null,
    start: string | null,
    startName: string,
  ): void {
    if (day !== null && start !== null && day < start)
      report(
        table,
        one,
        column,
        day,
        `una data non precedente a quella de${startName} (${start})`.replace('del’', 'dell’'),
      );
  }

  function knownPerson(table: TableName, one: Pick<Located<unknown>, 'line' | 'from'>, code: string): void {
    if (!people.has(code) && isWhole('people'))
      report(
        table,
        one,
        'person',
        code,
        `il codice, il nome o l’e-mail di una persona di ${inTable('people')}${meant(code, people)}`,
      );
  }

  function knownDepartment(
    table: TableName,
    one: Pick<Located<unknown>, 'line' | 'from'>,
    code: string,
  ): void {
    if (!departments.has(code) && isWhole('departments'))
      report(
        table,
        one,
        'department',
        code,
        `un settore di ${inTable('departments')}${meant(code, departments)}`,
      );
  }

  function knownUnit(
    table: TableName,
    one: Pick<Located<unknown>, 'line' | 'from'>,
    code: string | null,
    department: string | null,
    column = 'unit',
  ): void {
    if (code === null) return;
    const owner = owners.get(code);
    if (owner === undefined && !isWhole('units')) return;
    if (owner === undefined)
      report(table, one, column, code, `un’U.O. di ${inTable('units')}${meant(code, owners.keys())}`);
    else if (
      owner !== null &&
      department !== null &&
      owner !== department &&
      departments.has(department) &&
      departments.has(owner)
    )
      report(
        table,
        one,
        column,
        code,
        `un’U.O. ${joinedName('di', department)} (questa è ${joinedName('di', owner)})`,
      );
  }
}

const meant = (word: string, known: Iterable<string>): string => {
  const near = closest(word, [...known]);
  return near === null ? '' : `; forse «${near}»?`;
};

/** How a table is called where no file of it is there. */
const FILES: { readonly [N in TableName]?: string } = {
  departments: 'settori',
  units: 'unità',
  items: 'obiettivi',
  people: 'persone',
  phases: 'monitoraggi',
};

/** Whether a unit is part of another, itself included. */
function isUnder(parents: ReadonlyMap<string, string | null>, unit: string, other: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = unit; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === other) return true;
    seen.add(at);
  }
  return false;
}

/** Where a row stands. */
const placeOf = ({ line, from }: Pick<Located<unknown>, 'line' | 'from'>): string => `${from.place}|${line}`;

/** In the order of a file; rows of several stay as they come. */
const byLine = (
  one: Pick<Located<unknown>, 'line' | 'from'>,
  other: Pick<Located<unknown>, 'line' | 'from'>,
): number => (one.from.place === other.from.place ? one.line - other.line : 0);

/** Rows of items that could not be read whole, but whose number could: another of that number is told in the same round. */
const numbered = (broken: readonly RawRow[]): readonly Pick<Located<ItemKey>, 'row' | 'line' | 'from'>[] =>
  broken.flatMap((raw) => {
    const [kind, number] = (['kind', 'number'] as const).map((column) => {
      const read = readValue(
        raw.cells.get(column) ?? NO_CELL,
        valueKindOf('items', column),
        raw.from.decimals.get(column) ?? null,
      );
      return read.ok ? read.text : '';
    });
    const known = ITEM_KINDS.find((one) => one === kind);
    return known && /^[1-9]\d*$/.test(number ?? '')
      ? [{ row: { kind: known, number: Number(number) }, line: raw.line, from: raw.from }]
      : [];
  });
