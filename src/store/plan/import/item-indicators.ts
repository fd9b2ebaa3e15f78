import { NO_CELL } from './cells.ts';
import type { RawRow } from './raw-table.ts';
import { cellText, madeRow, withCells, withDefaults } from './raw-tables.ts';
import { readValue } from './values.ts';

/** The columns that an indicator has beside its item, and what they are called in its own table. */
const BESIDE = {
  indicator: 'name',
  formula: 'formula',
  indicator_unit: 'unit',
  baseline: 'baseline',
  targets: 'targets',
  result: 'result',
} as const;

/**
 * The indicator that stands beside an item, as a row of its own table: an item may have a row for each.
 * @param item its kind and number
 */
export function indicatorRows(
  row: RawRow,
  item: { readonly kind: string; readonly number: string },
): readonly RawRow[] {
  if (cellText(row, 'indicator') === '') return [];
  const made = madeRow(row, item);
  const moved = Object.entries(BESIDE).map(
    ([beside, column]) => [column, row.cells.get(beside) ?? NO_CELL] as const,
  );
  const targets = [...row.cells].filter(([column]) => /^target_\d{4}$/.test(column));
  const labels = Object.entries(BESIDE).flatMap(([beside, column]) => {
    const label = row.from.labels.get(beside);
    return label === undefined ? [] : [[column, label] as const];
  });
  return [
    withoutWords({
      ...made,
      from: { ...made.from, labels: new Map([...made.from.labels, ...labels]) },
      cells: new Map([...made.cells, ...moved, ...targets]),
    }),
  ];
}

/** What stands beside an item of an indicator that it does not have is the item's, under its own heading. */
export function withoutIndicator(row: RawRow): RawRow {
  if (cellText(row, 'indicator') !== '') return row;
  const left = Object.keys(BESIDE).filter((column) => cellText(row, column) !== '');
  if (left.length === 0) return row;
  return {
    ...row,
    extra: {
      ...row.extra,
      ...Object.fromEntries(
        left.map((column) => [row.from.labels.get(column) ?? column, cellText(row, column)]),
      ),
    },
  };
}

/** A target without a year is that of the plan's. */
export function withTarget(row: RawRow, year: number): RawRow {
  const value = targetOf(row);
  if (value === null) return row;
  const named = withCells(row, { targets: `${year}=${value.replace('.', ',')}` });
  return isPercent(row) ? withDefaults(named, { unit: '%' }) : named;
}

/** A target in words ("entro giugno") is no number: beside an item it is kept as it is written, under its heading. */
function withoutWords(row: RawRow): RawRow {
  const text = cellText(row, 'targets');
  if (text === '' || text.includes('=') || targetOf(row) !== null) return row;
  const label = row.from.labels.get('targets') ?? 'Valore atteso';
  return { ...withCells(row, { targets: '' }), extra: { ...row.extra, [label]: text } };
}

const isPercent = (row: RawRow): boolean => cellText(row, 'targets').endsWith('%');

/** The one value that stands for a target, with a decimal point; null where none does, or years are said. */
function targetOf(row: RawRow): string | null {
  const cell = row.cells.get('targets');
  if (cell === undefined || cell.text === '' || cell.text.includes('=')) return null;
  const bare = { ...cell, text: cell.text.replace(/\s*%$/, '') };
  const value = readValue(bare, 'indicator', row.from.decimals.get('targets') ?? null);
  return value.ok ? value.text : null;
}
