import type { ItemRef } from '../../domain/types.ts';
import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import { type Atom, type FiguresQuery, type Level, NO_FIGURES } from '../figures/figures-query.ts';
import type { Surroundings } from './chart.ts';
import type { Direction, Piece, RankBy } from './pieces.ts';
import { isIdle } from './requests/request.ts';
import { orderedBy } from './values.ts';

/** What has a place in an order: an item or a structure. */
export interface Ranked {
  readonly subject: string;
  readonly by: Exclude<Level, 'kind' | 'goal'>;
  readonly kind: ItemKind | null;
}

/** The one thing that a piece names; null where it names none, or several. */
export function rankedOf(piece: Piece | undefined): Ranked | null {
  if (piece?.cat === 'titled')
    return piece.refs.length === 1 && piece.refs[0] ? itemRanked(piece.refs[0]) : null;
  const [atom, ...more] = piece?.cat === 'atoms' ? piece.atoms : [];
  if (!atom || more.length > 0) return null;
  if (atom.type === 'structure')
    return atom.codes.length === 1 && atom.codes[0] && !atom.first
      ? { subject: atom.codes[0], by: atom.level, kind: null }
      : null;
  return atom.type === 'items' && atom.refs.length === 1 && atom.refs[0] ? itemRanked(atom.refs[0]) : null;
}

const itemRanked = (ref: ItemRef): Ranked => ({
  subject: ref,
  by: 'item',
  kind: ITEM_KINDS.find((kind) => ref.startsWith(`${kind}:`)) ?? null,
});

/** What an order goes by, out of the pieces that say it. */
export function orderOf(
  pieces: readonly Piece[],
): { readonly by: RankBy; readonly direction: Direction } | null {
  const said = pieces.flatMap((piece) => {
    if (piece.cat === 'rank') return [{ by: piece.by, direction: piece.direction }];
    if (piece.cat === 'ordering') return [{ by: piece.by, direction: 'most' as const }];
    if (piece.cat === 'figure' || piece.cat === 'lens')
      return [{ by: { figure: piece.figure }, direction: 'most' as const }];
    return [];
  });
  const [only, ...more] = said;
  return only && more.length === 0 ? only : null;
}

/** An order among everything of its kind and scope, looked at from one that is named. */
export function besideQuery(
  { subject, by, kind }: Ranked,
  places: -1 | 0 | 1,
  order: { readonly by: RankBy; readonly direction: Direction },
  kinds: readonly ItemKind[],
  scope: readonly Atom[],
  limit = 1,
): FiguresQuery {
  const counted = 'count' in order.by ? order.by.count : [];
  const among = counted.length > 0 ? counted : kinds.length > 0 ? kinds : kind === null ? [] : [kind];
  const expr = orderedBy(order.by);
  return {
    ...NO_FIGURES,
    select: [...(among.length > 0 ? [{ type: 'kind', kinds: among } as const] : []), ...scope],
    by,
    columns: [expr],
    order: {
      by: expr,
      direction: order.direction,
      from: 1,
      limit,
      per: null,
      beside: { subject, places },
    },
  };
}

const USED: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'beside',
  'atoms',
  'titled',
  'rank',
  'ordering',
  'figure',
  'lens',
  'level',
  'kind',
  'ask',
  'number',
  'pronoun',
]);

/** «Quale settore viene subito dopo il settore 2 per impegnato?», «che posto ha il processo 44 per liquidato?». */
export function readBeside(all: readonly Piece[], around: Surroundings): FiguresQuery | null {
  const { index } = around;
  const pieces = all.filter((piece) => !isIdle(piece));
  const besides = pieces.filter((piece) => piece.cat === 'beside');
  const [beside] = besides;
  if (!beside || pieces.some(({ cat }) => !USED.has(cat))) return null;
  if (new Set(besides.map(({ places }) => places)).size > 1) return null;
  const order = orderOf(pieces);
  if (order === null) return null;
  const at = pieces.indexOf(beside);
  const kinds = pieces.flatMap((piece) => (piece.cat === 'kind' ? piece.kinds : []));
  const after = pieces
    .slice(at + 1)
    .find(({ cat }) => cat === 'atoms' || cat === 'titled' || cat === 'number');
  const near = after ?? pieces.slice(0, at).findLast(({ cat }) => cat === 'atoms' || cat === 'titled');
  // «Chi segue i due obiettivi …»: so many of them, and no item of that number.
  if (near?.cat === 'number' && isCountOf(near, pieces[pieces.indexOf(near) + 1])) return null;
  const [kind] = kinds;
  const number = near?.cat === 'number' && kind ? index.byRef.get(`${kind}:${near.value}`)?.ref : undefined;
  const level = pieces.find((piece) => piece.cat === 'level');
  const named = number ? itemRanked(number) : rankedOf(near);
  // «Dopo i servizi sociali, quali sono i tre processi …»: the process of that name, and not the office.
  const ranked =
    named && near && named.by !== 'item' && kind && !level && 'figure' in order.by
      ? itemAbout(near, kind, around)
      : named;
  if (ranked === null || !near) return null;
  // «Subito dopo»: right before what it speaks of.
  if (beside.places !== 0 && near.from < beside.to) return null;
  const many = pieces.find((piece, place) => piece.cat === 'number' && isCountOf(piece, pieces[place + 1]));
  if (pieces.some((piece) => piece.cat === 'number' && piece !== near && piece !== many)) return null;
  if (level && level.level !== ranked.by) return null;
  const others = pieces.flatMap((piece) => (piece.cat === 'atoms' && piece !== near ? piece.atoms : []));
  const limit = many?.cat === 'number' ? many.value : 1;
  return besideQuery(ranked, beside.places, order, [...new Set(kinds)], others, limit);
}

/** «I tre processi»: so many of them. */
const isCountOf = ({ value, from }: Piece<'number'>, next: Piece | undefined): boolean =>
  Number.isInteger(value) &&
  value > 1 &&
  value <= 200 &&
  next !== undefined &&
  next.from > from &&
  (next.cat === 'kind' || next.cat === 'level') &&
  next.plural;

/** The one item of a kind that some words are about. */
function itemAbout({ from, to }: Piece, kind: ItemKind, { topicOf }: Surroundings): Ranked | null {
  const [ref, ...others] = topicOf(from, to, kind).best;
  return ref !== undefined && others.length === 0 ? itemRanked(ref) : null;
}
