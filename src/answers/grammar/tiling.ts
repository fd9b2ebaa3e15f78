import type { Token } from '../language/tokens.ts';
import { isGlue } from './chart.ts';
import type { Category, Piece } from './pieces.ts';

/** How much a piece is worth beside others: a longer one explains more with less. */
const PIECE_COST = 3;
/** A word that nothing explains. */
const UNEXPLAINED_COST = 20;
/** A word that says nothing by itself: a longer piece that has a use for it explains more. */
const GLUE_COST = 0.25;
/** Words that say nothing, where they could have said something. */
const IDLE_COST = 2;
/** What is asked, and what is done with figures, is often said with the lightest of words, and never passed over. */
const ASK_COST = 0.1;
const TOTAL_GAIN = 0.01;
const LIGHT: ReadonlySet<Category> = new Set<Category>([
  'ask',
  'pronoun',
  'fold',
  'year',
  'body',
  'differs',
  'whole',
  'times',
  'follow',
  'so',
]);

const costOf = ({ cat }: Piece): number => {
  if (LIGHT.has(cat)) return ASK_COST;
  // What something is about explains less than a name.
  if (cat === 'topic') return PIECE_COST + 1;
  // A total is a figure too, and says more.
  if (cat === 'folded') return PIECE_COST - TOTAL_GAIN;
  return PIECE_COST + (cat === 'courtesy' || cat === 'filler' || cat === 'aside' ? IDLE_COST : 0);
};

/** Pieces that stand side by side, none over another, and the words that none of them explains. */
export interface Tiling {
  readonly pieces: readonly Piece[];
  readonly unexplained: readonly Token[];
}

interface Chain {
  readonly cost: number;
  readonly piece: Piece | null;
  readonly rest: Chain | null;
}

const BY_COST = (a: Chain, b: Chain): number => a.cost - b.cost;

/**
 * The ways to explain most words with least, the best first.
 * @param many how many ways at most
 */
export function bestTilings(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  many: number,
): readonly Tiling[] {
  const starting = new Map<number, Piece[]>();
  const keyed = pieces
    .map((piece) => ({ piece, key: keyOf(piece) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { piece } of keyed) starting.set(piece.from, [...(starting.get(piece.from) ?? []), piece]);
  // «Di chi è?»: what is asked with no more than the word that asks, and the lightest ones.
  const asks = pieces.filter(({ cat }) => cat === 'ask');
  const onlyAsks = ({ cat, from, to }: Piece): boolean =>
    cat === 'attribute' &&
    tokens
      .slice(from, to)
      .every(({ light }, at) => light || asks.some((ask) => ask.from <= from + at && ask.to > from + at));
  const best: (readonly Chain[])[] = Array.from({ length: tokens.length + 1 }, () => []);
  best[tokens.length] = [{ cost: 0, piece: null, rest: null }];
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const skip = isGlue(tokens[at]) ? GLUE_COST : UNEXPLAINED_COST;
    const found: Chain[] = (best[at + 1] ?? []).map((rest) => ({
      cost: skip + rest.cost,
      piece: null,
      rest,
    }));
    for (const piece of starting.get(at) ?? [])
      for (const rest of best[piece.to] ?? [])
        found.push({ cost: (onlyAsks(piece) ? ASK_COST : costOf(piece)) + rest.cost, piece, rest });
    best[at] = found.sort(BY_COST).slice(0, many);
  }
  return (best[0] ?? []).map((chain) => read(chain, tokens));
}

const keyOf = ({ cat, ...piece }: Piece): string => `${cat}${JSON.stringify(piece)}`;

function read(chain: Chain, tokens: readonly Token[]): Tiling {
  const kept: Piece[] = [];
  const unexplained: Token[] = [];
  let at = 0;
  for (let one: Chain | null = chain; one !== null && at < tokens.length; one = one.rest) {
    const { piece } = one;
    const token = tokens[at];
    if (piece) kept.push(piece);
    else if (token && !isGlue(token)) unexplained.push(token);
    at = piece ? piece.to : at + 1;
  }
  return { pieces: kept, unexplained };
}
