import type { ItemKind } from '../../words/kinds.ts';
import type { Figure } from '../figures/figures-query.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { TopicMatch } from '../understand/topic.ts';
import type { Category, Meaning, Piece } from './pieces.ts';

/** What a rule is told besides the pieces it joins. */
export interface Surroundings {
  readonly index: PlanIndex;
  readonly tokens: readonly Token[];
  /** What an amount is of that is said of no figure, where something was told before; else it is of what an item costs. */
  readonly amounts?: Figure;
  /** The items that the words from one place to another are about. */
  readonly topicOf: (
    from: number,
    to: number,
    kind: ItemKind | null,
  ) => Pick<TopicMatch, 'best' | 'wide' | 'exact' | 'named' | 'whole' | 'called'>;
}

/**
 * Joins neighbouring pieces into one. The order of rules means nothing: all are tried until nothing new comes, and what
 * is meant is settled afterwards by which pieces explain the whole question.
 */
export interface Rule {
  readonly name: string;
  readonly pattern: readonly Category[];
  /** What the pieces mean together; null when they do not. */
  readonly produce: (pieces: readonly Piece[], around: Surroundings) => Meaning | null;
  /** Runs of words that the rule joins: a test reads them. */
  readonly examples: readonly string[];
  /** It joins across a comma, as lists do. */
  readonly lists?: boolean;
}

/** Makes a rule whose pieces have the types that its pattern names. */
export const rule = <const P extends readonly Category[]>(
  name: string,
  pattern: P,
  examples: readonly string[],
  produce: (pieces: { readonly [I in keyof P]: Piece<P[I]> }, around: Surroundings) => Meaning | null,
  lists = false,
): Rule => ({ name, pattern, examples, produce: produce as Rule['produce'], lists });

/** A question never gives so many pieces; a letter may, and is not read further. */
const MOST_PIECES = 4_000;

/**
 * Applies the rules until they give nothing new.
 * @param found what single words mean
 */
export function saturate(
  rules: readonly Rule[],
  found: readonly Piece[],
  around: Surroundings,
): readonly Piece[] {
  const all: Piece[] = [];
  const seen = new Set<string>();
  const starting = new Map<number, Piece[]>();
  const ending = new Map<number, Piece[]>();
  const agenda = [...found];
  const { tokens } = around;
  const taking = byCategory(rules);

  /** Pieces of a category that begin where another ends, across words that say nothing. */
  function after(end: number, cat: Category): readonly Piece[] {
    const next: Piece[] = [];
    for (let at = end; at < tokens.length; at += 1) {
      for (const piece of starting.get(at) ?? []) if (piece.cat === cat && piece.to > at) next.push(piece);
      if (!isGlue(tokens[at])) break;
    }
    return next;
  }

  /** Pieces of a category that end where another begins. */
  function before(start: number, cat: Category): readonly Piece[] {
    const last: Piece[] = [];
    for (let at = start; at > 0; at -= 1) {
      for (const piece of ending.get(at) ?? []) if (piece.cat === cat) last.push(piece);
      if (!isGlue(tokens[at - 1])) break;
    }
    return last;
  }

  function chains(pattern: readonly Category[], fixed: number, piece: Piece): readonly (readonly Piece[])[] {
    const lefts = backward(pattern, fixed - 1, piece.from);
    const rights = lefts.length === 0 ? [] : forward(pattern, fixed + 1, piece.to);
    return lefts.flatMap((left) => rights.map((right) => [...left, piece, ...right]));
  }

  function forward(pattern: readonly Category[], at: number, end: number): readonly (readonly Piece[])[] {
    const cat = pattern[at];
    if (cat === undefined) return [[]];
    return after(end, cat).flatMap((piece) =>
      forward(pattern, at + 1, piece.to).map((rest) => [piece, ...rest]),
    );
  }

  function backward(pattern: readonly Category[], at: number, start: number): readonly (readonly Piece[])[] {
    const cat = pattern[at];
    if (cat === undefined) return [[]];
    return before(start, cat).flatMap((piece) =>
      backward(pattern, at - 1, piece.from).map((rest) => [...rest, piece]),
    );
  }

  for (let piece = agenda.shift(); piece !== undefined && all.length < MOST_PIECES; piece = agenda.shift()) {
    const key = JSON.stringify(piece);
    if (seen.has(key)) continue;
    seen.add(key);
    all.push(piece);
    addTo(starting, piece.from, piece);
    addTo(ending, piece.to, piece);
    for (const { pattern, produce, lists, fixed } of taking.get(piece.cat) ?? [])
      for (const chain of chains(pattern, fixed, piece)) {
        if (isParted(chain, tokens, lists === true)) continue;
        const meaning = produce(chain, around);
        const [first] = chain;
        const last = chain.at(-1);
        if (meaning && first && last) agenda.push({ ...meaning, from: first.from, to: last.to });
      }
  }
  return all;
}

/** A rule and the place in its pattern where a piece stands. */
type Taking = Rule & { readonly fixed: number };

/** The rules that have a use for a piece, by its category. */
function byCategory(rules: readonly Rule[]): ReadonlyMap<Category, readonly Taking[]> {
  const taking = new Map<Category, Taking[]>();
  for (const one of rules)
    for (const [fixed, category] of one.pattern.entries()) addTo(taking, category, { ...one, fixed });
  return taking;
}

function addTo<Key, One>(lists: Map<Key, One[]>, key: Key, one: One): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

/** A comma, a full stop or a question stands between two of the pieces; in a list, a question. */
const isParted = (chain: readonly Piece[], tokens: readonly Token[], isList: boolean): boolean =>
  chain.some(({ to }, at) => {
    const next = chain[at + 1];
    const between = next === undefined ? [] : tokens.slice(to, next.from + 1);
    const { clause } = tokens[to - 1] ?? { clause: 0 };
    return between.some(
      (token, index) =>
        (!isList && (token.pause || token.clause !== clause)) ||
        (index < between.length - 1 && /^(qual|quale|quali)$/.test(token.text)),
    );
  });

/** Articles, prepositions and auxiliaries say nothing by themselves; a conjunction, a denial or «ogni» does. */
export const isGlue = (token: Token | undefined): boolean =>
  token !== undefined &&
  // "Obiettivo numero 24": the word for a number says nothing beside it.
  (token.text === 'numero' ||
    (token.light && !/^(e|ed|o|od|non|come|dove|ho|tra|fra|ogni)$/.test(token.text)));
