import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const queriesOf = (question: string) => compose(question, vocabulary).queries;
const answerTo = async (question: string) => (await converse(luccaEngine(), question)).answer;

const kind = (...kinds: readonly string[]) => ({ type: 'kind', kinds });
const departments = (...codes: readonly string[]) => ({ type: 'structure', level: 'department', codes });
const goal = (...numbers: readonly number[]) => ({ type: 'goal', numbers });

it('takes a total for no «totally»', async () => {
  const question = 'percentuale del riscosso sul totale accertato degli obiettivi';
  expect((await converse(luccaEngine(), question)).text).toContain('sui totali interi è 5,65 %');
});

describe('what sets are asked in everyday words', () => {
  it.each([
    ['qual è l’obiettivo meno pesante tra quelli che hanno avuto entrate?', 'con entrate dichiarate'],
    ['quali obiettivi hanno speso tutto quello che avevano impegnato?', '1 obiettivo con liquidato pari'],
    [
      'spesa di personale dei processi del settore 2 e del settore 9: chi spende di più e di quanto?',
      'di più Settore 9, differenza 2.262.389,64 €',
    ],
    ['elenco dei processi con impegni superiori a un milione, dal più grande', 'processo 30, 5.944.232,81 €'],
    ['settori ordinati per peso medio', 'Settore 9, 23,6; Settore 3, 22,6; Settore 2, 22,5'],
    [
      'entro quando vanno chiusi gli obiettivi del settore 3?',
      '5 obiettivi del Settore 3, 2021: 31/12/2021 (4)',
    ],
    ['ci sono obiettivi condivisi tra settori?', 'Sì. 15 obiettivi trasversali'],
    ['a che percentuale siamo arrivati col consiglio comunale senza carta?', 'grado di raggiungimento 50 %'],
    [
      'gli obiettivi del settore 6 e i processi del settore 7 quanto hanno impegnato insieme?',
      'somma 81.309,32 €',
    ],
    ['quale tra i goal 3, 4 e 11 ha più obiettivi?', 'Goal 11 Città e comunità sostenibili: 23 obiettivi'],
    ['tra il goal 3 e il goal 4 chi ha più obiettivi?', 'Goal 3 Salute e benessere: 10 obiettivi'],
    ['l’obiettivo più costoso tra quelli non ancora al 100%', 'Obiettivo 5'],
    ['quanto vale il secondo processo più costoso rispetto al primo?', 'differenza −444.631,40 €'],
    [
      'differenza di personale tra il settore che ne spende di più e quello che ne spende di meno',
      'differenza 3.991.155,79 €',
    ],
  ])('«%s»', async (question, part) => {
    expect((await answerTo(question)).headline).toContain(part);
  });
});

describe('sets as offices ask for them', () => {
  it.each([
    ['gli obiettivi del 5', [departments('Settore 5')]],
    ['i processi del 4 e del 6', [departments('Settore 4', 'Settore 6')]],
    ['obiettivi che toccano sia il goal 11 che il goal 13', [goal(11), goal(13)]],
    ['obiettivi del goal 11 o del goal 13', [goal(11, 13)]],
    ['gli obiettivi da 24 punti', [{ type: 'bound', figure: 'weight', op: 'eq', than: { value: 24 } }]],
    [
      'gli obiettivi che costano almeno il doppio della media',
      [{ type: 'bound', op: 'gte', than: { mean: true, times: 2 } }],
    ],
    [
      'gli obiettivi che costano meno della metà dell’obiettivo 24',
      [{ type: 'bound', op: 'lt', than: { item: 'objective:24', times: 0.5 } }],
    ],
  ])('«%s»', (question, select) => {
    expect(queriesOf(question)).toMatchObject([
      { select: [kind(question.includes('processi') ? 'process' : 'objective'), ...select], by: 'item' },
    ]);
  });

  it('still knows an item by its number', () => {
    expect(queriesOf('gli obiettivi 5 e 8')).not.toMatchObject([{ select: [kind('objective')] }]);
    expect(queriesOf('costo dell’obiettivo 5')).toMatchObject([{ items: ['objective:5'] }]);
  });

  it('has a row for each structure, but for the one that is left out', () => {
    expect(queriesOf('quanti processi per ogni settore tranne il 9?')).toMatchObject([
      { by: 'department', select: [kind('process'), { type: 'not', atom: departments('Settore 9') }] },
    ]);
  });

  it('asks which of a few structures', () => {
    expect(queriesOf('quali staff hanno obiettivi sotto il 100%?')).toMatchObject([
      { by: 'department', select: [kind('objective'), departments('Staff A', 'Staff B', 'Staff C'), {}] },
    ]);
  });

  it('puts structures in the order that is said', () => {
    expect(queriesOf('le uo del settore 5 in ordine di costo')).toMatchObject([
      { by: 'unit', order: { direction: 'most', limit: null } },
    ]);
  });

  it('takes one figure from another without an article', () => {
    const column = { type: 'op', op: '-', left: { figure: 'assessed' }, right: { figure: 'collected' } };
    expect(queriesOf('totale accertato meno riscosso del settore 9')).toMatchObject([{ columns: [column] }]);
  });

  it('says how many times as much', async () => {
    expect((await answerTo('obiettivi con peso superiore alla metà della media')).headline).toContain(
      'con peso superiore alla metà della media',
    );
    expect((await answerTo('quali obiettivi pesano più della metà dell’obiettivo 24?')).headline).toContain(
      'con peso superiore alla metà di quello dell’obiettivo 24',
    );
  });
});

