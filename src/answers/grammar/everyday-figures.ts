import { MEASURES } from '../../words/measures.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Piece, SaidFigure } from './pieces.ts';
import { findTopics } from './topics.ts';

/**
 * «Il budget della bicipolitana», «quanto viene la mensa?»: with the words that people have for the figures of one thing, which are
 * then no words of what it is about. Null where no one thing is named: sets are asked for in the words of the grammar, which know
 * what is done with them.
 * @param found what the grammar knows of the words
 */
export function withEverydayFigures(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  found: readonly Piece[],
): readonly Piece[] | null {
  // «Costo diretto» is no cost; of what the grammar knows as well, it tells which figure it is.
  const figures = figuresSaid(vocabulary, tokens).filter(
    ({ from, to }) => !found.some((one) => one.cat === 'figure' && one.from <= from && one.to >= to),
  );
  const others = found.filter(({ from, to }) => !figures.some((one) => one.from <= from && one.to >= to));
  if (others.some((piece) => OF_SETS.has(piece.cat) || (piece.cat === 'kind' && piece.plural))) return null;
  const topics = findTopics(vocabulary, tokens, [...others, ...figures]);
  const isOfOne = topics.length > 0 || others.some((piece) => isItem(piece, tokens));
  return isOfOne && figures.length > 0 ? [...others, ...figures, ...topics] : null;
}

const figuresSaid = ({ concepts }: Vocabulary, tokens: readonly Token[]): readonly Piece[] =>
  findPhrases(concepts, tokens.map(withoutAccent)).flatMap(
    ({ from, to, meaning: [concept, ...others] }): readonly Piece[] => {
      const figure = FIGURES_SAID.find((one) => concept === `measure:${one}`);
      return figure && others.length === 0 ? [{ cat: 'figure', figure, from, to }] : [];
    },
  );

const FIGURES_SAID: readonly SaidFigure[] = [...MEASURES, 'cost', 'direct', 'revenue'];

/** What is asked of many, and the figures of the grammar itself. */
const OF_SETS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'figure',
  'folded',
  'level',
  'group',
  'rank',
  'more',
  'year',
  'years',
]);

/** By its title, or by its number and the word for what it is. */
const isItem = (piece: Piece, tokens: readonly Token[]): boolean =>
  piece.cat === 'titled' || (piece.cat === 'kind' && tokens[piece.to]?.type === 'number');

/** "È" is told from "e" by another form of its verb; phrases have it without its accent. */
export const withoutAccent = (token: Token): Token =>
  token.text === 'sia' ? { ...token, text: 'e', key: 'e' } : token;
