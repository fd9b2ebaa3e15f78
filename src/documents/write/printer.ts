import { drawPng, prepareRaster } from '../../charts/draw-png.ts';
import { drawSvg, prepare } from '../../charts/draw-svg.ts';
import { readFonts } from '../../charts/font.ts';
import { ON_A_PHONE } from '../../charts/look.ts';
import type { Block, PlanDocument } from '../document.ts';
import type { Order, Printed } from '../press.ts';

type ChartBlock = Extract<Block, { type: 'chart' }>;

const hasCharts = ({ sections }: PlanDocument): boolean =>
  sections.some(({ blocks }) => blocks.some(({ type }) => type === 'chart'));

/**
 * Makes what writes documents, in the process that it is made in. What a format needs is loaded with the first document
 * of that format, the rasteriser with the first that has a picture.
 */
export function createPrinter(): (order: Order) => Promise<readonly Printed[]> {
  const fonts = readFonts();
  prepare(fonts);
  let raster: Promise<unknown> | null = null;

  /** On paper, light, in the body's colours. */
  const svgOf = ({ chart }: ChartBlock): string =>
    drawSvg(chart, { shade: 'light', colours: null, width: ON_A_PHONE }, fonts);

  function pngOf(block: ChartBlock) {
    const svg = svgOf(block);
    const [, width = '1', height = '1'] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    return { png: drawPng(svg, fonts), width: Number(width), height: Number(height) };
  }

  return async ({ sealed, formats }) => {
    const printed: Printed[] = [];
    if (formats.includes('pdf')) {
      const { writePdf } = await import('./pdf.ts');
      printed.push({ format: 'pdf', content: await writePdf(sealed, { fonts, svgOf }) });
    }
    if (formats.includes('docx')) {
      const { writeDocx } = await import('./docx.ts');
      if (hasCharts(sealed.document)) {
        raster ??= prepareRaster();
        await raster;
      }
      printed.push({ format: 'docx', content: await writeDocx(sealed, { fonts, pngOf }) });
    }
    return printed;
  };
}
