import type { Atom } from '../figures/figures-query.ts';
import type { Token } from '../language/tokens.ts';
import type { Surroundings } from './chart.ts';
import type { Category, Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';

/** Beside several places, what is asked of each of them alike. */
const OF_EACH: ReadonlySet<Category> = new Set<Category>(['ask', 'figure', 'kind', 'atoms', 'and']);

/**
 * «L’impegnato della U.O. 3.2 e del settore 9»: places of different levels, which no one query has side by side.
 * @returns the pieces of what is asked of each, or of what they are together («la somma dell’impegnato della U.O. 3.2 e del settore
 *   9»); none where the one may be in the other, or of more than two a sum is asked; null where no such places are named
 */
export function unlikePlaces(
  pieces: readonly Piece[],
  { tokens, index }: Pick<Surroundings, 'tokens' | 'index'>,
): readonly (readonly Piece[])[] | null {
  const first = pieces.findIndex((piece, at) => placeOf(piece) !== null && follows(pieces, at, tokens));
  if (first < 0) return null;
  let last = first;
  while (follows(pieces, last, tokens)) last += pieces[last + 1]?.cat === 'and' ? 2 : 1;
  const named = pieces.slice(first, last + 1).filter(({ cat }) => cat !== 'and');
  const places = named.flatMap((piece) => placeOf(piece) ?? []);
  if (new Set(places.map(({ level }) => level)).size < 2) return null;
  const [before, after] = [pieces.slice(0, first), pieces.slice(last + 1)];
  const isOfEach = (piece: Piece): boolean =>
    OF_EACH.has(piece.cat) || TOGETHER.has(piece.cat) || isIdle(piece);
  if (![...before, ...after].every(isOfEach)) return null;
  if (![...before, ...after].some(({ cat }) => TOGETHER.has(cat)))
    return named.map((place) => [...before, place, ...after]);
  const [one, other, ...more] = named;
  if (!one || !other || more.length > 0 || areNested(places, index)) return [];
  const plus: Piece = { cat: 'plus', from: one.to, to: other.from };
  return [[...before, one, plus, other, ...after].flatMap(addedUp)];
}

/** What asks for one figure of them together. */
const TOGETHER: ReadonlySet<Category> = new Set<Category>(['fold', 'folded']);

/** The figure that is added up, without the word that says so; a mean or another fold stays and is read by nobody. */
function addedUp(piece: Piece): readonly Piece[] {
  if (piece.cat === 'fold' && piece.fold === 'sum') return [];
  return piece.cat === 'folded' && piece.fold === 'sum' ? [{ ...piece, cat: 'figure' }] : [piece];
}

/** What is in both would be counted twice. */
function areNested(places: readonly Place[], { plan }: Surroundings['index']): boolean {
  const departments = places.flatMap(({ level, codes }) => (level === 'department' ? codes : []));
  const units = places.flatMap(({ level, codes }) => (level === 'unit' ? codes : []));
  return plan.units.some(({ code, department }) => units.includes(code) && departments.includes(department));
}

/** Whether another place is named behind one, joined to it or after a pause. */
function follows(pieces: readonly Piece[], at: number, tokens: readonly Token[]): boolean {
  const [next, second] = [pieces[at + 1], pieces[at + 2]];
  if (next?.cat === 'and') return placeOf(second) !== null;
  const from = pieces[at]?.to ?? 0;
  return placeOf(next) !== null && tokens.slice(from, (next?.from ?? 0) + 1).some(({ pause }) => pause);
}

type Place = Extract<Atom, { readonly type: 'structure' }>;

function placeOf(piece: Piece | undefined): Place | null {
  const [atom, ...more] = piece?.cat === 'atoms' ? piece.atoms : [];
  return atom?.type === 'structure' && more.length === 0 ? atom : null;
}
