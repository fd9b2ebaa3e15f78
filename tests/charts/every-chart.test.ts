import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { halfWay } from '../../scripts/chart-images.ts';
import type { Answer } from '../../src/answers/answer.ts';
import type { Chart } from '../../src/answers/chart/chart.ts';
import { STANDARD_CHARTS, type StandardChart } from '../../src/answers/chart/standard-charts.ts';
import type { Engine } from '../../src/answers/engine.ts';
import { drawSvg, prepare } from '../../src/charts/draw-svg.ts';
import { readFonts } from '../../src/charts/font.ts';
import type { Plan } from '../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../src/store/plan/import/index.ts';
import { engineOf, luccaEngine } from '../support/engine.ts';
import { luccaPlan } from '../support/plan.ts';
import { marksIn, textsIn } from './svg-marks.ts';

const fonts = readFonts();
const HALF_WAY = new Date('2021-09-24T10:00:00Z');
const LATER = new Date('2026-07-20T08:00:00Z');

const bodyOf = (folder: string): Plan => {
  const read = readPlan(fileURLToPath(new URL(`../../eval/bodies/${folder}`, import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
};

interface Drawn {
  readonly chart: Chart;
  readonly answer: Answer;
  readonly svg: string;
}

/** Every standard picture of which some plan has figures, by its name. */
const drawn = new Map<StandardChart, Drawn>();

async function draw(engine: Engine, year: number, now: Date, name: StandardChart): Promise<void> {
  const query = engine.standardCharts.get(name);
  if (!query || drawn.has(name)) return;
  const turn = { asker: null, now };
  const chart = await engine.chart(query, year, turn);
  if (chart === null) return;
  const { answer } = await engine.answer(query, { ...turn, conversation: null });
  const svg = drawSvg(chart, { shade: 'light', colours: null, width: 720 }, fonts);
  drawn.set(name, { chart, answer, svg });
}

beforeAll(async () => {
  prepare(fonts);
  const plan = luccaPlan();
  const lucca = engineOf([plan], () => halfWay(plan));
  const altamarca = engineOf([bodyOf('altamarca-2026'), bodyOf('altamarca-2025')]);
  for (const name of STANDARD_CHARTS) {
    await draw(lucca, 2021, HALF_WAY, name);
    await draw(altamarca, 2026, LATER, name);
  }
});

const pictureOf = (name: StandardChart): Drawn => {
  const found = drawn.get(name);
  if (!found) throw new Error(`no picture «${name}»`);
  return found;
};

/** The figures that stand on the marks of a picture, without the names beside them. */
const figuresOn = ({ svg }: Drawn): readonly string[] =>
  marksIn(svg).map(({ title }) => plain(title.slice(title.lastIndexOf(': ') + 2)));

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const toldBy = ({ answer }: Drawn): readonly string[] =>
  (answer.table?.rows ?? []).flatMap((row) => row.map(({ text }) => plain(text)));

it('every standard picture is drawn of one of the two plans', () => {
  expect([...drawn.keys()].sort()).toEqual([...STANDARD_CHARTS].sort());
});

/** The picture that a question about one of the two plans is answered with. */
async function asked(engine: Engine, now: Date, question: string): Promise<Chart | null> {
  const { answer } = await engine.ask({ question, conversation: null, asker: null, now });
  return answer.query ? engine.chart(answer.query, answer.picture?.year ?? 0, { asker: null, now }) : null;
}

describe('a picture is asked for in words', () => {
  it('of what was budgeted year by year, where the plan has lines of a budget', async () => {
    const altamarca = engineOf([bodyOf('altamarca-2026')]);
    const chart = await asked(altamarca, LATER, 'grafico del bilancio per anno');
    expect(chart?.rows.map(({ label }) => label)).toEqual(['2026', '2027']);
    const missions = await asked(altamarca, LATER, 'spesa per missione, a barre');
    expect(missions?.rows.map(({ label }) => label)).toEqual([
      '9 Sviluppo sostenibile',
      '13 Tutela della salute',
      'missione 15',
    ]);
  });

  it('of a limit, with what must not pass it', async () => {
    const lucca = luccaEngine();
    const chart = await asked(lucca, HALF_WAY, 'grafico del tetto di spesa del personale');
    if (chart?.form !== 'lines') throw new Error('no lines');
    expect(chart.series.map(({ name }) => name)).toEqual([
      'spesa con componenti escluse',
      'limite massimo (media 2011-2013)',
    ]);
  });

  it('of amounts and percentages together, as amounts, and says that there are others', async () => {
    const lucca = luccaEngine();
    const chart = await asked(lucca, HALF_WAY, 'grafico del bilancio per anno');
    if (chart?.form !== 'bars') throw new Error('no bars');
    expect(chart.unit).toBe('eur');
    expect(chart.remarks).toEqual(['Altre 2 cifre hanno un’altra unità: stanno nella tabella.']);
  });
});

describe('what stands on a picture is what its answer says', () => {
  it.each(['costs', 'goals', 'survey', 'context', 'limit', 'years'] as const)('%s', (name) => {
    const picture = pictureOf(name);
    const said = [plain(picture.answer.headline), ...toldBy(picture)].join(' | ');
    const figures = figuresOn(picture);
    expect(figures.length).toBeGreaterThan(1);
    for (const figure of figures) expect(said).toContain(figure);
  });

  it.each(['cost-attainment', 'cost-weight'] as const)('%s', (name) => {
    const picture = pictureOf(name);
    const cells = new Set(toldBy(picture));
    const points = figuresOn(picture).map((text) => text.split(', ').map((one) => one.replace(/^\D+/, '')));
    expect(points.length).toBeGreaterThan(10);
    for (const figures of points) for (const figure of figures) expect(cells).toContain(figure);
  });

  it('state: its parts are the items of each structure, and what is missing is what the phase misses', () => {
    const { chart, answer } = pictureOf('state');
    if (chart.form !== 'bars') throw new Error('no bars');
    for (const { figures, total } of chart.rows)
      expect(String(figures.reduce((sum, { value }) => sum + (value ?? 0), 0))).toBe(total);
    const [, left, all] = /(\d+) su (\d+)/.exec(chart.title) ?? [];
    expect(answer.headline).toContain(`${Number(all) - Number(left)} aggiornamenti arrivati su ${all}`);
  });

  it('arrivals: the line ends where the answer counts', () => {
    const { chart, answer, svg } = pictureOf('arrivals');
    const last = marksIn(svg).at(-1)?.title.split(': ').at(-1);
    expect(chart.title.startsWith(`${last} arrivati`)).toBe(true);
    expect(answer.headline).toContain(String(last));
  });

  it('attainment: the classes add up to the rows', () => {
    const picture = pictureOf('attainment');
    const counts = figuresOn(picture).map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(picture.answer.table?.total);
  });

  it('milestones: each has its day in the answer', () => {
    const picture = pictureOf('milestones');
    const said = toldBy(picture).join(' | ');
    for (const { title } of marksIn(picture.svg))
      for (const [day] of title.matchAll(/\d\d\/\d\d\/\d{4}/g)) expect(said).toContain(day);
  });
});

describe('a picture is readable', () => {
  it.each(STANDARD_CHARTS)('%s: no text covers another, and none is cut', (name) => {
    const { chart } = pictureOf(name);
    for (const width of [520, 720]) {
      const svg = drawSvg(chart, { shade: 'dark', colours: null, width }, fonts);
      const texts = textsIn(svg, fonts);
      const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
      for (const [at, one] of texts.entries()) {
        expect(one.left, one.text).toBeGreaterThanOrEqual(0);
        expect(one.right, one.text).toBeLessThanOrEqual(width);
        expect(one.bottom, one.text).toBeLessThanOrEqual(height);
        for (const other of texts.slice(at + 1)) {
          const covers =
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
          expect(covers, `«${one.text}» and «${other.text}» at ${width}`).toBe(false);
        }
      }
    }
  });
});
