import { total } from '../knowledge/aggregate.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { selectRows } from '../knowledge/select.ts';
import type { QueryOf } from '../query.ts';
import { splitRows } from './groups.ts';
import type { Ranked, Result } from './result.ts';

/** Orders items, structures or goals by a measure. What declares nothing is left out and counted. */
export function rank(index: PlanIndex, query: QueryOf<'ranking'>): Extract<Result, { type: 'ranking' }> {
  const all: Ranked[] = [];
  let compared = 0;
  if (query.of === 'item') {
    const rows = selectRows(index, query.filter);
    compared = rows.length;
    for (const row of rows) {
      const { item } = row.of;
      const value =
        query.measure === 'deadline'
          ? item.horizonEnd
          : query.measure === 'count'
            ? row.of.item.goals.length
            : measureOf(row.figures, item, query.measure);
      if (value !== null) all.push({ subject: { type: 'item', ref: row.of.ref }, value, row, count: 1 });
    }
  } else {
    const groups = splitRows(index, query.filter, query.of);
    compared = groups.length;
    for (const { subject, rows } of groups) {
      if (subject.type === 'other') continue;
      const value =
        query.measure === 'count' || query.measure === 'deadline'
          ? rows.length
          : total(rows, query.measure).value;
      // A goal or unit with no item at all is no candidate for "the least".
      if (value !== null && rows.length > 0) all.push({ subject, value, row: null, count: rows.length });
    }
  }
  const sign = query.direction === 'max' ? -1 : 1;
  all.sort(
    (a, b) => sign * (a.value - b.value) || (a.row?.of.item.number ?? 0) - (b.row?.of.item.number ?? 0),
  );
  const last = all[query.from + query.limit - 2];
  const ties = last === undefined ? 0 : all.filter((one) => one.value === last.value).length;
  return { type: 'ranking', query, ranked: all, ties, excluded: compared - all.length, compared };
}
