import type { EChartsCoreOption } from 'echarts';
import type { Chart, ChartSeries } from '../answers/chart/chart.ts';
import type { Setting } from './frame.ts';
import { plotBars } from './plots/bars.ts';
import { plotLines } from './plots/lines.ts';
import { plotPoints } from './plots/points.ts';
import { plotSpans } from './plots/spans.ts';

/** A plot, ready to be put below its title. */
export interface Plot {
  readonly height: number;
  /** Series that a legend has to name. */
  readonly legend: readonly ChartSeries[];
  /** @param top where it begins, in the whole picture */
  readonly option: (top: number) => EChartsCoreOption;
}

/** Lays a chart out for ECharts. */
export function plotOf(chart: Chart, setting: Setting): Plot {
  switch (chart.form) {
    case 'bars':
      return plotBars(chart, setting);
    case 'lines':
      return plotLines(chart, setting);
    case 'points':
      return plotPoints(chart, setting);
    case 'spans':
      return plotSpans(chart, setting);
  }
}
