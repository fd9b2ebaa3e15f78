import type { Plan } from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import { remember } from './memo.ts';
import type { Figures, PlanIndex } from './plan-index.ts';

/** What the general words for money stand for in a plan: the columns that it fills. */
export interface PlanMeasures {
  /** What "costa" stands for, the figure meant first. */
  readonly cost: readonly Measure[];
  /** What "ha speso" stands for where it says more than "costa"; null where it does not. */
  readonly spent: Measure | null;
  /** What "entrate" stands for, the figure meant first. */
  readonly revenue: readonly Measure[];
  /** No item has a cost. */
  readonly free: boolean;
  /** The plan keeps money in columns other than those of personnel. */
  readonly own: boolean;
}

/** Words that say more than "costa": what was paid out. */
export const SPENDS = /\bsp(es[aeo]|end)/;

const COSTS: readonly Measure[] = ['resources', 'personnel', 'settled', 'committed'];
const REVENUE: readonly Measure[] = ['assessed', 'collected'];

/** A plan that declares no cost of personnel is spoken of by what it does declare. */
export function readPlanMeasures({ costLines }: Plan): PlanMeasures {
  const fills = (column: keyof Figures): boolean => costLines.some((line) => line[column] !== null);
  const spending = (['committed', 'settled'] as const).filter(fills);
  const revenue = (['assessed', 'collected'] as const).filter(fills);
  const own = !fills('personnel') && spending.length > 0;
  return {
    cost: own ? spending : COSTS,
    spent: own && fills('settled') ? 'settled' : null,
    revenue: revenue.length > 0 ? revenue : REVENUE,
    own,
    free: !fills('personnel') && spending.length === 0,
  };
}

export const planMeasures = (index: PlanIndex): PlanMeasures =>
  remember(index.memo, 'plan-measures', () => readPlanMeasures(index.plan));

/** The one cost that stands on a card: that of personnel, or the first that the plan keeps instead of it. */
export function mainCost(index: PlanIndex): Measure {
  const { own, cost } = planMeasures(index);
  return (own ? cost[0] : null) ?? 'personnel';
}

/** What "costa" says in one figure: the resources used, or what the plan keeps instead of them. */
export const costInOne = (index: PlanIndex): Measure =>
  planMeasures(index).own ? mainCost(index) : 'resources';

/** A general word for money as this plan means it; any other measure is itself. */
export function meantMeasure<M extends string>(
  index: PlanIndex,
  said: M | 'cost' | 'revenue',
  spends: boolean,
): M | Measure | 'cost' | 'revenue' {
  const { own, cost, spent, revenue } = planMeasures(index);
  if (said === 'cost' && own) return (spends ? spent : null) ?? cost[0] ?? 'personnel';
  return said === 'revenue' && revenue.length === 1 ? (revenue[0] ?? said) : said;
}
