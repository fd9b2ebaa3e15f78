import type { Measure } from '../../words/measures.ts';
import { isAdditive, measureOf } from './measures.ts';
import { rememberFor } from './memo.ts';
import type { Figures, PlanIndex } from './plan-index.ts';
import type { Row } from './select.ts';

/** A figure over many rows, with what it rests on. */
export interface Aggregate {
  readonly measure: Measure;
  /** Null when no row declares it. */
  readonly value: number | null;
  /** Rows that declare what is needed. */
  readonly declared: number;
  readonly missing: number;
}

/** The sum or the mean of each measure, worked out once per list of rows. */
export const aggregateAll = (
  index: PlanIndex,
  rows: readonly Row[],
  measures: readonly Measure[],
  mode: 'sum' | 'average' | 'share' = 'sum',
): readonly Aggregate[] =>
  measures.map((measure) =>
    rememberFor(index.memo, rows, `${mode === 'average' ? 'average' : 'sum'}:${measure}`, () =>
      mode === 'average' ? average(rows, measure) : total(rows, measure),
    ),
  );

/** Sums a measure over rows. Rates are the rate of the sums; attainment, which cannot be added, is averaged. */
function total(rows: readonly Row[], measure: Measure): Aggregate {
  const values = rows.flatMap((row) => {
    const value = measureOf(row.figures, row.of.item, measure);
    return value === null ? [] : [value];
  });
  const counts = { measure, declared: values.length, missing: rows.length - values.length };
  if (values.length === 0) return { ...counts, value: null };
  const sum = values.reduce((all, value) => all + value, 0);
  if (isAdditive(measure)) return { ...counts, value: sum };
  if (measure === 'attainment') return { ...counts, value: sum / values.length };
  const relevant = rows.filter((row) => measureOf(row.figures, row.of.item, measure) !== null);
  const figures = addFigures(
    measure === 'settlement_rate' || measure === 'collection_rate' ? rows : relevant,
  );
  const weight = relevant.reduce((all, row) => all + (row.of.item.weight ?? 0), 0);
  return { ...counts, value: measureOf(figures, { weight, attainment: null }, measure) };
}

/** The mean of a measure over the rows that declare it. */
function average(rows: readonly Row[], measure: Measure): Aggregate {
  const values = rows.flatMap((row) => measureOf(row.figures, row.of.item, measure) ?? []);
  const mean = values.length === 0 ? null : values.reduce((all, value) => all + value, 0) / values.length;
  return {
    measure,
    value: mean === null ? null : isAdditive(measure) && measure !== 'weight' ? Math.round(mean) : mean,
    declared: values.length,
    missing: rows.length - values.length,
  };
}

function addFigures(rows: readonly Row[]): Figures {
  const add = (column: keyof Figures): number | null =>
    rows.reduce<number | null>((sum, { figures }) => {
      const value = figures[column];
      return value === null ? sum : (sum ?? 0) + value;
    }, null);
  return {
    personnel: add('personnel'),
    committed: add('committed'),
    settled: add('settled'),
    assessed: add('assessed'),
    collected: add('collected'),
  };
}
