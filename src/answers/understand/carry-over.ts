import type { Measure } from '../../words/measures.ts';
import { EVERYTHING, type Filter, type Query } from '../query.ts';
import { readFilter } from './filters.ts';
import { kindOf } from './items.ts';
import type { Context } from './outcome.ts';

/** Measures of the query before, to ask them of something else. */
export function measuresOf(query: Query): readonly Measure[] {
  if (query.type === 'item' || query.type === 'total' || query.type === 'compare') return query.measures;
  if (query.type === 'ranking')
    return query.measure === 'count' || query.measure === 'deadline' ? [] : [query.measure];
  return query.type === 'list' ? query.columns : [];
}

/** The items that the query before was about; null when it was about none. */
export function filterBefore(query: Query, context: Context): Filter | null {
  if (query.type === 'total' || query.type === 'count' || query.type === 'list' || query.type === 'ranking')
    return query.filter;
  if (query.type === 'item') return ownsMore(query, context) ?? { ...EVERYTHING, items: query.items };
  if (query.type === 'goal' && query.numbers.length > 0) return { ...EVERYTHING, goals: query.numbers };
  if (query.type === 'structure' && query.codes.length > 0) return ofStructures(query.codes, context);
  if (query.type === 'compare') {
    const items = query.subjects.flatMap((one) => (one.type === 'item' ? [one.ref] : []));
    const codes = query.subjects.flatMap((one) =>
      one.type === 'unit' || one.type === 'department' ? [one.code] : [],
    );
    return items.length > 0
      ? { ...EVERYTHING, items }
      : codes.length > 0
        ? ofStructures(codes, context)
        : EVERYTHING;
  }
  return null;
}

/** "Che altri obiettivi ha?", after who is responsible: what the same unit has. */
function ownsMore(query: Extract<Query, { type: 'item' }>, context: Context): Filter | null {
  const asks = /^(ha|hanno|have)$/.test(context.reading.tokens.at(-1)?.text ?? '') && context.reading.setLike;
  const one = asks ? context.vocabulary.index.byRef.get(query.items[0] ?? 'objective:0') : undefined;
  if (!one) return null;
  return ofStructures(one.units.length > 0 ? one.units : one.departments, context);
}

function ofStructures(codes: readonly string[], { vocabulary }: Context): Filter {
  const { departments } = vocabulary.index.plan;
  const isDepartment = (code: string): boolean => departments.some((one) => one.code === code);
  return {
    ...EVERYTHING,
    departments: codes.filter(isDepartment),
    units: codes.filter((code) => !isDepartment(code)),
  };
}

/** The filter before, with whatever the new question states put in its place. */
export function mergedFilter(context: Context, previous: Query): Filter | null {
  const before = filterBefore(previous, context);
  if (!before) return null;
  const { filter } = readFilter(context.reading, context.asker, context.vocabulary.index.plan);
  const newStructure = filter.departments.length + filter.units.length > 0;
  const otherKind = filter.kind !== null && !(before.items ?? []).some((ref) => kindOf(ref) === filter.kind);
  const leavesItems = newStructure || filter.goals.length > 0 || otherKind;
  return {
    kind: filter.kind ?? before.kind,
    departments: newStructure ? filter.departments : before.departments,
    units: newStructure ? filter.units : before.units,
    goals: filter.goals.length > 0 ? filter.goals : before.goals,
    scope: filter.scope ?? before.scope,
    years: filter.years ?? before.years,
    due: filter.due ?? before.due,
    start: filter.start ?? before.start,
    conditions: flips(context, filter)
      ? before.conditions.map(flipped)
      : filter.conditions.length > 0
        ? [
            ...before.conditions.filter(
              (one) => !filter.conditions.some((other) => other.measure === one.measure),
            ),
            ...filter.conditions,
          ]
        : before.conditions,
    revenue: filter.revenue ?? before.revenue,
    items: leavesItems ? null : before.items,
    mine: newStructure ? filter.mine : before.mine,
  };
}

/** The same was asked about, one figure after the other. */
export const sameItems = (one: Query, other: Query): boolean =>
  (one.type === 'item' && other.type === 'item' && one.items.join() === other.items.join()) ||
  (one.type === 'total' &&
    other.type === 'total' &&
    JSON.stringify(one.filter) === JSON.stringify(other.filter));

/** "Obiettivi con impegno", "e quelli senza?": the other way round. */
const flips = ({ reading }: Context, stated: Filter): boolean =>
  reading.concepts.has('filter:no') && stated.conditions.length === 0;

const flipped = (one: Filter['conditions'][number]): Filter['conditions'][number] =>
  one.op === 'declared'
    ? { ...one, op: 'undeclared' }
    : one.op === 'undeclared'
      ? { ...one, op: 'declared' }
      : one;
