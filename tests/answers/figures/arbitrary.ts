import fc from 'fast-check';
import {
  type Atom,
  type Expr,
  FIGURES,
  type FiguresQuery,
  FOLDS,
  LEVELS,
  type Ranking,
  type Than,
} from '../../../src/answers/figures/figures-query.ts';
import type { PlanIndex } from '../../../src/answers/knowledge/plan-index.ts';

const figure = fc.constantFrom(...FIGURES);
const comparison = fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'ne' as const);
const year = fc.integer({ min: 2018, max: 2025 });

/** Any query at all over a plan: well formed, sensible or not. */
export function anyQuery({ plan, items }: PlanIndex): fc.Arbitrary<FiguresQuery> {
  const ref = fc.constantFrom(...items.map((one) => one.ref));
  const than: fc.Arbitrary<Than> = fc.oneof(
    fc.record({ value: fc.integer({ min: -1, max: 50_000_000 }) }),
    fc.constant({ mean: true as const }),
    fc.record({ item: ref }),
  );
  const structure = fc.oneof(
    fc.record({
      type: fc.constant('structure' as const),
      level: fc.constant('department' as const),
      codes: fc.subarray(
        plan.departments.map(({ code }) => code),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      type: fc.constant('structure' as const),
      level: fc.constant('unit' as const),
      codes: fc.subarray(
        plan.units.map(({ code }) => code),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  );
  const simple: fc.Arbitrary<Atom> = fc.oneof(
    structure,
    fc.record({
      type: fc.constant('kind' as const),
      kinds: fc.subarray(['objective', 'process', 'indicator'] as const, { minLength: 1 }),
    }),
    fc.record({
      type: fc.constant('goal' as const),
      numbers: fc.array(fc.integer({ min: 1, max: 18 }), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant('scope' as const),
      scope: fc.constantFrom('unit' as const, 'transversal' as const),
    }),
    fc.record({
      type: fc.constant('span' as const),
      min: fc.integer({ min: 1, max: 3 }),
      max: fc.constantFrom(1, 3, 5, 99),
    }),
    fc.record({ type: fc.constantFrom('ends' as const, 'begins' as const), from: year, to: year }),
    fc.record({ type: fc.constant('items' as const), refs: fc.array(ref, { maxLength: 12 }) }),
    fc.record({ type: fc.constant('bound' as const), figure, op: comparison, than }),
    fc.record({ type: fc.constant('versus' as const), figure, op: comparison, other: figure }),
    fc.record({ type: fc.constant('declared' as const), figure }),
    fc.constant<Atom>({ type: 'revenue' }),
  );
  const { atom, expr } = fc.letrec<{ atom: Atom; expr: Expr; ranking: Ranking }>((tie) => ({
    atom: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { weight: 6, arbitrary: simple },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('not' as const), atom: tie('atom') }) },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('any' as const),
          atoms: fc.array(tie('atom'), { minLength: 1, maxLength: 3 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('top' as const), of: tie('ranking') }) },
    ),
    expr: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      {
        weight: 5,
        arbitrary: fc.record({ type: fc.constant('fold' as const), fold: fc.constantFrom(...FOLDS), figure }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('over' as const),
          expr: tie('expr'),
          select: fc.array(tie('atom'), { maxLength: 2 }),
          year: fc.constant(null),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('op' as const),
          op: fc.constantFrom('+', '-', '×', '÷', '%' as const),
          left: tie('expr'),
          right: tie('expr'),
        }),
      },
    ),
    ranking: fc.record({
      select: fc.array(tie('atom'), { maxLength: 2 }),
      by: tie('expr'),
      direction: fc.constantFrom('most' as const, 'least' as const),
      from: fc.integer({ min: 1, max: 4 }),
      limit: fc.integer({ min: 1, max: 12 }),
    }),
  }));
  return fc.record({
    type: fc.constant('figures' as const),
    select: fc.array(atom, { maxLength: 3 }),
    by: fc.option(fc.constantFrom(...LEVELS)),
    columns: fc.array(expr, { maxLength: 3 }),
    having: fc.array(fc.record({ expr, op: comparison, than }), { maxLength: 1 }),
    order: fc.option(
      fc.record({
        by: expr,
        direction: fc.constantFrom('most' as const, 'least' as const),
        from: fc.integer({ min: 1, max: 4 }),
        limit: fc.option(fc.integer({ min: 1, max: 12 })),
        per: fc.option(fc.constantFrom('department' as const, 'unit' as const, 'kind' as const)),
      }),
    ),
    fold: fc.option(fc.constantFrom(...FOLDS), { freq: 3 }),
    mine: fc.boolean(),
  });
}
