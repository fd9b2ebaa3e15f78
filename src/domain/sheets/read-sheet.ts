import { capital } from '../../words/sentences.ts';
import { isSheetKey, type RowKey, readRowKey, readSheetKey, type SheetIdentity } from './sheet-key.ts';
import type { SheetMistake, SheetPlace } from './sheet-mistakes.ts';
import {
  COVER,
  FIELD_COLUMNS,
  FILLED_FIELDS,
  type FilledField,
  KEY_LABEL,
  PART_COLUMNS,
  SHEET_TABLES,
  type SheetTableName,
} from './sheet-tables.ts';
import type { RowCells } from './unit-sheet.ts';

/** A sheet of a workbook as it was read: text, whatever its cells were. */
export interface Grid {
  readonly title: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Why a workbook is refused whole before anybody looks whose it is. */
export type Unreadable =
  /** No sheet of ours at all. */
  | { readonly because: 'not_a_sheet' }
  /** Its cover is gone, or its key was changed, or is of another form of sheet. */
  | { readonly because: 'cover_missing' | 'cover_changed' }
  | { readonly because: 'table_missing'; readonly table: string }
  | { readonly because: 'column_missing'; readonly table: string; readonly column: string };

type PartTable = keyof typeof PART_COLUMNS;

/** A cell below an item's row. */
export interface FilledPart {
  readonly table: PartTable;
  readonly code: string;
  readonly text: string;
  readonly place: SheetPlace;
}

/** An item's row as it was filled in. */
export interface FilledRow {
  readonly key: RowKey;
  /** What its second cell says it is about. */
  readonly label: string;
  readonly cells: RowCells;
  readonly parts: readonly FilledPart[];
  readonly place: SheetPlace;
  readonly placeOf: (field: FilledField) => SheetPlace;
}

export type ReadSheet =
  | { readonly ok: false; readonly unreadable: Unreadable }
  | {
      readonly ok: true;
      readonly identity: SheetIdentity;
      readonly rows: readonly FilledRow[];
      /** Rows that cannot be told whose they are. */
      readonly mistakes: readonly SheetMistake[];
    };

/** Reads a filled workbook: what is not to be changed is checked, what was filled in is taken as text. */
export function readSheet(grids: readonly Grid[]): ReadSheet {
  const refuse = (unreadable: Unreadable): ReadSheet => ({ ok: false, unreadable });
  const keys = grids.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter(isSheetKey)));
  const updates = tableIn(grids, 'updates');
  if (keys.length === 0) return refuse({ because: updates ? 'cover_missing' : 'not_a_sheet' });
  const identity = readSheetKey(keys[0] ?? '');
  if (identity === null || keys.length > 1) return refuse({ because: 'cover_changed' });
  if (!updates) return refuse({ because: 'table_missing', table: SHEET_TABLES.updates.name });
  const missing = missingColumn(updates, 'updates');
  if (missing !== null) return refuse(missing);
  const mistakes: SheetMistake[] = [];
  const items = keyed(updates, identity, mistakes);
  const parts: (FilledPart & { readonly key: RowKey })[] = [];
  for (const table of Object.keys(PART_COLUMNS) as PartTable[]) {
    const found = tableIn(grids, table);
    if (!found) continue;
    const gone = missingColumn(found, table);
    if (gone !== null) return refuse(gone);
    const at = found.columns.get(PART_COLUMNS[table].label) ?? 0;
    for (const { key, cells, line } of keyed(found, identity, mistakes))
      parts.push({
        key,
        table,
        code: key.part ?? '',
        text: (cells[at] ?? '').trim(),
        place: placeAt(found, line, PART_COLUMNS[table].label),
      });
  }
  const rows = items.map(
    ({ key, cells, line }): FilledRow => ({
      key,
      label: (cells[updates.columns.get('Voce') ?? 1] ?? '').trim(),
      cells: Object.fromEntries(
        FILLED_FIELDS.map((field) => [
          field,
          (cells[updates.columns.get(FIELD_COLUMNS[field].label) ?? -1] ?? '').trim(),
        ]),
      ) as RowCells,
      parts: parts.filter((part) => isSameItem(part.key, key)),
      place: placeAt(updates, line, null),
      placeOf: (field) => placeAt(updates, line, FIELD_COLUMNS[field].label),
    }),
  );
  return { ok: true, identity, rows, mistakes };
}

const isSameItem = (one: RowKey, other: RowKey): boolean =>
  one.item.kind === other.item.kind && one.item.number === other.item.number && one.mark === other.mark;

/** A table as it stands in a workbook: where its headings are. */
interface FoundTable {
  readonly grid: Grid;
  /** Index of the row of headings. */
  readonly top: number;
  /** Column of each heading. */
  readonly columns: ReadonlyMap<string, number>;
}

/** The table is known by its headings, whatever its sheet is called now. */
function tableIn(grids: readonly Grid[], name: SheetTableName): FoundTable | null {
  const own = name === 'updates' ? FIELD_COLUMNS.state.label : PART_COLUMNS[name].label;
  for (const grid of grids) {
    const top = grid.rows.findIndex(({ cells }) => cells.some((cell) => isHeading(cell, KEY_LABEL)));
    const headings = grid.rows[top]?.cells ?? [];
    const isOurs =
      grid.title === SHEET_TABLES[name].name ||
      (grid.title !== COVER && headings.some((cell) => isHeading(cell, own)));
    if (top < 0 || !isOurs) continue;
    const known = SHEET_TABLES[name].columns.map(({ label }) => label);
    return {
      grid,
      top,
      columns: new Map(
        headings.flatMap((cell, at) => {
          const label = known.find((one) => isHeading(cell, one));
          return label === undefined ? [] : [[label, at] as const];
        }),
      ),
    };
  }
  return null;
}

const isHeading = (cell: string, label: string): boolean =>
  capital(cell.replace(/\s+/g, ' ').trim().toLowerCase()) === capital(label.toLowerCase());

/** Of what is filled in, and of what tells the rows, nothing may be missing: what stood there would be lost unseen. */
function missingColumn({ columns }: FoundTable, name: SheetTableName): Unreadable | null {
  const { name: table, columns: wanted } = SHEET_TABLES[name];
  const needed = wanted.filter(({ fill, label }) => fill !== null || label === KEY_LABEL || label === 'Voce');
  const gone = needed.find(({ label }) => !columns.has(label));
  return gone ? { because: 'column_missing', table, column: gone.label } : null;
}

/** The rows of a table that say something, with their keys; those whose key says nothing are mistakes. */
function keyed(found: FoundTable, identity: SheetIdentity, mistakes: SheetMistake[]) {
  const at = found.columns.get(KEY_LABEL) ?? 0;
  return found.grid.rows.slice(found.top + 1).flatMap(({ line, cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const text = (cells[at] ?? '').trim();
    const place = placeAt(found, line, KEY_LABEL);
    const key = text === '' ? 'key_missing' : readRowKey(text, identity);
    if (typeof key !== 'string') return [{ key, cells, line }];
    mistakes.push({ place, found: text, item: null, problem: { because: key } });
    return [];
  });
}

function placeAt({ grid, columns }: FoundTable, line: number, column: string | null): SheetPlace {
  const at = column === null ? undefined : columns.get(column);
  return {
    sheet: grid.title,
    row: line,
    column,
    cell: at === undefined ? null : `${lettersOf(at)}${line}`,
  };
}

function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? lettersOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
