import type { Fact } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import { remember } from './memo.ts';
import type { IndexedItem, PlanIndex } from './plan-index.ts';

/** The item whose title a row of the context tables bears, with its code before it or not; null for any other row. */
export function itemOfRow({ items, memo }: PlanIndex, subject: string): IndexedItem | null {
  const named = remember(memo, 'items by their rows', () =>
    Map.groupBy(
      items.flatMap((one) => namesOf(one).map((name) => ({ name, one }))),
      ({ name }) => name,
    ),
  );
  const [only, ...others] = new Set(named.get(normalise(subject))?.map(({ one }) => one) ?? []);
  return others.length > 0 ? null : (only ?? null);
}

/** The figures of the rows that an item has in the context tables. */
export const factsOfItem = (index: PlanIndex, one: IndexedItem): readonly Fact[] =>
  remember(index.memo, 'facts by their items', () =>
    Map.groupBy(index.plan.facts, ({ subject }) => itemOfRow(index, subject)),
  ).get(one) ?? [];

const namesOf = ({ item: { code, title, shortTitle } }: IndexedItem): readonly string[] =>
  [title, shortTitle].flatMap((name) => [name, `${code} ${name}`]).map(normalise);
