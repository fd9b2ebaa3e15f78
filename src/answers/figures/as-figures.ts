import type { Measure } from '../../words/measures.ts';
import type { Operator } from '../../words/operators.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Condition, Filter, QueryOf } from '../query.ts';
import { type Atom, type Expr, type FiguresQuery, NO_FIGURES } from './figures-query.ts';

export const COUNT: Expr = { type: 'fold', fold: 'sum', figure: 'items' };

export const sums = (measures: readonly Measure[], fold: 'sum' | 'mean' = 'sum'): readonly Expr[] =>
  measures.map((figure) => ({ type: 'fold', fold, figure }));

const DEADLINE: Expr = { type: 'fold', fold: 'sum', figure: 'deadline' };

/** What an earlier kind of query states, as a query of figures. */
export function asFigures(
  query: QueryOf<'total' | 'count' | 'list' | 'ranking'>,
  index: PlanIndex,
): FiguresQuery {
  const set = { ...NO_FIGURES, ...setOf(query.filter, index) };
  switch (query.type) {
    case 'total':
      return { ...set, by: query.groupBy, columns: figuresOf(query), tier: query.tier };
    case 'count':
      return { ...set, by: query.groupBy, columns: [COUNT], tier: query.tier };
    case 'list':
      return {
        ...set,
        by: 'item',
        columns: [...sums(query.columns), ...(query.deadlines ? [DEADLINE] : [])],
      };
    case 'ranking':
      return { ...set, ...ranked(query), tier: query.tier };
  }
}

function figuresOf({ measures, mode, filter }: QueryOf<'total'>): readonly Expr[] {
  if (mode !== 'share') return sums(measures, mode === 'average' ? 'mean' : 'sum');
  const kind: readonly Atom[] = filter.kind === null ? [] : [{ type: 'kind', kinds: [filter.kind] }];
  return sums(measures).map((left) => ({
    type: 'op',
    op: '%',
    left,
    right: { type: 'over', expr: left, select: kind, year: null },
  }));
}

function ranked(
  query: QueryOf<'ranking'>,
): Pick<FiguresQuery, 'by' | 'columns' | 'having' | 'order' | 'tells'> {
  const { of, measure, direction, limit, from, bound, also } = query;
  const [by = COUNT] = measure === 'count' ? [COUNT] : measure === 'deadline' ? [DEADLINE] : sums([measure]);
  const own = also === null ? [] : sums(also.measures);
  return {
    by: of,
    columns: own.length > 0 ? own : [by],
    having: bound === null ? [] : [{ expr: by, op: bound.op, than: { value: bound.value } }],
    order:
      bound === null
        ? {
            by,
            direction: direction === 'max' ? 'most' : 'least',
            from,
            limit: limit >= 200 ? null : limit,
            per: null,
          }
        : null,
    tells: also?.attributes ?? [],
  };
}

/** A filter as atoms that hold together. */
function setOf(filter: Filter, { worked, items: all }: PlanIndex): Pick<FiguresQuery, 'select' | 'mine'> {
  const { kind, departments, units, goals, scope, years, due, start, conditions, revenue, items } = filter;
  // Of nothing in particular: what the body works on.
  const isPartOfPlan = kind === null && items === null && worked.length > 0 && worked.length < all.length;
  const when = (condition: boolean, ...atoms: readonly Atom[]): readonly Atom[] => (condition ? atoms : []);
  return {
    select: [
      ...(kind === null ? [] : [{ type: 'kind', kinds: [kind] } as const]),
      ...when(isPartOfPlan, { type: 'kind', kinds: [...new Set(worked.map(({ item }) => item.kind))] }),
      ...when(departments.length > 0, { type: 'structure', level: 'department', codes: departments }),
      ...when(units.length > 0, { type: 'structure', level: 'unit', codes: units }),
      ...when(goals.length > 0, { type: 'goal', numbers: goals }),
      ...(scope === null ? [] : [{ type: 'scope', scope } as const]),
      ...(years === null ? [] : [{ type: 'span', ...years } as const]),
      ...(due === null ? [] : [{ type: 'ends', ...due } as const]),
      ...(start === null ? [] : [{ type: 'begins', ...start } as const]),
      ...conditions.flatMap(atomsOf),
      ...when(revenue === true, { type: 'revenue' }),
      ...when(revenue === false, { type: 'not', atom: { type: 'revenue' } }),
      ...(items === null ? [] : [{ type: 'items', refs: items } as const]),
    ],
    mine: filter.mine,
  };
}

function atomsOf({ measure, op, value, to }: Condition): readonly Atom[] {
  const declared: Atom = { type: 'declared', figure: measure };
  if (op === 'declared') return [declared];
  if (op === 'undeclared') return [{ type: 'not', atom: declared }];
  const bound = (one: Operator, than: number | null): Atom => ({
    type: 'bound',
    figure: measure,
    op: one,
    than: { value: than ?? 0 },
  });
  return op === 'between' ? [bound('gte', value), bound('lte', to)] : [bound(op, value)];
}
