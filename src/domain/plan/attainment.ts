import { type Indicator, type Item, type ItemKey, itemRef, type Percent, type Plan } from '../types.ts';

/** How far an indicator has come, and why its attainment cannot be told where it cannot. */
export interface IndicatorAttainment {
  readonly indicator: Indicator;
  readonly target: number | null;
  /** Never below 0; over 100 where the result is better than expected. */
  readonly percent: Percent | null;
  /** The result is at least as good as the target; null where either is not declared. */
  readonly isReached: boolean | null;
  readonly basis: 'baseline' | 'target' | 'reached' | 'no_result' | 'no_target' | 'no_baseline';
}

/** The attainment of an item or of a set: the mean of its parts, and what of them was left out. */
export interface Attainment<Part> {
  readonly percent: Percent | null;
  readonly counted: readonly { readonly part: Part; readonly percent: Percent; readonly weight: number }[];
  readonly leftOut: readonly Part[];
  /** By their declared weights; otherwise each counts alike. */
  readonly isWeighted: boolean;
}

/** Without the dust of floating point. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** The target of a year: another year's is not its own. */
const targetIn = ({ targets }: Indicator, year: number): number | null =>
  targets.find((target) => target.year === year)?.value ?? null;

/** Whether more or less is better: as declared, else as the target lies from the baseline. */
function directionOf({ direction, baseline }: Indicator, target: number): 'higher' | 'lower' {
  return direction ?? (baseline !== null && target < baseline ? 'lower' : 'higher');
}

/**
 * The attainment of an indicator in a year: (result − baseline) / (target − baseline).
 * Where the target is no way from the baseline in the declared direction (a level to keep, a ceiling), it is reached or
 * not. Where no baseline is declared, more is held against the target alone, and less is reached or not told.
 */
export function attainmentOfIndicator(indicator: Indicator, year: number): IndicatorAttainment {
  const target = targetIn(indicator, year);
  const { result, baseline } = indicator;
  if (result === null || target === null)
    return {
      indicator,
      target,
      percent: null,
      isReached: null,
      basis: result === null ? 'no_result' : 'no_target',
    };
  const direction = directionOf(indicator, target);
  const isReached = direction === 'higher' ? result >= target : result <= target;
  const told = (percent: number | null, basis: IndicatorAttainment['basis']): IndicatorAttainment => ({
    indicator,
    target,
    percent: percent === null ? null : Math.max(0, rounded(percent)),
    isReached,
    basis,
  });
  if (baseline === null) {
    if (direction === 'higher' && target > 0) return told((result / target) * 100, 'target');
    return isReached ? told(100, 'reached') : told(null, 'no_baseline');
  }
  const way = target - baseline;
  const isWay = direction === 'higher' ? way > 0 : way < 0;
  return isWay ? told(((result - baseline) / way) * 100, 'baseline') : told(isReached ? 100 : 0, 'reached');
}

/** The mean by weight; where one of them has none, all count alike. */
function meanOf<Part>(
  parts: readonly Part[],
  percentOf: (part: Part) => Percent | null,
  weightOf: (part: Part) => number | null,
): Attainment<Part> {
  const told = parts.flatMap((part) => {
    const percent = percentOf(part);
    return percent === null ? [] : [{ part, percent, weight: weightOf(part) }];
  });
  const isWeighted = told.length > 0 && told.every(({ weight }) => weight !== null && weight > 0);
  const counted = told.map((one) => ({ ...one, weight: isWeighted ? (one.weight ?? 1) : 1 }));
  const whole = counted.reduce((sum, { weight }) => sum + weight, 0);
  return {
    percent:
      whole === 0
        ? null
        : rounded(counted.reduce((sum, { percent, weight }) => sum + percent * weight, 0) / whole),
    counted,
    leftOut: parts.filter((part) => percentOf(part) === null),
    isWeighted,
  };
}

/** What an item has come to, by its indicators; where it has none, the percentage reported or printed. */
export interface ItemAttainment extends Attainment<IndicatorAttainment> {
  readonly item: Item;
  readonly from: 'indicators' | 'declared';
  /** As the document prints it, or as it was reported. */
  readonly declared: Percent | null;
}

/** What some indicators of one item give together. */
export const attainmentOfIndicators = (indicators: readonly Indicator[], year: number): Percent | null =>
  meanOf(
    indicators.map((indicator) => attainmentOfIndicator(indicator, year)),
    ({ percent }) => percent,
    ({ indicator }) => indicator.weight,
  ).percent;

/** @param reported the percentage of the newest report of an item that stands; null for none */
export function attainmentOfItem(
  plan: Plan,
  item: Item,
  reported: (key: ItemKey) => Percent | null = () => null,
): ItemAttainment {
  const indicators = plan.indicators.filter((one) => itemRef(one) === itemRef(item));
  const declared = reported(item) ?? item.attainment;
  const parts = indicators.map((indicator) => attainmentOfIndicator(indicator, plan.head.year));
  if (parts.length === 0)
    return {
      item,
      from: 'declared',
      declared,
      percent: declared,
      counted: [],
      leftOut: [],
      isWeighted: false,
    };
  const mean = meanOf(
    parts,
    ({ percent }) => percent,
    ({ indicator }) => indicator.weight,
  );
  return { item, from: 'indicators', declared, ...mean };
}

/** The attainment of a set of items (a unit's, a department's, the body's): their mean by weight. */
export const attainmentOfSet = (items: readonly ItemAttainment[]): Attainment<ItemAttainment> =>
  meanOf(
    items,
    ({ percent }) => percent,
    ({ item }) => item.weight,
  );
