import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Category, Piece } from './pieces.ts';
import { isIdle } from './requests/request.ts';
import { sideOf } from './two-sided.ts';

/** What says that one year is held against another. */
const CHANGES: ReadonlySet<Category> = new Set<Category>(['difference', 'differs', 'change']);
/** What says that it is asked of several years. */
const SAYING: ReadonlySet<Category> = new Set<Category>([...CHANGES, 'series', 'course']);
/** What stands beside the years: "tra il 2025 e il 2026", "rispetto al 2025". */
const BESIDE: ReadonlySet<Category> = new Set<Category>(['between', 'and', 'on', 'compare']);

/** The years that a question names, each once. */
export const yearsSaid = (pieces: readonly Piece[]): readonly number[] => [
  ...new Set(pieces.flatMap((piece) => (piece.cat === 'year' ? [piece.year] : []))),
];

/**
 * «Di quanto è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?», «quanto ha impegnato nel 2025 e nel
 * 2026?», «andamento dell’impegnato»: one figure in the plans of several years. Null where the question asks something
 * else of them.
 */
export function readYears(
  all: readonly Piece[],
  tokens: readonly Token[],
  { plan, years }: PlanIndex,
): FiguresQuery | null {
  const [course] = all.filter((piece) => piece.cat === 'course');
  const series = all.some(({ cat }) => cat === 'series');
  const wanted = yearsMeant(all, [...new Set([plan.head.year, ...years.keys()])]);
  if (wanted === null) return null;
  const changes = all.some(({ cat }) => CHANGES.has(cat)) || (course?.each === false && !series);
  const [earlier, later, ...more] = wanted;
  if (earlier === undefined || later === undefined || (changes && more.length > 0)) return null;
  const pieces = all.filter((piece) => !isIdle(piece) || piece.cat === 'year');
  const rest = pieces.flatMap((piece, at): readonly Piece[] => {
    if (piece.cat === 'year' || SAYING.has(piece.cat)) return [];
    const beside = [pieces[at - 1], pieces[at + 1]].some((one) => one?.cat === 'year');
    if (BESIDE.has(piece.cat) && beside) return [];
    // «Che differenza c’è per le risorse usate?»: of what, and no order.
    if (piece.cat === 'ordering' && 'figure' in piece.by)
      return [{ cat: 'figure', figure: piece.by.figure, from: piece.from, to: piece.to }];
    return piece.cat === 'ask' && piece.what !== 'count' ? [] : [piece];
  });
  const side = sideOf(rest, tokens);
  if (!side?.expr) return null;
  // «Quanti finiscono nel 2025 e quanti nel 2026?»: items that end in two years are no figure of two plans.
  const counts = side.expr.type === 'fold' && side.expr.figure === 'items';
  if (counts && side.select.length === 0 && !side.whole && !changes) return null;
  // Items have other numbers in another year's plan.
  if (side.select.some(({ type }) => type === 'items' || type === 'bound' || type === 'top')) return null;
  const { expr, select } = side;
  const inYear = (year: number): Expr => ({ type: 'over', expr, select, year });
  const columns: readonly Expr[] = changes
    ? [{ type: 'op', op: '-', left: inYear(later), right: inYear(earlier) }]
    : wanted.map(inYear);
  return { type: 'figures', select, by: null, columns, having: [], order: null, fold: null, mine: false };
}

/** The years that are named, from the first on; of one the newest too, and all of them where none is. */
function yearsMeant(all: readonly Piece[], known: readonly number[]): readonly number[] | null {
  const named = yearsSaid(all);
  const several = all.some(({ cat }) => SAYING.has(cat));
  const series = all.some(({ cat }) => cat === 'series');
  const meant =
    named.length > 1 || !several
      ? named
      : named.length === 1
        ? [...named, Math.max(...known)]
        : series
          ? known
          : [];
  const wanted = [...new Set(meant)].sort((a, b) => a - b);
  return wanted.length > 1 && wanted.every((year) => known.includes(year)) ? wanted : null;
}
