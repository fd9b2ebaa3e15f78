import { Problem } from '../errors.ts';
import { type Item, type ItemKey, itemRef, type Plan } from '../types.ts';

/** @throws Problem `item_unknown` */
export function findItem(plan: Plan, key: ItemKey): Item {
  const item = plan.items.find(({ kind, number }) => kind === key.kind && number === key.number);
  if (!item) throw new Problem('item_unknown', { item: itemRef(key) });
  return item;
}

/** The days that dates in a report may lie in: from the plan's first day to the end of its three years, or the item's. */
export const horizonOf = (
  plan: Plan,
  item: Pick<Item, 'horizonStart' | 'horizonEnd'>,
): { readonly from: string; readonly to: string } => ({
  from: `${Math.min(plan.head.year, item.horizonStart)}-01-01`,
  to: `${Math.max(plan.head.year + 2, item.horizonEnd)}-12-31`,
});

/** The number that a new item of a kind gets. */
export const nextNumber = (numbers: readonly ItemKey[], kind: ItemKey['kind']): number =>
  1 + Math.max(0, ...numbers.filter((key) => key.kind === kind).map(({ number }) => number));
