import type { ItemRef } from '../../domain/types.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import type { Conversation } from '../conversation.ts';
import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { numbersIn } from '../figures/years.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Query } from '../query.ts';
import { raise } from './raise.ts';
import { memberRefs, setOf } from './shown-set.ts';

/** A conversation in the plan of another year, and the items it speaks of that this plan has not. */
export interface Carried {
  readonly conversation: Conversation;
  readonly lost: readonly ItemRef[];
}

/**
 * Takes what was spoken of into the plan of another year, where an item has another number and may not be: each is found
 * by its key, as where the years are compared, and never by its number.
 * @returns `asked` holds the last question as it was, which may be asked of this plan too; `shown` what it was answered
 * with, where it chose: the first in one year is not the first in another. Null where the plan that was spoken of is held no more
 */
export function carriedTo(
  index: PlanIndex,
  conversation: Conversation,
): { readonly asked: Carried; readonly shown: Carried } | null {
  const from = index.years.get(conversation.year);
  if (from === undefined) return null;
  if (from === index) {
    const same = { conversation, lost: [] };
    return { asked: same, shown: same };
  }
  const numbers = numbersIn(from, index);
  const found = (ref: ItemRef) => numbers.get(ref) ?? [];
  const carried = (query: Query | null): Carried => {
    const { value, lost } = renumbered(query, numbers);
    const earlier = conversation.earlier.map((before) => renumbered(before, numbers));
    return {
      conversation: {
        ...conversation,
        query: value && inYear(value, from.plan.head.year, index.plan.head.year),
        earlier: earlier.flatMap((before) => (before.lost.length > 0 ? [] : [before.value])),
        items: conversation.items.flatMap(found),
        year: index.plan.head.year,
      },
      lost: [...new Set(lost)],
    };
  };
  const asked = carried(conversation.query);
  const chosen = conversation.query && chosenBy(raise(conversation.query, from), from);
  return { asked, shown: chosen === null ? asked : carried(chosen) };
}

/** Targets and lines of the budget that were asked of the plan's own year are those of the other plan's. */
const inYear = (query: Query, from: number, to: number): Query =>
  query.type === 'parts' && query.ask.of === 'rows' && query.ask.year === from
    ? { ...query, ask: { ...query.ask, year: to } }
    : query;

/** The rows that a query chose by a figure, by name; null where it chose none. */
function chosenBy(query: FiguresQuery | null, index: PlanIndex): FiguresQuery | null {
  if (query === null || (query.order?.limit == null && query.having.length === 0)) return null;
  const select: readonly Atom[] =
    query.by === 'item' ? [{ type: 'items', refs: memberRefs({ index, query }) }] : setOf(index, query);
  return { ...query, select, having: [], order: null };
}

const REF = new RegExp(`^(?:${ITEM_KINDS.join('|')}):-?\\d+$`);

/** The same value with the numbers that its items have in the other plan, and those that have none there. */
function renumbered<T>(
  value: T,
  numbers: ReadonlyMap<ItemRef, ItemRef>,
): { readonly value: T; readonly lost: readonly ItemRef[] } {
  const lost: ItemRef[] = [];
  const other = JSON.parse(JSON.stringify(value), (_name, one: unknown) => {
    if (typeof one !== 'string' || !REF.test(one)) return one;
    const ref = numbers.get(one as ItemRef);
    if (ref === undefined) lost.push(one as ItemRef);
    return ref ?? one;
  }) as T;
  return { value: other, lost };
}
