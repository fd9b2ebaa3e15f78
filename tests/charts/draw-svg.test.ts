import { beforeAll, describe, expect, it } from 'vitest';
import { figureTexts } from '../../src/answers/chart/twin.ts';
import { drawSvg, prepare } from '../../src/charts/draw-svg.ts';
import { readFonts } from '../../src/charts/font.ts';
import { ALL, BARS, figure, LINES, POINTS, SPANS, STACKED } from './sample-charts.ts';
import { marksIn, placeOf, sizeOf, textsIn } from './svg-marks.ts';

const fonts = readFonts();
const draw = (chart: (typeof ALL)[number], shade: 'light' | 'dark' = 'light', width = 720): string =>
  drawSvg(chart, { shade, colours: null, width }, fonts);

beforeAll(() => prepare(fonts));

describe('a picture', () => {
  it.each(ALL.map((chart) => [chart.form, chart] as const))(
    'of %s says its finding and its figures to whoever cannot see it',
    (_, chart) => {
      const svg = draw(chart);
      expect(svg).toContain(`<title>${chart.title}</title>`);
      const said = marksIn(svg).map(({ title }) => title);
      const rows =
        chart.form === 'spans'
          ? chart.rows.map(() => [0])
          : chart.rows.map(({ figures }) => figures.map(({ value }) => value));
      const texts = figureTexts(chart).flatMap((figures, row) =>
        figures.filter((_text, at) =>
          chart.form === 'points' ? rows[row]?.every((value) => value !== null) : rows[row]?.[at] !== null,
        ),
      );
      expect([...new Set(said)].sort()).toEqual([...texts].sort());
    },
  );

  it('is in the colours of its body, unless others are wanted', () => {
    const own = { ...BARS, colours: ['#7a1f5c'] };
    expect(draw(own)).toContain('fill="#7a1f5c"');
    expect(drawSvg(own, { shade: 'light', colours: ['#123456'], width: 720 }, fonts)).toContain(
      'fill="#123456"',
    );
  });

  it('is the same whenever it is drawn', () => {
    for (const chart of ALL) expect(draw(chart)).toBe(draw(chart));
  });

  it('carries nothing that a browser would load or run', () => {
    for (const chart of ALL) expect(draw(chart)).not.toMatch(/<style|<script|class=|ecmeta|href=/);
  });

  it('keeps every text inside its edges, also in a narrow one', () => {
    for (const chart of ALL)
      for (const width of [520, 720, 1000])
        for (const { left, right } of textsIn(draw(chart, 'light', width), fonts)) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width);
        }
  });
});

describe('bars', () => {
  it('are as long as their figures', () => {
    const [first, last] = marksIn(draw(BARS)).map((mark) => sizeOf(mark).width);
    expect((last ?? 0) / (first ?? 1)).toBeCloseTo(30 / 12, 2);
  });

  it('that stand up are as high as their figures', () => {
    const [first, last] = marksIn(draw({ ...BARS, upright: true })).map((mark) => sizeOf(mark).height);
    expect((last ?? 0) / (first ?? 1)).toBeCloseTo(30 / 12, 2);
  });

  it('in parts begin where the part before ends', () => {
    const marks = marksIn(draw(STACKED)).filter(({ row }) => row === 0);
    const [first, second] = marks.map((mark) => ({
      start: Number(/^M([\d.]+)/.exec(mark.path)?.[1]),
      ...sizeOf(mark),
    }));
    expect(second?.start).toBeCloseTo((first?.start ?? 0) + (first?.width ?? 0), 0);
    expect((second?.width ?? 0) / (first?.width ?? 1)).toBeCloseTo(2, 1);
  });

  it('say what is not declared, and draw nothing for it', () => {
    const svg = draw(BARS);
    expect(svg).toContain('>non dichiarato</text>');
    expect(marksIn(svg).map(({ row }) => row)).toEqual([0, 2]);
  });

  it('all without a figure are drawn all the same', () => {
    const silent = { ...BARS, rows: BARS.rows.map((row) => ({ ...row, figures: [figure(null)] })) };
    expect(marksIn(draw(silent))).toEqual([]);
  });
});

describe('lines', () => {
  it('pass where the figures are, and stop where there is none', () => {
    const marks = marksIn(draw(LINES));
    expect(marks.map(({ row }) => row)).toEqual([0, 2]);
    const [low, high] = marks.map((mark) => placeOf(mark).y);
    expect(low).toBeGreaterThan(high ?? 0);
  });

  it('show what they are held against', () => {
    expect(draw(LINES)).toContain('limite 75');
  });
});

describe('points', () => {
  it('are placed by both figures, and left out where one is missing', () => {
    const marks = marksIn(draw(POINTS));
    expect(marks.map(({ row }) => row)).toEqual([0, 2]);
    const [first, last] = marks.map(placeOf);
    expect(last?.x).toBeGreaterThan(first?.x ?? 0);
    expect(last?.y).toBeLessThan(first?.y ?? 0);
  });
});

describe('spans', () => {
  it('tell what was done when, what is late, and which day it is', () => {
    const svg = draw(SPANS);
    expect([...new Set(marksIn(svg).map(({ title }) => title))]).toEqual([
      'Gara: 10/01/2021 al 31/03/2021, fatto il 10/04/2021',
      'Lavori: 01/04/2021 al 30/06/2021, in ritardo',
    ]);
    expect(svg).toContain('>oggi</text>');
  });
});
