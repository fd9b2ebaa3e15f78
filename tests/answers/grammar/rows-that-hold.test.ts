import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const answerTo = async (question: string) => (await converse(engine, question)).answer;
const cellsOf = async (question: string) =>
  (await answerTo(question)).table?.rows
    .filter((row) => row[0]?.text !== 'Totale')
    .map((row) => [row[0]?.text, row[1]?.text]);

describe('what is asked of each structure, where something holds of it', () => {
  it('has a row for those alone', async () => {
    const rows = await cellsOf('costo del personale per settore, solo i settori con più di 10 obiettivi');
    expect(rows).toEqual([
      ['Settore 2', '1.628.249,94 €'],
      ['Settore 5', '647.096,98 €'],
    ]);
  });

  it('is of some items, while others are counted', async () => {
    const rows = await cellsOf('impegnato dei processi per settore, solo i settori con più di 10 obiettivi');
    expect(rows).toEqual([
      ['Settore 2', '8.906.249,48 €'],
      ['Settore 5', 'non dichiarato'],
    ]);
  });

  it('counts them by goal too', async () => {
    const rows = await cellsOf('numero di obiettivi per goal, solo i goal con più di 20 obiettivi');
    expect(rows?.map(([, count]) => count)).toEqual(['23', '21']);
  });

  it('says of how many, and of which kind', async () => {
    const question = 'numero di processi per U.O. del settore 5, solo le U.O. con almeno 2 processi';
    expect((await answerTo(question)).headline).toContain('1 U.O. con almeno 2 processi');
  });
});

describe('a part of what a structure has', () => {
  it.each([
    'quanta parte dell’impegnato del settore 2 viene dai processi?',
    'che quota dell’impegnato del settore 2 va ai processi?',
  ])('is no part of what all have: «%s»', async (question) => {
    expect((await answerTo(question)).headline).toContain('93,55 % dell’impegnato del Settore 2');
  });

  it('is of all that there is, where nothing but the whole is said', async () => {
    const { headline } = await answerTo('il processo 43 quanto vale sull’impegnato di tutto il comune?');
    expect(headline).toContain('14,78 % dell’impegnato di tutto il piano');
  });
});

it('takes any of several weights', async () => {
  const { headline } = await answerTo('quanti obiettivi pesano 21, 22 e 23?');
  expect(headline).toMatch(/^47 obiettivi/);
});

it('divides an amount between two kinds by telling each', async () => {
  const rows = await cellsOf('impegnato del settore 4 diviso tra obiettivi e processi');
  expect(rows).toEqual([
    ['obiettivi', '1.068.016,38 €'],
    ['processi', '6.872.754,30 €'],
  ]);
});

it('leaves the first out, and has the others alone', async () => {
  const { headline } = await answerTo(
    'togliendo l’obiettivo più costoso, quanto costano in media gli altri obiettivi?',
  );
  expect(headline).toContain('media delle risorse utilizzate 58.523,65 €');
});

it('counts what has no goal', async () => {
  expect((await answerTo('quanti obiettivi non hanno nessun goal?')).headline).toContain('senza goal');
});

it('holds two figures of each against each other, and not of all together', async () => {
  const rows = await cellsOf('quali hanno incassato meno di quanto accertato?');
  expect(rows?.length).toBe(6);
});

it('holds them of what was listed before, where something was', async () => {
  const { answer } = await converse(
    engine,
    'elenca gli obiettivi',
    'quali hanno incassato meno di quanto accertato?',
  );
  expect(answer.headline).toMatch(/^1 obiettivo con riscosso inferiore/);
});

describe('how many goals an item has', () => {
  it.each([
    ['quali obiettivi contribuiscono a più di un goal?', '18 obiettivi legati a più di 1 goal'],
    ['obiettivi legati a più goal', '18 obiettivi legati a più di 1 goal'],
    ['quanti obiettivi hanno un solo goal?', '51 obiettivi legati a esattamente 1 goal'],
  ])('narrows: «%s»', async (question, told) => {
    expect((await answerTo(question)).headline).toContain(told);
  });
});

it('says what a mean leaves out', async () => {
  const { headline, notes } = await answerTo('numero medio di obiettivi per settore');
  expect(headline).toContain('in media 5,83 obiettivi');
  expect(notes.join(' ')).toContain('con quello sarebbe 5,38');
});

it('knows the structure that was named, said again without its number', async () => {
  const question = 'l’obiettivo più costoso del settore 4 quanto incide sul costo del settore?';
  expect((await answerTo(question)).headline).toContain('12,03 % delle risorse utilizzate del Settore 4');
});

it('holds a figure against that of the whole body', async () => {
  const question = 'a quanto ammonta l’accertato del settore 1 rispetto a quello di tutto l’ente?';
  expect((await answerTo(question)).headline).toContain('35,13 % dell’accertato di tutto il piano');
});

it('tells what items weigh, and no part of them, where they were counted', async () => {
  const { headline } = await answerTo('quanti sono gli obiettivi non raggiunti e quanto pesano?');
  expect(headline).toContain('4 obiettivi; peso 88');
});

