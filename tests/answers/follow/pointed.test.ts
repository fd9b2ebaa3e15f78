import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const said = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('a noun that points at what was spoken of', () => {
  it.each([
    [['chi si occupa della mensa scolastica?', 'quanto ha impegnato quel processo?'], '3.343.190,12'],
    [['chi segue l’obiettivo 24?', 'quanto pesa quell’obiettivo?'], 'peso 22'],
    [['chi gestisce i tributi?', 'quanto costa quell’ufficio di personale?'], '340.672,44'],
    [['chi si occupa di protezione civile?', 'quando scade quell’obiettivo?'], 'obiettivo 9'],
    [['qual è l’obiettivo più costoso?', 'quanti obiettivi ha il suo settore?'], '6 obiettivi'],
    [['costo obiettivo 13', 'e in media quelli del suo settore?'], '87.387,47'],
    [['qual è l’obiettivo con il riscosso più alto?', 'e il suo accertato?'], '225.000,00'],
  ])('%j', async (turns, figure) => {
    expect(await said(...turns)).toContain(figure);
  });

  it.each([
    [['chi segue l’obiettivo 24?', 'che altri obiettivi ha la stessa unità?'], /^1 obiettivo .*obiettivo 19/],
    [['di chi è il processo 43?', 'quali altri processi ha lo stesso settore?'], /^3 processi/],
    [['quanto costa il processo 43?', 'quanti altri processi segue quell’ufficio?'], /^1 processo /],
    [
      ['a che punto è il monitoraggio?', 'e il settore 6?', 'quanti obiettivi ha quel settore?'],
      /^3 obiettivi/,
    ],
  ])('leaves out the one that was told where others are asked for: %j', async (turns, figure) => {
    expect(await said(...turns)).toMatch(figure);
  });

  it.each(['che percentuale del settore è?', 'e sul suo settore quanto pesa?', 'quanto incide sul settore?'])(
    'is the whole of which a part is asked: %s',
    async (last) => {
      expect(await said('quanto costa l’obiettivo 24?', last)).toContain('26.039,41 € su 743.212,35 €');
    },
  );

  it('is the whole where no figure of its part was told', async () => {
    const turns = ['chi è il responsabile del processo 12?', 'quanto pesa sui costi del settore?'];
    expect(await said(...turns)).toContain('1.481.508,05 € su 4.565.095,31 €');
  });

  it.each([
    [['quanto costa quel processo?']],
    [['quali obiettivi ha il settore 2?', 'quanto pesa quell’obiettivo?']],
    [['quanto costa il processo 12?', 'quanti fiori ci sono?', 'quanto ha impegnato quel processo?']],
  ])('is asked about where it may be none or several: %j', async (turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });

  it('is none where more is said of it', async () => {
    expect(await said('quanto costa di personale quel processo sulla mensa?')).toContain('257.570,99');
  });
});

describe('those that were counted', () => {
  it.each([
    [
      ['quanti obiettivi ha il settore 2?', 'e quali sono quelli con peso 24?'],
      'Politiche',
      'Garante per le persone',
    ],
    [['quanto ha impegnato il settore 4?', 'e quali sono i processi?'], 'processo 55', 'processo 41'],
    [['quanti obiettivi sono al 100%?', 'e quali no?'], 'obiettivo 24', 'obiettivo 5 '],
  ])('are listed: %j', async (turns, absent, present) => {
    const { text } = await converse(engine, ...turns);
    expect(text).toContain(present);
    expect(text).not.toContain(absent);
  });

  it('are a share where it is asked how many they are in percent', async () => {
    expect(await said('quali obiettivi pesano 24?', 'quanti sono in percentuale?')).toContain('24,64 %');
  });
});

describe('those that are left', () => {
  it.each([
    [['elenca gli obiettivi del settore 2', 'togli quelli con peso 24', 'quanti ne restano?'], '8 obiettivi'],
    [['quali obiettivi ha il settore 9?', 'togli l’8', 'quanto costano gli altri?'], '343.153,34'],
  ])('%j', async (turns, figure) => {
    expect(await said(...turns)).toContain(figure);
  });
});

it('goes on from what was understood last, not from the words that were not', async () => {
  const turns = ['quanto costa di personale il processo 12?', 'quant’è in percentuale sul settore?'];
  expect(await said(...turns, 'e il responsabile?')).toContain('processo 12');
});

describe('a question about what was just shown', () => {
  it.each([
    [
      ['i 3 obiettivi con più accertato', 'insieme quanto pesano sul totale accertato degli obiettivi?'],
      '95,05 %',
    ],
    [['i 5 processi con più impegnato', 'che quota fanno dell’impegnato di tutti i processi?'], '81,36 %'],
    [
      ['qual è l’obiettivo con più impegnato?', 'che quota dell’impegnato degli obiettivi è?'],
      '46,98 % dell’impegnato di tutti gli obiettivi',
    ],
    [['il settore con più impegnato', 'che percentuale dell’impegnato del Comune rappresenta?'], '42,54 %'],
    [
      ['personale del settore 4', 'e di tutto il Comune?', 'che percentuale è?'],
      '881.241,22 € su 14.341.192,66 €',
    ],
    [
      ['processi del settore 9 dal meno caro al più caro', 'e il totale dei primi tre?'],
      '2021: risorse utilizzate (personale + liquidato) 325.312,14 €',
    ],
    [
      ['quali settori hanno più di 7 processi?', 'tra questi chi ha impegnato di più?'],
      'Settore 9: 1.034.253,24 €',
    ],
    [['obiettivi del settore 6', 'il più caro di tutti?'], 'obiettivo 41'],
    [
      ['età media degli uomini in categoria B', 'in quella categoria sono più vecchi gli uomini o le donne?'],
      '58,82 anni',
    ],
    [
      ['obiettivi del settore 8', 'quello trasversale toglilo', 'tra i restanti qual è il più costoso?'],
      '184.887,42',
    ],
  ])('%j', async (turns, figure) => {
    expect((await said(...turns)).toLowerCase()).toContain(figure.toLowerCase());
  });

  it('is asked about where it is no part of what is named', async () => {
    const { answer } = await converse(
      engine,
      'obiettivi del settore 5',
      'che quota fanno dell’impegnato di tutti i processi?',
    );
    expect(answer.kind).toBe('clarification');
  });

  it('is asked about where it is not clear of which set the first is wanted', async () => {
    const { answer } = await converse(engine, 'quanti processi ha il settore 6?', 'il più caro tra tutti?');
    expect(answer.kind).toBe('clarification');
  });

  it('is of the open phase where it asks who has not answered', async () => {
    expect(await said('obiettivi del settore 3', 'chi non ha ancora risposto?')).not.toContain('tranne');
  });
});
