import type { Chart, ChartSeries } from '../answers/chart/chart.ts';
import { FONT_FAMILY, type Fonts } from './font.ts';
import { coloursOf, type Theme } from './theme.ts';
import { wrap } from './wrap.ts';

/** Sizes in pixels of a picture 720 wide: on a phone, where it is half as wide, labels are still read. */
export const SIZES = { title: 26, subtitle: 18, label: 18, small: 17, margin: 28 } as const;

/** What every part of a picture is drawn with. */
export interface Setting {
  readonly width: number;
  readonly fonts: Fonts;
  readonly theme: Theme;
}

interface TextStyle {
  readonly text: string;
  readonly fill: string;
  readonly fontSize: number;
  readonly fontWeight: Weight;
  readonly fontFamily: string;
}

type Weight = 'normal' | 'bold';

/** A text or a swatch at its place, in the terms of ECharts' `graphic`. */
type Piece =
  | {
      readonly type: 'text';
      readonly left: number;
      readonly top: number;
      readonly silent: true;
      readonly style: TextStyle;
    }
  | {
      readonly type: 'rect';
      readonly left: number;
      readonly top: number;
      readonly silent: true;
      readonly shape: { readonly width: number; readonly height: number; readonly r: number };
      readonly style: { readonly fill: string };
    };

/** What stands around the plot: title, subtitle and legend above, remarks and source below. */
export interface Frame {
  readonly pieces: readonly Piece[];
  /** Where the plot begins. */
  readonly top: number;
  /** What is left below it. */
  readonly bottom: number;
}

/**
 * Lays out what stands around a plot.
 * @param legend series to be named; empty for none
 * @param plotHeight of the plot with its axes
 */
export function frameOf(
  chart: Chart,
  legend: readonly ChartSeries[],
  plotHeight: number,
  setting: Setting,
): Frame {
  const { width, fonts, theme } = setting;
  const inner = width - 2 * SIZES.margin;
  const pieces: Piece[] = [];
  let top: number = SIZES.margin;
  const write = (text: string, size: number, most: number, weight: Weight, fill: string): void => {
    const font = weight === 'bold' ? fonts.bold : fonts.regular;
    for (const line of wrap(text, { font, size, width: inner, most })) {
      pieces.push(textAt(line, SIZES.margin, top, size, fill, weight));
      top += Math.round(size * 1.3);
    }
  };
  write(chart.title, SIZES.title, 4, 'bold', theme.text);
  top += 6;
  write(chart.subtitle, SIZES.subtitle, 3, 'normal', theme.faint);
  if (legend.length > 0) {
    top += 14;
    const laid = legendAt(legend, top, inner, setting);
    pieces.push(...laid.pieces);
    top = laid.bottom;
  }
  const plotTop = top + 14;
  top = plotTop + plotHeight + 16;
  for (const remark of chart.remarks) write(remark, SIZES.small, 3, 'normal', theme.faint);
  if (chart.source !== null) write(chart.source, SIZES.small, 2, 'normal', theme.faint);
  return { pieces, top: plotTop, bottom: top - plotTop - plotHeight + SIZES.margin - 6 };
}

const textAt = (
  text: string,
  left: number,
  top: number,
  fontSize: number,
  fill: string,
  fontWeight: Weight = 'normal',
): Piece => ({
  type: 'text',
  left,
  top,
  silent: true,
  style: { text, fill, fontSize, fontWeight, fontFamily: FONT_FAMILY },
});

const SWATCH = 18;

function legendAt(
  series: readonly ChartSeries[],
  start: number,
  inner: number,
  { fonts, theme }: Setting,
): { readonly pieces: readonly Piece[]; readonly bottom: number } {
  const colours = coloursOf(theme, series);
  const pieces: Piece[] = [];
  let left: number = SIZES.margin;
  let top = start;
  series.forEach(({ name }, index) => {
    const wide = SWATCH + 8 + fonts.regular.widthOf(name, SIZES.label);
    if (left > SIZES.margin && left + wide > SIZES.margin + inner) {
      left = SIZES.margin;
      top += 28;
    }
    pieces.push({
      type: 'rect',
      left,
      top,
      silent: true,
      shape: { width: SWATCH, height: SWATCH, r: 3 },
      style: { fill: colours[index] ?? theme.text },
    });
    pieces.push(textAt(name, left + SWATCH + 8, top, SIZES.label, theme.text));
    left += wide + 24;
  });
  return { pieces, bottom: top + 26 };
}
