import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { contentKeys } from '../language/tokens.ts';
import { remember } from './memo.ts';
import type { IndexedItem, PlanIndex } from './plan-index.ts';

/** Where a plan writes of an item. */
export type Place =
  | 'title'
  | 'summary'
  | 'expected'
  | 'note'
  | 'costs'
  | 'indicator'
  | 'milestone'
  | 'keywords';

/** A text that a plan has of an item. */
export interface Passage {
  readonly place: Place;
  readonly text: string;
  /** Where the document has it, if it is said. */
  readonly source: string | null;
}

/** The texts of an item in which some words stand. */
export interface Found {
  readonly one: IndexedItem;
  readonly passages: readonly Passage[];
}

interface Read extends Passage {
  readonly keys: ReadonlySet<string>;
}

/**
 * Items of which a text holds all of some words, in the plan's order, with these texts; where none does, those of which
 * the texts hold them together, with what these say besides their titles.
 * @param words as they were typed
 */
export function findPassages(
  index: PlanIndex,
  words: readonly string[],
  kind: ItemKind | null,
): readonly Found[] {
  const keys = words.flatMap(contentKeys);
  if (keys.length === 0) return [];
  const own = index.items.filter(({ item }) => kind === null || item.kind === kind);
  const foundIn = (passagesOf: (texts: readonly Read[]) => readonly Read[]): readonly Found[] =>
    own.flatMap((one) => {
      const passages = passagesOf(textsByItem(index).get(one.ref) ?? []);
      return passages.length === 0 ? [] : [{ one, passages }];
    });
  const inOne = foundIn((texts) => texts.filter((text) => keys.every((key) => text.keys.has(key))));
  if (inOne.length > 0) return inOne;
  return foundIn((texts) => {
    const inTitle = (key: string): boolean =>
      texts.some((text) => text.place === 'title' && text.keys.has(key));
    const isHeld = keys.every((key) => texts.some((text) => text.keys.has(key)));
    return isHeld ? texts.filter((text) => keys.some((key) => text.keys.has(key) && !inTitle(key))) : [];
  });
}

const textsByItem = (index: PlanIndex): ReadonlyMap<ItemRef, readonly Read[]> =>
  remember(index.memo, 'passages', () => new Map(index.items.map((one) => [one.ref, textsOf(index, one)])));

function textsOf({ plan }: PlanIndex, { ref, item, lines }: IndexedItem): readonly Read[] {
  const isOwn = (part: { readonly kind: ItemKind; readonly number: number }): boolean =>
    part.kind === item.kind && part.number === item.number;
  const all: readonly (readonly [Place, string | null, (string | null)?])[] = [
    ['title', item.title],
    ['title', item.shortTitle],
    ['summary', item.summary],
    ['expected', item.expectedResult],
    ...plan.notes.flatMap(({ subject, note, source }) =>
      subject === ref ? [['note', note, source] as const] : [],
    ),
    ...lines.map(({ note }) => ['costs', note] as const),
    ...plan.indicators.filter(isOwn).map(({ name }) => ['indicator', name] as const),
    ...plan.milestones.filter(isOwn).map(({ name }) => ['milestone', name] as const),
    ...item.keywords.map((keyword) => ['keywords', keyword] as const),
  ];
  return all.flatMap(([place, text, source]) =>
    text === null || text === ''
      ? []
      : [{ place, text, source: source ?? null, keys: new Set(contentKeys(text)) }],
  );
}
