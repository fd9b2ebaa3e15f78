import { dueDayOf, numberOfDay } from '../../domain/plan/index.ts';
import type { Measure } from '../../words/measures.ts';
import { aggregateAll } from '../knowledge/aggregate.ts';
import { measureOf } from '../knowledge/measures.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Row, selectRows } from '../knowledge/select.ts';
import type { QueryOf } from '../query.ts';
import { splitRows } from './groups.ts';
import type { Ranked, Result } from './result.ts';

/** Orders items, structures or goals by a measure. What declares nothing is left out and counted. */
export function rank(index: PlanIndex, query: QueryOf<'ranking'>): Extract<Result, { type: 'ranking' }> {
  const rows = selectRows(index, query.filter);
  const key = `rank:${query.of}:${query.measure}:${query.direction}:${query.filter.departments}:${query.filter.units}`;
  const { ranked: all, compared } = rememberFor(index.memo, rows, key, () => order(index, query, rows));
  const ranked = all.filter(({ value }) => query.bound === null || within(value, query.bound));
  const last = ranked[query.from + query.limit - 2];
  const ties = last === undefined ? 0 : ranked.filter((one) => one.value === last.value).length;
  return { type: 'ranking', query, ranked, ties, excluded: compared - all.length, compared };
}

function within(value: number, bound: NonNullable<QueryOf<'ranking'>['bound']>): boolean {
  if (bound.op === 'eq') return value === bound.value;
  const above = bound.op === 'gt' || bound.op === 'gte';
  return (
    (above ? value > bound.value : value < bound.value) || (bound.op.endsWith('e') && value === bound.value)
  );
}

function order(
  index: PlanIndex,
  query: QueryOf<'ranking'>,
  rows: readonly Row[],
): { readonly ranked: readonly Ranked[]; readonly compared: number } {
  const ranked: Ranked[] = [];
  let compared = rows.length;
  if (query.of === 'item')
    for (const row of rows) {
      const { item, ref } = row.of;
      const value =
        query.measure === 'deadline'
          ? numberOfDay(dueDayOf(item))
          : query.measure === 'count'
            ? item.goals.length
            : measureOf(row.figures, item, query.measure);
      if (value !== null) ranked.push({ subject: { type: 'item', ref }, value, row, count: 1 });
    }
  else {
    const groups = splitRows(index, query.filter, query.of);
    compared = groups.length;
    for (const { subject, rows: own } of groups) {
      const counts = query.measure === 'count' || query.measure === 'deadline';
      const value = counts
        ? own.length
        : (aggregateAll(index, own, [query.measure as Measure])[0]?.value ?? null);
      // A goal or unit with no item at all is no candidate for "the least".
      if (subject.type !== 'other' && value !== null && own.length > 0)
        ranked.push({ subject, value, row: null, count: own.length });
    }
  }
  const sign = query.direction === 'max' ? -1 : 1;
  ranked.sort(
    (a, b) => sign * (a.value - b.value) || (a.row?.of.item.number ?? 0) - (b.row?.of.item.number ?? 0),
  );
  return { ranked, compared };
}
