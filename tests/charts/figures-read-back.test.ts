import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerTable } from '../../src/answers/answer.ts';
import type { BarChart } from '../../src/answers/chart/chart.ts';
import type { Engine } from '../../src/answers/engine.ts';
import { drawSvg, prepare } from '../../src/charts/draw-svg.ts';
import { readFonts } from '../../src/charts/font.ts';
import type { Plan } from '../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../src/store/plan/import/index.ts';
import { engineOf, luccaEngine } from '../support/engine.ts';
import { luccaPlan } from '../support/plan.ts';
import { type Mark, marksIn, sizeOf } from './svg-marks.ts';

const NOW = new Date('2026-07-20T08:00:00Z');
const fonts = readFonts();
let lucca: Engine;
let altamarca: Engine;

const bodyOf = (folder: string): Plan => {
  const read = readPlan(fileURLToPath(new URL(`../../eval/bodies/${folder}`, import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
};

beforeAll(() => {
  prepare(fonts);
  lucca = luccaEngine();
  altamarca = engineOf([bodyOf('altamarca-2026'), bodyOf('altamarca-2025')]);
});

async function drawn(engine: Engine, question: string) {
  const turn = { conversation: null, asker: null, now: NOW };
  const { answer } = await engine.ask({ question, ...turn });
  const chart = answer.query ? await engine.chart(answer.query, answer.picture?.year ?? 0, turn) : null;
  if (!chart) throw new Error(`no chart of «${question}»: ${answer.headline}`);
  expect(answer.picture).not.toBeNull();
  return {
    answer,
    chart,
    marks: marksIn(drawSvg(chart, { shade: 'light', colours: null, width: 720 }, fonts)),
  };
}

/** What a mark stands for and what it is worth: "Settore 4, liquidato: 1,00 €". */
function readMark({ title }: Mark): { readonly name: string; readonly text: string } {
  const at = title.lastIndexOf(': ');
  return { name: title.slice(0, at), text: title.slice(at + 2) };
}

const textsOf = (table: AnswerTable | null): readonly (readonly string[])[] =>
  (table?.rows ?? []).map((row) => row.map(({ text }) => text));

describe('the figures of a picture, read off its SVG, are those of the answer’s own rows', () => {
  it.each([
    'grafico dei costi per settore',
    'grafico di impegnato e liquidato per settore',
    'grafico degli obiettivi per settore',
    'grafico del costo del personale per U.O.',
    'grafico del raggiungimento medio per settore',
    'grafico degli obiettivi per goal',
    'grafico dei 5 obiettivi più costosi',
    'grafico dei 3 settori che hanno speso meno',
    'grafico dei processi per settore',
    'grafico del confronto tra settore 3 e settore 5 sugli impegni',
    'grafico dei costi del settore 9',
    'grafico del peso e del costo degli obiettivi del settore 5',
  ])('%s', async (question) => {
    const { answer, chart, marks } = await drawn(lucca, question);
    const rows = textsOf(answer.table);
    expect(marks.length).toBeGreaterThan(1);
    for (const mark of marks) {
      const { name, text } = readMark(mark);
      const series = 'series' in chart ? chart.series[mark.series]?.name : undefined;
      const label =
        'series' in chart && chart.series.length > 1 ? name.slice(0, -(series ?? '').length - 2) : name;
      const own = rows.filter((row) => row.some((cell) => label.startsWith(cell) || cell.startsWith(label)));
      // A point has two figures, each with its name.
      const figures =
        chart.form === 'points' ? text.split(', ').map((one) => one.replace(/^\D+/, '')) : [text];
      expect(own.length, `${label} is in ${JSON.stringify(rows)}`).toBeGreaterThan(0);
      for (const figure of figures)
        expect(own.flat().map((cell) => cell.replaceAll('\u00a0', ' '))).toContain(
          figure.replaceAll('\u00a0', ' '),
        );
    }
  });

  it.each([
    'grafico della raccolta differenziata',
    'grafico del giudizio medio per ambito',
    'grafico della spesa di personale rispetto al limite',
    'grafico delle stampanti per settore',
    'grafico della raccolta differenziata nel 2020',
  ])('%s', async (question) => {
    const { answer, chart } = await drawn(lucca, question);
    const query = answer.query?.type === 'fact' ? answer.query : null;
    const asked = luccaPlan().facts.filter(({ code }) => query?.codes.includes(code));
    const shown =
      chart.form === 'spans'
        ? []
        : chart.rows.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? []));
    expect(shown.toSorted()).toEqual(asked.map(({ value }) => value).toSorted());
  });

  it('how a result is spread adds up to all that declare it', async () => {
    const { chart, marks } = await drawn(lucca, 'grafico dei gradi di raggiungimento');
    const objectives = luccaPlan().items.filter(({ kind }) => kind === 'objective');
    const full = objectives.filter(({ attainment }) => attainment === 100).length;
    expect(chart.title).toMatch(new RegExp(`^${full} su ${objectives.length} al 100 %`));
    const counts = marks.map((mark) => Number(readMark(mark).text));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(objectives.length);
    expect(counts).toContain(full);
  });

  it('a Gantt has the days of the milestones', async () => {
    const { marks } = await drawn(altamarca, 'gantt');
    const said = marks.map(({ title }) => title).join('\n');
    for (const { name, expectedTo } of bodyOf('altamarca-2026').milestones) {
      expect(said).toContain(name);
      if (expectedTo !== null) expect(said).toContain(expectedTo.split('-').reverse().join('/'));
    }
  });

  it('several years stand side by side', async () => {
    const { chart } = await drawn(altamarca, 'grafico negli anni');
    expect(chart.form === 'bars' && chart.rows.map(({ label }) => label)).toEqual(['2025', '2026']);
  });
});

describe('bars are as long as what they stand for', () => {
  it.each([
    'grafico dei costi per settore',
    'grafico degli obiettivi per settore',
    'grafico degli obiettivi per peso',
  ])('%s', async (question) => {
    const { chart, marks } = await drawn(lucca, question);
    const { upright, rows } = chart as BarChart;
    const ratios = marks.flatMap((mark) => {
      const size = upright ? sizeOf(mark).height : sizeOf(mark).width;
      const value = rows[mark.row]?.figures[mark.series]?.value ?? 0;
      return size > 40 ? [value / size] : [];
    });
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.01);
  });
});
