import { isDeepStrictEqual } from 'node:util';
import type { Item, ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { phraseKeys } from '../language/phrases.ts';
import { type Hit, type SearchIndex, searchTerms, type Term } from '../language/search.ts';
import type { Token } from '../language/tokens.ts';
import type { Reading } from './reading.ts';

/** Items that a question's own words point at. */
export interface TopicMatch {
  /** The few that fit best. */
  readonly best: readonly ItemRef[];
  /** Of these, the ones that have the same words as the first. */
  readonly alike: readonly ItemRef[];
  /** All that fit: for lists and counts. */
  readonly wide: readonly ItemRef[];
  /** Share of the topic's words (by rarity) found in the best, 0 to 1. */
  readonly coverage: number;
  /** The words are an item's whole title, short title or one of its keywords. */
  readonly exact: boolean;
  /** They are its whole title. */
  readonly titled: boolean;
  /** They are several, and one name of an item has all of them: as parts of what it is, or joined («edifici scolastici e sportivi»). */
  readonly named: 'joined' | 'one' | null;
  /** They are several, and the best hold every one of them, in whatever is said of it. */
  readonly whole: boolean;
  /** Of the best, those whose titles have every one of them. */
  readonly called: readonly ItemRef[];
}

const NO_TOPIC: TopicMatch = {
  best: [],
  alike: [],
  wide: [],
  coverage: 0,
  exact: false,
  titled: false,
  named: null,
  whole: false,
  called: [],
};

const MOST_ITEMS = 60;
const LEAST_COVERAGE = 0.5;

/** Words with those that may stand for them. */
const toTerms = (vocabulary: Vocabulary, tokens: readonly Token[]): readonly Term[] => {
  const keys = [...new Set(tokens.map((token) => token.key))];
  return keys.map((key) => ({ key, alternatives: vocabulary.synonyms.get(key) ?? [] }));
};

/** Looks the topic of a question up among the items, of the kind asked for if one is. */
export function findTopic(
  vocabulary: Vocabulary,
  reading: Reading,
  tokens: readonly Token[] = reading.topic,
): TopicMatch {
  return searchTopic(vocabulary, tokens, reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null);
}

/** The same of words alone, among the items of one kind or of any. */
export function searchTopic(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  kind: ItemKind | null,
): TopicMatch {
  if (tokens.length === 0) return NO_TOPIC;
  const { items } = vocabulary.index;
  const sequence = tokens.map((token) => token.key);
  const hits = searchTerms(vocabulary.itemSearch, toTerms(vocabulary, tokens), sequence).filter(
    (hit) => kind === null || items[hit.doc]?.item.kind === kind,
  );
  const top = hits[0];
  if (!top || Math.max(...hits.slice(0, 12).map((hit) => hit.coverage)) < LEAST_COVERAGE) return NO_TOPIC;
  const refsOf = (some: readonly Hit[]): readonly ItemRef[] =>
    some.flatMap((hit) => {
      const ref = items[hit.doc]?.ref;
      return ref ? [ref] : [];
    });
  const named = hits
    .slice(0, 40)
    .map((hit) => ({ hit, as: nameKind(vocabulary, items[hit.doc]?.item, sequence) }));
  const titled = named.filter((one) => one.as === 'title').map((one) => one.hit);
  const exact = named.filter((one) => one.as !== null).map((one) => one.hit);
  const near = hits.filter((hit) => hit.score >= top.score * 0.8 && hit.coverage >= top.coverage - 0.12);
  // «Le società partecipate»: not what has them only in the small print of its long title.
  const beside = near
    .filter(
      (hit) =>
        !exact.includes(hit) &&
        hit.coverage >= 0.95 &&
        !isSmallPrint(vocabulary, items[hit.doc]?.item, sequence),
    )
    .slice(0, 3);
  const holding = near.flatMap((hit) => {
    const as = holdsInOneName(vocabulary, items[hit.doc]?.item, sequence);
    return as === null ? [] : [{ hit, as }];
  });
  const inOneName = holding.map(({ hit }) => hit);
  const wholly = inOneName.filter((hit) => beginsWith(vocabulary, items[hit.doc]?.item, sequence));
  const best =
    titled.length > 0
      ? titled
      : exact.length > 0
        ? [...exact, ...beside]
        : wholly.length > 0
          ? wholly
          : inOneName.length > 0
            ? inOneName
            : near;
  const fullest = Math.max(...hits.map((hit) => hit.coverage));
  const wide = hits.filter((hit) => hit.coverage >= Math.max(0.6, fullest * 0.85) || near.includes(hit));
  return {
    best: refsOf(best.slice(0, MOST_ITEMS)),
    alike: refsOf(
      best.slice(0, MOST_ITEMS).filter(({ matched }) => isDeepStrictEqual(matched, best[0]?.matched)),
    ),
    wide: refsOf(wide),
    coverage: top.coverage,
    exact: exact.length > 0,
    titled: titled.length > 0,
    named: holding.find(({ as }) => as === 'joined')?.as ?? holding[0]?.as ?? null,
    whole: sequence.length > 1 && best[0]?.matched.size === new Set(sequence).size,
    called: refsOf(best.filter(({ doc }) => isCalled(vocabulary, items[doc]?.item, sequence))),
  };
}

type Named = Pick<Item, 'title' | 'shortTitle' | 'keywords'>;

/** The words of an item's titles and of its keywords, each name by itself. */
const namesOf = (
  { index }: Vocabulary,
  item: Named,
): {
  readonly titles: readonly (readonly string[])[];
  readonly keywords: readonly (readonly string[])[];
  /** Those that join several things, but for long titles. */
  readonly joined: ReadonlySet<readonly string[]>;
} =>
  rememberFor(index.memo, item, 'names', () => {
    const named = [item.title, item.shortTitle, ...item.keywords].map((name) => ({
      name,
      keys: phraseKeys(name),
    }));
    const keys = named.map((one) => one.keys);
    const joining = named.slice(1).filter(({ name }) => /(?<!\p{L})ed?(?!\p{L})/iu.test(name));
    return {
      titles: keys.slice(0, 2),
      keywords: keys.slice(2),
      joined: new Set(joining.map((one) => one.keys)),
    };
  });

/** «Il piano di protezione civile»: a name has all the words, which another item has only here and there. */
function holdsInOneName(
  vocabulary: Vocabulary,
  item: Named | undefined,
  sequence: readonly string[],
): TopicMatch['named'] {
  if (!item || sequence.length < 2) return null;
  const { titles, keywords, joined } = namesOf(vocabulary, item);
  const holding = [...titles, ...keywords].filter((name) => sequence.every((key) => name.includes(key)));
  if (holding.some((name) => joined.has(name))) return 'joined';
  return holding.length > 0 ? 'one' : null;
}

/** «L’autovelox»: one of its titles has the words. */
const isCalled = (vocabulary: Vocabulary, item: Named | undefined, sequence: readonly string[]): boolean =>
  item !== undefined &&
  namesOf(vocabulary, item).titles.some((title) => sequence.every((key) => title.includes(key)));

const isSmallPrint = (
  vocabulary: Vocabulary,
  item: Named | undefined,
  sequence: readonly string[],
): boolean => {
  if (item === undefined) return false;
  const { titles, keywords } = namesOf(vocabulary, item);
  const has = (name: readonly string[] | undefined): boolean => sequence.every((key) => name?.includes(key));
  return has(titles[0]) && !has(titles[1]) && !keywords.some(has);
};

/** «L’orto botanico»: its title begins with the words, which another's names only among others. */
function beginsWith(vocabulary: Vocabulary, item: Named | undefined, sequence: readonly string[]): boolean {
  return (
    item !== undefined &&
    namesOf(vocabulary, item).titles.some((title) => sequence.every((key, at) => title[at] === key))
  );
}

/** Whether the words are the item's whole title, or one of its keywords. */
function nameKind(
  vocabulary: Vocabulary,
  item: Named | undefined,
  sequence: readonly string[],
): 'title' | 'keyword' | null {
  if (!item) return null;
  const same = (keys: readonly string[]): boolean =>
    keys.length === sequence.length && keys.every((key) => sequence.includes(key));
  const { titles, keywords } = namesOf(vocabulary, item);
  if (titles.some(same)) return 'title';
  return keywords.some(same) ? 'keyword' : null;
}

/** Documents of another table that hold the words, with those as good as the best. */
export function findBest(
  vocabulary: Vocabulary,
  index: SearchIndex,
  tokens: readonly Token[],
  near = 0.85,
): { readonly docs: readonly number[]; readonly coverage: number } {
  if (tokens.length === 0) return { docs: [], coverage: 0 };
  const terms = toTerms(vocabulary, tokens).map((term) => ({ ...term, alternatives: [] }));
  const hits = searchTerms(
    index,
    terms,
    tokens.map((token) => token.key),
  );
  const top = hits[0];
  if (!top) return { docs: [], coverage: 0 };
  const good = hits.filter((hit) => hit.score >= top.score * near && hit.coverage >= top.coverage * near);
  return { docs: good.map((hit) => hit.doc), coverage: top.coverage };
}
