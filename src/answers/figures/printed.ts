import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { declaredChecks } from '../run/declared-checks.ts';
import type { DeclaredCheck } from '../run/result.ts';
import type { Figure, FiguresQuery } from './figures-query.ts';
import type { FiguresRow } from './figures-table.ts';

/** The totals that the document prints for the very set of a query: all the items of one kind. */
export const printedTotals = (
  index: PlanIndex,
  query: FiguresQuery,
  rows: readonly FiguresRow[],
): readonly DeclaredCheck[] => {
  const kinds = wholeKinds(index, query);
  return kinds.length === 1 ? checksOf(index, kinds, query, rows) : [];
};

/** For a set of several kinds the document prints no total, but its parts may differ from the rows. */
export const printedParts = (
  index: PlanIndex,
  query: FiguresQuery,
  rows: readonly FiguresRow[],
): readonly DeclaredCheck[] => {
  const kinds = wholeKinds(index, query);
  return kinds.length < 2
    ? []
    : checksOf(index, kinds, query, rows).filter((check) => check.declared !== check.rows);
};

const checksOf = (
  index: PlanIndex,
  kinds: readonly ItemKind[],
  query: FiguresQuery,
  rows: readonly FiguresRow[],
): readonly DeclaredCheck[] =>
  query.columns.flatMap((expr, at) => {
    if (expr.type !== 'fold' || expr.fold !== 'sum' || !isMeasure(expr.figure)) return [];
    const value = rows[0]?.cells[at]?.value ?? null;
    return declaredChecks(index, kinds, [expr.figure], () => value);
  });

const isMeasure = (figure: Figure): figure is Exclude<Figure, 'items'> => figure !== 'items';

/** The kinds all of whose items are the single row of a query; none when something else limits it. */
function wholeKinds(index: PlanIndex, { by, having, select }: FiguresQuery): readonly ItemKind[] {
  const [atom, ...more] = select;
  if (by !== null || having.length > 0 || more.length > 0) return [];
  if (atom === undefined)
    return ITEM_KINDS.filter((kind) => index.byKind.get(kind)?.some(({ lines }) => lines.length > 0));
  return atom.type === 'kind' ? [...new Set(atom.kinds)] : [];
}
