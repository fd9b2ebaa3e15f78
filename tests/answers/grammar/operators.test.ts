import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const queriesOf = (question: string) => compose(question, vocabulary).queries;

const kind = (...kinds: readonly string[]) => ({ type: 'kind', kinds });
const items = { type: 'fold', fold: 'sum', figure: 'items' };

describe('an order with a limit on its own figure', () => {
  it.each([
    ['quale obiettivo ha il raggiungimento più basso sopra lo zero?', 'attainment', 0, 1],
    ['i 3 obiettivi con l’impegnato più basso sopra i 100.000 euro', 'committed', 10_000_000, 3],
  ])('is of those that the limit leaves: «%s»', (question, figure, value, limit) => {
    expect(queriesOf(question)).toMatchObject([
      {
        select: [kind('objective'), { type: 'bound', figure, op: 'gt', than: { value } }],
        order: { by: { figure }, direction: 'least', limit },
      },
    ]);
  });
});

describe('years of items', () => {
  const ends = (from: number, to: number) => ({ type: 'ends', from, to });
  it.each([
    [
      'processi in scadenza nel 2022 o nel 2024',
      { type: 'any', atoms: [ends(2022, 2022), ends(2024, 2024)] },
    ],
    ['processi che scadono tra il 2022 e il 2024', ends(2022, 2024)],
    ['processi che finiscono dopo il 2022', ends(2023, 9999)],
    ['processi che proseguono nel 2023', ends(2023, 9999)],
    ['processi che non terminano nel 2021', ends(2022, 9999)],
    ['processi cominciati dal 2020 in poi', { type: 'begins', from: 2020, to: 9999 }],
    ['processi cominciati prima del 2021', { type: 'begins', from: 0, to: 2020 }],
  ])('«%s»', (question, atom) => {
    expect(queriesOf(question)).toMatchObject([{ select: [kind('process'), atom] }]);
  });
});

describe('how far items are', () => {
  it.each([
    ['processi fermi al 90%', 'eq', 90],
    ['processi che non sono arrivati al 100', 'lt', 100],
    ['processi rimasti sotto il 90%', 'lt', 90],
  ])('«%s»', (question, op, value) => {
    expect(queriesOf(question)).toMatchObject([
      { select: [kind('process'), { type: 'bound', figure: 'attainment', op, than: { value } }] },
    ]);
  });

  it('puts the worst first where it is asked', () => {
    expect(queriesOf('elenca i processi sotto il 100%, dal peggiore al migliore')).toMatchObject([
      { order: { by: { figure: 'attainment' }, direction: 'least', limit: null } },
    ]);
  });
});

describe('how many items a structure has', () => {
  it('holds each kind to its own number', () => {
    expect(queriesOf('quali uffici hanno più di un processo ma un solo obiettivo?')).toMatchObject([
      {
        by: 'unit',
        having: [
          { expr: { ...items, of: ['process'] }, op: 'gt', than: { value: 1 } },
          { expr: { ...items, of: ['objective'] }, op: 'eq', than: { value: 1 } },
        ],
      },
    ]);
  });

  it('finds those of which nothing declares a figure', () => {
    expect(queriesOf('quale ufficio non ha incassato nulla?')).toMatchObject([
      {
        by: 'unit',
        having: [{ expr: { fold: 'count', figure: 'collected' }, op: 'eq', than: { value: 0 } }],
      },
    ]);
  });
});

describe('what a ranking goes by', () => {
  it.each([
    ['i due processi più cari del settore 6 come impegnato', 'committed'],
    ['i due processi più cari del settore 6, in termini di liquidato', 'settled'],
    ['i due processi del settore 6 più costosi in personale', 'personnel'],
  ])('is what is said beside it: «%s»', (question, figure) => {
    expect(queriesOf(question)).toMatchObject([{ order: { by: { figure }, limit: 2 } }]);
  });
});

describe('of those', () => {
  it('chooses among the first, and not the first of those chosen', () => {
    expect(queriesOf('dei 6 processi con più accertato, quali sono del settore 9?')).toMatchObject([
      {
        select: [
          { type: 'top', of: { select: [kind('process')], by: { figure: 'assessed' }, limit: 6 } },
          { type: 'structure', codes: ['Settore 9'] },
        ],
        order: null,
      },
    ]);
  });

  it('asks inside the structure that comes first', () => {
    expect(queriesOf('nel settore con meno processi, quale obiettivo pesa di più?')).toMatchObject([
      {
        select: [kind('objective'), { type: 'structure', first: { direction: 'least' } }],
        by: 'item',
        order: { by: { figure: 'weight' } },
      },
    ]);
  });

  it('goes on about what the same question was about', () => {
    expect(queriesOf('quanti obiettivi ha il settore 5 e quanti di questi sono trasversali?')).toMatchObject([
      { select: [kind('objective'), { type: 'structure', codes: ['Settore 5'] }] },
      {
        select: [
          kind('objective'),
          { type: 'structure', codes: ['Settore 5'] },
          { type: 'scope', scope: 'transversal' },
        ],
      },
    ]);
    expect(queriesOf('quanti processi del settore 4 hanno un impegno e quanto fanno insieme?')).toMatchObject(
      [{ columns: [items, { fold: 'sum', figure: 'committed' }] }],
    );
  });

  it('does not go on about nothing', () => {
    expect(queriesOf('quali di questi obiettivi sono trasversali?')).toEqual([]);
  });
});

describe('a figure so many times, or a part of it', () => {
  it.each([
    ['il doppio dell’impegnato del settore 7 quanto fa?', 10_704_464],
    ['quanto vale il 10% dell’impegnato del settore 4?', 79_407_707],
    ['quanto è il 20 % del personale totale?', 286_823_853],
    ['la metà del personale degli obiettivi del settore 5', 21_732_983],
  ])('«%s»', async (question, value) => {
    expect((await converse(luccaEngine(), question)).answer).toMatchObject({ kind: 'answer', value });
  });
});

describe('rows, means and limits as offices say them', () => {
  it('has a row for each item', () => {
    expect(queriesOf('la percentuale di riscosso sull’accertato processo per processo')).toMatchObject([
      { by: 'item', columns: [{ figure: 'collection_rate' }] },
    ]);
  });

  it('tells how many there are on average', () => {
    expect(queriesOf('quanti obiettivi in media per ufficio?')).toMatchObject([
      { by: 'unit', columns: [items], fold: 'mean' },
    ]);
  });

  it('holds what is asked against a bare limit, or against its mean', () => {
    expect(queriesOf('la somma dell’impegnato dei processi sotto i 50.000 euro')).toMatchObject([
      { select: [kind('process'), { figure: 'committed', op: 'lt', than: { value: 5_000_000 } }] },
    ]);
    expect(queriesOf('quali obiettivi superano la media di personale?')).toMatchObject([
      { select: [kind('objective'), { figure: 'personnel', op: 'gt', than: { mean: true } }] },
    ]);
  });
});
