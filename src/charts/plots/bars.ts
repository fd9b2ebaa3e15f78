import type { BarChart, ChartRow } from '../../answers/chart/chart.ts';
import { NOT_DECLARED } from '../../words/formats.ts';
import { type Setting, SIZES } from '../frame.ts';
import type { Plot } from '../plot.ts';
import { coloursOf, inkOn, type Theme } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { categoryAxis, LINE } from './category-axis.ts';

const BAR = 24;
/** Room for the name of a reference. */
const REFERENCE = 30;

/** Bars, lying or upright; what a bar is worth is written at its end. */
export const plotBars = (chart: BarChart, setting: Setting): Plot =>
  chart.upright ? upright(chart, setting) : across(chart, setting);

const amountOf = (row: ChartRow, series: number): number => row.figures[series]?.value ?? 0;

/** What is written at the end of a row: its one figure, or what its parts make. */
function endText(chart: BarChart, row: ChartRow): string {
  const [only] = row.figures;
  if (row.figures.every(({ value }) => value === null)) return NOT_DECLARED[chart.language];
  if (chart.series.length === 1) return only?.text ?? '';
  return row.total ?? '';
}

function scaleOf(chart: BarChart): { readonly min: number; readonly max: number } {
  const ends = chart.rows.flatMap((row) => {
    const values = chart.series.map((_, series) => amountOf(row, series));
    return chart.stacked ? [values.reduce((sum, value) => sum + value, 0)] : values;
  });
  const held = chart.reference?.figure.value ?? 0;
  return { min: Math.min(0, ...ends), max: Math.max(0, held, ...ends) || 1 };
}

function across(chart: BarChart, setting: Setting): Plot {
  const { width, fonts, theme } = setting;
  const { regular } = fonts;
  const most = 0.38 * (width - 2 * SIZES.margin);
  const labels = chart.rows.map(({ label }) =>
    wrap(label, { font: regular, size: SIZES.label, width: most, most: 3 }),
  );
  const labelWidth = Math.max(...labels.flat().map((line) => regular.widthOf(line, SIZES.label)));
  const grouped = chart.series.length > 1 && !chart.stacked;
  const texts = grouped
    ? [NOT_DECLARED[chart.language], ...chart.rows.flatMap(({ figures }) => figures.map(({ text }) => text))]
    : chart.rows.map((row) => endText(chart, row));
  const valueWidth = Math.max(...texts.map((text) => regular.widthOf(text, SIZES.label)));
  const bars = grouped ? chart.series.length : 1;
  const rowHeight = Math.max(bars * BAR + 10, ...labels.map((lines) => lines.length * LINE + 10));
  const head = chart.reference === null ? 0 : REFERENCE;
  const left = SIZES.margin + labelWidth + 12;
  const right = SIZES.margin + valueWidth + 10;
  const plotWidth = width - left - right;
  const scale = scaleOf(chart);
  const height = head + chart.rows.length * rowHeight;
  const colours = coloursOf(theme, chart.series);
  const roomOf = (value: number): number => (Math.abs(value) / (scale.max - scale.min)) * plotWidth;
  const series = chart.series.map((_, at) => ({
    type: 'bar' as const,
    ...(chart.stacked ? { stack: 'all' } : {}),
    barWidth: BAR,
    barGap: '12%',
    itemStyle: { color: colours[at] ?? theme.text },
    data: chart.rows.map((row) => {
      const figure = row.figures[at];
      const inside = chart.stacked && chart.series.length > 1;
      const isSilent = figure === undefined || figure.value === null;
      const text = isSilent ? NOT_DECLARED[chart.language] : figure.text;
      const fits = regular.widthOf(text, SIZES.small) + 8 <= roomOf(figure?.value ?? 0);
      return {
        // Side by side, what is not declared is said where its bar would begin.
        value: isSilent ? (grouped ? 0 : '-') : figure.value,
        label: {
          show: inside ? fits && figure?.value !== 0 : grouped,
          position: inside ? 'inside' : 'right',
          formatter: () => text,
          color: inside ? inkOn(colours[at] ?? theme.text) : isSilent ? theme.faint : theme.text,
          fontSize: inside ? SIZES.small : SIZES.label,
        },
      };
    }),
  }));
  return {
    height,
    legend: chart.series.length > 1 ? chart.series : [],
    option: (top) => ({
      grid: { left, right, top: top + head, height: height - head, containLabel: false },
      xAxis: { type: 'value', show: false, ...scale },
      yAxis: { ...categoryAxis(labels, theme), inverse: true },
      series: [
        ...withReference(chart, series, theme, 'xAxis'),
        ...(grouped ? [] : [ends(chart, theme, 'right')]),
      ],
    }),
  };
}

