import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { numberWord } from '../language/numbers.ts';
import { areOfOneRoot } from '../language/search.ts';
import { contentKeys, tokenise } from '../language/tokens.ts';
import type { Sign } from './guide.ts';
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

/** Where an item is only called by its words. */
export const NAMING: ReadonlySet<Place> = new Set<Place>(['title', 'keywords']);

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
 * the texts hold them together, with what these say besides their titles. The texts that hold most of them come first, a
 * figure before none. A word that no text has is found by those of its root.
 * @param words as they were typed
 */
export function findPassages(
  index: PlanIndex,
  words: readonly string[],
  wanted: { readonly kind?: ItemKind | null | undefined; readonly item?: ItemRef | null | undefined } = {},
): readonly Found[] {
  const sought = words.flatMap(contentKeys).map((key) => keysFor(index, key));
  if (sought.length === 0) return [];
  const own = index.items.filter(
    ({ ref, item }) => (wanted.item ?? ref) === ref && (wanted.kind ?? item.kind) === item.kind,
  );
  const countIn = ({ keys }: Read): number =>
    sought.filter((some) => some.some((key) => keys.has(key))).length;
  const foundIn = (passagesOf: (texts: readonly Read[]) => readonly Read[]): readonly Found[] =>
    own.flatMap((one) => {
      const passages = passagesOf(textsByItem(index).get(one.ref) ?? []);
      return passages.length === 0
        ? []
        : [{ one, passages: passages.toSorted((one, other) => worth(other) - worth(one)) }];
    });
  const worth = (text: Read): number =>
    Number(!NAMING.has(text.place)) * 4 + countIn(text) * 2 + Number(/\d/.test(text.text));
  const inOne = foundIn((texts) => {
    const whole = texts.filter((text) => countIn(text) === sought.length);
    return whole.every(({ place }) => NAMING.has(place)) && whole.length > 0
      ? texts.filter((text) => whole.includes(text) || (!NAMING.has(text.place) && countIn(text) > 0))
      : whole;
  });
  if (inOne.length > 0) return inOne;
  return foundIn((texts) => {
    const hold = (some: readonly string[], among: readonly Read[]): boolean =>
      among.some(({ keys }) => some.some((key) => keys.has(key)));
    const titles = texts.filter(({ place }) => place === 'title');
    if (!sought.every((some) => hold(some, texts))) return [];
    const told = texts.filter((text) => sought.some((some) => hold(some, [text]) && !hold(some, titles)));
    return told.length > 0 ? told : texts.filter((text) => countIn(text) > 0);
  });
}

/** Whether a text has the very word, and not only one of its root. */
export const isWritten = (index: PlanIndex, word: string): boolean =>
  contentKeys(word).every((key) => writtenKeys(index).has(key));

/** Whether one of the texts has a number beside a word: «sei telecamere», «telecamere: 6». */
export function tellsHowMany(index: PlanIndex, found: readonly Found[], word: string): boolean {
  const sought = new Set(contentKeys(word).flatMap((key) => keysFor(index, key)));
  const isSaid = (text: string): boolean => {
    const tokens = tokenise(text).filter(({ type }) => type !== 'sign');
    return tokens.some(
      ({ key }, at) =>
        sought.has(key) &&
        tokens
          .slice(Math.max(0, at - NEAR_A_NUMBER), at + NEAR_A_NUMBER + 1)
          .some((one) => one.type === 'number' || numberWord(one.text) !== null),
    );
  };
  const isSign = ({ text }: Passage): boolean =>
    quantitiesIn(text, index.guide.signs).some((key) => sought.has(key)) && /\d/.test(text);
  return found.some(({ passages }) => passages.some((one) => isSaid(one.text) || isSign(one)));
}

/** Words between a number and what there is of it, at most. */
const NEAR_A_NUMBER = 3;

/** The key itself, where a text has it; else those of its root. A quantity has several names. */
function keysFor(index: PlanIndex, key: string): readonly string[] {
  const names = index.guide.signs.find(({ signs, words }) =>
    [...signs, ...words].flatMap(contentKeys).includes(key),
  );
  if (names) return names.words.flatMap(contentKeys);
  const all = writtenKeys(index);
  return all.has(key) ? [key] : [...all].filter((other) => areOfOneRoot(key, other));
}

const writtenKeys = (index: PlanIndex): ReadonlySet<string> =>
  remember(
    index.memo,
    'passageKeys',
    () =>
      new Set([...textsByItem(index).values()].flatMap((texts) => texts.flatMap(({ keys }) => [...keys]))),
  );

const textsByItem = (index: PlanIndex): ReadonlyMap<ItemRef, readonly Read[]> =>
  remember(index.memo, 'passages', () => new Map(index.items.map((one) => [one.ref, textsOf(index, one)])));

function textsOf({ plan, guide }: PlanIndex, { ref, item, lines }: IndexedItem): readonly Read[] {
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
      : [
          {
            place,
            text,
            source: source ?? null,
            keys: new Set([...contentKeys(text), ...quantitiesIn(text, guide.signs)]),
          },
        ],
  );
}

/** «12 km», «l’ottanta per cento»: a quantity, by whatever word it is asked for. */
const quantitiesIn = (text: string, signs: readonly Sign[]): readonly string[] =>
  signs.flatMap(({ signs: written, words }) =>
    new RegExp(
      String.raw`\d\s*(?:${written.join('|')})(?![\p{L}\d])|(?<!\p{L})(?:${words.join('|')})(?!\p{L})`,
      'iu',
    ).test(text)
      ? words.flatMap(contentKeys)
      : [],
  );
