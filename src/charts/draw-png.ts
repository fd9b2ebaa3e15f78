import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { encodePng } from './encode-png.ts';
import type { Fonts } from './font.ts';

/** Pixels of a PNG for each of its SVG's: sharp where a screen has two for one. */
const SCALE = 2;

/** Loads the rasteriser, once in a program. */
export const prepareRaster = async (): Promise<void> =>
  initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));

/** Draws an SVG as PNG with the fonts given, and no others. */
export function drawPng(svg: string, { regular, bold }: Fonts): Buffer {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      fontBuffers: [regular.bytes, bold.bytes],
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
      loadSystemFonts: false,
    },
  });
  const image = drawing.render();
  try {
    return encodePng(image.pixels, image.width, image.height);
  } finally {
    image.free();
    drawing.free();
  }
}
