import type { Attribute } from '../../words/attributes.ts';
import { type FiguresQuery, NO_FIGURES } from '../figures/figures-query.ts';
import { sums } from '../figures/plain-figures.ts';
import { rankItems } from '../figures/ranking.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { QueryOf } from '../query.ts';
import { measureOf } from './lower.ts';
import type { Piece } from './pieces.ts';
import { isIdle, onlyOf } from './requests/request.ts';

type Asked = FiguresQuery | QueryOf<'item'>;

/**
 * «L’obiettivo più costoso del settore 9: chi lo segue e quanto pesa?»: the item that comes first, or the few, with what else is asked
 * of it. Null where nothing of the kind is asked.
 * @param compose what the pieces ask without it
 */
export function readChosenCard(
  pieces: readonly Piece[],
  index: PlanIndex,
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly Asked[] | null {
  const attributes = onlyOf(pieces, 'attribute').flatMap(({ attribute }) => attribute ?? []);
  if (attributes.length === 0 || !pieces.some(({ cat }) => RANKING.has(cat))) return null;
  const [first, ...others] = compose(withoutAttributes(pieces));
  if (first?.by !== 'item' && first?.by !== null) return null;
  const top = topOf(first);
  if (top === null) return null;
  const measures = [first, ...others].flatMap(({ select, columns }) =>
    select[0]?.type === 'top' || columns.length > 1 ? columns.map((one) => measureOf(one)) : [],
  );
  const own = measures.filter((one) => one !== null);
  if (own.length < measures.length || others.some((one) => topOf(one) === null)) return null;
  return [withAlso(top, [...new Set(own)], [...new Set(attributes)], index)];
}

/** By what some come first: "il più costoso", "il terzo per liquidato". */
const RANKING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['rank', 'degree', 'ordering']);

/** The ranking of which a query asks the first, or the first few. */
function topOf({
  select,
  order,
  by,
  having,
}: FiguresQuery): (FiguresQuery['order'] & { readonly select: FiguresQuery['select'] }) | null {
  if (having.length > 0) return null;
  if (order !== null)
    return isFew(order.limit) && order.per === null && by === 'item' ? { ...order, select } : null;
  const [top, ...more] = select;
  return top?.type === 'top' && isFew(top.of.limit) && more.length === 0 ? { ...top.of, per: null } : null;
}

/** More items are told of as a set. */
const MOST_CARDS = 6;
const isFew = (limit: number | null): limit is number => limit !== null && limit <= MOST_CARDS;

function withAlso(
  top: NonNullable<ReturnType<typeof topOf>>,
  measures: QueryOf<'item'>['measures'],
  attributes: readonly Attribute[],
  index: PlanIndex,
): Asked {
  const { select, ...order } = top;
  const by = measureOf(order.by);
  if (order.limit === 1 && by !== null && !order.near)
    return {
      ...NO_FIGURES,
      select,
      by: 'item',
      columns: measures.length > 0 ? sums(measures) : [order.by],
      order,
      tells: attributes,
    };
  const refs = rankItems(index, { select, ...order, limit: order.limit ?? 1 }).map(({ ref }) => ref);
  return {
    type: 'item',
    items: refs,
    measures: [...new Set([...(by === null ? [] : [by]), ...measures])],
    attributes: [...attributes],
    department: null,
  };
}

/** The pieces but for what is asked besides figures, and for the words that ask it. */
export function withoutAttributes(all: readonly Piece[]): readonly Piece[] {
  const pieces = all.filter((piece) => !isIdle(piece));
  const rest = pieces.filter(({ cat }, at) => {
    const next = pieces[at + 1]?.cat;
    const after = pieces[at + 2]?.cat;
    if (cat === 'attribute') return false;
    if (cat === 'level') return next !== 'attribute';
    return cat !== 'ask' || !(next === 'attribute' || (next === 'level' && after === 'attribute'));
  });
  return rest.filter(
    ({ cat }, at) => cat !== 'and' || (at > 0 && at < rest.length - 1 && rest[at + 1]?.cat !== 'and'),
  );
}
