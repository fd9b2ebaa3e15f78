import type { FiguresQuery } from '../figures/figures-query.ts';
import { DEADLINE } from '../figures/plain-figures.ts';
import type { Category, Piece } from './pieces.ts';
import { isIdle, onlyOf } from './requests/request.ts';

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
): readonly FiguresQuery[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const [attribute, ...others] = onlyOf(said, 'attribute');
  const isOfDeadline = [attribute, ...others].every((one) => one?.attribute === 'deadline');
  const [kind, ...more] = onlyOf(said, 'kind');
  if (!attribute || !isOfDeadline || more.length > 0) return null;
  if (!said.some(({ cat }) => ORDERS.has(cat))) return withDeadlines(said, attribute, compose);
  if (!kind || others.length > 0) return null;
  const [number] = onlyOf(said, 'number');
  const taken = said.filter(
    (piece) => piece !== attribute && piece !== number && !ORDERS.has(piece.cat) && piece.cat !== 'ask',
  );
  const list = listOf(compose(taken.map((piece) => (piece === kind ? { ...piece, plural: true } : piece))));
  if (list === null) return null;
  const last =
    said.some(({ cat }) => cat === 'descending') ||
    onlyOf(said, 'degree').some(({ direction }) => direction === 'most');
  return [
    {
      ...list,
      columns: [DEADLINE],
      order: {
        by: DEADLINE,
        direction: last ? 'most' : 'least',
        from: 1,
        limit: number?.value ?? (kind.plural ? null : 1),
        per: null,
      },
    },
  ];
}

/** «Gli obiettivi del settore 7 in scadenza», «le scadenze del settore 5»: all of them, with their days. */
function withDeadlines(
  said: readonly Piece[],
  attribute: Piece<'attribute'>,
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly FiguresQuery[] | null {
  const rest = said.filter(({ cat }) => cat !== 'attribute');
  const isOfSet = rest.every(
    (piece) =>
      (piece.cat === 'kind' && piece.plural) ||
      (piece.cat === 'atoms' && piece.atoms.every(({ type }) => type !== 'items')) ||
      (piece.cat === 'ask' && piece.what !== 'value'),
  );
  const isNamed = rest.some(({ cat }) => cat === 'atoms' || cat === 'kind');
  if (!isOfSet || !isNamed) return null;
  // «Quanti obiettivi scadono …?»: how many there are.
  if (rest.some((piece) => piece.cat === 'ask' && piece.what === 'count')) return compose(rest);
  const { from, to } = attribute;
  const all: Piece = { cat: 'kind', kinds: [], plural: true, from, to };
  const list = listOf(compose(rest.some(({ cat }) => cat === 'kind') ? rest : [all, ...rest]));
  return list && [{ ...list, columns: [...list.columns, DEADLINE] }];
}

/** The items that are listed; null for anything else. */
const listOf = ([query, ...others]: readonly FiguresQuery[]): FiguresQuery | null =>
  query?.by === 'item' && query.order === null && others.length === 0 ? query : null;
