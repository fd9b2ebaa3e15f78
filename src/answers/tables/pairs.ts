import type { Fact } from '../../domain/types.ts';
import { negated } from '../knowledge/fact-tables.ts';
import type { Asked } from './asked.ts';
import { affirmed } from './cells.ts';
import type { Side } from './sides.ts';

/** Two columns (or rows), the one that is said first and the other, over the side that has figures of both. */
export interface Pair {
  /** The side over which the two are held against one another. */
  readonly over: Side;
  readonly labels: readonly [string, string];
  /** Where they are said; -1 for one that is not, and is meant. */
  readonly places: readonly [number, number];
  /** Where the first word of each is said that only it has. */
  readonly begins: readonly [number, number];
}

export const crossed = (side: Side): Side => (side === 'subject' ? 'measure' : 'subject');

/** The two labels of one side that a question names, by the words that only one of them has. */
export function pairIn(asked: Asked): Pair | null {
  const [first, second] = pairsIn(asked);
  const { tokens, request } = asked;
  // «Quante webcam ha il 5 in più del 9, e quanti cellulari?»: what is said right after the comparison is held against.
  const at = (request.operators.get('difference') ?? []).at(-1) ?? request.compared?.at ?? tokens.length;
  const next = tokens.findIndex(
    ({ light, type }, place) =>
      place > at && !light && type !== 'sign' && !request.nouns.has(tokens[place]?.key ?? ''),
  );
  return second && !first?.places.includes(next) && second.places.includes(next) ? second : (first ?? null);
}

/** The two columns, and the two rows, that a question names. */
function pairsIn({ rows, columns, tokens, words }: Asked): readonly Pair[] {
  const pairs: Pair[] = [];
  const said = negated(
    tokens.flatMap((token, at) => (token.light && token.text !== 'non' ? [] : [{ ...token, at }])),
  ).map((word) => affirmed({ rows: rows.labels, columns: columns.labels }, word));
  const keysOf = (text: string): readonly string[] =>
    words.find((word) => word.text === text)?.alternatives ?? [];
  for (const [over, { labels, named }] of [
    ['subject', columns],
    ['measure', rows],
  ] as const) {
    const [first, second, third] = labels.filter(({ whole }) => !whole);
    if (!named || !first || !second || third) continue;
    const placesOf = (own: typeof first, other: typeof first): readonly number[] => {
      const has = (key: string): boolean => own.keys.has(key) || own.extra.has(key);
      const only = (key: string): boolean => has(key) && !(other.keys.has(key) || other.extra.has(key));
      const found = said.filter(({ key, text }) => only(key) || keysOf(text).some(only));
      // "Valore pubblico … valore di partenza": where the last of its words is first said.
      const first = new Map(found.map(({ key, at }) => [key, at] as const).reverse());
      return [...first.values()];
    };
    const [one, other] = [placesOf(first, second), placesOf(second, first)];
    const places = [Math.max(-1, ...one), Math.max(-1, ...other)] as const;
    const begins = [Math.min(...one), Math.min(...other)] as const;
    if (places.includes(-1) || places[0] === places[1]) continue;
    pairs.push(
      places[0] < places[1]
        ? { over, labels: [first.text, second.text], places, begins }
        : {
            over,
            labels: [second.text, first.text],
            places: [places[1], places[0]],
            begins: [begins[1], begins[0]],
          },
    );
  }
  return pairs;
}

/** Figures of both labels for each of what they are held against one another over, the first that is said first. */
export function figuresOf(asked: Asked, { over, labels }: Pair): readonly Fact[] {
  const { table, periods, rows, columns, request } = asked;
  const own = over === 'subject' ? rows : columns;
  const named = own.named ? own.labels.filter(({ whole }) => !whole) : [];
  const all = over === 'subject' ? table.rows : table.columns;
  // «Ci sono più donne che uomini?»: of all of them, where no part is asked for.
  const isOfAll = request.asks.size + request.nouns.size === 0 && all.some(({ whole }) => whole);
  const kept = new Set(
    (named.length > 0 ? named : all.filter(({ whole }) => whole === isOfAll)).map(({ text }) => text),
  );
  return labels.flatMap((label) => {
    const facts = table.facts.filter((fact) => fact[crossed(over)] === label);
    const inPeriod = facts.filter(({ period }) => periods.includes(period));
    return (inPeriod.length > 0 ? inPeriod : latestOf(facts)).filter((fact) => kept.has(fact[over]));
  });
}

/** "Valore di partenza", of an earlier year than the one asked for: the latest figures that a label has. */
function latestOf(facts: readonly Fact[]): readonly Fact[] {
  const last = facts
    .map(({ period }) => period)
    .sort()
    .at(-1);
  return facts.filter(({ period }) => period === last);
}
