import { SIZES } from '../frame.ts';
import type { Theme } from '../theme.ts';

/** From one line of a label to the next, in pixels. */
export const LINE = 22;

/** An axis with a wrapped label for each row, under the row's place. */
export const categoryAxis = (labels: readonly (readonly string[])[], theme: Theme) => ({
  type: 'category' as const,
  data: labels.map((_, row) => String(row)),
  axisTick: { show: false },
  axisLine: { lineStyle: { color: theme.grid } },
  axisLabel: {
    interval: 0,
    color: theme.text,
    fontSize: SIZES.label,
    lineHeight: LINE,
    formatter: (row: string) => (labels[Number(row)] ?? []).join('\n'),
  },
});
