import { parentPort } from 'node:worker_threads';
import { drawPng, prepareRaster } from './draw-png.ts';
import { drawSvg, prepare } from './draw-svg.ts';
import { readFonts } from './font.ts';
import type { Delivery, Order } from './painter.ts';

/* The thread of a painter: draws what it is told, one after the other. */

const fonts = readFonts();
prepare(fonts);
const ready = prepareRaster();

parentPort?.on('message', async ({ id, chart, look }: Order) => {
  let delivery: Delivery;
  try {
    await ready;
    const svg = drawSvg(chart, look, fonts);
    delivery = { id, svg, png: drawPng(svg, fonts) };
  } catch (error) {
    delivery = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(delivery);
});
