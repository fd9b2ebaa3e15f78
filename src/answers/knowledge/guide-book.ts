import { tokenise } from '../language/tokens.ts';
import type { Guide } from './guide.ts';

/** One way of asking for a topic: of every set at least one key must be said. */
export type Wanted = readonly ReadonlySet<string>[];

/** A way of asking for a topic of the guide, with every word of the topic. */
interface Way {
  readonly topic: string;
  readonly place: number;
  readonly wanted: Wanted;
  readonly keys: ReadonlySet<string>;
}

/** The guide laid out for the words of a question. */
export interface GuideBook {
  /** Ways of asking for each topic, by the keys of their first set. */
  readonly uses: ReadonlyMap<string, readonly Way[]>;
  readonly idle: ReadonlySet<string>;
}

const keysOf = (word: string): readonly string[] => tokenise(word).map(({ key }) => key);

export function buildGuideBook(guide: Guide): GuideBook {
  return {
    uses: buildWays(guide),
    idle: new Set(guide.idle.flatMap(keysOf)),
  };
}

function buildWays({ uses }: Guide): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, Way[]>();
  for (const [place, { topic, words }] of uses.entries()) {
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
