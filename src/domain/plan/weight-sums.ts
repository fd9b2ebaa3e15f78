import { type ItemKey, itemRef, type Plan } from '../types.ts';
import { assignmentsOf } from './responsibilities.ts';

/** Weights that do not reach the sum that the plan declares. */
interface MissedWeightSum {
  /** Code of the department or unit; null for the whole body. */
  readonly structure: string | null;
  readonly sum: number;
  readonly expected: number;
}

/** What adding up decimals may leave. */
const DUST = 0.005;

/** Whether weights that were added up come to the sum that a plan wants. */
export const reachesSum = (sum: number, expected: number): boolean => Math.abs(sum - expected) <= DUST;

/** Where an item's weight counts: its structures at the level of the plan's sums; null for the whole body. */
function structuresIn(plan: Plan): (item: ItemKey) => ReadonlySet<string | null> {
  const per = plan.head.weightPer ?? 'body';
  return (item) =>
    new Set(
      per === 'body'
        ? [null]
        : assignmentsOf(plan, item).map(({ department, unit }) =>
            per === 'unit' ? (unit ?? department) : department,
          ),
    );
}

/** The sum of the weights of each structure that has any, or of the body, in plan order. */
export function weightSums(
  plan: Plan,
): readonly { readonly structure: string | null; readonly sum: number }[] {
  const structuresOf = structuresIn(plan);
  const sums = new Map<string | null, number>();
  for (const item of plan.items)
    if (item.withdrawnIn === undefined && item.weight !== null)
      for (const structure of structuresOf(item))
        sums.set(structure, (sums.get(structure) ?? 0) + item.weight);
  return [...sums].map(([structure, sum]) => ({ structure, sum }));
}

/** The sums that an item's weight, were it another one, would not let its structures, or the body, reach. */
export function sumsMissedWith(plan: Plan, key: ItemKey, weight: number): readonly MissedWeightSum[] {
  const expected = plan.head.weightSum;
  if (expected === null) return [];
  const structuresOf = structuresIn(plan);
  const weightOf = (item: ItemKey & { readonly weight: number | null }): number =>
    itemRef(item) === itemRef(key) ? weight : (item.weight ?? 0);
  const staying = plan.items.filter(({ withdrawnIn }) => withdrawnIn === undefined);
  return [...structuresOf(key)].flatMap((structure): MissedWeightSum[] => {
    const sum = staying
      .filter((item) => structuresOf(item).has(structure))
      .reduce((total, item) => total + weightOf(item), 0);
    return reachesSum(sum, expected) ? [] : [{ structure, sum, expected }];
  });
}
