import { barOf } from '../../words/bars.ts';
import type { Chart } from './chart.ts';

const CELLS = 24;
const WIDEST = 44;

/** A picture in a terminal: its finding, and a bar for each figure of one series; null for what bars cannot show. */
export function textChart(chart: Chart): string | null {
  if (chart.form === 'points' || chart.form === 'spans' || chart.series.length > 1) return null;
  const figures = chart.rows.map(({ label, figures: [figure] }) => ({ label, figure }));
  const most = Math.max(...figures.map(({ figure }) => figure?.value ?? 0));
  if (most <= 0 || figures.some(({ figure }) => (figure?.value ?? 0) < 0)) return null;
  const cut = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);
  const width = Math.max(...figures.map(({ label }) => cut(label).length));
  return [
    chart.title,
    ...figures.map(
      ({ label, figure }) =>
        `${cut(label).padEnd(width)}  ${bar(figure?.value ?? null, most)} ${figure?.text ?? '—'}`,
    ),
  ].join('\n');
}

/** What is not declared has no bar, not even an empty one. */
const bar = (value: number | null, most: number): string =>
  value === null ? ' '.repeat(CELLS) : barOf(value, most, CELLS);
