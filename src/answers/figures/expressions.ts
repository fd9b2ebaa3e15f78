import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Rank, selectEntries } from './atoms.ts';
import { type Entry, isMember } from './entries.ts';
import type { Atom, Expr, Figure } from './figures-query.ts';
import type { Value } from './figures-table.ts';
import { declaringBoth, FIGURE_RULES, figureOf, isAddend, isOfItem, totalOf } from './measures.ts';
import { splitBy } from './split.ts';
import { calculate, inCents, type Unit, unitOf } from './units.ts';
import { inPlan } from './years.ts';

/** What an expression is worked out from. */
export interface Ground {
  readonly index: PlanIndex;
  readonly rank: Rank;
  /** What is over other items than the row's is the same for every row. */
  readonly overs: Map<Expr, Value>;
}

export const groundOf = (index: PlanIndex, rank: Rank): Ground => ({ index, rank, overs: new Map() });

type Fold = Extract<Expr, { type: 'fold' }>;
type Operation = Extract<Expr, { type: 'op' }>;

/** An expression over a set of items. */
export function evaluateExpr(ground: Ground, expr: Expr, entries: readonly Entry[]): Value {
  switch (expr.type) {
    case 'fold':
      return foldValue(expr, entries);
    case 'over': {
      const known = ground.overs.get(expr);
      if (known) return known;
      const index = expr.year === null ? ground.index : ground.index.years.get(expr.year);
      const others = index
        ? selectEntries(index, inPlan(expr.select, ground.index, index), ground.rank).entries
        : [];
      const whole = evaluateExpr(ground, expr.expr, others);
      const value =
        expr.each && index ? { ...whole, ...meanOfEach(ground, expr, index), expr } : { ...whole, expr };
      ground.overs.set(expr, value);
      return value;
    }
    case 'number': {
      const { value, unit } = expr;
      return { expr, value, unit, entries: [], declared: 0, missing: 0, sides: null, other: null };
    }
    case 'op':
      return operation(ground, expr, entries);
  }
}

/** What each structure of a level has on average, of those that have anything. */
function meanOfEach(
  ground: Ground,
  { expr, select, each }: Extract<Expr, { type: 'over' }>,
  index: PlanIndex,
): Pick<Value, 'value'> {
  const rows = each ? splitBy(index, selectEntries(index, select, ground.rank), each) : [];
  const values = rows.flatMap(({ entries }) =>
    entries.length === 0 ? [] : (evaluateExpr(ground, expr, entries).value ?? []),
  );
  const sum = values.reduce((all, value) => all + value, 0);
  return { value: values.length === 0 ? null : inCents(sum / values.length, unitOfExpr(expr)) };
}

function foldValue(expr: Fold, all: readonly Entry[]): Value {
  const { figure, fold, of } = expr;
  const own = of ? all.filter((entry) => of.includes(entry.of.item.kind)) : all;
  const entries = isOfItem(figure) || fold === 'count' ? own.filter(isMember) : own;
  const declaring = entries.filter((entry) => figureOf(entry, figure) !== null);
  const counts = { declared: declaring.length, missing: entries.length - declaring.length };
  const { unit, formula } = FIGURE_RULES[figure];
  const made = (value: number | null, rest: Partial<Value> = {}): Value => ({
    expr,
    value,
    unit,
    entries: declaring,
    sides: null,
    other: null,
    ...counts,
    ...rest,
  });
  if (fold === 'count' || figure === 'items')
    return made(figure === 'items' ? entries.length : declaring.length, { unit: 'count' });
  if (fold === 'sum') {
    const value = declaring.length === 0 ? null : totalOf(entries, figure);
    const plain = value === null ? null : plainTotal(entries, figure);
    const behind = formula.type === 'ratio' ? declaringBoth(entries, formula.part, formula.whole) : declaring;
    return made(value, { entries: behind, other: plain !== null && plain !== value ? plain : null });
  }
  const values = declaring.map((entry) => figureOf(entry, figure) ?? 0);
  if (values.length === 0) return made(null);
  if (fold === 'mean') {
    const mean = inCents(values.reduce((sum, one) => sum + one, 0) / values.length, unit);
    const rate = formula.type === 'ratio' ? totalOf(entries, figure) : null;
    return made(mean, { other: rate !== null && values.length > 1 && rate !== mean ? rate : null });
  }
  if (fold === 'median') return made(inCents(medianOf(values), unit));
  const value = fold === 'min' ? Math.min(...values) : Math.max(...values);
  return made(value, { entries: declaring.filter((_, at) => values[at] === value) });
}

