import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Category, Meaning, Piece } from './pieces.ts';

/** What a rule is told besides the pieces it joins. */
export interface Surroundings {
  readonly index: PlanIndex;
  readonly tokens: readonly Token[];
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

  /** Pieces that begin where another ends, across words that say nothing. */
  function* after(end: number): Iterable<Piece> {
    for (let at = end; at < tokens.length; at += 1) {
      for (const piece of starting.get(at) ?? []) if (piece.to > at) yield piece;
      if (!isGlue(tokens[at])) return;
    }
  }

  /** Pieces that end where another begins. */
  function* before(start: number): Iterable<Piece> {
    for (let at = start; at > 0; at -= 1) {
      yield* ending.get(at) ?? [];
      if (!isGlue(tokens[at - 1])) return;
    }
  }

  function* chains(pattern: readonly Category[], fixed: number, piece: Piece): Iterable<readonly Piece[]> {
    for (const left of backward(pattern.slice(0, fixed), piece.from))
      for (const right of forward(pattern.slice(fixed + 1), piece.to)) yield [...left, piece, ...right];
  }

  function* forward(pattern: readonly Category[], end: number): Iterable<readonly Piece[]> {
    const [first, ...others] = pattern;
    if (first === undefined) return void (yield []);
    for (const piece of [...after(end)])
      if (piece.cat === first) for (const rest of forward(others, piece.to)) yield [piece, ...rest];
  }

  function* backward(pattern: readonly Category[], start: number): Iterable<readonly Piece[]> {
    const last = pattern.at(-1);
    if (last === undefined) return void (yield []);
    for (const piece of [...before(start)])
      if (piece.cat === last)
        for (const rest of backward(pattern.slice(0, -1), piece.from)) yield [...rest, piece];
  }

  for (let piece = agenda.shift(); piece !== undefined && all.length < MOST_PIECES; piece = agenda.shift()) {
    const key = JSON.stringify(piece);
    if (seen.has(key)) continue;
    seen.add(key);
    all.push(piece);
    starting.set(piece.from, [...(starting.get(piece.from) ?? []), piece]);
    ending.set(piece.to, [...(ending.get(piece.to) ?? []), piece]);
    for (const { pattern, produce, lists } of rules)
      for (const [fixed, category] of pattern.entries()) {
        if (category !== piece.cat) continue;
        for (const chain of chains(pattern, fixed, piece)) {
          if (!lists && isParted(chain, tokens)) continue;
          const meaning = produce(chain, around);
          const [first] = chain;
          const last = chain.at(-1);
          if (meaning && first && last) agenda.push({ ...meaning, from: first.from, to: last.to });
        }
      }
  }
  return all;
}

/** A comma, a full stop or a question stands between two of the pieces. */
const isParted = (chain: readonly Piece[], tokens: readonly Token[]): boolean =>
  chain.some(({ to }, at) => {
    const next = chain[at + 1];
    const between = next === undefined ? [] : tokens.slice(to, next.from + 1);
    const { clause } = tokens[to - 1] ?? { clause: 0 };
    return between.some(
      (token, index) =>
        token.pause ||
        token.clause !== clause ||
        (index < between.length - 1 && /^(qual|quale|quali)$/.test(token.text)),
    );
  });

/** Articles, prepositions and auxiliaries say nothing by themselves; a conjunction or a denial does. */
export const isGlue = (token: Token | undefined): boolean =>
  token !== undefined &&
  // "Obiettivo numero 24": the word for a number says nothing beside it.
  (token.text === 'numero' || (token.light && !/^(e|ed|o|od|non|come|dove|ho|tra|fra)$/.test(token.text)));
