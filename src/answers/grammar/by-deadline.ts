import type { FiguresQuery } from '../figures/figures-query.ts';
import type { QueryOf } from '../query.ts';
import { lower } from './lower.ts';
import type { Category, Piece } from './pieces.ts';
import { isIdle, onlyOf } from './requests/request.ts';

/** All of them, where no number is said. */
const ALL = 200;

/** What says that an order is asked, and where it begins. */
const ORDERS: ReadonlySet<Category> = new Set<Category>(['order', 'degree', 'ascending', 'descending']);

/**
 * «Gli obiettivi del settore 2 in ordine di scadenza», «quale obiettivo ha la scadenza più lontana?»: items by the day on
 * which they are due, the first that is due first. Null where nothing of the kind is asked.
 * @param compose what the pieces ask without it
 */
export function readByDeadline(
  pieces: readonly Piece[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly QueryOf<'ranking'>[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const [attribute, ...others] = onlyOf(said, 'attribute');
  const [kind, ...more] = onlyOf(said, 'kind');
  if (attribute?.attribute !== 'deadline' || others.length > 0 || !kind || more.length > 0) return null;
  if (!said.some(({ cat }) => ORDERS.has(cat))) return null;
  const [number] = onlyOf(said, 'number');
  const taken = said.filter(
    (piece) => piece !== attribute && piece !== number && !ORDERS.has(piece.cat) && piece.cat !== 'ask',
  );
  const [query, ...rest] = compose(
    taken.map((piece) => (piece === kind ? { ...piece, plural: true } : piece)),
  );
  const list =
    query && query.by === 'item' && query.order === null && rest.length === 0 ? lower(query) : null;
  if (list?.type !== 'list') return null;
  const last =
    said.some(({ cat }) => cat === 'descending') ||
    onlyOf(said, 'degree').some(({ direction }) => direction === 'most');
  return [
    {
      type: 'ranking',
      of: 'item',
      filter: list.filter,
      measure: 'deadline',
      direction: last ? 'max' : 'min',
      limit: number?.value ?? (kind.plural ? ALL : 1),
      from: 1,
      bound: null,
      also: null,
    },
  ];
}
