import { daysBetween } from '../../domain/plan/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { keeps } from '../knowledge/bounds.ts';
import type { LiveFact, QueryOf } from '../query.ts';
import type { LiveMoment, LiveState } from './result.ts';

type LiveQuery = QueryOf<'monitoring'>;

/** What a view tells of, as something that is so of a row; null for the states. */
export const factOf = ({ view, missing }: LiveQuery): LiveFact | null =>
  missing ? 'missing' : view === 'states' ? null : view;

/**
 * The rows of a phase that a query means: of which all holds that it asks, without the structures that it leaves out; the
 * first of them where it asks for the first.
 * @param today for how long something has been so
 */
export function selectLive(
  states: readonly LiveState[],
  query: LiveQuery,
  today: IsoDay,
): readonly LiveState[] {
  const { order, by, limit, progress } = query;
  const found = rowsAsked(states, query).filter((one) => isMain(one, query, today));
  if (progress !== null) {
    const told = found.flatMap(({ percent }) => percent ?? []);
    const end = progress === 'max' ? Math.max(...told) : Math.min(...told);
    return found.filter(({ percent }) => percent !== null && (progress === 'mean' || percent === end));
  }
  if (order === null || by !== null) return found;
  const days = (one: LiveState): number => Math.max(0, ...daysOf(one, query, today));
  const sorted = found.toSorted((one, other) =>
    order === 'max' ? days(other) - days(one) : days(one) - days(other),
  );
  const last = sorted[(limit ?? found.length) - 1];
  // Those that are tied with the last are told too.
  return last === undefined
    ? sorted
    : sorted.filter((one) => (order === 'max' ? days(one) >= days(last) : days(one) <= days(last)));
}

/** The rows of which all but the first thing that a query asks holds: what the others are a part of. */
export const rowsAsked = (
  states: readonly LiveState[],
  { also, percent, without, states: wanted, by }: LiveQuery,
): readonly LiveState[] =>
  states.filter(
    (one) =>
      also.every(({ is, not }) => isSo(one, is) !== not) &&
      (wanted.length === 0 || (one.state !== null && wanted.includes(one.state))) &&
      (percent === null || (one.percent !== null && keeps(one.percent, percent))) &&
      // Of rows by structure the structure is left out, and nothing of the others.
      (by !== null || !isOf(one, without)),
  );

/** An item of several structures is left out with any of them. */
const isOf = ({ item }: LiveState, codes: readonly string[]): boolean =>
  codes.some((code) => item.departments.includes(code) || item.within.includes(code));

/** For how many days a row has been what a query asks. */
export const daysOf = (one: LiveState, query: LiveQuery, today: IsoDay): readonly number[] =>
  one.on[momentOf(query)].map((day) => daysBetween(day, today));

const momentOf = ({ view }: LiveQuery): LiveMoment =>
  view === 'waiting' || view === 'approved' || view === 'returned' ? view : 'arrived';

function isMain(one: LiveState, query: LiveQuery, today: IsoDay): boolean {
  const { since, due } = query;
  const is = factOf(query);
  const dated = is === 'waiting' || is === 'approved' || is === 'returned';
  return (
    (is === null ? one.state !== null : isSo(one, is)) &&
    (since === null || daysOf(one, query, today).some((days) => keeps(days, since))) &&
    (due === null || !dated || one.on[is].some((day) => day >= due.from && day <= due.to))
  );
}

/** Whether something is so of a row. */
export function isSo(one: LiveState, is: LiveFact): boolean {
  switch (is) {
    case 'arrived':
      return one.answered;
    case 'sent':
      return one.on.arrived.length > 0;
    case 'missing':
      return !one.answered;
    case 'waiting':
    case 'approved':
    case 'returned':
      return one.on[is].length > 0;
    case 'critical':
      return one.criticalPoints.length > 0;
    case 'actions':
      return one.openActions.length > 0;
    case 'changed':
      return (
        one.before !== null &&
        one.state !== null &&
        (one.before.state !== one.state || one.before.percent !== one.percent)
      );
  }
}
