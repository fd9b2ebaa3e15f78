import {
  type Atom,
  type Expr,
  type Figure,
  type FiguresQuery,
  type Fold,
  NO_FIGURES,
} from '../../../src/answers/figures/figures-query.ts';

/** A query with what is not given left out: a single row over the whole plan. */
export const query = (given: Partial<FiguresQuery>): FiguresQuery => ({
  ...NO_FIGURES,
  ...given,
});

export const sum = (figure: Figure, fold: Fold = 'sum'): Expr => ({ type: 'fold', fold, figure });
export const over = (expr: Expr, ...select: readonly Atom[]): Expr => ({
  type: 'over',
  expr,
  select,
  year: null,
});
export const op = (left: Expr, sign: '+' | '-' | '×' | '÷' | '%', right: Expr): Expr => ({
  type: 'op',
  op: sign,
  left,
  right,
});

export const objectives: Atom = { type: 'kind', kinds: ['objective'] };
export const processes: Atom = { type: 'kind', kinds: ['process'] };
export const department = (...codes: readonly string[]): Atom => ({
  type: 'structure',
  level: 'department',
  codes,
});
export const unit = (...codes: readonly string[]): Atom => ({ type: 'structure', level: 'unit', codes });
export const not = (atom: Atom): Atom => ({ type: 'not', atom });
export const above = (figure: Figure, value: number): Atom => ({
  type: 'bound',
  figure,
  op: 'gt',
  than: { value },
});

type Order = NonNullable<FiguresQuery['order']>;

export const most = (by: Expr, limit: number | null = 1, more: Partial<Order> = {}): Order => ({
  by,
  direction: 'most',
  from: 1,
  limit,
  per: null,
  ...more,
});
export const least = (by: Expr, limit: number | null = 1, more: Partial<Order> = {}): Order =>
  most(by, limit, { direction: 'least', ...more });
