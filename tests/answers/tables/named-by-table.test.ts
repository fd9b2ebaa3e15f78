import { describe, expect, test } from 'vitest';
import type { Fact, Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { smallPlan } from '../../support/small-plan.ts';
import { converse } from '../lucca.ts';

const base = smallPlan();
const fact = (topic: string, subject: string, measure: string, period: string, value: number): Fact => ({
  code: `${topic}-${subject}-${period}`,
  topic,
  subject,
  measure,
  period,
  value,
  unit: 'count',
  keywords: [],
  source: 'inventario',
});

const SOURCES = [
  ['Case', 700, 610],
  ['Negozi', 180, 390],
  ['Fabbriche', 400, 280],
  ['Lampioni', 10, 8],
] as const;
const ACTIONS = [
  ['1.1 Furgoni comunali a basse emissioni', 12],
  ['1.2 Cappotto del settore scolastico', 140],
  ['1.3 Vetture private a basse emissioni', 260],
  ['1.4 Bici in affitto', 45],
  ['1.5 Tettoie con pannelli', 1200],
  ['1.6 Legna certificata', 390],
] as const;

/** What a town gives off by source in two years, and what each of its actions spares: two tables, one word. */
const plan: Plan = {
  ...base,
  departments: base.departments.map((one, at) => ({ ...one, code: `K${at + 1}`, name: `Tema ${at + 1}` })),
  units: base.units.map((one) => ({
    ...one,
    department: `K${base.departments.findIndex(({ code }) => code === one.department) + 1}`,
  })),
  assignments: base.assignments.map((one) => ({
    ...one,
    department: `K${base.departments.findIndex(({ code }) => code === one.department) + 1}`,
  })),
  facts: [
    ...SOURCES.flatMap(([name, before, now]) => [
      fact('emissioni', name, 'tCO2', '2000', before),
      fact('emissioni', name, 'tCO2', '2021', now),
    ]),
    ...ACTIONS.map(([name, value]) => fact('azioni-del-piano', name, 'tCO2 da evitare', '2030', value)),
  ],
};
const engine = engineOf([plan]);
const said = async (...turns: readonly string[]) => (await converse(engine, ...turns)).text;

describe('a word that a table is called by, and that rows of another have among theirs', () => {
  test.each([
    ['emissioni totali', /1\.288/],
    ['quale settore ha più emissioni?', /^Case: 610/],
    ['qual è la fonte che inquina di più?', /^Case: 610/],
    ['quale settore emette di più?', /^Case: 610/],
    ['emissioni per settore', /Case +610/],
  ])('«%s» is of that table', async (question, told) => {
    expect(await said(question)).toMatch(told);
  });

  test('is never of rows that have a word of theirs, where the body has sectors of its own', async () => {
    const own = engineOf([{ ...base, facts: plan.facts }]);
    const { answer, text } = await converse(own, 'quale settore ha più emissioni?');
    expect(answer.kind, text).not.toBe('answer');
  });

  test('is of the rows where another word of theirs stands beside it', async () => {
    expect(await said('quanta tCO2 evitano i furgoni a basse emissioni?')).toContain('12');
  });
});

describe('what all the rows of a table come to over the years', () => {
  test.each([
    'le emissioni sono calate?',
    'le emissioni totali sono calate rispetto al 2000?',
    'di quanto sono calate le emissioni dal 2000 al 2021?',
    'le emissioni sono aumentate o diminuite?',
  ])('«%s» is told with both sums, the way it went and by how much', async (question) => {
    const text = await said(question);
    expect(text).toContain('2000 (1.290); 2021 (1.288)');
    expect(text).toContain('−2 (−0,16 %)');
  });

  test('which of them went down is still asked row by row', async () => {
    expect(await said('quali emissioni sono calate di più?')).toMatch(/^Fabbriche: −120/);
  });
});

test('a limit for each of two counts is no limit of one', async () => {
  const text = await said('quante azioni evitano più di 300 tonnellate e quante meno di 50?');
  expect(text).toMatch(/^2 su 6 sopra 300/);
  expect(text).toContain('2 su 6 sotto 50');
  expect(await said('quante azioni evitano più di 100 tonnellate e meno di 300?')).toMatch(/^2 su 6/);
});

describe('the rows after those that came first', () => {
  const top = 'quali sono le due azioni con più tCO2 evitate?';

  test.each(['e le due successive?', 'e le successive due?', 'e le due dopo?'])(
    '«%s» are told with their places',
    async (next) => {
      const text = await said(top, next);
      expect(text).toContain(
        '1.3 Vetture private a basse emissioni (260); 1.2 Cappotto del settore scolastico (140)',
      );
      expect(text).toContain('dal 3º al 4º posto tra 6');
    },
  );

  test('may be one, and go on from there', async () => {
    expect(await said(top, 'e quella dopo?')).toMatch(/^1\.3 Vetture.*al 3º posto/);
    expect(await said(top, 'e le due dopo?', 'e quella dopo?')).toMatch(/^1\.4 Bici.*al 5º posto/);
  });
});

test('«da solo» is no solar panel', async () => {
  const own = engineOf([
    {
      ...plan,
      facts: [
        ['Pannelli privati', 60],
        ['Solare termico', 30],
        ['Altro', 10],
      ].map(([name, value]) => fact('azioni', `${name}`, 'tCO2 da evitare', '2030', Number(value))),
    },
  ]);
  const { answer } = await converse(
    own,
    'quanto valgono i pannelli privati da soli sul totale della tCO2 da evitare?',
  );
  expect(answer.headline).toMatch(/^60,00 %/);
});

describe('a town as one of several', () => {
  const towns = ['Borgoalto', 'Fontechiara', 'Pievelunga'];
  const union = engineOf([
    {
      ...plan,
      facts: towns.flatMap((town, at) => [
        ...[2020, 2025].map(
          (year, step): Fact => ({
            ...fact('abitanti', town, 'abitanti', `${year}`, 1000 * (3 - at) + step * (at === 1 ? 50 : -20)),
            unit: 'persons',
          }),
        ),
        fact('sanzioni', town, 'sanzioni elevate', '2025', 300 * (at + 1)),
        fact('incidenti', town, 'incidenti', '2025', 10 * (at + 1)),
      ]),
    },
  ]);

  test.each([
    ['in quale comune gli abitanti sono aumentati?', /Fontechiara \(\+50/],
    ['in che comune sono diminuiti gli abitanti?', /2 su 3 sotto 0/],
    ['abbiamo più abitanti nel 2025 che nel 2020?', /differenza \+10 /],
    ['Pievelunga ha meno abitanti nel 2025 che nel 2020?', /−20/],
    ['gli abitanti sono diminuiti?', /differenza \+10 /],
    ['qual è il comune più popoloso?', /^Borgoalto: 2\.980/],
    ['quante multe ha fatto Pievelunga?', /900/],
  ])('«%s»', async (question, told) => {
    expect((await converse(union, question)).text).toMatch(told);
  });

  test('accidents are no incidence', async () => {
    const { answer } = await converse(union, 'quanti incidenti per abitante a Borgoalto?');
    expect(answer.headline).not.toContain('%');
  });
});

test('people are counted in the words that one says of them', async () => {
  const { facts, ...rest } = plan;
  const town = engineOf([
    {
      ...rest,
      facts: [{ ...fact('popolazione', base.head.bodyName, 'residenti', '2023', 4600), unit: 'persons' }],
    },
  ]);
  for (const question of ['quanta gente vive da noi?', 'quante persone abitano in città?'])
    expect((await converse(town, question)).text, question).toContain('4.600');
  expect(facts.length).toBeGreaterThan(0);
});
