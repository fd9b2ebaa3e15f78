import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import { searchTopic } from '../understand/topic.ts';
import type { Category, Piece } from './pieces.ts';
import { isPlaceNamed } from './requests/request.ts';

/**
 * What the grammar knows of the words, with the longer names of items: where the words of an office, or for offices, and the one before
 * them are together in what one item is called, that item is meant («il piano di protezione civile», «la carta dei servizi»).
 */
export function withLongerNames(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  found: readonly Piece[],
): readonly Piece[] {
  const names = found.flatMap((piece): readonly Piece<'titled'>[] => {
    const isNumbered = tokens.slice(piece.from, piece.to + 1).some(({ type }) => type === 'number');
    const from = isOfOffices(piece) && !isNumbered ? wordBefore(tokens, piece.from) : -1;
    if (from < 0 || !found.every((one) => one.from > from || one.to <= from || SAYS_LITTLE.has(one.cat)))
      return [];
    const words = tokens.slice(from, piece.to).filter(({ light, type }) => !light && type !== 'sign');
    const { named, best } = searchTopic(vocabulary, words, null);
    return named !== null && best.length === 1 ? [{ cat: 'titled', refs: best, from, to: piece.to }] : [];
  });
  // «Che costi ha il piano di protezione civile?»: of that plan, and not of the whole.
  const isOfName = (piece: Piece): boolean =>
    SAYS_LITTLE.has(piece.cat) && names.some(({ from }) => piece.from <= from && piece.to > from);
  return names.length === 0 ? found : [...found.filter((piece) => !isOfName(piece)), ...names];
}

const isOfOffices = (piece: Piece): boolean =>
  piece.cat === 'name' || piece.cat === 'level' || isPlaceNamed(piece);

/** What a word may be that is as well a part of a name. */
const SAYS_LITTLE: ReadonlySet<Category> = new Set<Category>(['filler', 'body', 'name', 'courtesy']);

/** The next word before a place that says something, where no pause is between; -1 for none. */
function wordBefore(tokens: readonly Token[], from: number): number {
  for (let at = from - 1; at >= 0; at -= 1) {
    if (tokens[at + 1]?.pause || tokens[at]?.clause !== tokens[from]?.clause) return -1;
    if (!tokens[at]?.light) return tokens[at]?.type === 'word' ? at : -1;
  }
  return -1;
}
