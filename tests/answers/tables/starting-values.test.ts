import { expect, it } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import type { Fact } from '../../../src/domain/types.ts';
import { converse } from '../lucca.ts';
import { regionPlan } from '../region.ts';

const fact = (measure: string, period: string, value: number): Fact => ({
  code: `${measure}-${period}`,
  topic: 'valore-pubblico',
  subject: 'Attese medie in giorni',
  measure,
  period,
  value,
  unit: 'count',
  keywords: [],
  source: 'obiettivi di valore pubblico',
});
const facts = [
  fact('valore di partenza', '2024', 41),
  fact('target', '2026', 30),
  fact('target', '2028', 20),
];
const engine = createEngine([regionPlan(2026, { facts })], () => NO_LIVE);

it.each([
  'da che valore partivano le attese medie?',
  'da quanto partono le attese medie?',
  'valore di partenza delle attese medie?',
])('where a figure starts from is its value, not a year: %s', async (question) => {
  const { headline } = (await converse(engine, question)).answer;
  expect(headline).toContain('41');
  expect(headline).toContain('2024');
});

it('a target is told with those of later years', async () => {
  const { headline, notes } = (await converse(engine, 'target delle attese medie')).answer;
  expect(headline).toContain('30 (2026)');
  expect(notes).toEqual(['Per gli anni dopo: 2028 20.']);
});

it.each([
  'da quanto partono le attese medie e a quanto dobbiamo arrivare nel 2028?',
  'attese medie: da quanto partiamo e a quanto si deve arrivare nel 2028?',
])('the year of what is aimed at is not of where it starts from: %s', async (question) => {
  const { headline } = (await converse(engine, question)).answer;
  expect(headline).toContain('41');
  expect(headline).toContain('20 (2028)');
});

it.each([
  'a quanto puntiamo nel 2028 per le attese medie?',
  'dove dobbiamo arrivare con le attese medie nel 2028?',
  'a quanto devono scendere le attese medie nel 2028?',
  'target 2028 dell’indicatore sulle attese medie',
  'qual è l’indicatore sulle attese medie e che target ha nel 2028?',
  'a quanto vogliamo portare le attese medie nel 2028?',
])('what is aimed at in a year to come is told, whatever the words: %s', async (question) => {
  const { headline } = (await converse(engine, question)).answer;
  expect(headline).toContain('20 (2028)');
});

it('an indicator of which no figure is asked is told with its card', async () => {
  const { headline } = (await converse(engine, 'qual è l’indicatore sulle attese?')).answer;
  expect(headline).toContain('indicatore 3 «Attese medie in giorni»: grado');
});

const lacking = createEngine(
  [
    regionPlan(2026, {
      facts: [
        ...facts,
        { ...fact('target', '2026', -5), code: 'mobility-2026', subject: 'Mobilità sanitaria passiva' },
        {
          ...fact('valore di partenza', '2024', 200),
          code: 'firms-2024',
          subject: 'Imprese attive',
          unit: 'eur',
        },
        { ...fact('target', '2026', 210), code: 'firms-2026', subject: 'Imprese attive', unit: 'eur' },
      ],
    }),
  ],
  () => NO_LIVE,
);

it.each([
  'per quali indicatori manca il valore di partenza?',
  'quali indicatori non hanno il valore di partenza?',
])('rows of which nothing is printed are named: %s', async (question) => {
  const { headline } = (await converse(lacking, question)).answer;
  expect(headline).toMatch(/^Mobilità sanitaria passiva: non dichiarato/);
});

it('a column held against another is no order of it', async () => {
  const { kind } = (await converse(lacking, 'quale indicatore parte da un valore più alto del target 2026?'))
    .answer;
  expect(kind).toBe('clarification');
});
