import { describe, expect, it } from 'vitest';
import type { Fact, Item } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { item, smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const text = async (...turns: readonly string[]): Promise<string> => (await converse(engine, ...turns)).text;

describe('after a figure of a table', () => {
  it('«in tutto il Comune» is what its column comes to, as it is printed where it is', async () => {
    expect(await text('quanti pc fissi ha il settore 5?', 'e in tutto il Comune?')).toContain('491');
    expect(await text('quanti dipendenti uomini ci sono?', 'quanti sono in tutto il Comune?')).toContain(
      '533',
    );
  });

  it.each(['e le altre città?', 'e gli altri capoluoghi?', 'e nelle altre?'])(
    '«%s» are the other rows, and not the one again',
    async (last) => {
      const said = await text('quanta raccolta differenziata fa Lucca nel 2020?', last);
      expect(said).toContain('72,24');
      expect(said).not.toContain('81,10');
    },
  );

  it.each([
    [
      [
        'le tre città con la raccolta differenziata più alta nel 2020',
        'di queste quale era la più bassa nel 2016?',
      ],
      'Livorno: 43,05 %',
    ],
    [
      ['le tre circoscrizioni con più parchi attrezzati', 'di queste quale ha più parchi non attrezzati?'],
      'Circoscrizione 2: 5',
    ],
    [
      ['raccolta differenziata nelle città toscane nel 2020', 'qual è la peggiore?', 'e la seconda?'],
      'Pistoia: 39,03 %',
    ],
  ])('of the rows that were told is asked what is asked of them: %j', async (turns, said) => {
    expect(await text(...turns)).toContain(said);
  });

  it('the others of one column are no rows of another', async () => {
    const said = await text('quanti reati ci sono stati?', 'e nelle altre province?');
    expect(said).toContain('Arezzo');
    expect(said).not.toContain('11.295');
  });

  it('two that were told are what «i due» are, and one is not', async () => {
    const turns = ['quanti dipendenti uomini ci sono?', 'e le donne?'] as const;
    expect(await text(...turns, 'quanto ci passa tra i due?')).toContain('147');
    expect(await text(...turns, 'quanto fanno insieme?')).toContain('533');
    const { answer } = await converse(engine, turns[0], 'quanto ci passa tra i due?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('after a figure of an item that has a row in a table', () => {
  const small = smallPlan();
  const trees = ({ kind, number, title }: Item, value: number): Fact => ({
    code: `alberi-${kind}-${number}`,
    topic: 'alberi',
    subject: title,
    measure: 'alberi piantati',
    period: '2026',
    value,
    unit: 'count',
    keywords: [],
    source: 'allegato 1',
  });
  const [first, second, third] = ['Viale nuovo', 'Parco grande', 'Bosco urbano'].map((title, at) =>
    item('objective', at + 1, { code: `${at + 1}.1`, title, shortTitle: title }),
  ) as [Item, Item, Item];
  const planted = engineOf([
    smallPlan({
      items: [first, second, third, ...small.items.slice(3)],
      facts: [trees(first, 30), trees(second, 50), trees(third, 5)],
    }),
  ]);

  it.each([
    ['chi se ne occupa?', 'U.1.1'],
    ['a quale settore appartiene?', 'Settore 1'],
    ['quanti altri obiettivi ha quel settore?', '2 obiettivi'],
  ])('what the item has is asked of it: %s', async (question, found) => {
    expect((await converse(planted, 'quanti alberi piantati ha Viale nuovo?', question)).text).toContain(
      found,
    );
  });

  it('«insieme» are those that were told in turn, and not the whole column', async () => {
    const turns = ['quanti alberi piantati ha Viale nuovo?', 'e Parco grande?', 'e insieme quanto fanno?'];
    const { answer } = await converse(planted, ...turns);
    expect(answer.value).toBe(80);
  });
});

describe('after rows of a table', () => {
  it.each([
    [['quale circoscrizione ha più parchi attrezzati?', 'e la seconda?', 'e in tutto?'], '25'],
    [['parchi attrezzati per circoscrizione', 'solo quelle sopra 1', 'quante sono?'], '5 su 9'],
    [['quale ambito ha il giudizio medio più alto?', 'e l’ultimo?'], '2,99'],
    [['raccolta differenziata a Massa nel 2020', 'e nel 2016?', 'e la differenza tra i due anni?'], '9,14'],
    [['quale settore ha più notebook?', 'e quale ne ha di meno?', 'che differenza c’è?'], 'Differenza: '],
    [
      ['notebook del settore 3', 'e del settore 4?', 'quanti obiettivi ha quest’ultimo?'],
      '6 obiettivi del Settore 4',
    ],
  ])('what goes on is of those rows: %j', async (turns, said) => {
    expect(await text(...turns)).toContain(said);
  });
});

describe('a part of what is not said', () => {
  it('is of the other of two that were held against each other', async () => {
    const turns = ['quanto costa il settore 6?', 'e quello del settore 7?', 'che differenza c’è?'] as const;
    const said = await text(...turns, 'e in percentuale?');
    expect(said).toContain('23,69');
    expect(said).toContain('del Settore 6: 1.557.204,57');
  });
});

it('a place of nothing is asked about', async () => {
  const { answer } = await converse(engine, 'e il primo?');
  expect(answer.kind).toBe('clarification');
});

it('of another row a part is of that row’s own whole', async () => {
  const turns = ['quante donne lavorano in Comune?', 'e nella categoria D?', 'che percentuale è?'] as const;
  expect(await text(...turns)).toContain('su 340');
  expect(await text(...turns, 'e gli uomini?')).toContain('60 persone su 193');
});
