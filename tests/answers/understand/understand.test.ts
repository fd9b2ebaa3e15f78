import { describe, expect, it } from 'vitest';
import { converse, holding, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const queryOf = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer.query;

describe('what a question asks', () => {
  it.each([
    [
      'Qual è l’obiettivo che è costato di più?',
      { order: { by: { figure: 'resources' }, direction: 'most' } },
    ],
    ['qual è il processo con il personale più costoso?', { order: { by: { figure: 'personnel' } } }],
    ['quale processo ha incassato di meno?', { order: { by: { figure: 'collected' }, direction: 'least' } }],
    ['quale U.O. spende meno?', { by: 'unit', order: { direction: 'least', limit: 1 } }],
    ['processi in ordine di costo: i primi due', { by: 'item', order: { limit: 2 } }],
    ['obiettivi che pesano più di 22', { by: 'item', order: null }],
    ['l’obiettivo 24 pesa più del 25?', { type: 'figures' }],
    ['la biblioteca costa più del teatro?', { type: 'figures' }],
    [
      'somma degli impegni degli obiettivi 24 e 38',
      { by: null, columns: [{ fold: 'sum', figure: 'committed' }] },
    ],
    ['di quanto l’accertato supera il riscosso nel processo 9?', { type: 'item', measures: ['uncollected'] }],
    ['riscosso e accertato dell’obiettivo 67', { type: 'item', measures: ['collected', 'assessed'] }],
    ['quanti obiettivi erano già raggiunti a settembre?', { type: 'monitoring', states: ['achieved'] }],
    [
      'quanto pesa il settore 9 sul costo del personale?',
      { type: 'figures', columns: [{ type: 'op', op: '%' }] },
    ],
    ['quali incongruenze ci sono nella relazione?', { type: 'about', topic: 'discrepancies' }],
    ['quali goal non sono coperti da alcun obiettivo?', { type: 'goal', numbers: [2, 5, 6, 14, 17] }],
    ['quale settore ha meno notebook?', { type: 'fact', order: 'min' }],
  ])('%s', async (question, expected) => {
    expect(await queryOf(question)).toMatchObject(expected);
  });

  it.each([
    ['processi con impegno oltre mezzo milione', 'committed', 'gt', 50_000_000],
    ['processi con accertato di almeno duecentomila euro', 'assessed', 'gte', 20_000_000],
    ['obiettivi con costo del personale sotto i diecimila euro', 'personnel', 'lt', 1_000_000],
  ])('%s: a threshold', async (question, measure, op, value) => {
    expect(await queryOf(question)).toMatchObject(
      holding({ type: 'bound', figure: measure, op, than: { value } }),
    );
  });

  it('holds one figure of an item against another of its own', async () => {
    expect(await queryOf('processi che hanno incassato più di quanto accertato')).toMatchObject({
      select: [{ type: 'kind' }, { type: 'versus', figure: 'collected', op: 'gt', other: 'assessed' }],
    });
  });

  it('scales both ends of "tra dieci e ventimila"', async () => {
    expect(await queryOf('obiettivi con costo del personale tra dieci e ventimila euro')).toMatchObject(
      holding(
        { type: 'bound', figure: 'personnel', op: 'gte', than: { value: 1_000_000 } },
        { type: 'bound', figure: 'personnel', op: 'lte', than: { value: 2_000_000 } },
      ),
    );
  });

  it.each([
    ['quali obiettivi riguardano il clima?', 13],
    ['obiettivi per la parità di genere', 5],
    ['città e comunità sostenibili: quanti obiettivi?', 11],
  ])('%s: a goal by its theme', async (question, goal) => {
    expect(await queryOf(question)).toMatchObject(
      holding({ type: 'kind', kinds: ['objective'] }, { type: 'goal', numbers: [goal] }),
    );
  });

  it.each([
    'chi manda avanti la bicipolitana?',
    'in mano a chi è la bicipolitana?',
    'di che ufficio è la bicipolitana?',
  ])('%s: who answers for it', async (question) => {
    expect(await queryOf(question)).toMatchObject({ items: ['objective:24'], attributes: ['responsible'] });
  });

  it('does not list everything for an office that is not there', async () => {
    const { answer } = await converse(engine, 'che obiettivi ha l’ufficio statistica?');
    expect(answer.kind).toBe('no_data');
  });
});

describe('a question that goes on', () => {
  it('narrows what was listed by a weight or a goal, not by an item of that number', async () => {
    expect(await queryOf('obiettivi del settore 5', 'solo quelli con peso 24')).toMatchObject(
      holding(
        { type: 'structure', level: 'department', codes: ['Settore 5'] },
        { type: 'bound', figure: 'weight', op: 'eq', than: { value: 24 } },
      ),
    );
    expect(await queryOf('obiettivi del settore 2', 'con goal 11')).toMatchObject(
      holding(
        { type: 'structure', level: 'department', codes: ['Settore 2'] },
        { type: 'goal', numbers: [11] },
      ),
    );
  });

  it('takes the difference of two things asked one after the other', async () => {
    expect(await queryOf('quanto costa l’obiettivo 24?', 'e il 25?', 'e la differenza?')).toMatchObject({
      sides: 'most',
      select: [{ type: 'items', refs: ['objective:24', 'objective:25'] }],
    });
    expect(await queryOf('impegnato settore 3', 'e il settore 5?', 'che differenza c’è?')).toMatchObject({
      sides: 'most',
      columns: [{ figure: 'committed' }],
      select: [{ type: 'structure', codes: ['Settore 3', 'Settore 5'] }],
    });
  });

  it('turns a figure into a share of the other', async () => {
    expect(
      await queryOf('quanto ha riscosso il processo 9?', 'in percentuale sull’accertato?'),
    ).toMatchObject({
      measures: ['collection_rate'],
    });
  });
});

describe('what an answer says', () => {
  it('shows the addends of a sum', async () => {
    const { answer } = await converse(engine, 'somma del personale degli obiettivi 13, 14 e 15');
    expect(answer.headline).toContain(
      '118.076,16 € = 39.817,80 € (obiettivo 13) + 39.225,66 € (obiettivo 14) + 39.032,70 € (obiettivo 15)',
    );
  });

  it('says that resources used hold personnel only, where nothing is declared as settled', async () => {
    const { text } = await converse(engine, 'risorse utilizzate dell’obiettivo 24');
    expect(text).toContain('liquidato non dichiarato');
  });

  it('names the cause of a total that does not add up', async () => {
    const { text } = await converse(
      engine,
      'perché il costo dei processi non torna con la somma delle righe?',
    );
    expect(text).toContain('23.790,76');
    expect(text).toContain('processo 61');
  });

  it('gives the employees in service, not those invited to a survey', async () => {
    const { text } = await converse(engine, 'quanti dipendenti ha il comune?');
    expect(text).toContain('526');
    expect(text).toContain('533');
    expect(text).not.toContain('511');
  });

  it('titles a ranking as one would say it', async () => {
    const { answer } = await converse(engine, 'i 3 processi con il costo del personale più alto');
    expect(answer.headline).toMatch(
      /^I 3 processi con il costo del personale più alto, 2021: processo 12, 1\.474\.024,89 €;/,
    );
  });
});

it.each([
  ['autovelox', 'obiettivo 6'],
  ['telelaser?', 'obiettivo 6'],
])('takes one word alone for the item that has it in its name: «%s»', async (question, name) => {
  const { answer } = await converse(engine, question);
  expect(answer.headline).toContain(name);
  expect(answer.query?.type).toBe('item');
});

it('takes one word alone that nothing has for nothing', async () => {
  expect((await converse(engine, 'pizza')).answer.kind).toBe('no_data');
});
