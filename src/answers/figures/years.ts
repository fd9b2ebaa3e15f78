import type { Expr, FiguresQuery } from './figures-query.ts';

/** The years whose plans an expression looks at, in the order in which it names them. */
export function yearsOf(expr: Expr): readonly number[] {
  if (expr.type === 'fold') return [];
  if (expr.type === 'op') return [...new Set([...yearsOf(expr.left), ...yearsOf(expr.right)])];
  return expr.year === null ? yearsOf(expr.expr) : [expr.year];
}

/** It holds figures of several years' plans against each other. */
export const spansYears = ({ columns }: Pick<FiguresQuery, 'columns'>): boolean =>
  columns.some((expr) => yearsOf(expr).length > 0);
