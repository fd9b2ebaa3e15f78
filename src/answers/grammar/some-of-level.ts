import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { structuresCalled } from '../knowledge/level-nouns.ts';
import type { Surroundings } from './chart.ts';
import type { Piece } from './pieces.ts';

/**
 * «Quale distretto ha più obiettivi?», where the body has departments, a hospital and two districts at one level: of those
 * alone that are called so. The word that most of them go by is said of all.
 */
export function ofSome(
  { select, by, order }: FiguresQuery,
  pieces: readonly Piece[],
  { index: { plan }, tokens }: Surroundings,
): readonly Atom[] {
  const [said, ...others] = pieces.filter(
    (piece) => (piece.cat === 'level' || piece.cat === 'group') && piece.level === 'department',
  );
  if (!said || others.length > 0 || (by !== 'department' && order?.per !== 'department')) return select;
  if (select.some(({ type }) => type === 'structure')) return select;
  const text = tokens
    .slice(said.from, said.to)
    .map((token) => token.text)
    .join(' ');
  const codes = structuresCalled(plan, text);
  return codes.length === 0 ? select : [...select, { type: 'structure', level: 'department', codes }];
}
