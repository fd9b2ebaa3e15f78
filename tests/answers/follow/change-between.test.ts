import { describe, expect, it } from 'vitest';
import type { CostLine, Fact, Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { costLine, item, smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const small = smallPlan();
const named = (number: number, title: string) => item('objective', number, { title, shortTitle: title });
const costs = (number: number, settled: number, collected: number): CostLine =>
  costLine(number, { settled, collected });

const planOf = (year: number, titles: readonly string[], costLines: readonly CostLine[]): Plan => ({
  ...small,
  head: { ...small.head, year },
  items: titles.map((title, at) => named(at + 1, title)),
  assignments: small.assignments.filter(
    ({ kind, number }) => kind === 'objective' && number <= titles.length,
  ),
  costLines: [...costLines],
});
// The item that is asked about has another number in the second year.
const before = planOf(2025, ['Biblioteca serale', 'Strade pulite'], [costs(1, 800_00, 40_00)]);
const after = planOf(2026, ['Strade pulite', 'Biblioteca serale'], [costs(2, 600_00, 90_00)]);
const both = engineOf([after, before]);

const ASKED = ['quanto ha liquidato la biblioteca serale nel 2025?', 'e nel 2026?'] as const;

describe('what a figure changed by, after it was told of two years', () => {
  it.each([
    ['di quanto è calato?', '−200,00'],
    ['e la variazione in percentuale?', '−25 %'],
  ])('is of the one that was told: %s', async (question, said) => {
    const { text } = await converse(both, ...ASKED, question);
    expect(text).toContain('Biblioteca serale');
    expect(text).toContain(said);
    expect(text).toContain('dal 2025 al 2026');
  });

  it('is the difference of the two that were told', async () => {
    const { text } = await converse(both, ...ASKED, 'qual è la differenza?');
    expect(text).toContain('Biblioteca serale');
    expect(text).toContain('differenza −200,00');
    expect(text).toContain('dal 2025 al 2026');
  });

  it.each([
    [['quanto ha riscosso la biblioteca serale?']],
    [['quanto ha riscosso la biblioteca serale?', 'e quando finisce?']],
  ])(
    'is asked about where nothing stands beside what was told, and never of the whole plan',
    async (turns) => {
      const { answer } = await converse(both, ...turns, 'qual è la differenza?');
      expect(answer.kind).toBe('clarification');
    },
  );

  it.each([
    'e qual è la differenza tra il 2025 e il 2026?',
    'com’è cambiato rispetto al 2025?',
    'e la differenza con il 2025?',
    'e la variazione rispetto all’anno prima?',
  ])('is of what was told, where the years are named, and not of the whole plan: %s', async (question) => {
    const { text } = await converse(both, 'quanto ha liquidato la biblioteca serale?', question);
    expect(text).toContain('Biblioteca serale');
    expect(text).toContain('differenza −200,00');
  });

  it('is told both ways where both are asked', async () => {
    const { text } = await converse(both, ...ASKED, 'di quanto è calato, anche in percentuale?');
    expect(text).toContain('differenza −200,00');
    expect(text).toContain('−25 %');
  });

  it('is of two years that one question named', async () => {
    const { text } = await converse(
      both,
      'quanto hanno liquidato gli obiettivi nel 2025 e nel 2026?',
      'di quanto è calato?',
    );
    expect(text).toContain('differenza −200,00');
  });

  it.each([
    [['biblioteca serale', 'di quanto è cambiato il liquidato rispetto al 2025?']],
    [['quanto ha liquidato la biblioteca serale?', 'e rispetto all’anno scorso?']],
    [['quanto ha riscosso la biblioteca serale?', 'e il liquidato rispetto al 2025?']],
    [['di quanto è cambiato il liquidato della biblioteca serale rispetto al 2025?']],
  ])('is of the item that was told, where only the year and the figure are said: %s', async (turns) => {
    const { text } = await converse(both, ...turns);
    expect(text).toContain('Biblioteca serale');
    expect(text).toContain('differenza −200,00');
  });

  it('is of each of the rows that were told', async () => {
    const { answer } = await converse(both, 'quanto ha liquidato ogni settore?', 'e rispetto al 2025?');
    expect(answer.table?.rows[0]?.map(({ value }) => value)).toEqual([null, -200_00, 800_00, 600_00]);
  });

  it('is asked about where there is one plan only', async () => {
    const { answer } = await converse(
      luccaEngine(),
      'quanto ha impegnato il settore 4?',
      'di quanto è calato?',
    );
    expect(answer.kind).toBe('clarification');
  });
});

describe('what goes on after a message that was not understood', () => {
  it('goes on from what was told before it, and never to the whole plan', async () => {
    const { text } = await converse(both, ...ASKED, 'di quanto è calato il prezzo?', 'e il riscosso?');
    expect(text).toContain('Biblioteca serale');
    expect(text).toContain('riscosso 90,00');
  });

  it('does so of a structure too', async () => {
    const { text } = await converse(
      luccaEngine(),
      'quanto ha impegnato il settore 4?',
      'di quanto è calato?',
      'e il liquidato?',
    );
    expect(text).toContain('Settore 4');
    expect(text).toContain('liquidato 6.625.251,61');
  });
});

describe('what goes on after a structure of which a word was not understood', () => {
  const open = 'quanto ha sgranocchiato il settore 5?';

  it('is of that structure, and not of the whole plan', async () => {
    expect((await converse(luccaEngine(), open, 'e quanti obiettivi?')).text).toContain(
      '11 obiettivi del Settore 5',
    );
  });

  it('is asked about where they are several', async () => {
    const several = 'quanto hanno sgranocchiato il settore 5 e il settore 6?';
    expect((await converse(luccaEngine(), several, 'e quanti obiettivi?')).answer.kind).toBe('clarification');
  });

  it('says for itself that it is of all', async () => {
    for (const last of ['e quanti obiettivi in tutto il Comune?', 'quanti obiettivi ci sono?'])
      expect((await converse(luccaEngine(), open, last)).text).toContain('69 obiettivi');
    expect((await converse(luccaEngine(), open, 'e quale settore ha più obiettivi?')).text).toContain(
      'Settore 2',
    );
  });
});

it('tells a change both ways where both are asked in one question', async () => {
  const { text } = await converse(
    both,
    'di quanto è calato il liquidato degli obiettivi, anche in percentuale?',
  );
  expect(text).toContain('differenza −200,00');
  expect(text).toContain('−25 %');
});

it('tells the change of a figure of the context once, both ways', async () => {
  const trees = (subject: string, period: string, value: number): Fact => ({
    code: `alberi-${subject}-${period}`,
    topic: 'alberi',
    subject,
    measure: 'alberi censiti',
    period,
    value,
    unit: 'count',
    keywords: ['alberi', 'censimento'],
    source: 'Censimento degli alberi',
  });
  const facts = [
    trees('Parco Nord', '2019', 400),
    trees('Parco Nord', '2024', 300),
    trees('Parco Sud', '2019', 90),
    trees('Parco Sud', '2024', 120),
  ];
  const { answer } = await converse(
    engineOf([{ ...small, facts }]),
    'di quanto sono scesi gli alberi censiti nel Parco Nord dal 2019 al 2024, anche in percentuale?',
  );
  expect(answer.headline).toContain('−100 (−25,00 %)');
  expect(answer.headline.match(/25,00 %/g)).toHaveLength(1);
});

it('tells no change between two figures of one period', async () => {
  const { answer } = await converse(luccaEngine(), 'di quanto sono cambiati i dipendenti dal 2020 al 2021?');
  expect(answer.kind).not.toBe('answer');
});