describe('one figure taken out of another', () => {
  it.each([
    ['impegnato del settore 2 al netto del liquidato', '2.216.541,32 €'],
    ['escludendo il personale, quanto costa il settore 2?', '108.246,95 €'],
    ['quanto costa il settore 9 tolto il personale?', '471.525,37 €'],
  ])('«%s»', async (question, told) => {
    expect((await answerTo(question)).headline).toContain(told);
  });

  it('is no figure that nobody declares', async () => {
    expect((await answerTo('obiettivi del settore 3 senza il liquidato')).headline).toContain(
      'non dichiarato',
    );
  });
});

describe('«that of» a number', () => {
  it('is an item where items are spoken of', async () => {
    const { headline } = await answerTo('quanti sono gli obiettivi il cui personale supera quello del 24?');
    expect(headline).toContain('51 obiettivi con costo del personale superiore a quello dell’obiettivo 24');
  });

  it('is a department where departments are', async () => {
    const { headline } = await answerTo('personale del settore 4 rispetto a quello del 5');
    expect(headline).toContain('costo del personale del Settore 5: 647.096,98 €');
  });
});

describe('what is asked on the other side of a limit', () => {
  it.each([
    [
      'quanti obiettivi del settore 8 costano più di 50.000 euro e quanti meno?',
      /^5 obiettivi/,
      '4 obiettivi',
    ],
    ['quanti obiettivi scadono nel 2021 e quanti dopo?', /^65 obiettivi/, '4 obiettivi'],
  ])('«%s»', async (question, first, second) => {
    const { text } = await converse(engine, question);
    expect(text).toMatch(first);
    expect(text).toContain(second);
  });
});

it('leaves out the first few and the last few', async () => {
  const { headline } = await answerTo(
    'costo medio degli obiettivi escludendo i due più costosi e i due meno costosi',
  );
  expect(headline).toContain('media delle risorse utilizzate 53.635,36 €');
});

it('ranks both sides by what is said at the end', async () => {
  const { headline } = await answerTo(
    'la differenza fra il settore che spende di più e quello che spende di meno di personale',
  );
  expect(headline).toContain('3.991.155,79 €');
});

it('divides how many there are of one kind by how many of another', async () => {
  expect((await answerTo('rapporto fra processi e obiettivi nel settore 3')).headline).toContain('1,4 volte');
});

describe('several things that each row tells', () => {
  it.each([
    'dammi settore per settore obiettivi, processi e personale',
    'obiettivi, processi e personale per settore',
  ])('are how many there are of each kind, beside a figure: «%s»', async (question) => {
    const { table } = await answerTo(question);
    expect(table?.rows.find((row) => row[0]?.text === 'Settore 5')?.map(({ text }) => text)).toEqual([
      'Settore 5',
      '11',
      '5',
      '647.096,98 €',
    ]);
  });

  it('are no columns where a figure is of them', async () => {
    const rows = await cellsOf('personale di obiettivi e processi per settore');
    expect(rows?.find(([name]) => name === 'Settore 5')).toEqual(['Settore 5', '647.096,98 €']);
  });

  it('are of the whole structure, where it has both of two figures', async () => {
    const { headline, table } = await answerTo('quali settori hanno sia accertato che riscosso?');
    expect(headline).toMatch(/^4 settori e altre strutture con .* dichiarato/);
    expect(table?.rows[1]?.map(({ text }) => text)).toEqual(['Settore 6', '134.301,17 €', '155.783,44 €']);
  });
});

it('knows a number with an article from an amount', async () => {
  const { headline } = await answerTo('tra gli obiettivi del settore 2 quanti costano più del 31?');
  expect(headline).toContain('quelle dell’obiettivo 31');
});

it('denies one value of a figure', async () => {
  expect((await answerTo('obiettivi con peso diverso da 22 nel settore 3')).headline).toMatch(/^2 obiettivi/);
});

describe('several things that are left out, or named by their numbers', () => {
  it.each([
    ['totale personale esclusi obiettivi trasversali e settore 9', '9.702.226,85 €'],
    ['obiettivi non trasversali e del settore 9', '4 obiettivi del Settore 9 non trasversali'],
    [
      'quanti sono in totale gli obiettivi del 3, del 4 e del 5?',
      '22 obiettivi del Settore 3, del Settore 4 e del Settore 5',
    ],
    ['processi del settore 2: numero, impegnato e liquidato', '5 processi; impegnato 8.906.249,48 €'],
    ['tra obiettivi e processi del settore 6 chi impegna di più?', 'Processi: impegnato 1.449.554,33 €'],
  ])('«%s»', async (question, told) => {
    expect((await answerTo(question)).headline).toContain(told);
  });

  it.each(['gli obiettivi senza impegnato sono di più di quelli con?', 'obiettivi con due U.O.'])(
    'is asked about where it is not clear: «%s»',
    async (question) => {
      expect((await answerTo(question)).kind).toBe('clarification');
    },
  );
});

it('says how far it is of what is still missing', async () => {
  const { headline } = await answerTo('quanto manca all’obiettivo 26 per arrivare al 100 %?');
  expect(headline).toContain('grado di raggiungimento 75 %');
});
