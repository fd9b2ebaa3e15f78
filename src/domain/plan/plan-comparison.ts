import { COST_MEASURES, type CostMeasure } from '../../words/measures.ts';
import { type Cents, type CostLine, type IsoDay, type Item, itemRef, type Plan } from '../types.ts';
import { sumOf } from './reconciliation.ts';

/** One item before an import and after it. */
export interface ItemPair {
  readonly before: Item;
  readonly after: Item;
}

/** An amount of an item that an import changes. */
interface ChangedAmount {
  readonly item: Item;
  readonly measure: CostMeasure;
  readonly old: Cents | null;
  readonly new: Cents | null;
}

/** A phase whose days in the file are not those that it lives by. */
interface OtherPhase {
  readonly name: string;
  readonly lives: IsoDay;
  readonly inFile: IsoDay;
}

/** What an import makes of the plan that is stored. */
export interface PlanComparison {
  /** Every item that stays, with what it was. */
  readonly pairs: readonly ItemPair[];
  readonly added: readonly Item[];
  readonly gone: readonly Item[];
  readonly renumbered: readonly ItemPair[];
  readonly retitled: readonly ItemPair[];
  readonly amounts: readonly ChangedAmount[];
  readonly phases: readonly OtherPhase[];
}

/**
 * Compares the plan that is stored with the one to be imported. An item is the same by its key; where none is given, by
 * title and code, by title, by code; last by its number, when its title shares most words. A number alone is nobody.
 * @param known items that the store knows besides those of the plan: gone earlier, or proposed by a report
 */
export function comparePlans(stored: Plan, incoming: Plan, known: readonly Item[] = []): PlanComparison {
  const pairs = matched([...stored.items, ...known], incoming.items);
  const before = new Set(pairs.map((pair) => pair.before));
  const after = new Set(pairs.map((pair) => pair.after));
  const wasThere = new Set(stored.items);
  const lines = {
    old: Map.groupBy(stored.costLines, itemRef),
    new: Map.groupBy(incoming.costLines, itemRef),
  };
  return {
    pairs,
    added: incoming.items.filter((item) => !after.has(item)),
    gone: stored.items.filter((item) => !before.has(item)),
    renumbered: pairs.filter((pair) => pair.before.number !== pair.after.number),
    retitled: pairs.filter((pair) => plain(pair.before.title) !== plain(pair.after.title)),
    amounts: pairs
      .filter((pair) => wasThere.has(pair.before))
      .flatMap((pair) =>
        changedAmounts(
          lines.old.get(itemRef(pair.before)) ?? [],
          lines.new.get(itemRef(pair.after)) ?? [],
          pair,
        ),
      ),
    phases: incoming.phases.flatMap((phase) => {
      const own = stored.phases.find(({ code }) => code === phase.code);
      return own && own.dueOn !== phase.dueOn
        ? [{ name: own.name, lives: own.dueOn, inFile: phase.dueOn }]
        : [];
    }),
  };
}

/**
 * The items that two years' plans share: by key; where none is given, by title and code, by title, by a code that no other
 * item bears. Numbers say nothing from one year to the next.
 */
export function itemsOfBothYears(before: readonly Item[], after: readonly Item[]): readonly ItemPair[] {
  const byFirstTitle = (items: readonly Item[]): ReadonlyMap<Item, Item> =>
    new Map(items.map((item) => [withFirstTitle(item), item]));
  const [old, fresh] = [byFirstTitle(before), byFirstTitle(after)];
  return matchedByName([...old.keys()], [...fresh.keys()]).pairs.flatMap((pair) => {
    const [one, other] = [old.get(pair.before), fresh.get(pair.after)];
    return one && other ? [{ before: one, after: other }] : [];
  });
}

/** What an item was called before a report changed its description. */
const withFirstTitle = (item: Item): Item => ({
  ...item,
  title: item.changes?.find(({ field }) => field === 'description')?.old ?? item.title,
});

/** Whether nothing that is told of differs. */
export const isUnchanged = ({ added, gone, renumbered, retitled, amounts }: PlanComparison): boolean =>
  [added, gone, renumbered, retitled, amounts].every(({ length }) => length === 0);

type Name = (item: Item) => string | null;

const BY_NAME: readonly Name[] = [
  ({ key }) => key,
  ({ code, title }) => (code === null ? null : `${plain(code)}|${plain(title)}`),
  ({ title }) => plain(title),
  ({ code }) => (code === null ? null : plain(code)),
];

function matched(before: readonly Item[], after: readonly Item[]): readonly ItemPair[] {
  const { pairs, left, free } = matchedByName(before, after);
  for (const other of free) {
    const one = [...left].find((item) => itemRef(item) === itemRef(other));
    if (!one || !haveNoOtherKey(one, other) || !alike(one.title, other.title)) continue;
    pairs.push({ before: one, after: other });
    left.delete(one);
  }
  return pairs;
}

function matchedByName(before: readonly Item[], after: readonly Item[]) {
  const pairs: ItemPair[] = [];
  const left = new Set(before);
  const free = new Set(after);
  const join = (one: Item, other: Item): void => {
    pairs.push({ before: one, after: other });
    left.delete(one);
    free.delete(other);
  };
  for (const name of BY_NAME) {
    const old = onlyOnes([...left], name);
    const fresh = onlyOnes([...free], name);
    for (const [key, other] of fresh) {
      const one = old.get(key);
      if (one && haveNoOtherKey(one, other)) join(one, other);
    }
  }
  return { pairs, left, free };
}

/** Two keys that differ are two items, whatever else they share. */
const haveNoOtherKey = (one: Item, other: Item): boolean =>
  one.key === null || other.key === null || one.key === other.key;

/** The items that alone have a name within their kind, by it. */
function onlyOnes(items: readonly Item[], name: Name): ReadonlyMap<string, Item> {
  const found = new Map<string, Item | null>();
  for (const item of items) {
    const said = name(item);
    if (said === null) continue;
    const key = `${item.kind}|${said}`;
    found.set(key, found.has(key) ? null : item);
  }
  return new Map([...found].flatMap(([key, item]) => (item === null ? [] : [[key, item] as const])));
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether two titles share more than half of their words: one is a correction of the other. */
function alike(one: string, other: string): boolean {
  const [a, b] = [one, other].map(
    (title) =>
      new Set(
        plain(title)
          .split(' ')
          .filter((word) => word.length > 2),
      ),
  );
  if (!a || !b) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared * 2 > Math.max(a.size, b.size);
}

function changedAmounts(
  old: readonly CostLine[],
  fresh: readonly CostLine[],
  { after }: ItemPair,
): readonly ChangedAmount[] {
  return COST_MEASURES.flatMap((measure) => {
    const [was, is] = [sumOf(old, measure), sumOf(fresh, measure)];
    return was === is ? [] : [{ item: after, measure, old: was, new: is }];
  });
}
