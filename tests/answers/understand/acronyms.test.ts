import { expect, test } from 'vitest';
import { engineOf } from '../../support/engine.ts';
import { converse } from '../lucca.ts';
import { regionPlan } from '../region.ts';

const region = regionPlan();
const engine = engineOf([
  {
    ...region,
    items: region.items.map((one) =>
      one.kind === 'objective' && one.number === 5
        ? { ...one, title: 'POTENZIAMENTO C.P.I.', shortTitle: 'Potenziamento C.P.I.', summary: '' }
        : one,
    ),
  },
]);

test.each([
  'obiettivi sui centri per l’impiego',
  'chi si occupa dei centri per l’impiego?',
  'chi si occupa del CPI?',
])('words are found by an acronym that has points, and counts a preposition: «%s»', async (question) => {
  expect((await converse(engine, question)).answer.headline).toContain('obiettivo 5');
});
