import type { PointChart } from '../../answers/chart/chart.ts';
import { type Setting, SIZES } from '../frame.ts';
import type { Plot } from '../plot.ts';
import { axisFor, tickText } from '../ticks.ts';

const HEIGHT = 420;
const HEAD = 34;
const FOOT = 66;

/** One point a row; those that have only one of the two amounts are not there. */
export function plotPoints(chart: PointChart, setting: Setting): Plot {
  const { fonts, theme } = setting;
  const { regular } = fonts;
  const [across, upwards] = chart.axes;
  const placed = chart.rows.filter(({ figures }) => figures.every(({ value }) => value !== null));
  const of = (side: 0 | 1): readonly number[] => placed.map(({ figures }) => figures[side]?.value ?? 0);
  const [x, y] = [axisFor(of(0), true), axisFor(of(1), upwards.unit === 'eur')];
  const ticks = [y.min, y.max].map((value) => regular.widthOf(tickText(value, upwards.unit), SIZES.small));
  const left = SIZES.margin + Math.max(...ticks) + 16;
  const right = SIZES.margin + 40;
  const named = namedRows(chart);
  const axisLabel = { color: theme.faint, fontSize: SIZES.small, hideOverlap: true };
  const nameTextStyle = { color: theme.text, fontSize: SIZES.small };
  return {
    height: HEAD + HEIGHT + FOOT,
    legend: [],
    option: (top) => ({
      grid: { left, right, top: top + HEAD, height: HEIGHT, containLabel: false },
      xAxis: {
        type: 'value',
        ...x,
        name: across.name,
        nameLocation: 'middle',
        nameGap: 36,
        nameTextStyle,
        splitLine: { lineStyle: { color: theme.grid } },
        axisLabel: { ...axisLabel, formatter: (value: number) => tickText(value, across.unit) },
      },
      yAxis: {
        type: 'value',
        ...y,
        name: upwards.name,
        nameLocation: 'end',
        nameGap: 14,
        nameTextStyle: { ...nameTextStyle, align: 'left', padding: [0, 0, 0, SIZES.margin - left] },
        splitLine: { lineStyle: { color: theme.grid } },
        axisLabel: { ...axisLabel, formatter: (value: number) => tickText(value, upwards.unit) },
      },
      series: [
        {
          type: 'scatter',
          symbolSize: chart.rows.length > 40 ? 12 : 16,
          itemStyle: { color: theme.colours[0], opacity: 0.85, borderColor: theme.ground, borderWidth: 1 },
          labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
          // Rows keep their place, so that a mark tells which one it is of.
          data: chart.rows.map(({ label, figures: [first, second] }, row) => ({
            value: [first?.value ?? '-', second?.value ?? '-'],
            label: {
              show: named.has(row),
              position: (first?.value ?? 0) > (x.min + x.max) * 0.7 ? 'left' : 'right',
              formatter: () => label,
              color: theme.text,
              textBorderColor: theme.ground,
              textBorderWidth: 4,
              fontSize: SIZES.small,
            },
          })),
        },
      ],
    }),
  };
}

/** So many points are all named; of more only those that stand apart. */
const MOST_NAMED = 12;

/** The rows whose points are named: the most across, and the fewest upwards where they are not many. */
function namedRows({ rows }: PointChart): ReadonlySet<number> {
  const placed = rows
    .map(({ figures }, row) => ({ row, x: figures[0]?.value ?? null, y: figures[1]?.value ?? null }))
    .flatMap(({ row, x, y }) => (x === null || y === null ? [] : [{ row, x, y }]));
  if (placed.length <= MOST_NAMED) return new Set(placed.map(({ row }) => row));
  const far = placed.toSorted((a, b) => b.x - a.x).slice(0, 4);
  const ends = [placed.toSorted((a, b) => a.y - b.y), placed.toSorted((a, b) => b.y - a.y)].flatMap((order) =>
    order.filter(({ y }) => placed.filter((one) => one.y === y).length < 3).slice(0, 3),
  );
  return new Set([...far, ...ends].map(({ row }) => row));
}
