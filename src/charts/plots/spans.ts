import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { ChartSeries, SpanChart, SpanState } from '../../answers/chart/chart.ts';
import type { Language } from '../../words/language.ts';
import { MONTHS } from '../../words/months.ts';
import { type Setting, SIZES } from '../frame.ts';
import type { Plot } from '../plot.ts';
import { coloursOf, inkOn } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { categoryAxis, LINE } from './category-axis.ts';

const BAR = 22;
const FOOT = 2 * LINE + 8;
const HEAD = 30;
const DAY = 86_400_000;

const STATES: Readonly<Record<SpanState, Record<Language, ChartSeries>>> = {
  done: { it: { name: 'fatto', tone: 'good' }, en: { name: 'done', tone: 'good' } },
  late: { it: { name: 'in ritardo', tone: 'warning' }, en: { name: 'late', tone: 'warning' } },
  open: { it: { name: 'da fare', tone: 'partial' }, en: { name: 'to do', tone: 'partial' } },
};
const ORDER: readonly SpanState[] = ['done', 'late', 'open'];

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A bar for each row from its first day to its last, a dot where it was done, a line for today. */
export function plotSpans(chart: SpanChart, setting: Setting): Plot {
  const { width, fonts, theme } = setting;
  const { regular } = fonts;
  const labels = chart.rows.map(({ label }) =>
    wrap(label, {
      font: regular,
      size: SIZES.label,
      width: 0.42 * (width - 2 * SIZES.margin),
      most: 3,
    }),
  );
  const rowHeight = Math.max(BAR + 16, ...labels.map((lines) => lines.length * LINE + 12));
  const left =
    SIZES.margin + 12 + Math.max(...labels.flat().map((line) => regular.widthOf(line, SIZES.label)));
  const days = chart.rows
    .flatMap(({ from, to, doneOn }) => [from, to, ...(doneOn === null ? [] : [doneOn])])
    .sort();
  const first = monthStart(days.at(0) ?? chart.today, 0);
  const end = monthStart(days.at(-1) ?? chart.today, 1);
  const present = ORDER.filter((state) => chart.rows.some((row) => row.state === state));
  const legend = present.map((state) => STATES[state][chart.language]);
  const colours = new Map(
    present.map((state, index) => [state, coloursOf(theme, legend)[index] ?? theme.text]),
  );
  const today = at(chart.today);
  const isWithin = today >= first && today <= end;
  const height = chart.rows.length * rowHeight;
  return {
    height: HEAD + height + FOOT,
    legend,
    option: (top) => ({
      useUTC: true,
      grid: { left, right: SIZES.margin, top: top + HEAD, height, containLabel: false },
      xAxis: {
        type: 'time',
        min: first,
        max: end,
        splitNumber: 4,
        minInterval: 28 * DAY,
        splitLine: { show: true, lineStyle: { color: theme.grid } },
        axisLine: { lineStyle: { color: theme.faint } },
        axisLabel: {
          color: theme.faint,
          fontSize: SIZES.small,
          hideOverlap: true,
          lineHeight: LINE,
          alignMaxLabel: 'right',
          formatter: (value: number) => monthText(value, chart.language),
        },
      },
      yAxis: { ...categoryAxis(labels, theme), inverse: true },
      series: [
        {
          type: 'custom',
          encode: { x: [1, 2], y: 0 },
          data: chart.rows.map(({ from, to, doneOn, state }, row) => ({
            // A last day lasts until it is over.
            value: [row, at(from), at(to) + DAY, doneOn === null ? Number.NaN : at(doneOn) + DAY / 2],
            itemStyle: { color: colours.get(state) },
          })),
          renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
            const [x = 0, y = 0] = api.coord([api.value(1), api.value(0)]);
            const [until = 0] = api.coord([api.value(2), api.value(0)]);
            const done = Number(api.value(3));
            const colour = colours.get(chart.rows[params.dataIndex]?.state ?? 'open') ?? theme.text;
            const bar = {
              type: 'rect' as const,
              shape: { x, y: y - BAR / 2, width: Math.max(8, until - x), height: BAR, r: 3 },
              style: { fill: colour },
            };
            if (Number.isNaN(done)) return bar;
            const [dot = 0] = api.coord([done, api.value(0)]);
            return {
              type: 'group' as const,
              children: [
                bar,
                {
                  type: 'circle' as const,
                  shape: { cx: dot, cy: y, r: 7 },
                  style: { fill: inkOn(colour), stroke: colour, lineWidth: 2 },
                },
              ],
            };
          },
          ...(isWithin
            ? {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: theme.text, type: 'dashed', width: 2 },
                  label: {
                    formatter: () => (chart.language === 'it' ? 'oggi' : 'today'),
                    position: 'start',
                    color: theme.text,
                    fontSize: SIZES.small,
                  },
                  data: [
                    [
                      { coord: [today, 0], y: top + HEAD - 4 },
                      { coord: [today, 0], y: top + HEAD + height },
                    ],
                  ],
                },
              }
            : {}),
        },
      ],
    }),
  };
}

/** First instant of a day's month, or of one after it. */
function monthStart(day: string, after: number): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1 + after, 1);
}

function monthText(value: number, language: Language): string {
  const date = new Date(value);
  const name = MONTHS[date.getUTCMonth()]?.[language].slice(0, 3) ?? '';
  return date.getUTCMonth() === 0 ? `${name}\n${date.getUTCFullYear()}` : name;
}
