import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

it.each([
  [['raccolta differenziata a Livorno nel 2020?', 'e nel 2016?', 'che differenza c’è?']],
  [['raccolta differenziata a Livorno nel 2016?', 'e nel 2020?', 'che differenza c’è?']],
])('a change goes from the earlier to the later, whichever was asked first: %j', async (turns) => {
  const { headline } = (await converse(engine, ...turns)).answer;
  expect(headline).toMatch(/\+23,28 punti.*\(2016\).*\(2020\)/);
});

it.each<[string, RegExp, RegExp]>([
  [
    'di quanto è cresciuta la differenziata a Siena dal 2016 al 2020, e quale città è cresciuta di più?',
    /^Siena, raccolta differenziata: \+10,39 punti/,
    /^Livorno: \+23,28 punti/m,
  ],
  [
    'di quanto è cresciuta la differenziata a Pisa dal 2016 al 2020 e chi è calato di più?',
    /^Pisa, raccolta differenziata: /,
    /^Massa: −.*valore più basso tra 10 .*dal 2016 al 2020/m,
  ],
])('the end of the order is told after a change: %s', async (question, first, second) => {
  const { text } = await converse(engine, question);
  expect(text).toMatch(first);
  expect(text).toMatch(second);
});

it('goes on from a change to the row that changed most', async () => {
  const { headline } = (
    await converse(
      engine,
      'di quanto è cresciuta la differenziata a Siena dal 2016 al 2020?',
      'e quale città è cresciuta di più?',
    )
  ).answer;
  expect(headline).toMatch(/^Livorno: \+23,28/);
});

describe('a figure of a row held against the other of its columns', () => {
  const headline = async (...turns: readonly string[]): Promise<string> =>
    (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');
  const first = 'a quanto ammontano le entrate extratributarie accertate?';

  it.each([
    'rispetto all’assestato come siamo andati?',
    'e rispetto all’assestato?',
    'di quanto si scosta dall’assestato?',
  ])('«%s»', async (next) => {
    expect(await headline(first, next)).toMatch(/^Differenza: 1\.317\.273,05 .*accertato: 22\.844\.658,56/);
    expect(await headline(first, next, 'e per i trasferimenti correnti?')).toMatch(
      /^Differenza: 3\.269\.871,78 /,
    );
  });

  it('or of its rows', async () => {
    const turns = ['quanti dipendenti uomini ci sono in categoria C?', 'rispetto alle donne?'];
    expect(await headline(...turns)).toMatch(/^Differenza: 113 persone/);
    expect(await headline(...turns, 'e in categoria D?')).toMatch(/^Differenza: 43 persone/);
  });

  it('is no figure of a row that has one of them alone', async () => {
    const turns = ['quante stampanti ha il settore 5?', 'rispetto ai notebook?', 'e il settore 4?'];
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });

  it('and no two totals that nobody named', async () => {
    const { answer } = await converse(engine, 'rispetto all’assestato come siamo andati?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('another figure of the row that comes first', () => {
  const headline = async (...turns: readonly string[]): Promise<string> =>
    (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');
  const turns = ['quale settore ha più stampanti?', 'e quanti notebook ha?'];

  it('is told without the order once more, which goes on', async () => {
    expect(await headline(...turns)).toBe('Settore 7, notebook: 2 (2021).');
    expect(await headline(...turns, 'e il secondo?')).toMatch(/^Settore 5: 4, al 2º posto tra 5/);
  });

  it('is what a share is asked of', async () => {
    expect(await headline(...turns, 'e che quota è del totale?')).toMatch(
      /^1,60 %: Settore 7, notebook 2 su 125/,
    );
  });

  it('is said to be undeclared where none is printed', async () => {
    const first = 'quale settore ha più notebook?';
    for (const said of [
      await headline(first, 'e quante stampanti ha?'),
      await headline('quale settore ha più notebook e quante stampanti ha?'),
    ])
      expect(said).toContain('Stampanti proprie: non dichiarato');
  });
});

describe('by how much it changed, after two years of one row', () => {
  it.each([
    [['quanta raccolta differenziata faceva Pisa nel 2016?', 'e nel 2020?', 'di quanto è cresciuta?']],
    [['quanta raccolta differenziata faceva Pisa nel 2020?', 'e nel 2016?', 'quanto è aumentata?']],
    [['quanta raccolta differenziata faceva Pisa nel 2020?', 'e nel 2016?', 'di quanti punti è aumentata?']],
  ])('is between those two: %s', async (turns) => {
    const { text } = await converse(engine, ...turns);
    expect(text).toContain('+16,57 punti percentuali, da 46,59 % (2016) a 63,16 % (2020)');
  });
});
