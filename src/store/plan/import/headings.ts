import { type Cell, isEmpty, type Sheet } from './cells.ts';
import type { ColumnMapping } from './column-mapping.ts';
import {
  besideItems,
  COLUMN_NAMES,
  ITEM_REFERENCES,
  ITEM_SHEET_COLUMNS,
  normalised,
  PEOPLE_SHEET_COLUMNS,
  TABLE_NAMES,
} from './column-names.ts';
import type { TableName } from './tables.ts';

/** What stands in a column of a sheet. */
interface Heading {
  /** As it is written. */
  readonly label: string;
  /** The column of the table that it names; null for one that the table does not know. */
  readonly column: string | null;
}

/** The row of a sheet that names its columns. */
interface Header {
  /** Its position among the sheet's rows. */
  readonly index: number;
  readonly headings: readonly Heading[];
}

/** Rows looked at for the headings: what stands above is title. */
const LOOKED_AT = 25;

/** The columns of a table and what they may be called, the table's own before those that a sheet of it may have besides. */
function namesOf(
  table: TableName,
  present: ReadonlySet<TableName>,
): ReadonlyMap<string, { readonly column: string; readonly rank: number }> {
  const besides: Readonly<Record<string, string>> =
    table === 'items'
      ? Object.fromEntries(
          Object.entries(ITEM_SHEET_COLUMNS)
            .filter(([, { table: own }]) => !present.has(own))
            .map(([column, { names }]) => [column, names]),
        )
      : table === 'people'
        ? present.has('roles')
          ? {}
          : PEOPLE_SHEET_COLUMNS
        : 'number' in COLUMN_NAMES[table] && table !== 'goals'
          ? ITEM_REFERENCES
          : {};
  const known = new Map<string, { column: string; rank: number }>();
  for (const columns of [COLUMN_NAMES[table], besides])
    for (const [column, names] of Object.entries(columns))
      for (const [rank, name] of [column, ...names.split('|')].entries()) {
        const key = normalised(name);
        if (!known.has(key)) known.set(key, { column, rank });
      }
  return known;
}

/** The table that a file or a sheet is named after; null where its name says nothing. */
export function tableNamed(title: string): TableName | null {
  const wanted = normalised(title);
  const found = Object.entries(TABLE_NAMES).find(([, names]) =>
    names.split('|').some((name) => normalised(name) === wanted),
  );
  return (found?.[0] as TableName | undefined) ?? null;
}

/** The row that names the most of a table's columns; null where none names two of them, or the only one there is. */
export function headerOf(
  sheet: Sheet,
  table: TableName,
  mapping: ColumnMapping,
  present: ReadonlySet<TableName> = new Set(),
): Header | null {
  const names = namesOf(table, present);
  const few = Object.keys(COLUMN_NAMES[table]).length < 3 ? 1 : 2;
  let best: { readonly header: Header; readonly score: number } | null = null;
  for (const [index, { cells }] of sheet.rows.slice(0, LOOKED_AT).entries()) {
    if (isEmpty(cells)) continue;
    const headings = withoutStray(
      table,
      headingsIn(table, cells, names, (label) => mapping.columnOf(sheet.title, label)),
    );
    const score = headings.filter(({ column }) => column !== null).length;
    if (score >= few && score > (best?.score ?? 0)) best = { header: { index, headings }, score };
  }
  return best?.header ?? null;
}

/**
 * A target beside items is an indicator's where a column names the indicator, a chapter the budget's where one has an
 * amount; else it stays under its own heading.
 */
function withoutStray(table: TableName, headings: readonly Heading[]): readonly Heading[] {
  if (table !== 'items') return headings;
  const has = (is: (column: string) => boolean): boolean =>
    headings.some(({ column }) => column !== null && is(column));
  const stray = new Set<TableName | null>([
    ...(has((column) => column === 'indicator') ? [] : (['indicators'] as const)),
    ...(has((column) => /^amount_/.test(column)) ? [] : (['budgetLines'] as const)),
  ]);
  return headings.map((heading) =>
    stray.has(besideItems(heading.column)) ? { ...heading, column: null } : heading,
  );
}

/** Of two headings that name one column, the one that names it best has it. */
function headingsIn(
  table: TableName,
  cells: readonly Cell[],
  names: ReturnType<typeof namesOf>,
  mapped: (label: string) => string | null | undefined,
): readonly Heading[] {
  const found = cells.map(({ text }) => {
    const label = text.replace(/\s+/g, ' ');
    const told = mapped(label);
    if (told !== undefined) return { label, column: told, rank: -1 };
    const target = TARGET_OF_YEAR.exec(normalised(label))?.[1];
    if (target !== undefined) return { label, column: `target_${target}`, rank: 0 };
    const [, name = '', year = ''] = OF_A_YEAR.exec(normalised(label)) ?? [];
    if (table === 'items' && names.get(name)?.column === 'amount_eur')
      return { label, column: `amount_${year}`, rank: 0 };
    const known = label === '' ? undefined : names.get(normalised(label));
    return { label, column: known?.column ?? null, rank: known?.rank ?? 0 };
  });
  return found.map(({ label, column, rank }, index) => {
    const taken = found.some(
      (other, at) =>
        at !== index && other.column === column && (other.rank < rank || (other.rank === rank && at < index)),
    );
    return { label, column: taken ? null : column };
  });
}

/** An amount may have a column for each year. */
const OF_A_YEAR = /^(.+) (20\d\d)$/;

/** A target may have a column for each year. */
const TARGET_OF_YEAR = /^(?:target|valore atteso|valore target|atteso)(?: anno)? (\d{4})$/;