describe('one of two things', () => {
  const heavy = { type: 'bound', figure: 'weight', op: 'eq', than: { value: 24 } };
  it.each([
    ['obiettivi del settore 3 o con peso 24', [departments('Settore 3'), heavy]],
    ['obiettivi con peso 24 o quelli del settore 3', [heavy, departments('Settore 3')]],
    [
      'obiettivi trasversali o con peso sotto 20',
      [
        { type: 'scope', scope: 'transversal' },
        { type: 'bound', figure: 'weight', op: 'lt' },
      ],
    ],
  ])('is either of them, of whatever kind: «%s»', (question, atoms) => {
    expect(queriesOf(question)).toMatchObject([{ select: [kind('objective'), { type: 'any', atoms }] }]);
  });

  it('is a set of structures where both are', () => {
    expect(
      queriesOf('processi del settore 9 o del settore 7 con personale sopra i 300.000 euro'),
    ).toMatchObject([{ select: [kind('process'), departments('Settore 9', 'Settore 7'), {}] }]);
  });

  it('is unclear where the first is denied', async () => {
    expect((await answerTo('obiettivi che non sono del settore 3 o con peso 24')).kind).toBe('clarification');
  });
});

describe('how many there are of what items belong to', () => {
  it.each([
    ['gli obiettivi di peso 24 su quanti settori sono distribuiti?', 6],
    ['quanti settori contribuiscono al goal 11?', 8],
    ['quanti goal tocca il settore 2?', 7],
  ])('counts those: «%s»', async (question, count) => {
    expect(await answerTo(question)).toMatchObject({ kind: 'answer', value: count });
  });

  it('counts the offices of a department, whatever they do', () => {
    expect(queriesOf('quante u.o. ha il settore 5?')).toEqual([]);
  });
});

describe('the first few, by what is said of them', () => {
  it('adds them up', async () => {
    const answer = await answerTo('dal terzo al sesto settore per impegnato quanto fanno insieme?');
    expect(answer).toMatchObject({ value: 483_701_258 });
    expect(answer.headline).toContain('dal 3º posto');
  });

  it('holds them against the whole', () => {
    expect(queriesOf('il personale dei primi tre settori quanto pesa sul totale?')).toMatchObject([
      {
        select: [{ codes: ['Settore 9', 'Settore 7', 'Settore 2'] }],
        columns: [{ op: '%', left: { figure: 'personnel' }, right: { select: [] } }],
      },
    ]);
  });
});

