import { itemRef } from '../../domain/types.ts';
import type { Language } from '../../words/language.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Query } from '../query.ts';
import { formatValue } from './values.ts';

const PAID = /\b(?:pagat[oaie]|paid)\b/i;

/** "Quanto è stato pagato?", answered with what was settled: the two are not the same, and the plan may tell those paid of few items or of none. */
export function paidForSettled(
  { plan }: PlanIndex,
  question: string,
  queries: readonly Query[],
  language: Language,
): string | null {
  if (!PAID.test(question)) return null;
  const settled = queries.some(
    (query) =>
      (query.type === 'item' || query.type === 'figures') && JSON.stringify(query).includes('"settled"'),
  );
  // The body itself may call the column so.
  const names = plan.head.wording?.amounts.settled?.names ?? [];
  if (!settled || names.some((name) => PAID.test(name))) return null;
  const paid = plan.budgetLines.filter(({ entry, year }) => /pagat/i.test(entry) && year === plan.head.year);
  if (paid.length > 0) {
    const items = new Set(paid.map(itemRef)).size;
    const sum = formatValue(
      paid.reduce((all, { amount }) => all + amount, 0),
      'eur',
    );
    return language === 'it'
      ? `È il liquidato delle tabelle dei costi: le righe di bilancio danno il pagato di ${items === 1 ? 'una sola voce' : `sole ${items} voci`}, ${sum} in tutto.`
      : `These are the sums settled in the cost tables: the budget lines give those paid of ${items} items alone, ${sum} in all.`;
  }
  return language === 'it'
    ? 'È il liquidato: il documento non dice il pagato.'
    : 'These are the sums settled: the document does not give those paid.';
}
