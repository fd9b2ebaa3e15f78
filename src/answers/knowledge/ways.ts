import { z } from 'zod';
import { type Token, tokenise } from '../language/tokens.ts';
import { cellList, readItalian } from './italian-files.ts';

/** Keys of words that say the same of what is told in words, by key: "rimpiazzare" and "sostituire". */
export type Alike = ReadonlyMap<string, ReadonlySet<string>>;

const alikeRow = z.object({ words: cellList('|') });

/** Groups of words that say the same; throws when a row is malformed. */
export const readAlike = (): readonly (readonly string[])[] =>
  readItalian('altrimenti.csv', alikeRow).map(({ words }) => words);

export function alikeOf(groups: readonly (readonly string[])[]): Alike {
  const alike = new Map<string, Set<string>>();
  for (const group of groups.map((words) => words.flatMap(keysOf).filter((key) => !/^\d+$/.test(key))))
    for (const key of group) alike.set(key, new Set([...(alike.get(key) ?? []), ...group]));
  return alike;
}

/** Keys with those of all words that say the same. */
export const withAlike = (keys: readonly string[], alike: Alike): ReadonlySet<string> =>
  new Set(keys.flatMap((key) => [key, ...(alike.get(key) ?? [])]));

/** "34/2019" is one. */
const BETWEEN_WORDS = /(?<!\d)\/|\/(?!\d)/;

/** One way of asking for a topic: of every set at least one key must be said. */
type Wanted = readonly ReadonlySet<string>[];

/** A way of asking for a topic, with every word of the topic. */
export interface Way {
  readonly topic: string;
  readonly place: number;
  readonly wanted: Wanted;
  /** What is asked of the subject, where the way names one: a word may say both. */
  readonly asked: Wanted;
  readonly keys: ReadonlySet<string>;
}

/** Ways of asking for each topic, by the keys of their first set. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

export const keysOf = (word: string): readonly string[] => tokenise(word).map(({ key }) => key);

/**
 * @param topics each with its ways: sets of words parted by spaces, "/" between words that do as well; where there are
 *   subjects, one of them is named in every way
 * @param alike words that do as well as any of these
 */
export function buildWays(
  topics: readonly {
    readonly topic: string;
    readonly subjects?: readonly string[] | undefined;
    readonly words: readonly string[];
  }[],
  alike: Alike = new Map(),
): Ways {
  const setsOf = (way: string): Wanted =>
    way.split(/\s+/).map((variants) => withAlike(variants.split(BETWEEN_WORDS).flatMap(keysOf), alike));
  const ways = new Map<string, Way[]>();
  for (const [place, { topic, subjects = [], words }] of topics.entries()) {
    const all = words.map(setsOf);
    const named = subjects.map(setsOf);
    const keys = new Set([...named, ...all].flatMap((way) => way.flatMap((set) => [...set])));
    const pairs =
      named.length === 0
        ? all.map((wanted) => ({ wanted, asked: [] }))
        : named.flatMap((wanted) => all.map((asked) => ({ wanted, asked })));
    for (const pair of pairs)
      for (const key of pair.wanted[0] ?? []) {
        const way = { topic, place, ...pair, keys };
        const known = ways.get(key);
        if (known) known.push(way);
        else ways.set(key, [way]);
      }
  }
  return ways;
}

/**
 * The topic that a question asks for, with all its words; null where none is, or where too many of the question's own words
 * are not the topic's.
 * @param content words that carry the question's meaning
 * @param isIdle words that may stand beside any topic
 * @param oneIn one word in so many may be unknown to the topic
 */
export function topicAsked(
  ways: Ways,
  tokens: readonly Token[],
  content: readonly Token[],
  isIdle: (token: Token) => boolean,
  oneIn = 4,
): Pick<Way, 'topic' | 'keys'> | null {
  const found = waysSaid(ways, new Set(tokens.map(({ key }) => key))).flatMap((way) => {
    const foreign = content.filter((token) => !way.keys.has(token.key) && !isIdle(token)).length;
    return foreign > content.length / oneIn ? [] : [{ way, size: way.wanted.length, foreign }];
  });
  const best = found.sort((a, b) => b.size - a.size || a.foreign - b.foreign || a.way.place - b.way.place)[0];
  return best?.way ?? null;
}

/** The ways of asking of which a question has all the words, by their keys. */
export const waysSaid = (ways: Ways, said: ReadonlySet<string>): readonly Way[] =>
  [...said].flatMap(
    (key) => ways.get(key)?.filter(({ wanted, asked }) => isSaid(wanted, said) && isSaid(asked, said)) ?? [],
  );

/** Every set is said, each by a word of its own: "aggiornamenti" is not both what is done and to what. */
function isSaid(way: Wanted, said: ReadonlySet<string>): boolean {
  const taken = new Set<string>();
  for (const variants of way) {
    let own: string | undefined;
    for (const key of said) if (own === undefined && variants.has(key) && !taken.has(key)) own = key;
    if (own === undefined) return false;
    taken.add(own);
  }
  return true;
}
