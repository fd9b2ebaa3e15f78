import { NO_CELL } from './cells.ts';
import type { RawRow } from './raw-table.ts';
import { cellText, madeRow } from './raw-tables.ts';

/** An amount that is set aside for one year has a column for each: `amount_2026`. */
const OF_YEAR = /^amount_(\d{4})$/;
/** What is told of an amount beside it. */
const BUDGET_DETAILS = ['chapter', 'fund', 'cup'] as const;

/** The columns of a row that hold an amount, with the year that each is of. */
const amountsOf = (row: RawRow): readonly { readonly column: string; readonly year: string }[] =>
  [...row.cells]
    .filter(([column, { text }]) => text !== '' && (column === 'amount_eur' || OF_YEAR.test(column)))
    .map(([column]) => ({ column, year: OF_YEAR.exec(column)?.[1] ?? '' }));

/** What a row says of the budget, as text: of two rows of an item that say the same, one is enough. */
export const budgetText = (row: RawRow): string =>
  [...amountsOf(row).map(({ column }) => column), ...BUDGET_DETAILS]
    .map((column) => cellText(row, column))
    .join('|');

/**
 * What is set aside for an item, told beside it, as rows of the budget: one for each year that has a column.
 * @param item its kind and number, and the structure that the row names
 */
export const budgetRows = (row: RawRow, item: Readonly<Record<string, string>>): readonly RawRow[] =>
  amountsOf(row).map(({ column, year }) => {
    const made = madeRow(row, { ...item, entry: ENTRY, year }, BUDGET_DETAILS);
    const label = row.from.labels.get(column);
    return {
      ...made,
      cells: new Map([...made.cells, ['amount_eur', row.cells.get(column) ?? NO_CELL]]),
      from: {
        ...made.from,
        labels:
          label === undefined ? made.from.labels : new Map([...made.from.labels, ['amount_eur', label]]),
        decimals: new Map([...made.from.decimals, ['amount_eur', row.from.decimals.get(column) ?? null]]),
      },
    };
  });

/** The entry of the budget that a plan sets aside before anything is committed. */
const ENTRY = 'stanziamento';

/** A chapter or a fund beside an item that has no amount is the item's, under its own heading. */
export function withoutBudget(row: RawRow): RawRow {
  const left = BUDGET_DETAILS.filter((column) => cellText(row, column) !== '');
  if (left.length === 0 || amountsOf(row).length > 0) return row;
  const own = left.map((column) => [row.from.labels.get(column) ?? column, cellText(row, column)] as const);
  return { ...row, extra: { ...row.extra, ...Object.fromEntries(own) } };
}
