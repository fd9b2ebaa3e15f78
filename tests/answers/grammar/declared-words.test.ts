import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import { describeImportIssue, readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf } from '../../support/engine.ts';
import { readFile, said } from '../../support/plan-files.ts';

const NOW = new Date('2026-07-20T08:00:00Z');

let engine: Engine;
beforeAll(() => {
  const read = readPlan(fileURLToPath(new URL('../../../eval/bodies/altamarca-2026', import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  engine = engineOf([read.plan]);
});

const ask = async (question: string): Promise<Answer> =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW, language: 'it' })).answer;

const listed = async (question: string): Promise<readonly (string | undefined)[]> =>
  ((await ask(question)).table?.rows ?? []).map(([name]) => name?.text);

describe('what items declare of themselves in words', () => {
  it.each([
    ['quanto pesa la missione 9?', 136],
    ['quanto è impegnato sulla missione 9?', 1_262_481_925],
    ['quanto pesa OVP1 Salute vicina?', 68],
    ['qual è l’obiettivo ad alta priorità che pesa di più?', 39],
    ['quale obiettivo di miglioramento ha il peso più basso?', 4],
    ['quanti obiettivi di miglioramento ci sono?', 4],
    ['quanti obiettivi ci sono sotto OVP2?', 3],
    ['quanti obiettivi rientrano in OVP2?', 3],
    ['quanti obiettivi hanno linea OVP2?', 3],
    ['quali obiettivi non sono di miglioramento?', 23],
  ])('narrows any figure: %s', async (question, value) => {
    expect((await ask(question)).value).toBe(value);
  });

  it('is no programme after a word for structures', async () => {
    expect(await listed('gli obiettivi del servizio Foreste')).toEqual([
      'obiettivo 8 «Prevenzione degli incendi boschivi»',
      'obiettivo 9 «Rete dei sentieri»',
    ]);
    expect(await listed('gli obiettivi del programma Foreste')).toEqual([
      'obiettivo 8 «Prevenzione degli incendi boschivi»',
    ]);
  });

  it('gives a share of the whole plan', async () => {
    const { headline } = await ask('che percentuale del peso ha la linea OVP2?');
    expect(headline).toContain('9,57 % del peso di tutti gli obiettivi (82 su 857)');
  });
});

describe('items with rows of their own in another table', () => {
  it.each([
    ['quanti obiettivi hanno indicatori?', 7],
    ['quanti obiettivi non hanno indicatori?', 20],
    ['quanti obiettivi senza milestone ha la D20?', 5],
    ['quanto pesano gli obiettivi senza indicatori della direzione Salute?', 107],
  ])('are a set like any other: %s', async (question, value) => {
    expect((await ask(question)).value).toBe(value);
  });

  it('are counted for each structure', async () => {
    const { headline } = await ask('quanti obiettivi con indicatori ha ogni direzione?');
    expect(headline).toContain('(D10: 2; D20: 1; D30: 2; D50: 2)');
  });
});

describe('lines of the budget', () => {
  it('are those of a fund, whatever they are called', async () => {
    expect(await listed('quali obiettivi sono finanziati dal PNRR?')).toEqual([
      'obiettivo 2 «Ospedali di comunità»',
      'obiettivo 12 «Casse di espansione»',
    ]);
  });
});

describe('what is still to be done', () => {
  it('is told of one item by its milestones', async () => {
    const { headline } = await ask('che cosa manca da fare per le casse di espansione?');
    expect(headline).toContain('Approvazione del progetto');
  });
});

describe('who answers for an item', () => {
  it('is told with the accounts of its structures', async () => {
    const { headline } = await ask('chi è il dirigente dell’obiettivo 14?');
    expect(headline).toContain(
      'S31 Servizio Imprese (D30); referente: Referente S31; dirigente: Responsabile D30',
    );
  });

  it('is told with whom a column of the plan’s own names', async () => {
    const read = readFile(
      'peg.csv',
      'N.;Obiettivo;Settore;Responsabile\n1;Rifare la piazza;Lavori Pubblici;Ufficio di piano\n',
      { front: { bodyName: 'Comune di Prova', year: 2026 } },
    );
    if (!read.ok) throw new Error(said(read).join('\n'));
    const own = engineOf([read.plan]);
    const { answer } = await own.ask({
      question: 'chi è il responsabile dell’obiettivo 1?',
      conversation: null,
      asker: null,
      now: NOW,
    });
    expect(answer.headline).toBe(
      'L’obiettivo 1 «Rifare la piazza» è affidato a Lavori Pubblici; responsabile: Ufficio di piano.',
    );
  });
});
