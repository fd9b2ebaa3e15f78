import type { LineChart } from '../../answers/chart/chart.ts';
import { type Setting, SIZES } from '../frame.ts';
import type { Plot } from '../plot.ts';
import { coloursOf } from '../theme.ts';
import { axisFor, tickText } from '../ticks.ts';
import { wrap } from '../wrap.ts';

const HEIGHT = 320;
const LINE = 22;
/** Room for the names of marks and for a figure above the highest point. */
const HEAD = 34;
/** So many series are told by a legend; more are named where they end. */
const MOST_IN_LEGEND = 5;
/** So many figures are written at their points. */
const MOST_WRITTEN = 12;

/** One or more series over time. */
export function plotLines(chart: LineChart, setting: Setting): Plot {
  const { width, fonts, theme } = setting;
  const { regular } = fonts;
  const inner = width - 2 * SIZES.margin;
  const values = chart.rows.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? []));
  const held = chart.reference?.figure.value;
  const axis = axisFor([...values, ...(held === null || held === undefined ? [] : [held])], false);
  const ticks = ticksOf(axis).map((value) => tickText(value, chart.unit));
  const left = SIZES.margin + Math.max(...ticks.map((text) => regular.widthOf(text, SIZES.small))) + 10;
  const named = chart.series.length > MOST_IN_LEGEND;
  const names = chart.series.map(({ name }) => name);
  const ends = named ? Math.max(...names.map((name) => regular.widthOf(name, SIZES.small))) + 12 : 0;
  const last = chart.rows.at(-1)?.figures[0]?.text ?? '';
  const moment = chart.rows.at(-1)?.label ?? '';
  const right =
    SIZES.margin +
    Math.max(ends, regular.widthOf(last, SIZES.label) / 2, regular.widthOf(moment, SIZES.small) / 2);
  const inset = chart.rows.length <= MOST_WRITTEN;
  const slot = (width - left - right) / Math.max(1, chart.rows.length - (inset ? 0 : 1));
  const shown = shownEvery(chart, slot, (text) => regular.widthOf(text, SIZES.small));
  const labels = chart.rows.map(({ label }) =>
    wrap(label, { font: regular, size: SIZES.small, width: Math.max(60, slot * shown - 8), most: 2 }),
  );
  const foot = Math.max(...labels.map((lines) => lines.length)) * LINE + 12;
  const colours = coloursOf(theme, chart.series);
  const written = chart.series.length <= 3 && chart.rows.length <= MOST_WRITTEN;
  /** Of what the others are held against the last figure is enough. */
  const isWritten = (at: number, row: number): boolean =>
    written && (chart.series[at]?.tone !== 'muted' || row === chart.rows.length - 1);
  /** By so much, from one moment to the next, a line rises or falls into a figure written in its middle above a point. */
  const steepest = ((axis.max - axis.min) / HEIGHT) * (slot / 4);
  const series = chart.series.map((one, at) => ({
    type: 'line' as const,
    name: one.name,
    symbol: 'circle',
    symbolSize: chart.rows.length > 40 ? 4 : 10,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { width: one.tone === 'muted' ? 2 : 3.5, color: colours[at] ?? theme.text },
    itemStyle: { color: colours[at] ?? theme.text },
    z: one.tone === 'muted' ? 2 : 3,
    endLabel: {
      show: named,
      formatter: () => one.name,
      color: one.tone === 'muted' ? theme.faint : theme.text,
      fontSize: SIZES.small,
      distance: 10,
    },
    labelLayout: named ? { moveOverlap: 'shiftY' as const } : undefined,
    data: chart.rows.map(({ figures }, row) => ({
      value: figures[at]?.value ?? '-',
      label: {
        show: isWritten(at, row) && figures[at]?.value !== null,
        ...beside(chart, at, row, steepest),
        formatter: () => figures[at]?.text ?? '',
        color: theme.text,
        textBorderColor: theme.ground,
        textBorderWidth: 4,
        fontSize: slot < 110 ? SIZES.small : SIZES.label,
      },
    })),
    ...(at === 0 ? marksOf(chart, setting) : {}),
  }));
  return {
    height: HEAD + HEIGHT + foot,
    legend: chart.series.length > 1 && !named ? chart.series : [],
    option: (top) => ({
      grid: { left, right, top: top + HEAD, height: HEIGHT, containLabel: false },
      xAxis: {
        type: 'category',
        // Few moments stand in from the edges: their figures are written above them.
        boundaryGap: inset,
        data: chart.rows.map((_, row) => String(row)),
        axisTick: { show: false },
        axisLine: { onZero: false, lineStyle: { color: theme.faint } },
        axisLabel: {
          interval: (index: number) => index % shown === 0,
          color: theme.text,
          fontSize: SIZES.small,
          lineHeight: LINE,
          alignMinLabel: chart.rows.length > 1 && slot < 60 ? 'left' : undefined,
          formatter: (row: string) => (labels[Number(row)] ?? []).join('\n'),
        },
      },
      yAxis: {
        type: 'value',
        ...axis,
        splitLine: { lineStyle: { color: theme.grid } },
        axisLabel: {
          color: theme.faint,
          fontSize: SIZES.small,
          formatter: (value: number) => tickText(value, chart.unit),
        },
      },
      series,
    }),
  };

  function ticksOf({ min, max, interval }: typeof axis): readonly number[] {
    return Array.from({ length: Math.round((max - min) / interval) + 1 }, (_, at) => min + at * interval);
  }

  /** Every how many moments one is named, so that names do not touch. */
  function shownEvery({ rows }: LineChart, room: number, widthOf: (text: string) => number): number {
    const widest = Math.min(Math.max(...rows.map(({ label }) => widthOf(label))), inner / 4);
    return Math.max(1, Math.ceil((widest + 12) / room));
  }
}

