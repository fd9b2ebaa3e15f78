import type { IsoDay } from '../../domain/types.ts';
import { keeps } from '../knowledge/bounds.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { AskOf, NumberColumn, Scope, TextColumn } from '../parts/parts-query.ts';
import { itemsIn } from '../parts/scope.ts';
import { passes, rowsOf, type TableRow } from './table-rows.ts';

export type RowsAsk = AskOf<'rows'>;

/** Rows that have one value in a column, and what they come to; null where none of them declares it. */
export interface RowGroup {
  readonly key: string;
  readonly rows: readonly TableRow[];
  readonly value: number | null;
}

/** What a question about rows comes to, before a word is said. */
export interface WorkedRows {
  readonly year: number;
  /** Some row is declared of the items that are meant, whether or not it passes a test. */
  readonly isDeclared: boolean;
  /** Of how many rows it is not known whether they pass the test of their state, and of how many. */
  readonly unknown: { readonly count: number; readonly of: number };
  /** The rows that pass every test; in their order where one is asked for. */
  readonly rows: readonly TableRow[];
  /** Of them, those that pass the tests of the part too. */
  readonly part: readonly TableRow[];
  /** In the order that is asked for, within the limit; null where nothing is grouped. */
  readonly groups: readonly RowGroup[] | null;
  /** The places that are asked for, with those that come to the same as the last. */
  readonly first: number;
  /** Rows that are left out, since they do not declare the figure or the value of the group. */
  readonly silent: number;
  /** Units of what is added or put in order, where they are not one. */
  readonly mixed: readonly string[];
  /** Lines of the budget that are asked for but for their year. */
  readonly otherYears: readonly TableRow[];
}

/** Columns that hold each row's own unit. */
const IN_UNITS: ReadonlySet<NumberColumn> = new Set(['target', 'result', 'baseline', 'gap']);

/** Works out a question about rows of a table of the plan. Pure. */
export function workOutRows(index: PlanIndex, scope: Scope, ask: RowsAsk, today: IsoDay): WorkedRows {
  const year = ask.year ?? index.plan.head.year;
  const byYear = ask.by === 'year' || ask.tests.some((test) => 'values' in test && test.column === 'year');
  const declared = rowsOf(index, ask.table, scope, year, today);
  const isDeclared = declared.length > 0;
  const [states, others] = [true, false].map((isState) =>
    ask.tests.filter((test) => (test.column === 'state') === isState),
  ) as [typeof ask.tests, typeof ask.tests];
  const judged = declared.filter(
    (row) =>
      (ask.days === null || (row.day !== null && row.day >= ask.days.from && row.day <= ask.days.to)) &&
      others.every((test) => passes(row, test, index.above)),
  );
  const everyYear = judged.filter((row) => states.every((test) => passes(row, test, index.above)));
  const isSilent = (row: TableRow): boolean => row.texts('state').includes('silent');
  const unknown = {
    count: states.length === 0 ? 0 : judged.filter((row) => isSilent(row) && !everyYear.includes(row)).length,
    of: judged.length,
  };
  const isMeant = (row: TableRow): boolean =>
    ask.table !== 'budget' || byYear || row.texts('year').includes(String(year));
  const all = everyYear.filter(isMeant);
  const otherYears = everyYear.filter((row) => !isMeant(row));
  const part = all.filter((row) => ask.part.every((test) => passes(row, test, index.above)));
  const { figure } = ask;
  const isWorked = ask.by !== null || ask.order !== null || figure?.fold !== 'each';
  const column = isWorked
    ? (figure?.column ?? (ask.by === null && ask.order !== null ? 'attainment' : null))
    : null;
  const told = column === null ? all : all.filter((row) => row.number(column) !== null);
  const units =
    column !== null && IN_UNITS.has(column) ? [...new Set(told.map(({ unit }) => unit ?? ''))] : [];
  const mixed = units.length > 1 ? units : [];
  if (ask.by === null) {
    const sorted =
      ask.order === null || column === null
        ? all
        : told.toSorted((a, b) => signOf(ask) * ((a.number(column) ?? 0) - (b.number(column) ?? 0)));
    const first = placesOf(
      ask,
      sorted.map((row) => (column === null ? null : row.number(column))),
    );
    return {
      year,
      isDeclared,
      unknown,
      rows: sorted,
      part,
      groups: null,
      first,
      silent: all.length - told.length,
      mixed,
      otherYears,
    };
  }
  const { groups, silent } = groupsOf(index, scope, ask, all, ask.by);
  const ordered =
    ask.order === null
      ? groups
      : groups
          .filter(({ value }) => value !== null)
          .toSorted((a, b) => signOf(ask) * ((a.value ?? 0) - (b.value ?? 0)));
  const { limit } = ask;
  const kept =
    limit === null ? ordered : ordered.filter(({ value }) => value !== null && keeps(value, limit));
  const first = placesOf(
    ask,
    kept.map(({ value }) => value),
  );
  return { year, isDeclared, unknown, rows: all, part, groups: kept, first, silent, mixed, otherYears };
}

