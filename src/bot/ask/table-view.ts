import type { ContextBlock, DataTableBlock } from '@slack/types';
import type { AnswerTable, Cell } from '../../answers/answer.ts';
import type { Language } from '../../words/language.ts';
import { capital, counted } from '../../words/sentences.ts';
import { context } from '../kit/blocks.ts';
import { LIMITS } from '../kit/limits.ts';

/** So many rows are shown at once; of longer tables, so many before one has to turn the page. */
const ROWS = {
  alone: { whole: 15, page: 10 },
  beside_image: { whole: 8, page: 5 },
} as const;
type Standing = keyof typeof ROWS;

/** "1 riga", "12 righe". */
const rowCount = (total: number, language: Language): string =>
  language === 'it' ? counted(total, 'riga', 'righe') : counted(total, 'row', 'rows');

const firstRows = (shown: number, total: number, language: Language): string =>
  language === 'it' ? `Qui le prime ${shown} righe su ${total}.` : `The first ${shown} rows of ${total}.`;

/**
 * The rows that Slack takes, and how many there are in all when these are fewer.
 * @param standing beside a picture of the same figures fewer are shown at once
 */
export function tableBlocks(
  table: AnswerTable,
  language: Language,
  standing: Standing = 'alone',
): (DataTableBlock | ContextBlock)[] {
  const rows = rowsThatFit(table);
  return [
    dataTable({ ...table, rows }, rowCount(table.total, language), standing),
    ...(rows.length < table.total ? [context(firstRows(rows.length, table.total, language))] : []),
  ];
}

function rowsThatFit({ columns, rows }: AnswerTable): AnswerTable['rows'] {
  let left = LIMITS.tableText - lengthOf(columns.map(({ label }) => label));
  const fitting = rows.slice(0, LIMITS.tableRows - 1).findIndex((row) => {
    left -= lengthOf(row.map(({ text }) => text));
    return left < 0;
  });
  return rows.slice(0, fitting < 0 ? LIMITS.tableRows - 1 : fitting);
}

/** An empty cell is shown as one character. */
const lengthOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.max(text.length, 1), 0);

/** Slack wants a header row first and no empty cell; a `raw_number` sorts by its number and shows its text. */
function dataTable({ columns, rows }: AnswerTable, caption: string, standing: Standing): DataTableBlock {
  const { whole, page } = ROWS[standing];
  return {
    type: 'data_table',
    caption,
    page_size: rows.length <= whole ? Math.max(rows.length, 1) : page,
    rows: [
      columns.map(({ label }) => ({ type: 'raw_text' as const, text: capital(label) || '—' })),
      ...rows.map((row) => row.map((cell, column) => tableCell(cell, columns[column]?.numeric ?? false))),
    ],
  };
}

const tableCell = ({ text, value }: Cell, numeric: boolean) =>
  numeric && value !== null
    ? { type: 'raw_number' as const, value, text: text || '—' }
    : { type: 'raw_text' as const, text: text || '—' };
