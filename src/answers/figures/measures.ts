import { dueDayOf, numberOfDay } from '../../domain/plan/index.ts';
import type { Measure } from '../../words/measures.ts';
import type { IndexedItem, Figures as LineFigures } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { Figure } from './figures-query.ts';

/** What a figure is read from: a column of the cost table (cents), or what the plan says of the item itself. */
type Column = keyof LineFigures | 'weight' | 'attainment' | 'deadline';

/** How a figure is made, as data: evaluation, proof and words all read it from here. */
type Formula =
  | { readonly type: 'items' }
  | { readonly type: 'column'; readonly column: Column }
  /** A missing addend counts nothing; all missing is silence. */
  | { readonly type: 'sum'; readonly parts: readonly Figure[] }
  /** Where both sides are declared. */
  | { readonly type: 'difference'; readonly left: Figure; readonly right: Figure }
  /** Over a set it is the ratio of the sums, of its items that declare both. `scale` 100 makes it a percentage. */
  | { readonly type: 'ratio'; readonly part: Figure; readonly whole: Figure; readonly scale: 1 | 100 };

/** A day is counted as `numberOfDay` does. */
export type FigureUnit = 'eur' | 'percent' | 'points' | 'count' | 'day';

interface FigureRule {
  readonly unit: FigureUnit;
  readonly formula: Formula;
  /** The figure of a set is the plain sum of its items'. */
  readonly additive: boolean;
  /** How its Italian name agrees. */
  readonly gender: 'm' | 'f';
  readonly plural: boolean;
}

const column = (name: Column, unit: FigureUnit, additive = true): FigureRule => ({
  unit,
  formula: { type: 'column', column: name },
  additive,
  gender: 'm',
  plural: false,
});

const difference = (left: Figure, right: Figure): FigureRule => ({
  unit: 'eur',
  formula: { type: 'difference', left, right },
  additive: true,
  gender: 'm',
  plural: false,
});

const rate = (part: Figure, whole: Figure, gender: 'm' | 'f' = 'm'): FigureRule => ({
  unit: 'percent',
  formula: { type: 'ratio', part, whole, scale: 100 },
  additive: false,
  gender,
  plural: false,
});

/** One row a figure. Its name is in the words of each language. */
export const FIGURE_RULES: Readonly<Record<Figure, FigureRule>> = {
  personnel: column('personnel', 'eur'),
  committed: column('committed', 'eur'),
  settled: column('settled', 'eur'),
  assessed: column('assessed', 'eur'),
  collected: column('collected', 'eur'),
  resources: {
    unit: 'eur',
    formula: { type: 'sum', parts: ['personnel', 'settled'] },
    additive: true,
    gender: 'f',
    plural: true,
  },
  unsettled: difference('committed', 'settled'),
  uncollected: difference('assessed', 'collected'),
  settlement_rate: rate('settled', 'committed'),
  collection_rate: rate('collected', 'assessed'),
  personnel_share: rate('personnel', 'resources', 'f'),
  direct_share: rate('settled', 'resources', 'f'),
  cost_per_weight: {
    unit: 'eur',
    formula: { type: 'ratio', part: 'personnel', whole: 'weight', scale: 1 },
    additive: false,
    gender: 'm',
    plural: false,
  },
  weight: column('weight', 'points'),
  // Percentages of different items: over a set, their plain mean.
  attainment: column('attainment', 'percent', false),
  deadline: { ...column('deadline', 'day', false), gender: 'f' },
  items: { unit: 'count', formula: { type: 'items' }, additive: true, gender: 'm', plural: true },
};

/** An amount, a rate or a result, and neither a day nor a number of items. */
export const isMeasure = (figure: Figure): figure is Measure => figure !== 'items' && figure !== 'deadline';

/** Said of the item as a whole, not of the cost lines of one structure. */
export function isOfItem(figure: Figure): boolean {
  const { formula } = FIGURE_RULES[figure];
  if (formula.type === 'items') return true;
  if (formula.type === 'column') return OF_ITEMS.has(formula.column);
  return formula.type === 'ratio' && isOfItem(formula.whole);
}

const OF_ITEMS: ReadonlySet<Column> = new Set<Column>(['weight', 'attainment', 'deadline']);

type Measured = Pick<Row, 'figures'> & { readonly of: Pick<IndexedItem, 'item'> };

/** A figure of one item: cents, percent, points or 1; null when what it needs is not declared. */
export function figureOf(row: Measured, figure: Figure): number | null {
  const { formula, unit } = FIGURE_RULES[figure];
  switch (formula.type) {
    case 'items':
      return 1;
    case 'column':
      if (formula.column === 'deadline') return numberOfDay(dueDayOf(row.of.item));
      return formula.column === 'weight' || formula.column === 'attainment'
        ? row.of.item[formula.column]
        : row.figures[formula.column];
    case 'sum':
      return addUp(formula.parts.map((part) => figureOf(row, part)));
    case 'difference': {
      const [left, right] = [figureOf(row, formula.left), figureOf(row, formula.right)];
      return left === null || right === null ? null : left - right;
    }
    case 'ratio':
      return quotient(figureOf(row, formula.part), figureOf(row, formula.whole), formula.scale, unit);
  }
}

/** The figure of a set: a sum, the ratio of sums, or for attainment the mean. Null when nobody declares it. */
export function totalOf(rows: readonly Measured[], figure: Figure): number | null {
  const { formula, unit, additive } = FIGURE_RULES[figure];
  const values = rows.flatMap((row) => figureOf(row, figure) ?? []);
  if (formula.type === 'items') return rows.length;
  if (formula.type === 'ratio') {
    const own = declaringBoth(rows, formula.part, formula.whole);
    return quotient(totalOf(own, formula.part), totalOf(own, formula.whole), formula.scale, unit);
  }
  const sum = addUp(values);
  return sum === null || additive ? sum : sum / values.length;
}

/**
 * The rows on which two figures may be set against each other: those that declare both. A part of a sum counts nothing
 * where it is missing, so that the shares of a whole make 100 % together.
 */
export const declaringBoth = <T extends Measured>(
  rows: readonly T[],
  left: Figure,
  right: Figure,
): readonly T[] =>
  rows.filter((row) =>
    isAddend(left, right)
      ? figureOf(row, right) !== null
      : figureOf(row, left) !== null && figureOf(row, right) !== null,
  );

export function isAddend(part: Figure, whole: Figure): boolean {
  const { formula } = FIGURE_RULES[whole];
  return formula.type === 'sum' && formula.parts.includes(part);
}

/** Sum of what is there; null where nothing is. */
export const addUp = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

function quotient(part: number | null, whole: number | null, scale: number, unit: FigureUnit): number | null {
  if (part === null || whole === null || whole === 0) return null;
  const value = (part / whole) * scale;
  return unit === 'eur' ? Math.round(value) : value;
}
