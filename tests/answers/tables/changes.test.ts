import { expect, it } from 'vitest';
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
