import type { FiguresQuery, Grouping } from '../figures/figures-query.ts';
import type { Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';
import { sum } from './values.ts';

/**
 * «Quanti obiettivi per ciascuna pesatura?», «il costo del personale raggruppato per scadenza»: a row for each value that
 * items have of something. Null where nothing of the kind is asked.
 * @param compose what the pieces ask without it
 */
export function readByValue(
  pieces: readonly Piece[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly FiguresQuery[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const counts = said.some((piece) => piece.cat === 'ask' && piece.what === 'count');
  const asked = said.flatMap((piece, at): readonly (readonly [Grouping, readonly Piece[]])[] => {
    const next = said[at + 1];
    const value = piece.cat === 'each' ? valueAsked(next) : counts ? valueOrdered(piece) : null;
    return value === null ? [] : [[value, piece.cat === 'each' && next ? [piece, next] : [piece]]];
  });
  const [[by, words] = []] = asked;
  if (by === undefined || words === undefined) return null;
  const [query, ...others] = compose(said.filter((piece) => !words.includes(piece)));
  if (!query || others.length > 0 || query.order !== null || query.fold !== null || query.having.length > 0)
    return null;
  const lists = query.by === 'item';
  if (!lists && query.by !== null) return null;
  return [{ ...query, by, columns: lists ? [sum('items')] : query.columns }];
}

/** «Quanti obiettivi per peso?»: of what is counted, an order says by what. */
const valueOrdered = (piece: Piece): Grouping | null =>
  piece.cat === 'ordering' && 'figure' in piece.by && piece.by.figure === 'weight' ? 'weight' : null;

const valueAsked = (piece: Piece | undefined): Grouping | null => {
  if (piece?.cat === 'figure') return piece.figure === 'weight' ? 'weight' : null;
  return piece?.cat === 'deadline' || (piece?.cat === 'attribute' && piece.attribute === 'deadline')
    ? 'deadline'
    : null;
};
