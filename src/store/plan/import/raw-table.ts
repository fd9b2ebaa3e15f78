import {
  type Cell,
  type Decimals,
  decimalsOf,
  isEmpty,
  NO_CELL,
  type Sheet,
  type SheetRow,
} from './cells.ts';
import type { ColumnMapping, MappedHeading } from './column-mapping.ts';
import { headerOf } from './headings.ts';
import { type ImportIssue, wholeFile } from './issues.ts';
import { TABLES, type TableName } from './tables.ts';

/** A row as it was found: its cells by column, before they are read. */
export interface RawRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
  /** What stands under headings that the table does not know. */
  readonly extra: Readonly<Record<string, string>>;
  readonly from: RawOrigin;
}

/** Where rows come from, as an issue names it. */
export interface RawOrigin {
  readonly place: string;
  /** The line of the headings; null where the rows were made and not read. */
  readonly headerLine: number | null;
  /** The heading of each column that the sheet has. */
  readonly labels: ReadonlyMap<string, string>;
  readonly decimals: ReadonlyMap<string, Decimals | null>;
}

/** What a sheet gave. */
export interface RawSheet {
  readonly rows: readonly RawRow[];
  readonly headings: readonly MappedHeading[];
  /** What stands above the headings. */
  readonly above: readonly string[];
  /** Rows passed over because they only add up others. */
  readonly totals: number;
}

/** Tables whose rows may be followed by their sum. */
const WITH_TOTALS = new Set<TableName>([
  'departments',
  'units',
  'items',
  'assignments',
  'costLines',
  'budgetLines',
]);

const TOTAL =
  /^(?:sub)?total[ei](?:\s+(?:generale|complessiv[oi]|parziale|obiettiv[io]|process[io]|(?:settore|area|servizio|staff|direzione|ente)\b.*))?\s*:?$|^tot\.?\s*(?:gen\.?)?$|^somma$/i;

/** A row that says so where it begins, or anywhere when it has no title. */
const isTotal = (texts: readonly string[], first: string | undefined, title: string | undefined): boolean =>
  TOTAL.test(first ?? '') || (title === '' && texts.some((text) => TOTAL.test(text)));

/** A row that holds the name of a structure alone stands above the items of it. */
const SECTION = /^(?:settore|area|direzione|dipartimento|staff|servizio|centro di responsabilità)\b/i;

/**
 * Finds the rows of a table in a sheet, by the headings of its columns.
 * @param present tables that have a sheet of their own: what belongs to them is not looked for beside the items
 */
