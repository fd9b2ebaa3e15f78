import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('what part those that are named are', () => {
  it.each([
    [['quanti obiettivi ci sono?', 'che percentuale sono quelli trasversali?'], '15 su 69'],
    [['quanti obiettivi ha il settore 5?', 'che percentuale hanno peso 24?'], 'su 11'],
    [['costo del personale di obiettivi e processi', 'che percentuale sono gli obiettivi?'], '26,59 %'],
    [['quanto ha speso il settore 4?', 'che percentuale sono gli obiettivi?'], '14,76 %'],
  ] as const)('is of what was told, and not of all there is: %j', async (turns, said) => {
    expect(await headline(...turns)).toContain(said);
  });

  it('is of all there is where nothing was told', async () => {
    expect(await headline('che percentuale sono gli obiettivi?')).toContain('69 su 130');
  });
});

describe('of another figure', () => {
  it.each([
    [
      ['quanto spende di personale il settore 4?', 'quanto incide sui costi?'],
      '11,74 % (costo del personale 881.241,22 €',
    ],
    [
      [
        'quanto spende di personale il comune?',
        'no, intendevo solo gli obiettivi',
        'e quanto incide sul costo totale?',
      ],
      '3.813.838,42 € su',
    ],
    [
      ['quanto ha accertato il settore 4?', 'che percentuale è dell’impegnato?'],
      'accertato 1.194.575,45 € su impegnato',
    ],
    [
      ['quanto ha liquidato il settore 4?', 'che percentuale è dell’impegnato?'],
      'liquidato su impegnato 84,5 %',
    ],
    [
      ['quanto costano gli obiettivi del settore 2?', 'che quota sono dei costi totali?'],
      '435.128,01 € su 4.882.736,29 €',
    ],
    [
      ['quanto costano gli obiettivi del settore 2?', 'che quota sono dei costi totali dell’ente?'],
      '435.128,01 € su 22.097.447,10 €',
    ],
    [
      ['il processo più costoso del settore 9', 'quanto pesa sul settore?'],
      '32,45 % delle risorse utilizzate del Settore 9',
    ],
  ] as const)('what was told is a part as it is named: %j', async (turns, said) => {
    expect(await headline(...turns)).toContain(said);
  });
});

it('structures of which something holds are counted, and not their items', async () => {
  expect(await headline('quali settori hanno speso più di un milione di personale?', 'quanti sono?')).toMatch(
    /^6 settori/,
  );
});

it('how many are due later is told by no card', async () => {
  const { answer } = await converse(engine, 'quanti obiettivi scadono nel 2022?', 'e quanti scadono dopo?');
  expect(answer.kind).toBe('clarification');
});
