import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const answered = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('items held against one that is named by its title', () => {
  it.each([
    [
      'obiettivi con impegnato più grande di quello della bicipolitana',
      '16 obiettivi con impegnato superiore',
    ],
    [
      'obiettivi più pesanti della bicipolitana',
      '24 obiettivi con peso superiore a quello dell’obiettivo 24',
    ],
    ['obiettivi che costano più della bicipolitana', '51 obiettivi'],
    ['processi che costano meno della mensa', '59 processi'],
    ['processi con liquidato più basso di quello del processo 13', '3 processi'],
  ])('«%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });

  it.each([
    ['quanti obiettivi costano più del processo meno costoso?', '63 obiettivi'],
    [
      'quali obiettivi hanno lo stesso peso della bicipolitana ma costano di meno?',
      '8 obiettivi con peso pari a quello dell’obiettivo 24 con risorse utilizzate inferiori',
    ],
  ])('may be the first of a kind, or be held against twice: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });

  it('come first of nothing of its own', async () => {
    expect(await answered('chi costa meno della mensa?')).toContain('Non ho capito');
    expect(await answered('il più caro dei nidi')).toContain('Processo 43');
  });
});

describe('items held against a mean of others', () => {
  it.each([
    [
      'quali obiettivi del settore 2 pesano più della media di quelli del settore 5?',
      '6 obiettivi del Settore 2 con peso superiore alla media degli obiettivi del Settore 5',
    ],
    ['quali obiettivi costano più della media degli obiettivi del settore 5?', '30 obiettivi'],
  ])('are none of those: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('two figures and what they make', () => {
  it.each([
    'impegnato, liquidato e differenza del settore 4',
    'impegnato e liquidato del settore 4 e la differenza tra i due',
    'quanto ha impegnato, quanto ha liquidato il settore 4 e la differenza',
  ])('are told side by side: «%s»', async (question) => {
    const text = await answered(question);
    for (const part of ['7.940.770,68', '6.625.251,61', '1.215.519,07', 'sui totali interi è 1.315.519,07'])
      expect(text).toContain(part);
  });

  it('may make a rate', async () => {
    const text = await answered('l’accertato, il riscosso e la percentuale del settore 7');
    for (const part of ['17.284,92', '18.062,44', '104,5 %']) expect(text).toContain(part);
  });
});

describe('how much more one has than another', () => {
  it.each([
    ['di quanto supera il settore 4 il settore 2 come impegnato?', '−1.579.797,97'],
    ['di quanto supera il processo 43 il processo 44 come personale?', '−37.923,82'],
    ['di quanto il settore 4 supera il settore 2 come impegnato?', '−1.579.797,97'],
  ])('is told of the first of the two, wherever the verb stands: «%s»', async (question, part) => {
    const text = await answered(question);
    expect(text).toContain(part);
    expect(text).not.toContain('Tutto il piano');
  });
});

describe('years right after a noun for items', () => {
  it.each([
    ['processi dal 2021 in poi', 'iniziati dal 2021 in poi'],
    ['obiettivi dal 2020 al 2022', 'iniziati nel 2020 con scadenza nel 2022'],
  ])('narrow them: «%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('words that are something else than they look', () => {
  it('take a weight in money for an order by it', async () => {
    const text = await answered('i tre obiettivi che pesano di più come personale');
    expect(text).toContain('costo del personale più alto');
    expect(text).not.toContain('peso 24');
  });

  it('take «the two» for those that were named, and for no item', async () => {
    expect(await answered('che peso hanno il 3 e il 4, e chi dei due costa di più?')).not.toContain(
      'biettivo 2:',
    );
    expect(await answered('quanti goal dell’Agenda 2030 toccano gli obiettivi del settore 6?')).toContain(
      '4 goal',
    );
  });
});
