import type { Atom, Expr, FiguresQuery } from '../figures/figures-query.ts';
import { rankItems, rankStructures } from '../figures/ranking.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';

/**
 * Names what a query chooses by a ranking: the codes of «i due settori con più impegnato», and each side of a difference
 * or a quotient («tra l’obiettivo più costoso e il meno costoso»). Null where a ranking names nothing, or several that
 * tie where one is meant.
 */
export function nameFirst(query: FiguresQuery, index: PlanIndex): FiguresQuery | null {
  const [column, ...others] = query.columns;
  if (others.length === 0 && column?.type === 'op' && column.right.type === 'over')
    return namedSides(query, column, index);
  const select = query.select.map((atom) => namedStructures(atom, index));
  if (select.includes(null)) return null;
  const atoms = select.filter((atom) => atom !== null);
  // Of the one structure that is named there is no row for each.
  const one = atoms.some(
    (atom) => atom.type === 'structure' && atom.first && atom.codes.length === 1 && query.by === atom.level,
  );
  return { ...query, select: atoms, by: one && query.columns.length > 0 ? null : query.by };
}

/** A structure chosen by a ranking, with its code. */
function namedStructures(atom: Atom, index: PlanIndex): Atom | null {
  // «Tolto il più pesante», of seventeen that tie: which of them is not said.
  if (atom.type === 'not' && atom.atom.type === 'top')
    return rankItems(index, atom.atom.of).length > atom.atom.of.limit ? null : atom;
  if (atom.type === 'not') {
    const named = namedStructures(atom.atom, index);
    return named && { type: 'not', atom: named };
  }
  if (atom.type !== 'structure' || !atom.first || atom.codes.length > 0) return atom;
  const codes = rankStructures(index, atom.level, atom.first);
  return codes.length === 0 ? null : { ...atom, codes };
}

function namedSides(
  query: FiguresQuery,
  column: Extract<Expr, { type: 'op' }>,
  index: PlanIndex,
): FiguresQuery | null {
  const { left, right } = column;
  if (right.type !== 'over') return null;
  const [a, b] = [namedSide(query.select, left, index), namedSide(right.select, right.expr, index)];
  if (a === null || b === null) return null;
  return { ...query, select: a, columns: [{ ...column, right: { ...right, select: b } }] };
}

function namedSide(select: readonly Atom[], figure: Expr, index: PlanIndex): readonly Atom[] | null {
  const atoms = select.map((atom): Atom | null => {
    const ranking = atom.type === 'top' ? atom.of : atom.type === 'structure' ? atom.first : undefined;
    if (ranking === undefined || ranking.limit > 1) return namedStructures(atom, index);
    const found = rankedBy(atom, ranking, index);
    // Any of those that tie has the figure that they tie by, and a different one of every other figure.
    const alike = JSON.stringify(ranking.by) === JSON.stringify(figure);
    return found.length === 1 || (alike && found.length > 1) ? (found[0] ?? null) : null;
  });
  return atoms.includes(null) ? null : atoms.filter((atom) => atom !== null);
}

const rankedBy = (atom: Atom, ranking: Parameters<typeof rankItems>[1], index: PlanIndex): readonly Atom[] =>
  atom.type === 'structure'
    ? rankStructures(index, atom.level, ranking).map((code) => ({
        type: 'structure',
        level: atom.level,
        codes: [code],
      }))
    : rankItems(index, ranking).map(({ ref }) => ({ type: 'items', refs: [ref] }));
