import { expect, test } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

test.each([
  ['quale obiettivo non ha impegnato?', 50],
  ['quali obiettivi non hanno impegnato?', 50],
  ['quale obiettivo non ha liquidato?', 63],
  ['quali obiettivi non hanno liquidato?', 63],
  ['quanti obiettivi non hanno ancora liquidato nulla?', 63],
  ['quanti processi non hanno ancora riscosso nulla?', 51],
])('«%s» is of those that declare none: %i', async (question, count) => {
  const { answer } = await converse(engine, question);
  expect([answer.value, answer.headline]).toEqual([count, expect.stringContaining('non dichiarato')]);
});

test.each([
  ['quanti obiettivi hanno un impegnato ma ancora niente liquidato?', 13],
  ['obiettivi con impegno e niente liquidato', 13],
  ['quali processi hanno accertato e ancora nulla riscosso?', 6],
])('«%s» is of those that declare the one and not the other: %i', async (question, count) => {
  const { answer } = await converse(engine, question);
  expect(answer.headline).toMatch(new RegExp(`^${count} `));
});

test('what is not yet settled is what is left', async () => {
  const { answer } = await converse(engine, 'quanto non è ancora liquidato degli obiettivi?');
  expect(answer.value).toBe(14_460_826);
});

test.each([
  'ci sono unità organizzative che hanno solo processi e nessun obiettivo?',
  'quali unità organizzative hanno processi ma nessun obiettivo?',
  'unità organizzative con solo processi',
  'quali uffici hanno soltanto processi e non obiettivi?',
])('«%s» is of the structures that have the one and none of the other', async (question) => {
  const { answer } = await converse(engine, question);
  expect(answer.table?.rows.map(([name]) => name?.text)).toEqual([
    'U.O.3.3 Sistemi informativi',
    'U.O.7.1 Servizi demografici',
    'Istituto Musicale Boccherini',
    'Totale',
  ]);
});

test('what structures have none of is said once', async () => {
  const { answer } = await converse(engine, 'quali u.o. hanno solo processi e nessun obiettivo?');
  expect(answer.headline).toMatch(/^3 U\.O\. con almeno un processo e senza obiettivi, 2021/);
});

test.each([
  'fra i processi che non portano entrate qual è quello con più impegnato?',
  'qual è il processo che non porta entrate con più impegnato?',
])('«%s» is of those that declare no revenue', async (question) => {
  const { answer } = await converse(engine, question);
  expect(answer.headline.replaceAll('\u00a0', ' ')).toMatch(/^Processo 44 .*3\.343\.190,12 €.*senza entrate/);
});
