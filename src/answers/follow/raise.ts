import type { Measure } from '../../words/measures.ts';
import type { Operator } from '../../words/operators.ts';
import { type Atom, type Expr, type FiguresQuery, type Level, NO_FIGURES } from '../figures/figures-query.ts';
import { itemOfRow } from '../knowledge/item-rows.ts';
import { findPassages } from '../knowledge/passages.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Condition, Filter, Query, QueryOf, Subject } from '../query.ts';
import { evaluateFacts } from '../tables/evaluate-facts.ts';

/*
 * The other way of `grammar/lower.ts`: what was answered as an earlier kind of query, as a query of figures, which can be
 * edited part by part.
 */

const COUNT: Expr = { type: 'fold', fold: 'sum', figure: 'items' };

const sums = (measures: readonly Measure[], fold: 'sum' | 'mean' = 'sum'): readonly Expr[] =>
  measures.map((figure) => ({ type: 'fold', fold, figure }));

/** The same as a query of figures; null for what is no set of items and no figure of them. */
export function raise(query: Query, index: PlanIndex): FiguresQuery | null {
  switch (query.type) {
    case 'figures':
      return query;
    case 'item':
      return raiseItem(query);
    case 'total':
      return raiseTotal(query);
    case 'count':
      return raiseCount(query);
    case 'list':
      return { ...NO_FIGURES, ...setOf(query.filter), by: 'item', columns: sums(query.columns) };
    case 'ranking':
      return raiseRanking(query);
    case 'compare':
      return raiseComparison(query);
    case 'structure':
      return raiseStructure(query.codes, index);
    case 'passage':
      return {
        ...NO_FIGURES,
        select: [
          { type: 'items', refs: findPassages(index, query.words, query.kind).map(({ one }) => one.ref) },
        ],
        by: 'item',
      };
    case 'goal':
      return query.numbers.length === 0
        ? null
        : { ...NO_FIGURES, select: [{ type: 'goal', numbers: query.numbers }] };
    default:
      return null;
  }
}

/** All that one structure has. */
function raiseStructure(codes: readonly string[], { plan }: PlanIndex): FiguresQuery | null {
  const [code, ...others] = codes;
  if (code === undefined || others.length > 0) return null;
  const level = plan.departments.some((one) => one.code === code) ? 'department' : 'unit';
  return { ...NO_FIGURES, select: [{ type: 'structure', level, codes: [code] }] };
}

/**
 * What a table's figures were told of, at the place that was asked for or as they were named: the items whose rows they are, or
 * all that a structure has; null where they were of several structures, or of anything else.
 */
export function raiseOwner(query: QueryOf<'fact'>, index: PlanIndex): FiguresQuery | null {
  const { plan } = index;
  const { rows } = evaluateFacts(plan, query);
  const first = rows.filter(({ value }) => query.order === null || value === rows[0]?.value);
  const subjects = [...new Set(first.flatMap(({ facts }) => facts.map(({ subject }) => subject)))];
  const refs = subjects.flatMap((subject) => itemOfRow(index, subject)?.ref ?? []);
  if (refs.length > 0 && refs.length === subjects.length)
    return { ...NO_FIGURES, select: [{ type: 'items', refs }], by: refs.length > 1 ? 'item' : null };
  const known = new Set([...plan.departments, ...plan.units].map(({ code }) => code));
  return subjects.every((subject) => known.has(subject)) ? raiseStructure(subjects, index) : null;
}

function raiseItem({ items, measures, department }: QueryOf<'item'>): FiguresQuery {
  const place: readonly Atom[] =
    department === null ? [] : [{ type: 'structure', level: 'department', codes: [department] }];
  return {
    ...NO_FIGURES,
    select: [{ type: 'items', refs: items }, ...place],
    by: items.length > 1 ? 'item' : null,
    columns: sums(measures),
  };
}

const LEVELS: Readonly<Partial<Record<NonNullable<QueryOf<'total'>['groupBy']>, Level>>> = {
  department: 'department',
  unit: 'unit',
  kind: 'kind',
  goal: 'goal',
};

/** Groups by a figure or a year are no level: what goes on from them is of all that they were made of. */
const levelOf = (groupBy: QueryOf<'total'>['groupBy']): Level | null =>
  groupBy === null ? null : (LEVELS[groupBy] ?? null);

function raiseTotal({ filter, measures, mode, groupBy }: QueryOf<'total'>): FiguresQuery {
  const by = levelOf(groupBy);
  const set = setOf(filter);
  if (mode === 'share')
    return {
      ...NO_FIGURES,
      ...set,
      by,
      columns: sums(measures).map((left) => ({
        type: 'op',
        op: '%',
        left,
        right: { type: 'over', expr: left, select: [], year: null },
      })),
    };
  return { ...NO_FIGURES, ...set, by, columns: sums(measures, mode === 'average' ? 'mean' : 'sum') };
}

function raiseCount({ filter, groupBy, of }: QueryOf<'count'>): FiguresQuery | null {
  const by = levelOf(groupBy);
  if (of !== 'item') return null;
  return { ...NO_FIGURES, ...setOf(filter), by, columns: [COUNT] };
}

function raiseRanking(query: QueryOf<'ranking'>): FiguresQuery | null {
  const { of, filter, measure, direction, limit, from, bound, also } = query;
  if (measure === 'deadline') return null;
  const [by = COUNT] = measure === 'count' ? [COUNT] : sums([measure]);
  const own = also === null ? [] : sums(also.measures);
  return {
    ...NO_FIGURES,
    ...setOf(filter),
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
  };
}

/** Things of one sort, side by side. */
function raiseComparison({ subjects, measures, kind, count }: QueryOf<'compare'>): FiguresQuery | null {
  const [first] = subjects;
  if (!first || subjects.some(({ type }) => type !== first.type)) return null;
  const atom = atomOf(subjects);
  return {
    ...NO_FIGURES,
    select: [...(kind === null ? [] : [{ type: 'kind', kinds: [kind] } as const]), ...atom],
    by: first.type,
    columns: count ? [COUNT] : sums(measures),
  };
}

function atomOf(subjects: readonly Subject[]): readonly Atom[] {
  const refs = subjects.flatMap((one) => (one.type === 'item' ? [one.ref] : []));
  if (refs.length > 0) return [{ type: 'items', refs }];
  const numbers = subjects.flatMap((one) => (one.type === 'goal' ? [one.number] : []));
  if (numbers.length > 0) return [{ type: 'goal', numbers }];
  const kinds = subjects.flatMap((one) => (one.type === 'kind' ? [one.kind] : []));
  if (kinds.length > 0) return [{ type: 'kind', kinds }];
  return (['department', 'unit'] as const).flatMap((level): readonly Atom[] => {
    const codes = subjects.flatMap((one) => (one.type === level ? [one.code] : []));
    return codes.length === 0 ? [] : [{ type: 'structure', level, codes }];
  });
}

/** A filter as atoms that hold together. */
function setOf(filter: Filter): Pick<FiguresQuery, 'select' | 'mine'> {
  const { kind, departments, units, goals, scope, years, due, start, conditions, revenue, items } = filter;
  const when = (condition: boolean, ...atoms: readonly Atom[]): readonly Atom[] => (condition ? atoms : []);
  return {
    select: [
      ...(kind === null ? [] : [{ type: 'kind', kinds: [kind] } as const]),
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
