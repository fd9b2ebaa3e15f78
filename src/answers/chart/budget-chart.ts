import type { AnswerTable } from '../answer.ts';
import type { PartsResult } from '../parts/phrase-parts.ts';
import { scopeText } from '../parts/scope.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import type { Chart } from './chart.ts';
import { gridChart } from './grid-chart.ts';

/** Sums of budget lines by what they were grouped by: an entry is never added to another. */
export function budgetChart(
  { index, words }: Phrasing,
  { query }: PartsResult,
  table: AnswerTable | null,
  source: string | null,
): Chart | null {
  const { scope, ask } = query;
  if (ask.of !== 'rows' || ask.table !== 'budget' || ask.by === null || ask.by === 'entry') return null;
  if (table === null) return null;
  const [group, ...columns] = table.columns;
  return gridChart(words, {
    subtitle: say(
      words,
      `Bilancio ${scopeText(index, words, scope)}, ${ask.by === 'year' ? 'per anno' : (ask.year ?? index.plan.head.year)}`,
      `Budget ${scopeText(index, words, scope)}, ${ask.by === 'year' ? 'by year' : (ask.year ?? index.plan.head.year)}`,
    ),
    source,
    rowsAre: { one: group?.label ?? say(words, 'gruppo', 'group'), many: say(words, 'gruppi', 'groups') },
    columns: columns.map(({ label }) => ({ name: label, unit: 'eur', adds: true, whole: null })),
    rows: table.rows.map(([name, ...figures]) => ({
      label: name?.text ?? '',
      // A number alone says not of what.
      short: `${/^\d+$/.test(name?.text ?? '') ? `${group?.label.toLowerCase()} ` : ''}${name?.text ?? ''}`,
      figures,
    })),
    inOrder: ask.order !== null || ask.by === 'year',
    parts: null,
  });
}
