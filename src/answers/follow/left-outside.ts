import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { NO_FIGURES } from '../figures/figures-query.ts';
import { editSet } from './edit-set.ts';
import type { Said } from './read-follow.ts';
import { memberRefs, type Talk } from './shown-set.ts';

/**
 * «Che percentuale è di tutti gli obiettivi?», «e senza il 6?»: what is no part of what was shown is left out of the whole
 * that this is a part of.
 * @returns null where nothing would be left out of either; "inside" where something of what was shown is
 */
export function leftOutside(talk: Talk, query: FiguresQuery, said: Said): FiguresQuery | null | 'inside' {
  const own = editSet(talk, query.select, said);
  if (own === null) return null;
  // «Togli quelli con entrate», of which none has any: nothing is left out, and nothing is unclear.
  if (isLess(talk, own, query.select) || said.named.every(isCondition)) return 'inside';
  const [share, ...more] = query.columns;
  if (share?.type !== 'op' || share.op !== '%' || share.right.type !== 'over' || more.length > 0) return null;
  const { right } = share;
  const whole = editSet(talk, right.select, said);
  if (whole === null || !isLess(talk, whole, right.select)) return null;
  return { ...query, columns: [{ ...share, right: { ...right, select: whole } }] };
}

/** It holds of items, and names none. */
const isCondition = (one: Said['named'][number]): boolean =>
  one.type === 'atoms' &&
  one.atoms.every((atom) => !NAMES.has(atom.type === 'not' ? atom.atom.type : atom.type));

const NAMES: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['items', 'structure', 'goal', 'kind']);

/** Whether a set holds fewer items than another. */
const isLess = ({ index }: Talk, set: readonly Atom[], than: readonly Atom[]): boolean =>
  sizeOf(index, set) < sizeOf(index, than);

const sizeOf = (index: Talk['index'], select: readonly Atom[]): number =>
  memberRefs({ index, query: { ...NO_FIGURES, select } }).length;
