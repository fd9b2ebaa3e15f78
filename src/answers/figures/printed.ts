import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { declaredChecks } from '../run/declared-checks.ts';
import type { DeclaredCheck } from '../run/result.ts';
import type { FiguresQuery } from './figures-query.ts';
import type { FiguresRow } from './figures-table.ts';
import { isMeasure } from './measures.ts';

/** The totals that the document prints for the very set of a query: all the items of a kind, or of several together. */
export function printedTotals(
  index: PlanIndex,
  query: FiguresQuery,
  rows: readonly FiguresRow[],
): readonly DeclaredCheck[] {
  const kinds = wholeKinds(index, query);
  if (kinds.length === 0) return [];
  return query.columns.flatMap((expr, at) => {
    if (expr.type !== 'fold' || expr.fold !== 'sum' || !isMeasure(expr.figure)) return [];
    const value = rows[0]?.cells[at]?.value ?? null;
    return declaredChecks(index, kinds, [expr.figure], () => value);
  });
}

/** The kinds all of whose items are the single row of a query; none when something else limits it. */
function wholeKinds(index: PlanIndex, { by, having, select }: FiguresQuery): readonly ItemKind[] {
  const [atom, ...more] = select;
  if (by !== null || having.length > 0 || more.length > 0) return [];
  if (atom === undefined)
    return ITEM_KINDS.filter((kind) => index.byKind.get(kind)?.some(({ lines }) => lines.length > 0));
  return atom.type === 'kind' ? [...new Set(atom.kinds)] : [];
}
