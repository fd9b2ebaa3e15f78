import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Category, Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';
import { sideOf } from './two-sided.ts';

/** What says that one year is held against another. */
const CHANGES: ReadonlySet<Category> = new Set<Category>(['difference', 'differs', 'change']);
/** What stands beside the years: "tra il 2025 e il 2026", "rispetto al 2025". */
const BESIDE: ReadonlySet<Category> = new Set<Category>(['between', 'and', 'on', 'compare']);

/** The years that a question names, each once. */
export const yearsSaid = (pieces: readonly Piece[]): readonly number[] => [
  ...new Set(pieces.flatMap((piece) => (piece.cat === 'year' ? [piece.year] : []))),
];

/**
 * «Di quanto è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?», «quanto ha impegnato nel 2025 e nel
 * 2026?»: one figure in the plans of two years. Null where the question asks something else of them.
 */
export function readYears(
  all: readonly Piece[],
  tokens: readonly Token[],
  { plan, years }: PlanIndex,
): FiguresQuery | null {
  const changes = all.some(({ cat }) => CHANGES.has(cat));
  const named = yearsSaid(all);
  const newest = Math.max(...years.keys());
  const both = named.length === 1 && changes ? [...named, newest] : named;
  const [earlier, later, ...more] = [...new Set(both)].sort((a, b) => a - b);
  if (earlier === undefined || later === undefined || more.length > 0) return null;
  if (![earlier, later].every((year) => year === plan.head.year || years.has(year))) return null;
  const pieces = all.filter((piece) => !isIdle(piece) || piece.cat === 'year');
  const rest = pieces.flatMap((piece, at): readonly Piece[] => {
    if (piece.cat === 'year' || CHANGES.has(piece.cat)) return [];
    const beside = [pieces[at - 1], pieces[at + 1]].some((one) => one?.cat === 'year');
    if (BESIDE.has(piece.cat) && beside) return [];
    // «Che differenza c’è per le risorse usate?»: of what, and no order.
    if (piece.cat === 'ordering' && 'figure' in piece.by)
      return [{ cat: 'figure', figure: piece.by.figure, from: piece.from, to: piece.to }];
    return piece.cat === 'ask' && piece.what !== 'count' ? [] : [piece];
  });
  const side = sideOf(rest, tokens);
  if (side?.expr == null || (side.select.length === 0 && !side.whole && !changes)) return null;
  // Items have other numbers in another year's plan.
  if (side.select.some(({ type }) => type === 'items' || type === 'bound' || type === 'top')) return null;
  const { expr, select } = side;
  const inYear = (year: number): Expr => ({ type: 'over', expr, select, year });
  const columns: readonly Expr[] = changes
    ? [{ type: 'op', op: '-', left: inYear(later), right: inYear(earlier) }]
    : [inYear(earlier), inYear(later)];
  return { type: 'figures', select, by: null, columns, having: [], order: null, fold: null, mine: false };
}