const signOf = ({ order }: RowsAsk): 1 | -1 => (order?.direction === 'least' ? 1 : -1);

/** How many stand at the places that are asked for: those that come to the same share a place. */
function placesOf({ order }: RowsAsk, values: readonly (number | null)[]): number {
  if (order === null) return values.length;
  const last = values[order.place - 1 + (order.many ?? 1) - 1];
  return last === undefined ? values.length : values.lastIndexOf(last) + 1;
}

function groupsOf(
  index: PlanIndex,
  scope: Scope,
  { table, figure, empty, tests }: RowsAsk,
  rows: readonly TableRow[],
  by: TextColumn,
): { readonly groups: readonly RowGroup[]; readonly silent: number } {
  const named = tests.flatMap((test) =>
    'values' in test && test.column === by && !test.not ? test.values : [],
  );
  const keyed = rows.flatMap((row) => {
    const values = by === 'atDepartment' || by === 'item' ? row.texts(by) : namedFirst(row.texts(by), named);
    return values.map((key) => ({ key, row }));
  });
  const found = Map.groupBy(keyed, ({ key }) => key);
  // "Obiettivi senza fasi": those that none of the rows is of.
  // «Gli indicatori raggiunti nella D20 e nella D50»: of one that is named and has none it is said.
  const keys = empty ? everyKey(index, scope, by) : by === 'named' || by === 'entry' ? [] : named;
  const bare = keys.filter((key) => !found.has(key));
  const groups = [
    ...[...found].map(([key, own]): RowGroup => {
      const members = own.map(({ row }) => row);
      // «Quanti obiettivi ci sono per fondo?»: of lines of the budget items are counted.
      const count = table === 'budget' ? new Set(members.map(({ of }) => of.ref)).size : members.length;
      return { key, rows: members, value: figure === null ? count : foldOf(members, figure) };
    }),
    ...bare.map((key): RowGroup => ({ key, rows: [], value: figure === null ? 0 : null })),
  ];
  return {
    // In the order in which they were named.
    groups:
      named.length > 1 ? groups.toSorted((a, b) => named.indexOf(a.key) - named.indexOf(b.key)) : groups,
    silent: rows.length - new Set(keyed.map(({ row }) => row)).size,
  };
}

/** All that rows might be of, whether or not there is one. */
function everyKey({ plan, ...index }: PlanIndex, scope: Scope, by: TextColumn): readonly string[] {
  if (by === 'atDepartment') return plan.departments.map(({ code }) => code);
  if (by === 'atUnit') return plan.units.map(({ code }) => code);
  if (by !== 'item') return [];
  return itemsIn({ plan, ...index }, scope)
    .filter(({ item }) => scope.kind !== null || item.kind !== 'indicator')
    .map(({ ref }) => ref);
}

/** A row that says several things in a column ("open" and "late") is of those that were asked for. */
const namedFirst = (values: readonly string[], named: readonly string[]): readonly string[] => {
  const meant = values.filter((value) => named.includes(value));
  return meant.length > 0 ? meant : values;
};

/** A column whose values are made into one. */
export interface Fold {
  readonly column: NumberColumn;
  readonly fold: 'sum' | 'mean';
}

/** What the rows that declare a column come to together; null where none does. */
export function foldOf(
  rows: readonly TableRow[],
  { column, fold }: NonNullable<RowsAsk['figure']> | Fold,
): number | null {
  const told = rows.flatMap((row) => row.number(column) ?? []);
  if (told.length === 0) return null;
  // What is set aside is never added to what is paid.
  if (column === 'amount' && new Set(rows.flatMap((row) => row.texts('entry'))).size > 1) return null;
  const sum = told.reduce((total, value) => total + value, 0);
  return fold === 'mean' ? sum / told.length : sum;
}