/** Where a figure is written, so that its own line does not cross it: before a rise, after a fall, below a valley. */
function beside(
  { rows }: LineChart,
  series: number,
  row: number,
  steep: number,
): { readonly position: 'top' | 'bottom'; readonly align?: 'left' | 'right' } {
  const at = (one: number): number | null => rows[one]?.figures[series]?.value ?? null;
  const [before, here, after] = [at(row - 1), at(row), at(row + 1)];
  if (here === null || after === null) return { position: 'top' };
  // Before the first point there is room, as a moment stands in from the edge.
  if (before === null)
    return { position: 'top', ...(after - here > steep && row === 0 ? { align: 'right' } : {}) };
  if (before - here > steep && after - here > steep) return { position: 'bottom' };
  if (before < here && after - here > steep) return { position: 'top', align: 'right' };
  if (after < here && before - here > steep) return { position: 'top', align: 'left' };
  return { position: 'top' };
}

/** The reference across, the marked moments upwards. */
function marksOf(chart: LineChart, { theme }: Setting): object {
  const { reference, marks, rows } = chart;
  const across =
    reference === null || reference.figure.value === null
      ? []
      : [
          {
            yAxis: reference.figure.value,
            label: {
              formatter: () => `${reference.label} ${reference.figure.text}`,
              position: sideOf(chart),
              backgroundColor: theme.ground,
              padding: [2, 3],
            },
          },
        ];
  const upwards = marks
    .filter(({ row }) => row >= 0 && row < rows.length)
    .map(({ row, label }) => ({ xAxis: row, label: { formatter: () => label, position: 'end' } }));
  if (across.length + upwards.length === 0) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.faint, type: 'dashed', width: 2 },
      label: { color: theme.text, fontSize: SIZES.small },
      data: [...across, ...upwards],
    },
  };
}

/** Where the series is further from its reference, so that neither's figures cover the other's. */
function sideOf({ rows, reference }: LineChart): 'insideStartTop' | 'insideEndTop' {
  const held = reference?.figure.value ?? 0;
  const gap = (row: LineChart['rows'][number] | undefined): number =>
    Math.min(...(row?.figures.map(({ value }) => Math.abs((value ?? held) - held)) ?? [0]));
  return gap(rows[0]) > gap(rows.at(-1)) ? 'insideStartTop' : 'insideEndTop';
}
