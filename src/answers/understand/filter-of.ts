import type { ItemRef } from '../../domain/types.ts';
import { EVERYTHING, type Filter } from '../query.ts';
import { readFilter } from './filters.ts';
import type { Context } from './outcome.ts';
import type { SaidMeasure } from './said-measures.ts';

/** The filter of a question, narrowed to the items of its topic if it has one. */
export function filterOf(
  context: Context,
  topic: readonly ItemRef[] = [],
): { filter: Filter; used: ReadonlySet<SaidMeasure> } {
  const { filter, usedMeasures } = readFilter(context.reading, context.asker, context.vocabulary.index.plan);
  const { targets } = context.reading;
  if (targets.length > 0) {
    const { items } = context.vocabulary.index;
    const meant = items.filter((one) => one.item.targets.some((target) => targets.includes(target)));
    return { filter: { ...filter, items: meant.map((one) => one.ref) }, used: usedMeasures };
  }
  return { filter: topic.length > 0 ? { ...filter, items: [...topic] } : filter, used: usedMeasures };
}

/** Whether a filter narrows nothing but the kind. */
export const isEverything = (filter: Filter): boolean =>
  JSON.stringify({ ...filter, kind: null }) === JSON.stringify(EVERYTHING);
