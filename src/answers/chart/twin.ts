import { formatDay } from '../../words/days.ts';
import type { AnswerTable, Cell } from '../answer.ts';
import type { Chart, SpanChart } from './chart.ts';

/** Longest alternative text that Slack takes. */
const MOST_TEXT = 2_000;

type Span = SpanChart['rows'][number];

const spanText = (row: Span, language: Chart['language']): string => {
  const done =
    row.doneOn === null ? '' : `, ${language === 'it' ? 'fatto il' : 'done on'} ${formatDay(row.doneOn)}`;
  const until = language === 'it' ? 'al' : 'to';
  const state = {
    it: { done: '', late: ', in ritardo', open: '' },
    en: { done: '', late: ', late', open: '' },
  };
  return `${formatDay(row.from)} ${until} ${formatDay(row.to)}${done}${state[language][row.state]}`;
};

/** Names of the columns: one series alone is called as the picture is. */
function columnsOf(chart: Chart): readonly string[] {
  if (chart.form === 'spans') return [chart.language === 'it' ? 'Quando' : 'When'];
  if (chart.form === 'points') return chart.axes.map(({ name }) => name);
  return chart.series.map(({ name }) => name);
}

/** What each mark stands for, by row and series: "Settore 5, costo del personale: 1.234,00 €". */
export function figureTexts(chart: Chart): readonly (readonly string[])[] {
  if (chart.form === 'spans')
    return chart.rows.map((row) => [`${row.label}: ${spanText(row, chart.language)}`]);
  const columns = columnsOf(chart);
  if (chart.form === 'points')
    return chart.rows.map(({ label, figures }) => [
      `${label}: ${figures.map(({ text }, at) => `${columns[at]} ${text}`).join(', ')}`,
    ]);
  return chart.rows.map(({ label, figures }) =>
    figures.map(({ text }, at) =>
      columns.length === 1 ? `${label}: ${text}` : `${label}, ${columns[at]}: ${text}`,
    ),
  );
}

/** The figures of a picture as a table: what is read where it cannot be shown. */
export function twinOf(chart: Chart): AnswerTable {
  const text = (value: string): Cell => ({ text: value === '' ? '—' : value, value: null });
  const rows =
    chart.form === 'spans'
      ? chart.rows.map((row) => [text(row.label), text(spanText(row, chart.language))])
      : chart.rows.map(({ label, figures }) => [text(label), ...figures]);
  return {
    columns: [
      { label: chart.rowsAre, numeric: false },
      ...columnsOf(chart).map((label) => ({ label, numeric: chart.form !== 'spans' })),
    ],
    rows,
    total: rows.length,
  };
}

/** What a picture says to somebody who cannot see it: its finding, what it shows, its figures as far as they fit. */
export function altOf(chart: Chart): string {
  const lines = figureTexts(chart).map((figures) => figures.join('; '));
  let alt = `${chart.title}. ${chart.subtitle}.`;
  for (const line of lines) {
    const longer = `${alt} ${line}.`;
    if (longer.length > MOST_TEXT) return `${alt.slice(0, MOST_TEXT - 1)}…`;
    alt = longer;
  }
  return alt;
}
