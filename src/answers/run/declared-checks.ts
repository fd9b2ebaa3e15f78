import { comparisonsOf } from '../../domain/plan/index.ts';
import type { DeclaredTotal } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { DeclaredCheck } from './result.ts';

const DECLARED_COLUMNS: Readonly<Partial<Record<Measure, string>>> = {
  personnel: 'personnel_eur',
  committed: 'committed_eur',
  settled: 'settled_eur',
  assessed: 'assessed_eur',
  collected: 'collected_eur',
  resources: 'resources_used_eur',
  personnel_share: 'personnel_share_pct',
  direct_share: 'direct_share_pct',
};

/**
 * Totals that the document prints for whole kinds, next to what their rows give.
 * @param rowsOf the same figure, as the rows give it
 */
export function declaredChecks(
  index: PlanIndex,
  kinds: readonly ItemKind[],
  measures: readonly Measure[],
  rowsOf: (measure: Measure) => number | null,
): readonly DeclaredCheck[] {
  return measures.flatMap((measure) => {
    const column = DECLARED_COLUMNS[measure];
    const printed = kinds.map((kind) =>
      index.plan.declared.find((one) => one.kind === kind && one.measure === column),
    );
    const found = printed.filter((one): one is DeclaredTotal => one !== undefined);
    if (
      column === undefined ||
      found.length !== kinds.length ||
      (kinds.length > 1 && column.endsWith('_pct'))
    )
      return [];
    const scale = column.endsWith('_eur') ? 100 : 1;
    const declared = found.reduce((sum, one) => sum + Math.round(Number(one.value) * scale * 100) / 100, 0);
    return [
      {
        measure,
        declared: column.endsWith('_eur') ? Math.round(declared) : declared,
        rows: rowsOf(measure),
        addends: column.endsWith('_eur') ? addendsOf(index, kinds, column) : null,
        section: found[0]?.table ?? '',
      },
    ];
  });
}

/** The sum of the printed addends of a total of some kinds; null where it is the total, or nothing is made of addends. */
function addendsOf(index: PlanIndex, kinds: readonly ItemKind[], column: string): number | null {
  const comparisons = remember(index.memo, 'comparisons', () => comparisonsOf(index.plan)).filter(
    ({ kind, measure, basis }) => kinds.includes(kind) && measure === column && basis === 'declared_addends',
  );
  const sum = (pick: 'declared' | 'computed'): number =>
    comparisons.reduce((all, comparison) => all + comparison[pick], 0);
  return comparisons.length === 0 || sum('declared') === sum('computed') ? null : sum('computed');
}
