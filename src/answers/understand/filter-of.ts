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
  const both = inCommon(context);
  if (both) return { filter: { ...filter, departments: [], units: [], items: both }, used: usedMeasures };
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

/** "Obiettivi in comune tra il settore 3 e il settore 8": those that every one of them has. */
function inCommon({ reading, vocabulary }: Context): ItemRef[] | null {
  const { structures, tokens, concepts } = reading;
  if (concepts.has('filter:several')) {
    const units = reading.spans.some(({ concept }) => concept === 'noun:unit');
    return vocabulary.index.items
      .filter((one) => (units ? one.units : one.departments).length > 1)
      .map((one) => one.ref);
  }
  const shared = tokens.some(
    ({ text }, at) =>
      (text === 'comune' && tokens[at - 1]?.text === 'in') ||
      (/^(condivis[aoie]|comuni)$/.test(text) && /^(tra|fra|a|al|ai)$/.test(tokens[at + 1]?.text ?? '')),
  );
  if (!shared || structures.length < 2) return null;
  const { items } = vocabulary.index;
  return items
    .filter((one) =>
      structures.every(({ code }) => one.departments.includes(code) || one.within.includes(code)),
    )
    .map((one) => one.ref);
}
