import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Draws the app's icon as Slack takes it: a square PNG of 512 pixels at least. Source: docs.slack.dev, "App icon". */
const SIDE = 1_024;
const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
await initWasm(readFileSync(wasm));
const svg = readFileSync(new URL('../assets/icon.svg', import.meta.url), 'utf8');
const png = new Resvg(svg, { fitTo: { mode: 'width', value: SIDE } }).render().asPng();
writeFileSync(new URL('../assets/icon.png', import.meta.url), png);
console.log('assets/icon.png');
