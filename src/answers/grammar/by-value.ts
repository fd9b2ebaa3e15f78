import type { FiguresQuery } from '../figures/figures-query.ts';
import type { GroupBy, QueryOf } from '../query.ts';
import { lower } from './lower.ts';
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
): readonly (QueryOf<'count'> | QueryOf<'total'>)[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const goals = goalsOf(said, compose);
  if (goals) return goals;
  const counts = said.some((piece) => piece.cat === 'ask' && piece.what === 'count');
  const asked = said.flatMap((piece, at): readonly (readonly [GroupBy, readonly Piece[]])[] => {
    const next = said[at + 1];
    const value = piece.cat === 'each' ? valueAsked(next) : counts ? valueOrdered(piece) : null;
    return value === null ? [] : [[value, piece.cat === 'each' && next ? [piece, next] : [piece]]];
  });
  const [[groupBy, words] = []] = asked;
  if (groupBy === undefined || words === undefined) return null;
  const [query, ...others] = compose(said.filter((piece) => !words.includes(piece)));
  if (!query || others.length > 0 || query.order !== null) return null;
  const lists = query.by === 'item';
  if (!lists && query.by !== null) return null;
  const plain = lower({ ...query, by: null, columns: lists ? [sum('items')] : query.columns });
  return plain?.type === 'count' || plain?.type === 'total' ? [{ ...plain, groupBy }] : null;
}

/** «Quanti obiettivi per peso?»: of what is counted, an order says by what. */
const valueOrdered = (piece: Piece): GroupBy | null =>
  piece.cat === 'ordering' && 'figure' in piece.by && piece.by.figure === 'weight' ? 'weight' : null;

const valueAsked = (piece: Piece | undefined): GroupBy | null => {
  if (piece?.cat === 'figure') return piece.figure === 'weight' ? 'weight' : null;
  return piece?.cat === 'deadline' || (piece?.cat === 'attribute' && piece.attribute === 'deadline')
    ? 'deadline'
    : null;
};

/** «Che goal tocca la cultura?»: how many items of an office, or of what else is said, are linked to each goal. */
function goalsOf(
  said: readonly Piece[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly QueryOf<'count'>[] | null {
  const asked = said.find((piece) => piece.cat === 'attribute' && piece.attribute === 'goals');
  const rest = said.filter((piece) => piece !== asked && piece.cat !== 'ask' && piece.cat !== 'assigned');
  const isOfSet = rest.every(({ cat }) => cat === 'kind' || cat === 'atoms') && rest.some(isPlace);
  if (!asked || !isOfSet) return null;
  const all: Piece = { cat: 'kind', kinds: [], plural: true, from: asked.from, to: asked.to };
  const [query] = compose(rest.some(({ cat }) => cat === 'kind') ? rest : [all, ...rest]);
  const counted = query?.by === 'item' ? lower({ ...query, by: null, columns: [sum('items')] }) : null;
  return counted?.type === 'count' ? [{ ...counted, groupBy: 'goal' }] : null;
}

const isPlace = (piece: Piece): boolean =>
  piece.cat === 'atoms' && piece.atoms.every(({ type }) => type === 'structure');