function upright(chart: BarChart, setting: Setting): Plot {
  const { width, fonts, theme } = setting;
  const { regular } = fonts;
  const inner = width - 2 * SIZES.margin;
  const slot = inner / chart.rows.length;
  const labels = chart.rows.map(({ label }) =>
    wrap(label, { font: regular, size: SIZES.label, width: slot - 6, most: 3 }),
  );
  const foot = Math.max(...labels.map((lines) => lines.length)) * LINE + 12;
  const bodyHeight = 280;
  const head = 30;
  const widest = Math.max(...chart.rows.map((row) => regular.widthOf(endText(chart, row), SIZES.label)));
  const size = widest > slot ? Math.max(12, Math.floor((SIZES.label * slot) / widest)) : SIZES.label;
  const colours = coloursOf(theme, chart.series);
  const series = chart.series.map((_, at) => ({
    type: 'bar' as const,
    ...(chart.stacked ? { stack: 'all' } : {}),
    barWidth: chart.stacked || chart.series.length === 1 ? '64%' : undefined,
    itemStyle: { color: colours[at] ?? theme.text },
    data: chart.rows.map(({ figures }) => figures[at]?.value ?? '-'),
  }));
  return {
    height: head + bodyHeight + foot,
    legend: chart.series.length > 1 ? chart.series : [],
    option: (top) => ({
      grid: {
        left: SIZES.margin,
        right: SIZES.margin,
        top: top + head,
        height: bodyHeight,
        containLabel: false,
      },
      yAxis: { type: 'value', show: false, ...scaleOf(chart) },
      xAxis: categoryAxis(labels, theme),
      series: [...withReference(chart, series, theme, 'yAxis'), ends(chart, theme, 'top', size)],
    }),
  };
}

/** What each row comes to, written at its end by marks that are not seen. */
const ends = (chart: BarChart, theme: Theme, position: 'right' | 'top', size: number = SIZES.label) => ({
  type: 'scatter' as const,
  silent: true,
  z: 10,
  symbolSize: 0,
  itemStyle: { opacity: 1 },
  data: chart.rows.map((row, at) => {
    const values = chart.series.map((_, series) => amountOf(row, series));
    const end = chart.stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
    const isSilent = row.figures.every(({ value }) => value === null);
    return {
      value: position === 'right' ? [end, at] : [at, end],
      label: {
        show: true,
        position,
        distance: 4,
        formatter: () => endText(chart, row),
        color: isSilent ? theme.faint : theme.text,
        backgroundColor: theme.ground,
        padding: [2, 3],
        fontSize: size,
      },
    };
  }),
});

function withReference<Series extends object>(
  { reference }: BarChart,
  series: readonly Series[],
  theme: Theme,
  axis: 'xAxis' | 'yAxis',
): readonly object[] {
  if (reference === null || reference.figure.value === null) return series;
  const line = {
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.text, type: 'dashed', width: 2 },
    label: {
      formatter: () => `${reference.label} ${reference.figure.text}`,
      position: axis === 'xAxis' ? 'start' : 'insideStartTop',
      color: theme.text,
      fontSize: SIZES.small,
    },
    data: [{ [axis]: reference.figure.value }],
  };
  return series.map((one, at) => (at === 0 ? { ...one, markLine: line } : one));
}
