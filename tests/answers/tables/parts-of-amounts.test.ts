import { expect, it } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import type { Fact } from '../../../src/domain/types.ts';
import { converse } from '../lucca.ts';
import { regionPlan } from '../region.ts';

const fact = (subject: string, measure: string, euro: number): Fact => ({
  code: `${subject}-${measure}`,
  topic: 'fondi',
  subject,
  measure,
  period: '2026',
  value: euro * 100,
  unit: 'eur',
  keywords: [],
  source: 'tabella dei fondi',
});

const facts = (
  [
    ['Boschi', 500, 200],
    ['Fiumi', 300, 150],
    ['Coste', 200, 50],
  ] as const
).flatMap(([subject, given, paid]) => [
  fact(subject, 'finanziamento', given),
  fact(subject, 'pagamenti', paid),
]);
const engine = createEngine([regionPlan(2026, { facts, costLines: [] })], () => NO_LIVE);

const headlineOf = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll(' ', ' ');

it.each([
  [['Boschi: finanziamento, pagamenti e che percentuale è stata pagata?']],
  [['pagamenti e finanziamento dei boschi e quota pagata']],
  [['finanziamento e pagamenti dei boschi', 'che percentuale è stata pagata?']],
  [['finanziamento dei boschi', 'che percentuale è stata pagata?']],
  [['pagamenti dei boschi', 'e in percentuale sul finanziamento?']],
  [['percentuale pagata dei boschi']],
  [['pagato in percentuale dei boschi']],
  [['quota pagata per i boschi']],
  [['che percentuale dei boschi è stata pagata?']],
])('what is paid is a part of what was given to the same row: %j', async (turns) => {
  expect(await headlineOf(...turns)).toMatch(/^40,00 %: .*pagamenti 200,00 € su 500,00 €/);
});

it('two amounts are never one part of a whole', async () => {
  const { answer } = await converse(engine, 'finanziamento e pagamenti dei boschi', 'e in percentuale?');
  expect(answer.kind).toBe('clarification');
});

it('one amount is a part of its column', async () => {
  expect(await headlineOf('finanziamento dei boschi', 'e che percentuale del totale è?')).toMatch(
    /^50,00 %: /,
  );
});

it('what is paid of each row is a part of its own amount', async () => {
  expect(await headlineOf('percentuale pagata di ogni fondo')).toMatch(/^Fiumi: 50,00 %/);
});

it.each(['i boschi quanto hanno pagato e quanto gli resta?', 'quanto devono ancora pagare i boschi?'])(
  'what is left of an amount is told with what was paid of it: %s',
  async (question) => {
    expect(await headlineOf(question)).toMatch(/^Differenza: 300,00 €.*500,00 €.*200,00 €/);
  },
);

it.each([
  ['che percentuale del finanziamento dei boschi non è stata pagata?', /^Boschi: 60,00 % /],
  ['quota non pagata di ogni fondo', /^Coste: 75,00 %/],
])('what is not paid is the rest of what was given: %s', async (question, told) => {
  expect(await headlineOf(question)).toMatch(told);
});
