import type { Language } from '../../words/language.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Query } from '../query.ts';

const PAID = /\b(?:pagat[oaie]|paid)\b/i;

/** "Quanto è stato pagato?", answered with what was settled: the two are not the same, and the plan has only one. */
export function paidForSettled(
  { plan }: PlanIndex,
  question: string,
  queries: readonly Query[],
  language: Language,
): string | null {
  if (!PAID.test(question) || plan.budgetLines.some(({ entry }) => /pagat/i.test(entry))) return null;
  const settled = queries.some(
    (query) =>
      ['item', 'total', 'ranking', 'figures', 'groups', 'list'].includes(query.type) &&
      JSON.stringify(query).includes('"settled"'),
  );
  if (!settled) return null;
  return language === 'it'
    ? 'È il liquidato: il documento non dice il pagato.'
    : 'These are the sums settled: the document does not give those paid.';
}
