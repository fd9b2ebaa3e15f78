import { capital } from '../../words/sentences.ts';
import type { Draft, Phrasing } from '../phrase/draft.ts';
import { curly } from '../phrase/tidy.ts';
import type { Result } from '../run/result.ts';
import { budgetChart } from './budget-chart.ts';
import type { Chart } from './chart.ts';
import { factChart } from './fact-chart.ts';
import { type Grid, gridChart } from './grid-chart.ts';
import { figuresGrid, goalGrid, itemGrid } from './grids.ts';
import { phaseChart } from './phase-chart.ts';
import { spanChart } from './span-chart.ts';
import { weightsGrid } from './weights-grid.ts';
import { planYearsChart, yearsChart } from './years-chart.ts';

/**
 * A result as a picture: its rows, its figures, as they are read in the answer. Null where there is nothing to be seen:
 * one figure alone, words, nothing declared.
 * @param draft what was said of it, for its source and its table
 */
export function chartOf(phrasing: Phrasing, result: Result, draft: Draft): Chart | null {
  const chart = drawnOf(phrasing, result, draft);
  const { colours } = phrasing.index.plan.head;
  return chart === null ? null : { ...tidiedChart(chart), ...(colours === undefined ? {} : { colours }) };
}

/** With one sign for the apostrophe, as answers have. */
function tidiedChart(chart: Chart): Chart {
  const head = {
    title: capital(curly(chart.title)),
    subtitle: capital(curly(chart.subtitle)),
    source: chart.source === null ? null : curly(chart.source),
  };
  const labelled = <Row extends { readonly label: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => ({ ...row, label: curly(row.label) }));
  return chart.form === 'spans'
    ? { ...chart, ...head, rows: labelled(chart.rows) }
    : { ...chart, ...head, rows: labelled(chart.rows) };
}

function drawnOf(phrasing: Phrasing, result: Result, draft: Draft): Chart | null {
  const source = draft.sources?.[0] ?? null;
  const drawn = (grid: Omit<Grid, 'source'> | null): Chart | null =>
    grid === null ? null : gridChart(phrasing.words, { ...grid, source });
  switch (result.type) {
    case 'figures':
      return planYearsChart(phrasing, result, source) ?? drawn(figuresGrid(phrasing, result));
    case 'item':
      return drawn(itemGrid(phrasing, result));
    case 'weights':
      return drawn(weightsGrid(phrasing, result));
    case 'goal':
      return drawn(goalGrid(phrasing, result));
    case 'fact':
      return factChart(phrasing, result, source);
    case 'monitoring':
      return phaseChart(phrasing, result, source);
    case 'parts':
      return (
        spanChart(phrasing, result, source) ??
        yearsChart(phrasing, result, source) ??
        budgetChart(phrasing, result, draft.table ?? null, source)
      );
    default:
      return null;
  }
}
