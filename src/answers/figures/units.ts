import type { ValueUnit } from '../answer.ts';
import type { FigureUnit } from './measures.ts';

/** `gap`: the distance of two percentages; `mixed`: of units that do not go together, and then there is no value. */
export type Unit = FigureUnit | 'times' | 'gap' | 'eur_per_point' | 'eur_per_item' | 'mixed';

type Op = '+' | '-' | '×' | '÷' | '%';

/** The unit of an operation between two values; `mixed` where it means nothing. */
export function unitOf(op: Op, left: Unit, right: Unit): Unit {
  if (left === 'mixed' || right === 'mixed') return 'mixed';
  switch (op) {
    case '+':
      return left === right ? left : 'mixed';
    case '-':
      if (left === right) return left === 'percent' ? 'gap' : left;
      return 'mixed';
    case '%':
      return left === right ? 'percent' : 'mixed';
    case '÷':
      if (left === right) return 'times';
      if (left === 'eur' && right === 'points') return 'eur_per_point';
      if (left === 'eur' && right === 'count') return 'eur_per_item';
      return right === 'count' && (left === 'points' || left === 'percent') ? left : 'mixed';
    case '×':
      if (right === 'percent' || right === 'count' || right === 'times') return left;
      return left === 'percent' || left === 'count' || left === 'times' ? right : 'mixed';
  }
}

/** The operation on two values; null where one is missing, or the second is no divisor. */
export function calculate(
  op: Op,
  left: { readonly value: number | null; readonly unit: Unit },
  right: { readonly value: number | null; readonly unit: Unit },
): number | null {
  const unit = unitOf(op, left.unit, right.unit);
  if (unit === 'mixed') return null;
  // A missing addend counts nothing, as in the sums of the plan itself.
  if (op === '+')
    return left.value === null && right.value === null ? null : (left.value ?? 0) + (right.value ?? 0);
  if (left.value === null || right.value === null) return null;
  if (op === '-') return left.value - right.value;
  if (op === '×') {
    const hundred = right.unit === 'percent' || left.unit === 'percent' ? 100 : 1;
    return inCents((left.value * right.value) / hundred, unit);
  }
  if (right.value === 0) return null;
  return inCents((left.value / right.value) * (op === '%' ? 100 : 1), unit);
}

export const inCents = (value: number, unit: Unit): number =>
  unit === 'eur' || unit === 'eur_per_point' || unit === 'eur_per_item' ? Math.round(value) : value;

/** The unit as an answer declares it. */
export function answerUnit(unit: Unit): ValueUnit {
  switch (unit) {
    case 'eur_per_point':
    case 'eur_per_item':
      return 'eur';
    case 'gap':
      return 'percent';
    case 'times':
    case 'mixed':
    case 'day':
      return 'other';
    default:
      return unit;
  }
}
