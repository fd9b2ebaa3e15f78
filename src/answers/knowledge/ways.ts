import { type Token, tokenise } from '../language/tokens.ts';

/** One way of asking for a topic: of every set at least one key must be said. */
type Wanted = readonly ReadonlySet<string>[];

/** A way of asking for a topic, with every word of the topic. */
export interface Way {
  readonly topic: string;
  readonly place: number;
  readonly wanted: Wanted;
  readonly keys: ReadonlySet<string>;
}

/** Ways of asking for each topic, by the keys of their first set. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

export const keysOf = (word: string): readonly string[] => tokenise(word).map(({ key }) => key);

/** @param topics each with its ways: sets of words parted by spaces, "/" between words that do as well */
export function buildWays(
  topics: readonly { readonly topic: string; readonly words: readonly string[] }[],
): Ways {
  const ways = new Map<string, Way[]>();
  for (const [place, { topic, words }] of topics.entries()) {
    const all = words.map((way) =>
      way.split(/\s+/).map((variants) => new Set(variants.split('/').flatMap(keysOf))),
    );
    const keys = new Set(all.flatMap((way) => way.flatMap((set) => [...set])));
    for (const wanted of all)
      for (const key of wanted[0] ?? []) {
        const way = { topic, place, wanted, keys };
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
  const found = waysSaid(ways, tokens).flatMap((way) => {
    const foreign = content.filter((token) => !way.keys.has(token.key) && !isIdle(token)).length;
    return foreign > content.length / oneIn ? [] : [{ way, size: way.wanted.length, foreign }];
  });
  const best = found.sort((a, b) => b.size - a.size || a.foreign - b.foreign || a.way.place - b.way.place)[0];
  return best?.way ?? null;
}

/** The ways of asking of which a question has all the words. */
export function waysSaid(ways: Ways, tokens: readonly Token[]): readonly Way[] {
  const said = new Set(tokens.map(({ key }) => key));
  return [...said].flatMap((key) => ways.get(key)?.filter(({ wanted }) => isSaid(wanted, said)) ?? []);
}

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
