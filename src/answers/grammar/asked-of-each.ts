import type { FiguresQuery } from '../figures/figures-query.ts';
import type { QueryOf } from '../query.ts';
import { withoutAttributes } from './chosen-card.ts';
import { lower } from './lower.ts';
import type { Piece } from './pieces.ts';
import { onlyOf } from './requests/request.ts';

/**
 * «Gli obiettivi sotto il 100 %, dal più basso, con chi li segue»: all of an order, with whose each is. Null where nothing
 * of the kind is asked.
 * @param compose what the pieces ask without it
 */
export function readAskedOfEach(
  pieces: readonly Piece[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly QueryOf<'ranking'>[] | null {
  const attributes = onlyOf(pieces, 'attribute').map(({ attribute }) => attribute);
  if (attributes.length === 0 || attributes.some((one) => one !== 'responsible')) return null;
  const [query, ...others] = compose(withoutAttributes(pieces));
  if (query?.by !== 'item' || others.length > 0 || query.order === null || query.order.limit !== null)
    return null;
  const ranking = lower(query);
  return ranking?.type === 'ranking'
    ? [{ ...ranking, also: { measures: ranking.also?.measures ?? [], attributes: ['responsible'] } }]
    : null;
}
