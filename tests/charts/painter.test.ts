import { expect, it } from 'vitest';
import { drawSvg, prepare } from '../../src/charts/draw-svg.ts';
import { readFonts } from '../../src/charts/font.ts';
import { createPainter } from '../../src/charts/painter.ts';
import { closing } from '../support/closing.ts';
import { BARS, SPANS, STACKED } from './sample-charts.ts';

const PNG = '89504e470d0a1a0a';

it('paints as SVG and PNG, says what it cannot draw, and begins again after it was closed', async () => {
  const painter = closing(createPainter());
  const fonts = readFonts();
  prepare(fonts);
  const [bars, dark] = await Promise.all([painter.paint(BARS), painter.paint(STACKED, { shade: 'dark' })]);
  expect(bars.svg).toBe(drawSvg(BARS, { shade: 'light', colours: null, width: 720 }, fonts));
  expect(dark.svg).toContain('fill="#1a1d21"');
  expect(bars.png.subarray(0, 8).toString('hex')).toBe(PNG);
  // Twice as many pixels as the SVG is wide.
  expect(bars.png.readUInt32BE(16)).toBe(1440);
  const broken = { ...BARS, rows: null } as unknown as typeof BARS;
  await expect(painter.paint(broken)).rejects.toThrow(/rows|null/);
  await painter.close();
  expect((await painter.paint(SPANS)).png.length).toBeGreaterThan(5_000);
});

it('is made ready before anything is drawn, as often as it is expected', async () => {
  const painter = closing(createPainter());
  painter.warm();
  painter.warm();
  expect((await painter.paint(BARS)).png.length).toBeGreaterThan(5_000);
});
