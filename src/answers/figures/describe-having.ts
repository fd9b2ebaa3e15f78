import { nounOf } from './describe-atoms.ts';
import { describeBound } from './describe-bound.ts';
import { labelOf } from './expr-text.ts';
import { unitOfExpr } from './expressions.ts';
import { agreementOf, figureName } from './figure-names.ts';
import type { Expr, FiguresQuery } from './figures-query.ts';
import type { Voice } from './voice.ts';

/** "con impegnato superiore a 1.000,00 €". */
export function havingText(voice: Voice, query: Pick<FiguresQuery, 'having' | 'select'>): string {
  const noun = nounOf(voice, query.select);
  const bounded = (expr: Expr) => ({
    name:
      expr.type === 'fold' && expr.fold === 'sum' && expr.figure !== 'items'
        ? figureName(voice.words, expr.figure)
        : labelOf(voice, expr, noun),
    ...(expr.type === 'fold' && expr.figure === 'items'
      ? { one: (expr.of ? nounOf(voice, [{ type: 'kind', kinds: expr.of }]) : noun).one }
      : {}),
    agreement:
      expr.type === 'fold' && expr.fold === 'sum'
        ? agreementOf(voice.words, expr.figure)
        : ({ gender: 'm', plural: false } as const),
    unit: unitOfExpr(expr),
  });
  return query.having
    .map(({ expr, op, than }) => describeBound(voice, bounded(expr), op, than))
    .join(` ${voice.words.and} `);
}
