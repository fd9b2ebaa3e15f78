import { enableCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { drawPng, prepareRaster } from './draw-png.ts';
import { readFonts } from './font.ts';
import type { Delivery, Order } from './painter.ts';

/* The thread of a painter: draws what it is told, one after the other. */

if (typeof workerData === 'string') enableCompileCache(dirname(workerData));
// It is compiled by other threads while what draws is loaded here.
const ready = prepareRaster();
const { drawSvg, prepare } = await import('./draw-svg.ts');
const fonts = readFonts();
prepare(fonts);

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