/** The value in the middle; between two, their mean. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] =
    sorted.length % 2 === 0 ? sorted.slice(half - 1) : [sorted[half], sorted[half]];
  return (below + above) / 2;
}

/** A difference or ratio of the two plain totals, each over the items that declare that side alone. */
function plainTotal(entries: readonly Entry[], figure: Figure): number | null {
  const { formula, unit } = FIGURE_RULES[figure];
  if (formula.type !== 'difference' && formula.type !== 'ratio') return null;
  const [first, second] =
    formula.type === 'difference' ? [formula.left, formula.right] : [formula.part, formula.whole];
  const [left, right] = [totalOf(entries, first), totalOf(entries, second)];
  if (left === null || right === null) return null;
  if (formula.type === 'difference') return left - right;
  return right === 0 ? null : inCents((left / right) * formula.scale, unit);
}

function operation(ground: Ground, expr: Operation, entries: readonly Entry[]): Value {
  const common = commonSet(ground, expr, entries);
  const plain = [
    evaluateExpr(ground, expr.left, entries),
    evaluateExpr(ground, expr.right, entries),
  ] as const;
  if (common === null) return combine(expr, plain);
  const { both, missing } = common;
  const sides = [foldValue(common.left, both), foldValue(common.right, both)] as const;
  const value = combine(expr, [
    { ...sides[0], expr: expr.left },
    { ...sides[1], expr: expr.right },
  ]);
  const other = combine(expr, plain).value;
  return {
    ...value,
    entries: both,
    declared: both.length,
    missing,
    other: value.value !== null && other !== value.value ? other : null,
  };
}

function combine(expr: Operation, sides: readonly [Value, Value]): Value {
  const [left, right] = sides;
  const unit: Unit = unitOf(expr.op, left.unit, right.unit);
  return {
    expr,
    value: calculate(expr.op, left, right),
    unit,
    entries: left.entries,
    declared: left.declared,
    missing: left.missing,
    sides,
    other: null,
  };
}

/** Two figures of the same items are set against each other on those that declare both. */
function commonSet(ground: Ground, { op, left, right }: Operation, entries: readonly Entry[]) {
  const [first, second] = [leafOf(left), leafOf(right)];
  if (op === '+' || op === '×' || first === null || second === null) return null;
  if (first.fold.figure === second.fold.figure || first.where !== second.where) return null;
  if (JSON.stringify(first.fold.of) !== JSON.stringify(second.fold.of)) return null;
  const all =
    first.select === null ? entries : selectEntries(ground.index, first.select, ground.rank).entries;
  const [part, whole] = [first.fold.figure, second.fold.figure];
  const asked = isOfItem(part) || isOfItem(whole) ? all.filter(isMember) : all;
  const both = isAddend(whole, part) ? declaringBoth(asked, whole, part) : declaringBoth(asked, part, whole);
  return { left: first.fold, right: second.fold, both, missing: asked.length - both.length };
}

/** A sum of one figure, of the row's own items or of others. */
function leafOf(expr: Expr): { fold: Fold; select: readonly Atom[] | null; where: string } | null {
  if (expr.type === 'fold') return expr.fold === 'sum' ? { fold: expr, select: null, where: '' } : null;
  if (expr.type !== 'over' || expr.each || expr.expr.type !== 'fold' || expr.expr.fold !== 'sum') return null;
  return { fold: expr.expr, select: expr.select, where: JSON.stringify(expr.select) };
}

/** The value of a set is the sum of its parts' values. */
export function isAdditiveExpr(expr: Expr): boolean {
  switch (expr.type) {
    case 'fold':
      return expr.fold === 'count' || (expr.fold === 'sum' && FIGURE_RULES[expr.figure].additive);
    case 'over':
    case 'number':
      return false;
    case 'op':
      return expr.op === '+' || expr.op === '-'
        ? isAdditiveExpr(expr.left) && isAdditiveExpr(expr.right)
        : expr.op === '%' && isAdditiveExpr(expr.left) && expr.right.type === 'over';
  }
}

/** In what an expression is counted. */
export function unitOfExpr(expr: Expr): Unit {
  switch (expr.type) {
    case 'fold':
      return expr.fold === 'count' ? 'count' : FIGURE_RULES[expr.figure].unit;
    case 'over':
      return unitOfExpr(expr.expr);
    case 'number':
      return expr.unit;
    case 'op':
      return unitOf(expr.op, unitOfExpr(expr.left), unitOfExpr(expr.right));
  }
}

/** The figures that an expression speaks of. */
export function figuresOf(expr: Expr): readonly Figure[] {
  if (expr.type === 'fold') return [expr.figure];
  if (expr.type === 'number') return [];
  return expr.type === 'over' ? figuresOf(expr.expr) : [...figuresOf(expr.left), ...figuresOf(expr.right)];
}
