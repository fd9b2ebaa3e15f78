import { expect, test } from 'vitest';
import { engineOf } from '../../support/engine.ts';
import { phase } from '../../support/small-plan.ts';
import { converse, NOW } from '../lucca.ts';
import { regionPlan } from '../region.ts';

const closed = phase({
  code: 'uno',
  name: 'Primo giro',
  kinds: ['objective'],
  opensOn: '2021-03-01',
  dueOn: '2021-04-15',
  closesOn: '2021-05-01',
});
const coming = phase({
  code: 'due',
  name: 'Secondo giro',
  kinds: ['objective'],
  opensOn: '2021-10-01',
  dueOn: '2021-11-15',
  closesOn: null,
});

const asked = async (phases: readonly (typeof closed)[]) => {
  const engine = engineOf([regionPlan(2021, { phases })]);
  return (await converse(engine, 'quando è il prossimo monitoraggio?')).text;
};

test('the next monitoring is one that is still to open', async () => {
  expect(NOW.toISOString().slice(0, 10)).toBe('2021-09-01');
  expect(await asked([closed, coming])).toContain('Secondo giro: dal 1º ottobre 2021 al 15 novembre 2021');
});

test('the next monitoring is never one that was closed', async () => {
  const text = await asked([closed]);
  expect(text).toContain('non c’è un monitoraggio ancora da aprire');
  expect(text).toContain('«Primo giro», era dovuto entro il 15 aprile 2021');
});

test.each([
  'quanto manca alla scadenza del monitoraggio?',
  'quanti giorni mancano alla fine del monitoraggio?',
  'quanto manca alla chiusura del monitoraggio?',
])('«%s» is told the days of the phase', async (question) => {
  const { text } = await converse(engineOf([regionPlan(2021, { phases: [coming] })]), question);
  expect(text).toContain('Secondo giro: dal 1º ottobre 2021 al 15 novembre 2021');
});

test('how many updates lack is no number of days', async () => {
  const engine = engineOf([regionPlan(2021, { phases: [coming] })]);
  const { text } = await converse(engine, 'quanti aggiornamenti mancano alla scadenza?');
  expect(text).not.toContain('Secondo giro: dal');
});

test('a structure is told without kinds of item that the body does not have', async () => {
  const engine = engineOf([regionPlan(2021)]);
  const { text } = await converse(engine, 'che cos’è il servizio mobilità?');
  expect(text).toContain('1 obiettivo');
  expect(text).not.toContain('process');
});