describe('a limit that is a part of a total, or the mean of a kind', () => {
  const ofTotal = (...total: readonly string[]) => ({ total, times: 0.1 });
  it.each([
    ['quali settori non arrivano al 10 % del personale totale?', 'lt'],
    ['quali settori superano il 10 % del personale totale?', 'gt'],
  ])('holds of structures: «%s»', (question, op) => {
    expect(queriesOf(question)).toMatchObject([
      { by: 'department', having: [{ expr: { figure: 'personnel' }, op, than: ofTotal() }] },
    ]);
  });

  it('holds of items', async () => {
    expect(queriesOf('quali processi costano più del 10% del personale totale dei processi?')).toMatchObject([
      { by: 'item', select: [kind('process'), { figure: 'personnel', than: ofTotal('process') }] },
    ]);
    expect((await answerTo('quali processi superano il 10% dell’impegnato totale?')).headline).toContain(
      'superiore al 10 % del totale di tutte le voci',
    );
  });

  it('is that of all of the kind that is said', async () => {
    expect(
      await answerTo('quanti obiettivi del settore 9 costano più della media degli obiettivi?'),
    ).toMatchObject({ value: 4 });
  });
});

describe('counts and sums, as they are asked', () => {
  it.each([['numero di obiettivi per peso'], ['quanti obiettivi per peso?']])(
    'has a row for each weight: «%s»',
    (question) => {
      expect(queriesOf(question)).toMatchObject([{ by: 'weight', columns: [{ figure: 'items' }] }]);
    },
  );

  it('makes one amount of two of an item', async () => {
    expect(await answerTo('somma di impegnato e personale del processo 43')).toMatchObject({
      value: 352_769_834,
    });
  });
});

describe('offices and what they are held against', () => {
  it('compares offices by how many items they have', async () => {
    const answer = await answerTo('chi tra ragioneria e tributi ha più obiettivi?');
    expect(answer.headline).toContain('U.O.1.2: 2');
    expect(answer.headline).toContain('U.O.1.3: 2');
  });

  it('takes an office for a part of its department', () => {
    expect(
      queriesOf('la polizia municipale quanto vale in percentuale del personale del settore 9?'),
    ).toMatchObject([{ columns: [{ op: '%', right: { select: [departments('Settore 9')] } }] }]);
  });

  it('takes the place after the whole for that of its part too', () => {
    expect(queriesOf('l’incidenza dei processi sul personale del settore 7')).toMatchObject([
      {
        select: [kind('process'), departments('Settore 7')],
        columns: [{ op: '%', right: { select: [departments('Settore 7')] } }],
      },
    ]);
  });

  it('divides what a department costs by how many items it has', async () => {
    expect(await answerTo('quanto fa il personale del settore 3 diviso per i suoi obiettivi?')).toMatchObject(
      { value: 14_864_247 },
    );
  });

  it('adds no office to items that another word found', async () => {
    expect((await answerTo('quanto costano anagrafe e biblioteca?')).kind).toBe('clarification');
  });
});

describe('orders and means of structures', () => {
  it('ranks them by a mean of what they have', () => {
    const mean = { fold: 'mean', figure: 'weight', of: ['objective'] };
    for (const question of [
      'quale settore ha in media gli obiettivi più pesanti?',
      'quale dei tre staff ha gli obiettivi più pesanti in media?',
    ])
      expect(queriesOf(question)).toMatchObject([{ by: 'department', order: { by: mean, limit: 1 } }]);
    expect(queriesOf('peso medio degli obiettivi per settore in ordine decrescente')).toMatchObject([
      { by: 'department', order: { by: mean, direction: 'most', limit: null } },
    ]);
  });

  it('puts what is counted in order', () => {
    expect(queriesOf('numero di processi per uo in ordine crescente')).toMatchObject([
      { by: 'unit', order: { by: { figure: 'items' }, direction: 'least', limit: null } },
    ]);
  });

  it('asks who has most of those of which something holds', () => {
    expect(queriesOf('chi ha più obiettivi con peso 24?')).toMatchObject([
      { by: 'department', order: { by: { figure: 'items' }, limit: 1 } },
    ]);
  });

  it('holds a structure to each of its items', () => {
    expect(queriesOf('quali settori hanno solo obiettivi al 100%?')).toMatchObject([
      { by: 'department', having: [{ expr: { fold: 'min', figure: 'attainment' }, op: 'gte' }] },
    ]);
    expect(queriesOf('elenca le uo che non hanno né obiettivi né impegnato')).toMatchObject([
      {
        by: 'unit',
        having: [
          { op: 'eq', than: { value: 0 } },
          { op: 'eq', than: { value: 0 } },
        ],
      },
    ]);
  });
});

