import { asArray, isObject, type Json } from '../json.ts';
import {
  boolean,
  both,
  byType,
  type Check,
  fail,
  integer,
  list,
  number,
  object,
  oneOf,
  type Problem,
  string,
} from './checks.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

/** A number as a cell carries it: sorted by its value, shown by its text. */
const rawNumber = object({ type: oneOf('raw_number'), value: number, text: string({ min: 1 }) });
const rawText = object({ type: oneOf('raw_text'), text: string({ min: 1 }) });
const cell = byType(() => ({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }));
const row = list(cell, { min: 1, max: LIMITS.tableColumns });
const id = string({ min: 1, max: LIMITS.blockId });

/** Every piece of text inside a cell, however deep. */
function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join('');
  if (!isObject(value)) return '';
  const own = typeof value.text === 'string' ? value.text : '';
  return own + textIn(value.elements);
}

function sizeProblems(block: Json, path: string): readonly Problem[] {
  const rows = asArray(block.rows).map(asArray);
  const uneven = rows.findIndex((cells) => cells.length !== rows[0]?.length);
  const characters = textIn(rows).length;
  return [
    ...(uneven > 0 ? fail(`${path}/rows/${uneven}`, 'all rows must have the same number of cells') : []),
    ...(characters > LIMITS.tableText
      ? fail(`${path}/rows`, `must be less than ${LIMITS.tableText + 1} characters`)
      : []),
  ];
}

function headerIsPlain(block: Json, path: string): readonly Problem[] {
  const header = asArray(asArray(block.rows)[0]);
  return header.flatMap((entry, index) =>
    isObject(entry) && entry.type === 'rich_text'
      ? fail(`${path}/rows/0/${index}/type`, 'unsupported type: rich_text')
      : [],
  );
}

export const table: Check = both(
  object({
    type: oneOf('table'),
    'block_id?': id,
    rows: list(row, { min: 1, max: LIMITS.tableRows }),
    'column_settings?': list(object({ 'align?': oneOf('left', 'center', 'right'), 'is_wrapped?': boolean }), {
      max: LIMITS.tableColumns,
    }),
  }),
  sizeProblems,
);

export const dataTable: Check = both(
  object({
    type: oneOf('data_table'),
    'block_id?': id,
    caption: string({ min: 1 }),
    rows: list(row, { min: 2, max: LIMITS.dataTableRows }),
    'page_size?': integer(1, LIMITS.pageSize),
    'row_header_column_index?': integer(0, LIMITS.tableColumns - 1),
  }),
  (block, path) => [...sizeProblems(block, path), ...headerIsPlain(block, path)],
);
