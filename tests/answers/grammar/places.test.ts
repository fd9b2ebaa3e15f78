import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const answered = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).text;

describe('how far one place of an order is from another', () => {
  it.each([
    ['di quanto l’obiettivo più caro di personale supera il secondo?', '32.663,72'],
    ['che differenza c’è tra il primo e il secondo processo per impegnato?', '2.601.042,69'],
    ['di quanto il settore con più impegnato supera il secondo?', '1.579.797,97'],
  ])('%s', async (question, figure) => {
    const text = await answered(question);
    expect(text).toContain(figure);
    expect(text).not.toMatch(/^Sì/);
  });

  it('is asked after the first was told', async () => {
    const text = await answered(
      'elenca gli obiettivi del settore 9',
      'qual è il più costoso?',
      'e di quanto supera il secondo?',
    );
    expect(text).toContain('332.477,80');
  });
});

describe('those that come after one that is named', () => {
  it.each([
    ['dopo l’obiettivo 3, quali sono i tre obiettivi con più impegnato?', 'obiettivo 39'],
    ['dopo i servizi sociali, quali sono i due processi con più impegnato?', 'i 2 dopo processo 30'],
  ])('%s', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('an order by a mean', () => {
  it.each([
    ['quale settore ha il peso medio degli obiettivi più basso?', 'Settore 1'],
    ['tra i settori con almeno 5 obiettivi, quale ha il peso medio più alto?', 'Settore 9'],
    ['i tre settori con il costo del personale medio più alto', '272.904,66'],
  ])('%s', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('the same figure', () => {
  it('is that of the item that was spoken of, which is not among the others', async () => {
    const text = await answered(
      'che peso ha l’obiettivo 25?',
      'quali altri obiettivi del settore 5 hanno lo stesso peso?',
    );
    expect(text).toMatch(/^2 obiettivi/);
    expect(text).toContain('obiettivo 21');
  });

  it('is that of an item by its title', async () => {
    expect(await answered('quali obiettivi hanno lo stesso peso della bicipolitana?')).toContain(
      'obiettivo 24',
    );
  });
});

describe('words that stand beside each other', () => {
  it('are about one thing', async () => {
    expect(await answered('Chi si occupa di PagoPA per la mensa?')).toMatch(/^L’obiettivo 31/);
  });

  it('name one set, of which one comes first', async () => {
    const text = await answered(
      'qual è, tra gli obiettivi che scadono dopo il 2021, quello con più impegnato?',
    );
    expect(text).toMatch(/^Obiettivo 38/);
  });
});

it('gives the card of an item that is named after a count', async () => {
  expect(await answered('quanti obiettivi ha il settore 2?', 'e l’obiettivo 24?')).toMatch(/^L’obiettivo 24/);
});