export function readSheet(
  sheet: Sheet,
  table: TableName,
  mapping: ColumnMapping,
  present: ReadonlySet<TableName>,
  issues: ImportIssue[],
): RawSheet {
  const nothing = { rows: [], headings: [], above: [], totals: 0 };
  const filled = sheet.rows.filter(({ cells }) => !isEmpty(cells));
  const [first] = filled;
  if (first === undefined) return nothing;
  const header = headerOf(sheet, table, mapping, present);
  if (header === null) {
    issues.push({
      ...wholeFile(sheet.place, `una riga con i nomi delle colonne, come ${wantedOf(table)}`),
      lines: [first.line],
      value: first.cells.map(({ text }) => text).join(' | '),
    });
    return nothing;
  }
  const width = lastFilled(header.headings.map(({ label }) => label));
  const headings = header.headings.slice(0, width);
  const headerLine = sheet.rows[header.index]?.line ?? 1;
  for (const label of twice(headings))
    issues.push({
      ...wholeFile(sheet.place, 'una sola colonna con questo nome'),
      lines: [headerLine],
      value: label,
    });
  const body = sheet.rows.slice(header.index + 1).filter(({ cells }) => !isEmpty(cells));
  const columnCells = (index: number): Cell[] => body.map(({ cells }) => cells[index] ?? NO_CELL);
  const decimals = sheetDecimals(
    sheet,
    headings.map((_, index) => columnCells(index)),
  );
  const origin: RawOrigin = {
    place: sheet.place,
    headerLine,
    labels: new Map(headings.flatMap(({ label, column }) => (column === null ? [] : [[column, label]]))),
    decimals: new Map(
      headings.flatMap(({ column }, index) =>
        column === null ? [] : [[column, decimalsOf(columnCells(index), decimals)]],
      ),
    ),
  };
  const titleAt = headings.findIndex(({ column }) => column === 'title');
  const length = rowLength(header.headings.length, body);
  const rows: RawRow[] = [];
  let totals = 0;
  let section: Cell | null = null;
  for (const { line, cells } of body) {
    const texts = cells.map(({ text }) => text);
    if (headings.every(({ label }, index) => label === (texts[index] ?? ''))) continue;
    const [only, ...others] = texts.filter((text) => text !== '');
    if (WITH_TOTALS.has(table) && isTotal(texts, only, texts[titleAt])) {
      totals++;
      continue;
    }
    if (
      table === 'items' &&
      others.length === 0 &&
      only !== undefined &&
      SECTION.test(only) &&
      headings.length > 2
    ) {
      section = cells.find(({ text }) => text === only) ?? null;
      continue;
    }
    if (cells.length !== length && (sheet.exact || lastFilled(texts) > length)) {
      issues.push({
        ...wholeFile(sheet.place, `${length} celle, una per colonna (sono ${cells.length})`),
        lines: [line],
        value: texts.join(' | '),
      });
      continue;
    }
    const known = new Map<string, Cell>();
    const extra: Record<string, string> = {};
    for (const [index, { label, column }] of headings.entries()) {
      const cell = cells[index] ?? NO_CELL;
      if (column !== null) known.set(column, cell);
      else if (cell.text !== '' && label !== '') extra[label] = cell.text;
    }
    if (section && (known.get('department')?.text ?? '') === '') known.set('department', section);
    rows.push({ line, cells: known, extra, from: origin });
  }
  return {
    rows,
    headings: headings.flatMap(({ label, column }) =>
      label === '' ? [] : [{ sheet: sheet.title, heading: label, column }],
    ),
    above: sheet.rows
      .slice(0, header.index)
      .flatMap(({ cells }) => cells.map(({ text }) => text).filter(Boolean)),
    totals,
  };
}

/** How many cells a row has: as many as the headings, and a separator at the end where every row has one. */
function rowLength(headings: number, rows: readonly SheetRow[]): number {
  const lengths = new Set(rows.map(({ cells }) => cells.length));
  const [only] = lengths;
  const isPadded = rows.every(({ cells }) => isEmpty(cells.slice(headings)));
  return lengths.size === 1 && only !== undefined && only > headings && isPadded ? only : headings;
}

/** The columns without which a table says nothing, as headings. */
const wantedOf = (table: TableName): string => {
  const { file } = TABLES[table];
  return HEADINGS[table] ?? `quelli di ${file} in data/README.md`;
};

const HEADINGS: { readonly [N in TableName]?: string } = {
  plan: '«Ente» e «Anno»',
  departments: '«Codice» e «Nome»',
  units: '«Codice», «Settore» e «Nome»',
  items: '«Titolo» e «Settore» (anche «Numero», «Codice», «U.O.», «Pesatura», …)',
  assignments: '«Numero», «Settore» e «U.O.»',
  costLines: '«Numero», «Settore», «Impegnato» e «Liquidato»',
  people: '«Nome» ed «E-mail»',
  roles: '«Persona», «Ruolo» e «Settore»',
  phases: '«Nome», «Apre il» e «Scade il»',
};

/** A sheet whose own texts say how decimals are written needs no other sign. */
function sheetDecimals(sheet: Sheet, columns: readonly (readonly Cell[])[]): Decimals | null {
  const told = columns.map((cells) => decimalsOf(cells, null)).filter((one) => one !== null);
  const commas = told.filter((one) => one === 'comma').length;
  if (told.length === 0) return sheet.decimals;
  if (commas === told.length) return 'comma';
  return commas === 0 ? 'point' : sheet.decimals;
}

const lastFilled = (texts: readonly string[]): number => texts.findLastIndex((text) => text !== '') + 1;

/** Headings that stand twice, in the same words. */
const twice = (headings: readonly { readonly label: string }[]): readonly string[] => [
  ...new Set(
    headings
      .map(({ label }) => label)
      .filter((label, index, all) => label !== '' && all.indexOf(label) !== index),
  ),
];
