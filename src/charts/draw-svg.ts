import { init, setPlatformAPI } from 'echarts/dist/echarts.esm.min.mjs';
import type { Chart } from '../answers/chart/chart.ts';
import { altOf, figureTexts } from '../answers/chart/twin.ts';
import { escapeMarkup } from '../words/markup.ts';
import { FONT_FAMILY, type Fonts } from './font.ts';
import { frameOf } from './frame.ts';
import type { Look } from './look.ts';
import { plotOf } from './plot.ts';
import { themeOf } from './theme.ts';

/** What ECharts has to know once: how wide a text is. */
export function prepare(fonts: Fonts): void {
  setPlatformAPI({
    measureText: (text, font = '12px') => {
      const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
      const { widthOf } = /bold/.test(font) ? fonts.bold : fonts.regular;
      return { width: widthOf(text, size) };
    },
  });
}

/**
 * Draws a chart as SVG. Each mark says in its title what it stands for, so that whoever cannot see it can read it, and
 * carries its series and its row.
 */
export function drawSvg(chart: Chart, look: Look, fonts: Fonts): string {
  const { width } = look;
  const theme = themeOf(look.shade, look.colours ?? chart.colours);
  const setting = { width, fonts, theme };
  const plot = plotOf(chart, setting);
  const frame = frameOf(chart, plot.legend, plot.height, setting);
  const height = Math.ceil(frame.top + plot.height + frame.bottom);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({
      animation: false,
      backgroundColor: theme.ground,
      textStyle: { fontFamily: FONT_FAMILY },
      graphic: frame.pieces,
      ...plot.option(frame.top),
    });
    return readable(drawing.renderToSVGString(), chart);
  } finally {
    drawing.dispose();
  }
}

function isDeclared(chart: Chart, row: number, series: number): boolean {
  return (
    chart.form === 'spans' || chart.form === 'points' || chart.rows[row]?.figures[series]?.value !== null
  );
}

/** With titles for those who do not see it, and without what ECharts writes for a browser. */
function readable(svg: string, chart: Chart): string {
  const texts = figureTexts(chart);
  return (
    svg
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/ class="[^"]*"| pointer-events="[^"]*"| ecmeta_ssr_type="[^"]*"/g, '')
      .replace(
        /<(path|g|circle|rect)( [^>]*?) ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"([^>]*)>(<\/\1>)?/g,
        (
          _,
          name: string,
          before: string,
          series: string,
          row: string,
          after: string,
          close: string | undefined,
        ) => {
          // A reference is drawn with a series, and is none of its figures.
          const isFigure = !after.includes('ecmeta_silent') && isDeclared(chart, Number(row), Number(series));
          const text = isFigure ? texts[Number(row)]?.[Number(series)] : undefined;
          const title = text === undefined ? '' : `<title>${escapeMarkup(text)}</title>`;
          const marked = text === undefined ? '' : ` data-series="${series}" data-row="${row}"`;
          return `<${name}${before}${marked}${after}>${title}${close ?? ''}`;
        },
      )
      // Numbered from the first picture of the program on.
      .replace(/\bzr\d+-/g, 'zr-')
      .replaceAll(' ecmeta_silent="true"', '')
      // In short hand a font is not read by every program.
      .replace(
        /style="font: ?(?:normal )*(bold )?(?:normal )*([\d.]+px) ([^"]*)"/g,
        (_, bold: string | undefined, size: string, family: string) =>
          `style="font-size:${size};font-family:${family};${bold ? 'font-weight:bold;' : ''}"`,
      )
      .replace(
        /^<svg ([^>]*)>/,
        (_, attributes: string) =>
          `<svg ${attributes} role="img"><title>${escapeMarkup(chart.title)}</title><desc>${escapeMarkup(altOf(chart))}</desc>`,
      )
  );
}
