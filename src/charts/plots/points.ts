import type { PointChart } from '../../answers/chart/chart.ts';
import { type Setting, SIZES } from '../frame.ts';
import type { Plot } from '../plot.ts';
import { axisFor, tickText } from '../ticks.ts';

const HEIGHT = 420;
const HEAD = 34;
const FOOT = 66;

/** One point a row; those that have only one of the two amounts are not there. */
export function plotPoints(chart: PointChart, setting: Setting): Plot {
  const { width, fonts, theme } = setting;
  const { regular } = fonts;
  const [across, upwards] = chart.axes;
  const placed = chart.rows.filter(({ figures }) => figures.every(({ value }) => value !== null));
  const of = (side: 0 | 1): readonly number[] => placed.map(({ figures }) => figures[side]?.value ?? 0);
  const [x, y] = [axisFor(of(0), true), raised(axisFor(of(1), upwards.unit === 'eur'), of(1))];
  const ticks = [y.min, y.max].map((value) => regular.widthOf(tickText(value, upwards.unit), SIZES.small));
  const left = SIZES.margin + Math.max(...ticks) + 16;
  const right = SIZES.margin + 40;
  const size = chart.rows.length > 40 ? 12 : 16;
  const sides = sidesOf(
    chart.rows.map(({ label, figures: [first, second] }, row) => ({
      row,
      isPlaced: first?.value !== null && second?.value !== null,
      x: (((first?.value ?? 0) - x.min) / (x.max - x.min)) * (width - left - right),
      y: HEIGHT - (((second?.value ?? 0) - y.min) / (y.max - y.min)) * HEIGHT,
      width: regular.widthOf(label, SIZES.small),
    })),
    namedRows(chart),
    { to: width - left - SIZES.margin, dot: size / 2 },
  );
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
          symbolSize: size,
          itemStyle: { color: theme.colours[0], opacity: 0.85, borderColor: theme.ground, borderWidth: 1 },
          // Rows keep their place, so that a mark tells which one it is of.
          data: chart.rows.map(({ label, figures: [first, second] }, row) => ({
            value: [first?.value ?? '-', second?.value ?? '-'],
            label: {
              show: sides.has(row),
              position: sides.get(row) ?? 'right',
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

/** A step lower where a point would lie on the axis, under the names of its ticks. */
const raised = (axis: ReturnType<typeof axisFor>, values: readonly number[]): typeof axis =>
  axis.min > 0 && Math.min(...values) === axis.min ? { ...axis, min: axis.min - axis.interval } : axis;

type Side = 'right' | 'left' | 'top' | 'bottom';
const SIDES: readonly Side[] = ['right', 'left', 'top', 'bottom'];

/** A point in pixels from the upper left of the plot, and how wide its name is. */
interface Spot {
  readonly row: number;
  readonly isPlaced: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** On which side the names stand that cover no point and no other name; the others are left out. */
function sidesOf(
  spots: readonly Spot[],
  named: ReadonlySet<number>,
  { to, dot }: { readonly to: number; readonly dot: number },
): ReadonlyMap<number, Side> {
  const placed = spots.filter(({ isPlaced }) => isPlaced);
  const taken: Box[] = [];
  const sides = new Map<number, Side>();
  for (const spot of placed.filter(({ row }) => named.has(row))) {
    const others = placed.filter((one) => one !== spot).map((one) => boxAt(one.x, one.y, dot, dot));
    const side = SIDES.find((one) => {
      const box = nameBox(spot, one, dot);
      // Beside its axes and not on them; a name may stand half above the highest line.
      const isInside = box.left >= 0 && box.right <= to && box.top >= -SIZES.small && box.bottom <= HEIGHT;
      return isInside && ![...others, ...taken].some((other) => meet(box, other));
    });
    if (side === undefined) continue;
    sides.set(spot.row, side);
    taken.push(nameBox(spot, side, dot));
  }
  return sides;
}

const boxAt = (x: number, y: number, wide: number, high: number): Box => ({
  left: x - wide,
  right: x + wide,
  top: y - high,
  bottom: y + high,
});

/** From a point to its name, as ECharts puts it. */
const GAP = 5;

function nameBox({ x, y, width }: Spot, side: Side, dot: number): Box {
  const [half, high] = [width / 2, SIZES.small / 2];
  const aside = dot + GAP + half;
  const apart = dot + GAP + high;
  switch (side) {
    case 'right':
      return boxAt(x + aside, y, half, high);
    case 'left':
      return boxAt(x - aside, y, half, high);
    case 'top':
      return boxAt(x, y - apart, half, high);
    case 'bottom':
      return boxAt(x, y + apart, half, high);
  }
}
