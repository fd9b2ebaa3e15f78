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
