import type { ProductStore } from '../app/product-store.ts';
import type { PlanKey } from '../domain/plan/index.ts';
import { UsageError } from './run-cli.ts';

/**
 * The plan that `--anno` names; without it the current one.
 * @throws UsageError for a year that has no plan
 */
export function planOfYear(
  { plan, plans }: Pick<ProductStore, 'plan' | 'plans'>,
  year: string | undefined,
): PlanKey {
  if (year === undefined) return plan;
  const named = plans.find((one) => String(one.year) === year);
  if (named) return named;
  const known = plans.map((one) => one.year).sort();
  throw new UsageError(`--anno: trovato «${year}», atteso: ${known.join(', ')}.`);
}