describe('what is left out, and the few that are meant', () => {
  it('is inside the place that is said', () => {
    expect(queriesOf('somma accertato dei 5 obiettivi più pesanti del settore 2')).toMatchObject([
      { select: [{ type: 'top', of: { select: [kind('objective'), departments('Settore 2')], limit: 5 } }] },
    ]);
    expect(queriesOf('processi della uo 6.1 senza quello degli eventi: totale impegnato')).toMatchObject([
      { select: [kind('process'), {}, { type: 'not', atom: { type: 'items', refs: ['process:51'] } }] },
    ]);
  });

  it('is a structure by its everyday name', () => {
    expect(queriesOf('totale liquidato senza scuola')).toMatchObject([
      { select: [{ type: 'not', atom: departments('Settore 4') }] },
    ]);
  });

  it('takes the figure that is said for both of two places in an order', () => {
    const personnel = { figure: 'personnel' };
    expect(queriesOf('che differenza di personale c’è tra il processo più caro e il secondo?')).toMatchObject(
      [{ columns: [{ op: '-', left: personnel, right: { expr: personnel } }] }],
    );
  });
});

describe('what a reader has no use for', () => {
  it.each([
    ['confronta impegnato e liquidato di scuola e cultura'],
    ['obiettivi del goal 16 trasversali e non'],
    ['la somma dei pesi per settore, solo quelli sopra 100'],
    ['fra l’obiettivo 24 e il 25 qual è il più costoso dei processi?'],
  ])('is asked about: «%s»', async (question) => {
    expect((await answerTo(question)).kind).toBe('clarification');
  });
});

describe('what holds of both, of each, of none', () => {
  it.each([
    ['quali obiettivi del goal 11 sono anche del goal 3?', [goal(11), goal(3)]],
    [
      'gli obiettivi che hanno sia impegnato che liquidato',
      [
        { type: 'declared', figure: 'committed' },
        { type: 'declared', figure: 'settled' },
      ],
    ],
  ])('is all of it: «%s»', (question, select) => {
    expect(queriesOf(question)).toMatchObject([{ select: [kind('objective'), ...select] }]);
  });

  it('is all that there was of it', () => {
    expect(queriesOf('tra gli obiettivi che hanno accertato, chi ha riscosso tutto?')).toMatchObject([
      {
        select: [
          kind('objective'),
          {},
          { type: 'versus', figure: 'collected', op: 'gte', other: 'assessed' },
        ],
      },
    ]);
  });

  it('leaves out each of a list', () => {
    const without = (code: string) => ({ type: 'not', atom: departments(code) });
    expect(queriesOf('personale totale escludendo settore 9, settore 7 e settore 2')).toMatchObject([
      { select: [without('Settore 9'), without('Settore 7'), without('Settore 2')] },
    ]);
  });

  it('narrows both of two counts by what is said at the end', () => {
    const bound = { type: 'bound', figure: 'weight', op: 'eq' };
    expect(queriesOf('quanti obiettivi del settore 5 e quanti del settore 8 pesano 22?')).toMatchObject([
      { select: [kind('objective'), departments('Settore 5'), bound] },
      { select: [kind('objective'), departments('Settore 8'), bound] },
    ]);
  });

  it('takes one total from another', () => {
    expect(queriesOf('totale personale dei processi meno totale personale degli obiettivi')).toMatchObject([
      { order: null, columns: [{ op: '-', left: { figure: 'personnel' } }] },
    ]);
  });

  it('holds a limit of half a million against structures', () => {
    expect(queriesOf('quali uo costano più di mezzo milione di personale?')).toMatchObject([
      { by: 'unit', having: [{ expr: { figure: 'personnel' }, op: 'gt' }] },
    ]);
  });

  it.each([
    ['quanti obiettivi ci sono per ogni processo nel settore 8?'],
    ['c’è un settore che ha tutti gli obiettivi di peso 22?'],
    ['elenco processi della protezione civile e della polizia con personale oltre 200mila'],
    ['se sommo turismo e sport quanto liquidato c’è?'],
    ['impegnato degli obiettivi del settore 7 escluso il settore 9'],
  ])('is asked about where no query holds it: «%s»', async (question) => {
    expect((await answerTo(question)).kind).toBe('clarification');
  });
});
