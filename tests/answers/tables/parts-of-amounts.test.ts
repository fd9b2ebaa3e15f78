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
  [['che percentuale dei soldi dei boschi risulta già pagata?']],
  [['quanto abbiamo pagato dei boschi in percentuale?']],
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

it.each([
  [['quanto resta da pagare?'], /^Differenza: 300,00 €.*Boschi.*500,00 €.*200,00 €/],
  [['e che percentuale ha pagato?'], /^40,00 %: Boschi, pagamenti 200,00 € su 500,00 €/],
])('what is asked after the row that comes first is asked of that row: %j', async (turns, told) => {
  expect(await headlineOf('quale fondo ha più finanziamento?', ...turns)).toMatch(told);
});

it('after the first two rows it is asked of each of them', async () => {
  expect(await headlineOf('i due fondi con più finanziamento', 'quanto resta da pagare?')).toMatch(
    /Boschi \(\+300,00 €\); Fiumi \(\+150,00 €\)/,
  );
});

const missions = createEngine(
  [
    regionPlan(2026, {
      facts: [
        ['Missione 1', 10, 500, 200],
        ['Missione 2', 12, 300, 150],
        ['Missione 3', 11, 200, 50],
      ].flatMap(([name, count, given, paid]) => [
        { ...fact(String(name), 'progetti', 0), unit: 'count' as const, value: Number(count) },
        fact(String(name), 'finanziamento', Number(given)),
        fact(String(name), 'pagamenti', Number(paid)),
      ]),
      costLines: [],
    }),
  ],
  () => NO_LIVE,
);

it.each([
  ['quale missione ha la percentuale di pagato più alta?', /^Missione 2: 50,00 %, pagamenti 150,00 €/],
  ['quale missione ha la quota di pagato più bassa?', /^Missione 3: 25,00 %, pagamenti 50,00 €/],
  // no missions that items would declare
  ['quale missione ha più progetti?', /^Missione 2: 12, valore più alto tra 3/],
])('rows are put in order by what is told of them: %s', async (question, told) => {
  const { answer } = await converse(missions, question);
  expect(answer.headline.replaceAll('\u00a0', ' ')).toMatch(told);
});
