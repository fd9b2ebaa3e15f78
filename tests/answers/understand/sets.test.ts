import { describe, expect, it } from 'vitest';
import { converse, holding, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const queryOf = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer.query;
const textOf = async (...turns: readonly string[]) => (await converse(engine, ...turns)).text;
const kindOf = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer.kind;

describe('first and last years', () => {
  it.each([
    ['obiettivi iniziati nel 2020', [{ type: 'begins', from: 2020, to: 2020 }]],
    ['quali obiettivi sono cominciati prima del 2021?', [{ type: 'begins', from: 0, to: 2020 }]],
    ['quali obiettivi proseguono anche dopo il 2021?', [{ type: 'ends', from: 2022, to: 9999 }]],
    ['obiettivi che non si chiudono nel 2021', [{ type: 'ends', from: 2022, to: 9999 }]],
    [
      'obiettivi avviati nel 2021 che finiscono nel 2022',
      [
        { type: 'begins', from: 2021, to: 2021 },
        { type: 'ends', from: 2022, to: 2022 },
      ],
    ],
    ['obiettivi di durata superiore a 2 anni', [{ type: 'span', min: 3, max: 99 }]],
    ['obiettivi triennali e quadriennali', [{ type: 'span', min: 3, max: 4 }]],
  ])('%s', async (question, atoms) => {
    expect(await queryOf(question)).toMatchObject({ by: 'item', ...holding(...atoms) });
  });

  it('tells the years of an item', async () => {
    expect(await textOf('l’obiettivo 66 da che anno a che anno va?')).toContain(
      'va dal 2020 al 2022 (3 anni)',
    );
    expect(await textOf('quando è iniziato l’obiettivo 33?')).toMatch(/è previsto per il solo 2021/i);
  });
});

describe('what is declared', () => {
  const declared = (measure: string) => ({ type: 'declared', figure: measure });
  const undeclared = (measure: string) => ({ type: 'not', atom: declared(measure) });
  it.each([
    ['processi con un impegno di spesa', [declared('committed')]],
    [
      'obiettivi con un accertato ma nessun riscosso dichiarato',
      [declared('assessed'), undeclared('collected')],
    ],
    ['quali obiettivi hanno impegnato ma non liquidato?', [declared('committed'), undeclared('settled')]],
    ['processi che non hanno riscosso', [undeclared('collected')]],
  ])('%s', async (question, conditions) => {
    expect(await queryOf(question)).toMatchObject({ by: 'item', ...holding(...conditions) });
  });

  it('gives the number and the sum when both are asked', async () => {
    expect(
      await textOf('settore 2: obiettivi con un impegno di spesa, quanti e per quanto in totale?'),
    ).toMatch(/ 4 obiettivi; impegnato 614\.319,17 €/);
  });

  it('sets one column against the other', async () => {
    expect(await queryOf('processi con liquidato uguale all’impegnato')).toMatchObject({
      type: 'figures',
      select: [{ kinds: ['process'] }, { type: 'versus', figure: 'settled', op: 'eq', other: 'committed' }],
    });
  });
});

describe('numbers that are no items', () => {
  it.each([
    ['costo medio di personale per obiettivo (diviso 69)', { columns: [{ fold: 'mean' }] }],
    ['in percentuale, quanti obiettivi hanno chiuso al 100?', { columns: [{ type: 'op', op: '%' }] }],
    ['obiettivi al 75', holding({ type: 'bound', figure: 'attainment', op: 'eq', than: { value: 75 } })],
    [
      'perché al monitoraggio gli obiettivi erano 71 e alla fine 69?',
      { type: 'monitoring', kind: 'objective' },
    ],
    [
      'quali settori hanno più di 10 obiettivi?',
      { by: 'department', having: [{ op: 'gt', than: { value: 10 } }] },
    ],
    [
      'riscosso / accertato sett. 9 %',
      holding({ type: 'structure', level: 'department', codes: ['Settore 9'] }),
    ],
  ])('%s', async (question, expected) => {
    expect(await queryOf(question)).toMatchObject(expected);
  });

  it('says what a share of items is taken from', async () => {
    expect(await textOf('che percentuale degli obiettivi è trasversale?')).toContain(
      '21,74 % degli obiettivi (15 su 69)',
    );
  });
});

describe('what is left out', () => {
  it.each([
    ['impegnato totale senza i processi', [{ type: 'kind', kinds: ['objective'] }]],
    [
      'personale settore 5 processi esclusi',
      [
        { type: 'kind', kinds: ['objective'] },
        { type: 'structure', level: 'department', codes: ['Settore 5'] },
      ],
    ],
    [
      'obiettivi del settore 5 tranne i trasversali',
      [{ type: 'not', atom: { type: 'scope', scope: 'transversal' } }],
    ],
  ])('%s', async (question, atoms) => {
    expect(await queryOf(question)).toMatchObject(holding(...atoms));
  });

  it('takes a department away from all of them', async () => {
    expect(await textOf('impegnato di tutti i settori tranne il 9')).toContain(
      'tranne il Settore 9, 2021: impegnato 21.345.593,28 €',
    );
  });

  it('takes one office away from a department', async () => {
    expect(await textOf('settore 9 senza la protezione civile, personale')).toContain('tranne l’U.O.9.2');
  });

  it('takes a span of years away', async () => {
    expect(await textOf('gli obiettivi non biennali')).toContain('65 obiettivi non biennali');
  });

  it('holds each against the mean of all', async () => {
    expect(await queryOf('obiettivi che costano più della media')).toMatchObject({
      type: 'figures',
      select: [{ type: 'kind' }, { type: 'bound', figure: 'resources', op: 'gt', than: { mean: true } }],
    });
  });

  it.each([
    'obiettivi piaciuti all’assessore',
    'processi con più reclami',
    'quanti obiettivi sono stati premiati?',
  ])('%s: says which word it does not know', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.kind).not.toBe('answer');
    expect(answer.headline).toMatch(/assessore|reclami|premiati/);
  });
});

