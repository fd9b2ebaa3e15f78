import { createHash } from 'node:crypto';
import { the } from '../../words/articles.ts';
import { CHANGE_FIELDS, type ChangeField } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { Problem } from '../errors.ts';
import { type IsoDay, type Item, type ItemKey, itemRef, type Plan } from '../types.ts';

/** What a plan may say of an item beside its title, number and horizon: the fields that few plans have. */
export type ItemDetails = Pick<
  Item,
  | 'key'
  | 'startsOn'
  | 'dueOn'
  | 'parent'
  | 'mission'
  | 'programme'
  | 'type'
  | 'priority'
  | 'stakeholders'
  | 'expectedResult'
  | 'extra'
>;

/** The current value of each field of an item that approved reports changed. */
export const changedValues = ({ changes = [] }: Item): Partial<Record<ChangeField, string>> =>
  Object.fromEntries(
    changes.flatMap(({ field, new: value }) =>
      value !== null && CHANGE_FIELDS.some((one) => one === field) ? [[field, value]] : [],
    ),
  );

/** A weight as it is typed, with or without its unit ("12,5 %"); null for what is none. */
export function parseWeight(text: string): number | null {
  const [, whole, decimals = ''] = /^(\d{1,6})(?:[.,](\d{1,4}))?\s*(?:%|punti)?$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number(`${whole}.${decimals}`);
}

/** Nothing of it declared. */
export const NO_DETAILS: ItemDetails = {
  key: null,
  startsOn: null,
  dueOn: null,
  parent: null,
  mission: null,
  programme: null,
  type: null,
  priority: null,
  stakeholders: [],
  expectedResult: null,
  extra: {},
};

/** The details of an item alone. */
export const detailsOf = (item: ItemDetails): ItemDetails => ({
  key: item.key,
  startsOn: item.startsOn,
  dueOn: item.dueOn,
  parent: item.parent,
  mission: item.mission,
  programme: item.programme,
  type: item.type,
  priority: item.priority,
  stakeholders: item.stakeholders,
  expectedResult: item.expectedResult,
  extra: item.extra,
});

/** What imports took away from a plan, each with its title saying so: history and exports keep it. */
export const removedItems = ({ removed = [] }: Plan): readonly Item[] =>
  removed.map((item) =>
    item.removedOn === undefined
      ? item
      : { ...item, title: `${item.title} (tolta dal piano ${the(formatDay(item.removedOn))})` },
  );

/** The item of a kind and number, where the plan has it. */
export const itemIn = (plan: Plan, key: ItemKey): Item | undefined =>
  plan.items.find(({ kind, number }) => kind === key.kind && number === key.number);

/** @throws Problem `item_unknown` */
export function findItem(plan: Plan, key: ItemKey): Item {
  const item = itemIn(plan, key);
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

/** What an item is known by: a description that was changed leaves it the same item. */
type Named = Pick<Item, 'kind' | 'key' | 'code' | 'title' | 'changes'>;

/** What an item is known by from one import, and one year, to the next: its key, else its code, else its title. */
export const keyOfItem = ({ kind, key, code, title, changes }: Named): string => {
  const [first] = (changes ?? []).filter(({ field }) => field === 'description');
  return `${kind} ${key ?? code ?? (first?.old ?? title).trim().toLowerCase()}`;
};

/** The key in short, for a form to carry: what was opened for an item stays that item's, whatever its number becomes. */
export const markOfItem = (item: Named): string =>
  createHash('sha256').update(keyOfItem(item)).digest('hex').slice(0, 16);

/** An item as it was written down: by its number then, and by its mark where one was written with it. */
export interface MeantItem extends ItemKey {
  readonly mark?: string | null | undefined;
}

/**
 * The item that a number and a mark meant when they were written down.
 * @param mark null where none was written
 * @throws Problem `item_replaced` when the number is another item's now, and the one that was meant is not there
 */
export function itemMeant(plan: Plan, meant: ItemKey, mark: string | null): ItemKey {
  if (mark === null) return meant;
  const present = itemIn(plan, meant);
  if (present && markOfItem(present) === mark) return meant;
  // Several items may bear one code: which of them was meant nobody can tell.
  const [found, ...others] = plan.items.filter((item) => markOfItem(item) === mark);
  if (found && others.length === 0) return { kind: found.kind, number: found.number };
  if (present) throw new Problem('item_replaced', { item: itemRef(meant) });
  return meant;
}

/** The day by which an item is due: the one declared or set by a change, else the last day of its horizon. */
export const dueDayOf = (item: Pick<Item, 'dueOn' | 'horizonEnd'>): IsoDay =>
  item.dueOn ?? `${item.horizonEnd}-12-31`;

/** A day as a number that sorts as it does, 20261231, and back. */
export const numberOfDay = (day: IsoDay): number => Number(day.replaceAll('-', ''));
export const dayOfNumber = (value: number): IsoDay =>
  `${value}`.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** The number that a new item of a kind gets. */
export const nextNumber = (numbers: readonly ItemKey[], kind: ItemKey['kind']): number =>
  1 + Math.max(0, ...numbers.filter((key) => key.kind === kind).map(({ number }) => number));
