import { negated } from '../knowledge/fact-tables.ts';
import { type Asked, type FactQuery, kinds, partsOver, query, units } from './asked.ts';
import type { Side } from './sides.ts';

/** Two columns (or rows) that are named, in the order in which they are said, and the rows of figures that have both. */
interface Pair {
  /** The side over which the two are held against one another. */
  readonly over: Side;
  readonly labels: readonly [string, string];
  readonly places: readonly [number, number];
}

/** The two labels of one side that a question names, by the words that only one of them has. */
function pairIn({ rows, columns, tokens, words }: Asked): Pair | null {
  const said = negated(
    tokens.flatMap((token, at) => (token.light && token.text !== 'non' ? [] : [{ ...token, at }])),
  );
  const keysOf = (text: string): readonly string[] =>
    words.find((word) => word.text === text)?.alternatives ?? [];
  for (const [over, { labels, named }] of [
    ['subject', columns],
    ['measure', rows],
  ] as const) {
    const [first, second, third] = labels.filter(({ whole }) => !whole);
    if (!named || !first || !second || third) continue;
    const placeOf = (own: typeof first, other: typeof first): number => {
      const has = (key: string): boolean => own.keys.has(key) || own.extra.has(key);
      const only = (key: string): boolean => has(key) && !(other.keys.has(key) || other.extra.has(key));
      return said.find(({ key, text }) => only(key) || keysOf(text).some(only))?.at ?? -1;
    };
    const places = [placeOf(first, second), placeOf(second, first)] as const;
    if (places.includes(-1) || places[0] === places[1]) continue;
    return places[0] < places[1]
      ? { over, labels: [first.text, second.text], places }
      : { over, labels: [second.text, first.text], places: [places[1], places[0]] };
  }
  return null;
}

const crossed = (side: Side): Side => (side === 'subject' ? 'measure' : 'subject');

/** Figures of both labels for each of what they are held against one another over, the first that is said first. */
const figuresOf = (asked: Asked, { over, labels }: Pair): FactQuery['codes'] => {
  const own = over === 'subject' ? asked.rows : asked.columns;
  const named =
    own.named && own.labels.length === 1 && own.labels[0]?.whole === false ? own.labels[0].text : undefined;
  const parts = partsOver(asked, over).filter((fact) => named === undefined || fact[over] === named);
  return labels.flatMap((label) =>
    parts.flatMap((fact) => (fact[crossed(over)] === label ? [fact.code] : [])),
  );
};

/** "Quale area ha più uomini che donne?", "dove le webcam superano i notebook?": rows whose first figure exceeds the second. */
export function exceeding(asked: Asked): FactQuery | null {
  const { request, tokens } = asked;
  const pair = pairIn(asked);
  if (!pair || request.bounds.length > 0) return null;
  const more = holdsMore(asked, pair);
  const gaps = more === null && asked.does('difference') && asked.does('each');
  if (more === null && !gaps) return null;
  const kept = new Set(figuresOf(asked, pair));
  const parts = asked.table.facts.filter(({ code }) => kept.has(code));
  if (units(parts) !== 1 || kinds(parts, pair.over) < 2) return null;
  const facts = [...kept].flatMap((code) => parts.find((fact) => fact.code === code) ?? []);
  const rest = { by: pair.over, rows: 'gap' } as const;
  if (more === null) return query(facts, { ...rest, order: 'max' });
  const same = tokens.some(({ text }) => /^(tanti|tante|stesso|altrettant[ie])$/.test(text));
  return query(facts, {
    ...rest,
    bound: same
      ? { op: 'between', value: 0, to: 0, than: null }
      : { op: more ? 'gt' : 'lt', value: 0, to: null, than: null },
    order: same ? null : more ? 'max' : 'min',
    operation: request.asks.has('count') && tokens[0]?.text !== 'quali' ? 'count' : null,
  });
}

/** Whether the first of a pair is to exceed the second (or to fall short of it); null where they are not held against one another. */
function holdsMore({ request, tokens }: Asked, { places: [one, other] }: Pair): boolean | null {
  const said = (from: number, to: number): readonly string[] =>
    tokens.slice(from, to).map(({ text }) => text);
  const between = said(one + 1, other);
  const before = said(Math.max(0, one - 3), one);
  if (between.includes('che') || between.includes('di') || between.includes('rispetto')) {
    if (before.includes('piu')) return true;
    if (before.includes('meno')) return false;
  }
  if (
    before.some((text) => /^(tanti|tante|stesso)$/.test(text)) ||
    between.some((text) => /^tant[ie]$/.test(text))
  )
    return true;
  const { compared } = request;
  return compared !== null && compared.at > one && compared.at < other ? compared.more : null;
}

/** What asks for one figure out of another: "per ogni", "quota pagata del finanziamento". */
const OF = /^(del|dello|della|dei|degli|delle|dell|su|sul|sulla|sui|sulle)$/;

/** "Quante donne per ogni uomo?", "che quota del finanziamento è stata pagata?": one figure divided by another, for each row. */
export function quotient(asked: Asked): FactQuery | null {
  const { does, request, tokens } = asked;
  const pair = pairIn(asked);
  if (!pair) return null;
  const [one, other] = pair.places;
  const each = tokens
    .slice(one + 1, other)
    .some(
      ({ text }, at, some) =>
        text === 'ogni' || (text === 'per' && at >= some.length - 2 && !/^anno$/.test(text)),
    );
  const preceded = (place: number): boolean =>
    tokens.slice(Math.max(0, place - 2), place).some(({ text }) => OF.test(text));
  const share = does('share') && preceded(one) !== preceded(other);
  if (!each && !share && !does('ratio')) return null;
  // "Quante donne per ogni uomo?": of all together, unless it is asked of each.
  const together =
    asked.over === null && request.order === null && !asked.rows.named === (pair.over === 'subject');
  const printed = together
    ? asked.cells.filter(({ [crossed(pair.over)]: label }) => pair.labels.includes(label))
    : [];
  const kept =
    printed.length === 2
      ? pair.labels.flatMap((label) =>
          printed.filter((fact) => fact[crossed(pair.over)] === label).map(({ code }) => code),
        )
      : figuresOf(asked, pair);
  const known = new Map(asked.table.facts.map((fact) => [fact.code, fact]));
  const said = kept.flatMap((code) => known.get(code) ?? []);
  // "Quanta parte del finanziamento è pagata": the whole is said first.
  const facts = share && preceded(one) ? [...said].reverse() : said;
  const [first, second] = facts;
  if (!first || !second || (share && units(facts) !== 1)) return null;
  const few = kinds(facts, pair.over) === 1;
  if (few && facts.length === 2 && first.unit === second.unit)
    return query(facts, { operation: share ? 'share' : 'ratio' });
  const order = request.order?.direction ?? (few ? null : 'max');
  return query(facts, {
    by: pair.over,
    rows: share ? 'part' : 'quotient',
    order: order,
    from: request.order?.place ?? 1,
    limit: request.order ? (request.order.limit ?? null) : null,
  });
}