describe('a conversation about sets', () => {
  it.each([
    [
      ['chi si occupa di tributi?', 'quali obiettivi ha quell’ufficio?'],
      holding({ type: 'structure', level: 'unit', codes: ['U.O.1.3'] }),
    ],
    [
      ['quale settore spende di più?', 'quanti obiettivi ha?'],
      holding({ type: 'structure', level: 'department', codes: ['Settore 4'] }),
    ],
    [['grado obiettivo 24', 'no scusa, intendevo il costo'], { type: 'item', items: ['objective:24'] }],
    [
      ['obiettivi del settore 9', 'no, intendevo i processi'],
      holding(
        { type: 'kind', kinds: ['process'] },
        { type: 'structure', level: 'department', codes: ['Settore 9'] },
      ),
    ],
    [['top 3 obiettivi per costo', 'e i tre che costano meno?'], { order: { direction: 'least', limit: 3 } }],
    [['impegnato del settore 6', 'contando solo i processi?'], holding({ type: 'kind', kinds: ['process'] })],
    [
      ['accertato del settore 9', 'e il riscosso?', 'che percentuale fa?'],
      {
        columns: [{ figure: 'collection_rate' }],
        ...holding({ type: 'structure', level: 'department', codes: ['Settore 9'] }),
      },
    ],
    [['liquidato processo 43', 'e impegnato?', 'differenza?'], { type: 'item', measures: ['unsettled'] }],
    [
      ['costi del settore 5', 'e il 6?', 'e insieme?'],
      holding({ type: 'structure', level: 'department', codes: ['Settore 5', 'Settore 6'] }),
    ],
    [
      ['obiettivi con impegno', 'e quelli senza?'],
      holding({ type: 'not', atom: { type: 'declared', figure: 'committed' } }),
    ],
  ])('%j', async (turns, expected) => {
    expect(await queryOf(...turns)).toMatchObject(expected);
  });

  it('asks which office when none was named', async () => {
    expect(await kindOf('che obiettivi ha quell’ufficio?')).toBe('clarification');
  });
});

describe('what the document’s own totals say', () => {
  it('checks a total against its rows and its addends', async () => {
    const text = await textOf('risorse utilizzate dai processi, il totale stampato è giusto?');
    expect(text).toContain('gli addendi stampati nel documento danno 17.238.682,51 €');
    expect(text).toContain('differenza 180,94 €');
  });

  it('adds up offices, and gives their parts', async () => {
    expect(await textOf('totale impegnato settore 2 e settore 4 insieme')).toContain(
      'impegnato 17.461.339,33 €',
    );
  });
});
