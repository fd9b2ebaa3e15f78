import { createHash } from 'node:crypto';
import { markOfItem } from '../plan/index.ts';
import { type Item, type ItemKey, itemRef, readItemRef } from '../types.ts';

/** Whose sheet it is, and of when: written on the cover and in each row. */
export interface SheetIdentity {
  readonly body: string;
  readonly year: number;
  /** Code of the phase. */
  readonly phase: string;
  /** Code of the structure that fills it in. */
  readonly structure: string;
}

/** What a row is about: the item, whatever its number has become, and the version that it was written from. */
export interface RowKey {
  readonly item: ItemKey;
  readonly mark: string;
  readonly basedOn: number;
  /** Of a row below an item's: code of the indicator or milestone, or `update|line` of the action. */
  readonly part: string | null;
}

/** First of the cover's own key: tells our sheets, and the form they have, from any other workbook. */
const SHEET = 'traguardo-scheda-1';
const BETWEEN = '~';

const parts = ({ body, year, phase, structure }: SheetIdentity): readonly string[] => [
  body,
  String(year),
  phase,
  structure,
];

/** So few signs that nobody mistypes into another key. */
const checkOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6);

const sealed = (fields: readonly string[]): string => {
  const text = fields.join(BETWEEN);
  return `${text}${BETWEEN}${checkOf(text)}`;
};

/** The fields of a key; null where it is none, or was changed. */
function opened(text: string): readonly string[] | null {
  const at = text.lastIndexOf(BETWEEN);
  if (at < 0 || checkOf(text.slice(0, at)) !== text.slice(at + 1)) return null;
  return text.slice(0, at).split(BETWEEN);
}

export const writeSheetKey = (identity: SheetIdentity): string => sealed([SHEET, ...parts(identity)]);

/** Whether a cell is, or was, the key of a sheet. */
export const isSheetKey = (text: string): boolean => text.startsWith('traguardo-scheda-');

/** @returns null for the key of another form of sheet, or one that was changed */
export function readSheetKey(text: string): SheetIdentity | null {
  const fields = opened(text.trim());
  if (fields === null || fields.length !== 5) return null;
  const [form, body = '', year = '', phase = '', structure = ''] = fields;
  return form === SHEET ? { body, year: Number(year), phase, structure } : null;
}

/** The key of an item's row, or of a row below it. */
export const writeRowKey = (
  identity: SheetIdentity,
  item: Item,
  basedOn: number,
  part: string | null = null,
): string =>
  sealed([
    ...parts(identity),
    itemRef(item),
    markOfItem(item),
    String(basedOn),
    ...(part === null ? [] : [part]),
  ]);

/** Why a row's key says nothing: it was changed, or it is of another sheet. */
export type RowKeyProblem = 'key_changed' | 'key_of_another_sheet';

export function readRowKey(text: string, identity: SheetIdentity): RowKey | RowKeyProblem {
  const fields = opened(text.trim());
  if (fields === null || fields.length < 7) return 'key_changed';
  if (fields.slice(0, 4).join(BETWEEN) !== parts(identity).join(BETWEEN)) return 'key_of_another_sheet';
  const item = readItemRef(fields[4] ?? '');
  if (item === null) return 'key_changed';
  return {
    item,
    mark: fields[5] ?? '',
    basedOn: Number(fields[6]),
    part: fields.length > 7 ? fields.slice(7).join(BETWEEN) : null,
  };
}
