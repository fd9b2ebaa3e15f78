import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answers/grammar/compose.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const lucca = luccaEngine();
const queriesOf = (question: string) => compose(question, vocabulary).queries;

const kind = (...kinds: readonly string[]) => ({ type: 'kind', kinds });
const department = (code: string) => ({ type: 'structure', level: 'department', codes: [code] });
const items = { type: 'fold', fold: 'sum', figure: 'items' };
const sum = (figure: string) => ({ type: 'fold', fold: 'sum', figure });
const undeclared = (figure: string) => ({ type: 'not', atom: { type: 'declared', figure } });

describe('a place after a ranking', () => {
  it.each([
    ['quale goal ha più obiettivi? e il terzo?', 'goal', 'most', 3],
    ['quale ufficio ha meno obiettivi e qual è il secondo?', 'unit', 'least', 2],
    ['quale settore ha liquidato di più, quale è terzo?', 'department', 'most', 3],
  ])('«%s»', (question, by, direction, from) => {
    expect(queriesOf(question)).toMatchObject([
      { by, order: { direction, from: 1, limit: 1 } },
      { by, order: { direction, from, limit: 1 } },
    ]);
  });

  it('goes on to the other end of it', () => {
    expect(queriesOf('Quale settore ha più obiettivi, quale è secondo e quale ne ha meno?')).toMatchObject([
      { order: { direction: 'most', from: 1 } },
      { order: { direction: 'most', from: 2 } },
      { order: { direction: 'least', from: 1 } },
    ]);
  });
});

describe('a total and who has most of it', () => {
  it('counts, then ranks by the count', () => {
    expect(queriesOf('quanti obiettivi ha l’ente e chi ne ha di meno?')).toMatchObject([
      { select: [kind('objective')], by: null, columns: [items] },
      { select: [kind('objective')], by: 'department', order: { by: items, direction: 'least', limit: 1 } },
    ]);
  });

  it('sums, then ranks by the sum', () => {
    expect(queriesOf('quanto hanno liquidato gli obiettivi e quale settore di più?')).toMatchObject([
      { by: null, columns: [sum('settled')] },
      { by: 'department', order: { by: sum('settled'), direction: 'most', limit: 1 } },
    ]);
  });
});

describe('a count and which they are', () => {
  it('holds a condition alone against what was counted', () => {
    expect(queriesOf('quanti obiettivi ha il settore 8 e quali pesano più di 22?')).toMatchObject([
      { by: null, columns: [items], select: expect.arrayContaining([department('Settore 8')]) },
      {
        by: 'item',
        select: expect.arrayContaining([department('Settore 8'), expect.objectContaining({ type: 'bound' })]),
      },
    ]);
  });

  it('lists what was counted', () => {
    expect(queriesOf('quanti processi hanno più di 200.000 € di liquidato? dimmi anche quali')).toMatchObject(
      [
        { by: null, columns: [items] },
        { by: 'item', select: [kind('process'), { type: 'bound', figure: 'settled' }] },
      ],
    );
  });

  it('lists those of them that declare a figure', () => {
    expect(
      queriesOf('Quanti processi ha il settore 9, e quali di questi hanno una entrata accertata?'),
    ).toMatchObject([
      { by: null, columns: [items] },
      {
        by: 'item',
        select: [kind('process'), department('Settore 9'), { type: 'declared', figure: 'assessed' }],
      },
    ]);
  });
});

describe('a figure and its share', () => {
  it.each([
    [
      'quanto ha liquidato in tutto il settore 2 e che percentuale è dell’impegnato?',
      'settled',
      'settlement_rate',
    ],
    ['quanto ha riscosso il settore 9 e che quota è dell’accertato?', 'collected', 'collection_rate'],
  ])('«%s»', (question, figure, rate) => {
    expect(queriesOf(question)).toMatchObject([{ columns: [sum(figure), sum(rate)] }]);
  });

  it('counts, and says the share of all', () => {
    expect(queriesOf('quanti obiettivi triennali ci sono e che quota sono del totale?')).toMatchObject([
      { columns: [items, { op: '%', left: items }] },
    ]);
  });
});

describe('two attributes of one card', () => {
  it.each([
    ['che peso ha l’obiettivo 30, e a che percentuale è arrivato?', ['weight', 'attainment']],
    ['quanto ha liquidato l’obiettivo 8 e a che punto è arrivato?', ['settled', 'attainment']],
  ])('«%s»', (question, measures) => {
    expect(queriesOf(question)).toMatchObject([{ type: 'item', measures }]);
  });
});

describe('two things asked of a title', () => {
  it('answers both', async () => {
    const { text } = await converse(lucca, 'che peso ha la bicipolitana, e a che percentuale è arrivata?');
    expect(text).toContain('peso 22');
    expect(text).toContain('raggiungimento 100 %');
  });
});

describe('a figure held against itself', () => {
  it.each([
    'quali obiettivi hanno più di 30.000 euro di impegnato e impegnato inferiore a 10.000 euro?',
    'elenca i processi con liquidato superiore a 80.000 euro e liquidato pari a 0 euro',
  ])('«%s» is asked about', async (question) => {
    const { answer, text } = await converse(lucca, question);
    expect(answer.kind).toBe('clarification');
    expect(text).not.toContain('Nessuno');
  });
});

describe('a scope that both halves share', () => {
  it('holds for both where the verb lacks its letter', () => {
    expect(queriesOf('quanti obbiettivi e quanti processi à il settore 4?')).toMatchObject([
      { select: [kind('objective', 'process'), department('Settore 4')], by: 'kind' },
    ]);
  });
});

describe('a figure made of two, of several places', () => {
  it.each([
    ['differenza tra impegnato e liquidato nel settore 6 e nel settore 4', 'department', 'unsettled'],
    [
      'liquidato in percentuale dell’impegnato per il settore 6 e per il settore 4',
      'department',
      'settlement_rate',
    ],
    ['quanto resta da liquidare al settore 4, e al settore 6?', 'department', 'unsettled'],
  ])('is told of each: «%s»', (question, by, figure) => {
    expect(queriesOf(question)).toMatchObject([{ by, columns: [sum(figure)] }]);
  });

  it('is told of both where they are asked about together', () => {
    expect(
      queriesOf('che percentuale dell’impegnato hanno liquidato insieme il settore 4 e il settore 6?'),
    ).toMatchObject([{ by: null, columns: [sum('settlement_rate')] }]);
  });
});

describe('two that are named with «sia»', () => {
  it.each([
    'quanto hanno liquidato sia il settore 4 sia il settore 6?',
    'sia il settore 4 che il settore 6 quanto hanno liquidato?',
  ])('are asked about one by one, where each does something: «%s»', (question) => {
    expect(queriesOf(question)).toMatchObject([
      { by: 'department', select: [{ type: 'structure', codes: ['Settore 4', 'Settore 6'] }] },
    ]);
  });

  it('are both, where something is of each', () => {
    expect(queriesOf('obiettivi sia del settore 3 sia del settore 8')).toMatchObject([
      { select: [kind('objective'), department('Settore 3'), department('Settore 8')] },
    ]);
  });
});

describe('what several come to together, asked at the end', () => {
  it.each([
    ['i 3 processi con più liquidato e quanto fanno insieme?', 'settled'],
    ['quali sono i 3 processi con più liquidato e il loro totale?', 'settled'],
  ])('is told beside the few that come first: «%s»', (question, figure) => {
    expect(queriesOf(question)).toMatchObject([
      { by: 'item', order: { by: sum(figure), limit: 3 } },
      {
        by: null,
        select: expect.arrayContaining([{ type: 'top', of: expect.anything() }]),
        columns: [sum(figure)],
      },
    ]);
  });

  it.each([
    [
      'quanti obiettivi ha il settore 5 e quanti il settore 8, e in tutto?',
      { codes: ['Settore 5', 'Settore 8'] },
    ],
    ['quanti obiettivi del goal 11 e quanti del goal 13, e in tutto quanti sono?', { numbers: [11, 13] }],
  ])('is of all the places that were counted: «%s»', (question, places) => {
    const queries = queriesOf(question);
    expect(queries).toHaveLength(3);
    expect(queries[2]).toMatchObject({
      columns: [items],
      select: [kind('objective'), expect.objectContaining(places)],
    });
  });
});

describe('what a structure has, after how many items it has', () => {
  it('is of all that it does, where it is said to have it', () => {
    expect(queriesOf('quanti processi ha il settore 6 e quanto ha liquidato?')).toMatchObject([
      { select: [kind('process'), department('Settore 6')], columns: [items] },
      { select: [department('Settore 6')], columns: [sum('settled')] },
    ]);
  });

  it('is of those items, where they are said to have it', () => {
    expect(queriesOf('quanti processi ha il settore 6 e quanto hanno liquidato?')).toMatchObject([
      { select: [kind('process'), department('Settore 6')], columns: [items, sum('settled')] },
    ]);
  });
});

describe('what the structure that was asked for has of its own', () => {
  it('is put in order among its items', () => {
    expect(queriesOf('quale settore ha più obiettivi e qual è il suo processo più caro?')).toMatchObject([
      { by: 'department', order: { by: items } },
      {
        by: 'item',
        select: [kind('process'), { type: 'structure', first: { by: items, limit: 1 } }],
        order: { by: sum('resources'), limit: 1 },
      },
    ]);
  });
});

describe('all that was asked, of another place', () => {
  it('is told of both', () => {
    const of = (code: string) => ({
      select: [kind('process'), department(code)],
      columns: [items, sum('personnel')],
    });
    expect(
      queriesOf('quanti processi ha lo Staff B e quanto costano di personale? E lo Staff A?'),
    ).toMatchObject([of('Staff B'), of('Staff A')]);
  });
});

describe('what is spent on, said at the end', () => {
  it('is of each of those before', () => {
    expect(queriesOf('quanto hanno speso il settore 2 e il settore 4 per il personale?')).toMatchObject([
      { by: 'department', columns: [sum('personnel')] },
    ]);
  });
});

describe('what two items weigh, and another figure of theirs', () => {
  it('is no share of it', () => {
    expect(
      queriesOf('quanto pesano l’obiettivo 6 e l’obiettivo 7 e a quanto ammonta la somma dei loro impegni?'),
    ).toMatchObject([{ columns: [sum('weight'), sum('committed')] }]);
  });
});

describe('what is denied twice', () => {
  it.each([
    ['obiettivi che non hanno né impegnato né liquidato', [undeclared('committed'), undeclared('settled')]],
    ['processi senza né accertato né riscosso', [undeclared('assessed'), undeclared('collected')]],
    [
      'obiettivi collegati al goal 11 ma non al 16',
      [
        { type: 'goal', numbers: [11] },
        { type: 'not', atom: { type: 'goal', numbers: [16] } },
      ],
    ],
  ])('«%s»', (question, atoms) => {
    expect(queriesOf(question)).toMatchObject([{ select: [{ type: 'kind' }, ...atoms] }]);
  });

  it('ties nought to the figure that it stands beside', () => {
    expect(queriesOf('processi con oltre 20.000 € impegnati e zero liquidato dichiarato')).toMatchObject([
      {
        select: [
          kind('process'),
          { type: 'bound', figure: 'committed', op: 'gt', than: { value: 2_000_000 } },
          {
            type: 'any',
            atoms: [{ figure: 'settled', op: 'eq', than: { value: 0 } }, undeclared('settled')],
          },
        ],
      },
    ]);
  });
});

describe('one place against another', () => {
  it('takes the difference of their means', () => {
    expect(
      queriesOf('il peso medio degli obiettivi del settore 5 è più basso di quello del settore 9?'),
    ).toMatchObject([
      {
        columns: [
          {
            op: '-',
            left: { fold: 'mean', figure: 'weight' },
            right: { expr: { fold: 'mean', figure: 'weight' } },
          },
        ],
      },
    ]);
  });
});

describe('an order and a set chosen first', () => {
  it('puts in order from the highest', () => {
    expect(
      queriesOf('mettimi in ordine, dal più alto al più basso, i processi del settore 2 per impegnato'),
    ).toMatchObject([{ by: 'item', order: { by: sum('committed'), direction: 'most', limit: null } }]);
  });

  it('ranks among those that were taken', () => {
    expect(
      queriesOf('prendi i tre processi con il riscosso più alto: tra questi quale ha impegnato di più?'),
    ).toMatchObject([
      { order: { by: sum('collected'), limit: 3 } },
      {
        select: [kind('process'), { type: 'top', of: { limit: 3 } }],
        order: { by: sum('committed'), limit: 1 },
      },
    ]);
  });
});

describe('a second half that leans on the first', () => {
  it.each([
    ['il terzo processo per liquidato e chi lo segue', /243\.068,47 €.*È affidato a U\.O\.9\.1/s],
    ['il secondo processo per incassi, e di che unità è?', /909\.476,90 €.*È affidato a U\.O\.9\.1/s],
    ['quanti obiettivi del settore 7 sono al 100 %, e quali no?', /1 obiettivo.*obiettivo 5 «Regolamento/s],
    [
      'quali sono i tre settori con meno personale sugli obiettivi, e quanti obiettivi hanno?',
      /9 obiettivi dello Staff C, del Settore 7 e del Settore 3/,
    ],
  ])('«%s»', async (question, said) => {
    expect((await converse(lucca, question)).text.replaceAll('\n', ' ')).toMatch(said);
  });

  it.each([
    // What the first of an order is a part of.
    [
      'qual è l’obiettivo più caro del settore 9 e quanto incide sul totale del settore?',
      /10,58 % .*Settore 9/,
    ],
    ['qual è il processo più costoso del settore 5 e che percentuale del settore rappresenta?', /9,53 %/],
    [
      'qual è l’obiettivo più caro e quanto incide sul totale degli obiettivi?',
      /18,5 % .*tutti gli obiettivi/,
    ],
    // Those that have none of it.
    ['quanti settori hanno processi con entrate e quali non ne hanno?', /^6 settori.* 7 settori/],
    ['quanti obiettivi hanno entrate e quale ne è privo?', /^8 obiettivi.* 61 obiettivi senza/],
    ['quanti processi hanno impegnato e quanti ne sono privi?', /^29 processi.* 32 processi/],
    ['quanti settori hanno liquidato qualcosa e quali no?', /^7 settori.* 6 settori/],
    // Of each of the sets that were counted.
    [
      'quanti obiettivi il settore 5 e quanti processi il settore 3, e quanto hanno impegnato?',
      /^11 obiettivi.* 7 processi.* 5\.820,06 €.* 2\.251\.505,69 €/,
    ],
    // Several things of one, whether it is named by its kind or not.
    ['quanto pesa il 69 e a che percentuale è arrivato?', /raggiungimento 50 %; peso 22/],
    ['il peso del 33 nonché il suo grado di raggiungimento', /peso 24; grado di raggiungimento 100 %/],
    [
      'l’obiettivo 24 è raggiunto, quanto è costato e chi lo segue?',
      /26\.039,41 €.*raggiungimento 100 %.*U\.O\.3\.2/,
    ],
    // Of the term that is explained; of the body.
    ['cos’è il PIAO e quando andava approvato nel 2022?', /^PIAO: .*PIAO .*entro il 31 gennaio/],
    ['cosa vuol dire accertato e quanto abbiamo accertato?', /^Accertamento: .*13\.743\.244,98 €/],
    [
      'oltre al liquidato del settore 6 vorrei anche il riscosso',
      /liquidato 473\.070,51 €; riscosso 134\.301,17 €/,
    ],
  ])('«%s» tells both', async (question, said) => {
    expect((await converse(lucca, question)).text.replaceAll('\n', ' ')).toMatch(said);
  });

  it.each([
    'buongiorno, 1. quanti obiettivi ha il settore 4? 2. quanto costa la bicipolitana? grazie',
    'A) quanti obiettivi ha il settore 4 B) quanto costa la bicipolitana',
    '- quanti obiettivi ha il settore 4? - quanto costa la bicipolitana?',
    'Primo, quanti obiettivi ha il settore 4. Secondo, quanto costa la bicipolitana.',
    'mi servono: - gli obiettivi del settore 4 - il costo della bicipolitana',
    'innanzitutto quanti obiettivi ha il settore 4? inoltre, quanto costa la bicipolitana?',
  ])('answers what is listed one by one: «%s»', async (question) => {
    expect((await converse(lucca, question)).text.replaceAll('\n', ' ')).toMatch(
      /^6 obiettivi del Settore 4.*26\.039,41 €/,
    );
  });

  it('asks back of what something is a part, where the whole alone is named', async () => {
    expect((await converse(lucca, 'quanto incide sul totale del settore 9?')).answer.kind).toBe(
      'clarification',
    );
  });

  it('takes what weighs on a total for what it costs', async () => {
    expect((await converse(lucca, 'quanto incide il processo 12 sul totale del settore 9?')).text).toContain(
      '32,45 % delle risorse utilizzate del Settore 9',
    );
  });

  it('tells once what is asked twice', async () => {
    const { text } = await converse(lucca, 'quanto costa il settore 4 e quanto costa il settore 4?');
    expect(text.match(/7\.506\.492,83/g)).toHaveLength(1);
  });
});

describe('things held side by side', () => {
  it('has a row for each goal that is named, and for no other', async () => {
    const { answer } = await converse(
      lucca,
      'costo medio di personale degli obiettivi del goal 4 confrontato con quelli del goal 11',
    );
    expect(answer.table?.rows.map(([name]) => name?.text)).toEqual([
      'goal 4 Istruzione di qualità',
      'goal 11 Città e comunità sostenibili',
    ]);
  });

  it('takes the mean of a set for what one is held against', () => {
    expect(
      queriesOf('di quanto il personale dell’obiettivo 8 supera la media degli obiettivi?'),
    ).toMatchObject([
      {
        columns: [
          { op: '-', left: sum('personnel'), right: { expr: { fold: 'mean', figure: 'personnel' } } },
        ],
      },
    ]);
  });

  it('holds them by the figure that is looked at', () => {
    expect(
      queriesOf('di quanto il processo che costa di più supera il secondo come personale?'),
    ).toMatchObject([{ select: [{ refs: ['process:12'] }], columns: [{ left: sum('personnel') }] }]);
  });
});

describe('what says by itself what it is of', () => {
  it('is of all where nothing else is', () => {
    expect(queriesOf('quanto resta da liquidare?')).toMatchObject([
      { select: [], columns: [sum('unsettled')] },
    ]);
  });

  it('is of what was talked about where something was', async () => {
    const { text } = await converse(lucca, 'quanto costa l’obiettivo 3?', 'quanto resta da liquidare?');
    expect(text).toContain('100.198,40');
  });

  it('leaves out what it is told to leave out', async () => {
    const { text } = await converse(lucca, 'togli il settore 5: quanto resta impegnato in tutto il Comune?');
    expect(text).toContain('22.374.026,46');
  });
});

describe('its own figure, after the one that comes first', () => {
  it.each([
    'qual è l’obiettivo con meno personale del settore 5 e qual è la sua percentuale di raggiungimento?',
    'qual è l’obiettivo con meno personale del settore 5 e il suo grado di raggiungimento?',
  ])('is of that one: «%s»', async (question) => {
    const { text } = await converse(lucca, question);
    expect(text).toContain('rado di raggiungimento 95 %');
    expect(text).not.toContain('medio');
  });

  it('is of the structure that comes first', async () => {
    const { text } = await converse(lucca, 'qual è il settore che ha impegnato di più e il suo liquidato?');
    expect(text).toMatch(/Settore 2 – .*: liquidato 108\.246,95 €/);
  });

  it('is a mean of all where a mean is asked for', async () => {
    const { text } = await converse(lucca, 'qual è l’obiettivo più caro e qual è il peso medio?');
    expect(text).toContain('media del peso 22,14');
  });
});

describe('the two ends of an order', () => {
  it.each([
    'mi dai il processo più caro e quello meno caro del settore 7?',
    'il processo che costa di più e quello che costa meno del settore 7',
  ])('are of the place that is said after them: «%s»', (question) => {
    expect(queriesOf(question)).toMatchObject([
      { select: expect.arrayContaining([department('Settore 7')]), order: { direction: 'most' } },
      { select: expect.arrayContaining([department('Settore 7')]), order: { direction: 'least' } },
    ]);
  });
});

describe('what was said, held of others', () => {
  const reached = { type: 'bound', figure: 'attainment', op: 'eq', than: { value: 100 } };
  const short = { type: 'bound', figure: 'attainment', op: 'lt', than: { value: 100 } };

  it.each([
    ['quali obiettivi sono al 100 % e quali processi lo sono?', reached, 'process', reached],
    ['quali obiettivi non sono raggiunti e quali lo sono?', short, 'objective', { type: 'not', atom: short }],
    [
      'quanti obiettivi sono al 100 % e quanti non lo sono?',
      reached,
      'objective',
      { type: 'not', atom: reached },
    ],
  ])('«%s»', (question, first, other, second) => {
    const told = queriesOf(question).flatMap((query) => (query.type === 'figures' ? query.select : []));
    expect(told).toEqual([kind('objective'), first, kind(other), second]);
  });

  it('asks back what they are, where nothing was said before', () => {
    expect(queriesOf('quali processi lo sono?')).toEqual([]);
  });
});

describe('what a place costs, after what another has', () => {
  it.each([
    ['quanti obiettivi ha il settore 3 e quanto costa il settore 4?', [department('Settore 4')]],
    [
      'quanti obiettivi ha il settore 3 e quanto costano nel settore 4?',
      [kind('objective'), department('Settore 4')],
    ],
  ])('«%s»', (question, select) => {
    expect(queriesOf(question)[1]).toMatchObject({ select: expect.arrayContaining(select) });
    expect(queriesOf(question)[1]).toMatchObject({ select: { length: select.length } });
  });
});

describe('what part of all each has', () => {
  it.each([
    'quanto ha impegnato ogni settore e che quota è del totale?',
    'quanto ha impegnato ogni settore e in che percentuale sul totale?',
    'impegnato di ogni settore in euro e in percentuale del totale',
    'quanto ha impegnato ogni settore e che percentuale rappresenta sul totale?',
  ])('stands beside its own: «%s»', async (question) => {
    const { text } = await converse(lucca, question);
    expect(text).toMatch(/Settore 2 +9\.520\.568,65 € +42,54 %/);
  });

  it.each([
    'quanto ha impegnato ogni settore, dal più alto, con la quota?',
    'quanto ha impegnato ogni settore, in ordine decrescente e con la quota?',
    'quanto ha impegnato ogni settore, dal più alto, e che quota è del totale?',
  ])('stands in the order that is asked for: «%s»', async (question) => {
    const { text } = await converse(lucca, question);
    expect(text).toMatch(/Settore 2 +9\.520\.568,65 € +42,54 %\s+Settore 4 +7\.940\.770,68 € +35,48 %/);
    expect(text.match(/9\.520\.568,65/g)).toHaveLength(2);
  });

  it('is of how many there are where they are counted', async () => {
    const { text } = await converse(
      lucca,
      'quanti obiettivi ha ogni settore e che percentuale sono del totale?',
    );
    expect(text).toMatch(/Settore 2 +12 +17,39 %/);
  });
});

describe('places of different levels', () => {
  it.each([
    'quanto hanno impegnato la U.O. 3.2 e il settore 9?',
    'quanto hanno impegnato, rispettivamente, la U.O. 3.2 e il settore 9?',
    'impegnato della U.O. 3.2, del settore 9 e del settore 4',
  ])('are asked about one by one: «%s»', async (question) => {
    const { text } = await converse(lucca, question);
    expect(text).toContain('U.O.3.2, 2021: impegnato 1.703.369,23 €');
    expect(text).toContain('Settore 9, 2021: impegnato 1.034.253,24 €');
  });

  it('are added up where they are asked about together', async () => {
    const { text } = await converse(lucca, 'quanto hanno impegnato insieme la U.O. 3.2 e il settore 9?');
    expect(text).toContain('somma 2.737.622,47 €');
  });

  it('are not added up where the one is in the other', async () => {
    const { text } = await converse(lucca, 'quanto hanno impegnato insieme la U.O. 3.2 e il settore 3?');
    expect(text).not.toContain('somma');
    expect(text).not.toContain('3.975.264,92');
  });
});

describe('a share of the whole body', () => {
  it.each([
    ['quanto ha impegnato il settore 9 e che percentuale è del totale dell’ente?', '4,62 %'],
    ['quanto ha incassato il settore 9 e che percentuale è del totale dell’ente?', '56,66 %'],
  ])('«%s»', async (question, share) => {
    expect((await converse(lucca, question)).text).toContain(share);
  });
});

describe('the mean of each', () => {
  it.each([
    ['quanto ha impegnato in media ogni ufficio del settore 2?', 'media dell’impegnato 4.760.284,33 €'],
    ['in media quanto ha impegnato ogni ufficio del settore 2?', 'media dell’impegnato 4.760.284,33 €'],
    ['quanto costa in media ogni obiettivo?', 'media delle risorse utilizzate 70.764,29 €'],
  ])('«%s»', async (question, mean) => {
    expect((await converse(lucca, question)).text).toContain(mean);
  });

  it.each([
    ['quali processi hanno più personale della media?', '16 processi'],
    ['processi con più liquidato della media', '2 processi'],
    ['quali settori hanno più personale della media?', '5 settori'],
  ])('is what others are held against: «%s»', async (question, count) => {
    expect((await converse(lucca, question)).text).toContain(count);
  });
});

describe('one figure beside that of another', () => {
  it.each([
    ['la spesa di personale della U.O. 9.2 è più alta di quella della U.O. 1.1?', 'Sì.'],
    ['le somme accertate dell’obiettivo 40 sono più alte di quelle dell’obiettivo 38?', 'No.'],
    ['la spesa del settore 4 è più bassa di quella del settore 9?', 'No.'],
  ])('is so in every form of the words: «%s»', async (question, told) => {
    expect((await converse(lucca, question)).text.startsWith(told)).toBe(true);
  });

  it.each([
    ['peso percentuale del processo 1 sull’impegnato di tutto l’ente', '0,13 %'],
    ['qual è il settore con la percentuale più alta del riscosso sul totale accertato?', '104,5 %'],
  ])('is a share of it: «%s»', async (question, share) => {
    expect((await converse(lucca, question)).text).toContain(share);
  });
});

describe('a count, a total and the first of those that are counted', () => {
  it.each(['e qual è quello con più liquidato?', 'e quale ha liquidato di più?'])(
    'is of the items that were spoken of: %s',
    (end) => {
      expect(
        queriesOf(`quanti processi ha il settore 6, quanto hanno liquidato in tutto ${end}`),
      ).toMatchObject([
        { select: [kind('process'), department('Settore 6')], by: null, columns: [items, sum('settled')] },
        {
          select: [kind('process'), department('Settore 6')],
          by: 'item',
          order: { by: sum('settled'), direction: 'most', limit: 1 },
        },
      ]);
    },
  );
});

describe('the first few, and what else is asked', () => {
  const dearest = { by: 'item', order: { direction: 'most', limit: 3 } };

  it('are told too where a figure is asked of them', () => {
    expect(
      queriesOf('i tre processi più cari del settore 9 e quanto hanno incassato in tutto?'),
    ).toMatchObject([dearest, { select: [{ type: 'top' }], by: null, columns: [sum('collected')] }]);
  });

  it('are of all there is where a place is said of what is named again', () => {
    expect(
      queriesOf(
        'quali sono i tre processi più cari e quanto hanno incassato in tutto i processi del settore 9?',
      ),
    ).toMatchObject([
      { ...dearest, select: [kind('process')] },
      { select: [kind('process'), department('Settore 9')], by: null, columns: [sum('collected')] },
    ]);
  });
});

describe('two questions of which each says of what it asks', () => {
  it.each([
    ['qual è l’obiettivo con il raggiungimento più basso', 'quanti obiettivi ha il settore 4', ' e'],
    ['quanto costa in media un obiettivo', 'quanto ha impegnato il settore 9', ' e'],
    ['qual è il processo più costoso', 'a che punto è l’obiettivo 69', ' e'],
    ['qual è il processo più costoso', 'quanto ha impegnato il settore 9', ' e'],
    ['a che punto è l’obiettivo 69', 'qual è il processo più costoso', ', e poi'],
    ['quanto ha impegnato il settore 9', 'in quale settore si è speso di più per il personale', ', e poi'],
    ['quale settore ha più processi', 'quanti dipendenti ha il comune', '? e'],
    ['quanti obiettivi sono sotto il 100 %', 'quante donne lavorano in comune', ' e'],
    ['quanti obiettivi sono sotto il 100 %', 'che percentuale dell’impegnato totale è del settore 2', '?'],
    ['quanti processi costano più di 500.000 euro', 'quanto ha impegnato il settore 9', '? e'],
  ])('are answered each by itself: «%s», «%s»', async (one, other, between) => {
    const alone = await Promise.all([one, other].map((question) => converse(lucca, `${question}?`)));
    const { answer } = await converse(lucca, `${one}${between} ${other}?`);
    for (const { answer: own } of alone) expect(answer.headline).toContain(own.headline);
  });
});

describe('a figure on another, after those of one place', () => {
  it('is of that place', async () => {
    const question =
      'quanto ha impegnato e quanto ha liquidato il settore 6, e quanta parte dell’impegnato è stata liquidata?';
    const { answer } = await converse(lucca, question);
    expect(answer.headline.replaceAll('\u00a0', ' ')).toContain('liquidato su impegnato 32,02 %');
  });
});

describe('two orders of tables', () => {
  it('are each by their own figure', async () => {
    const { answer } = await converse(
      lucca,
      'quale settore ha più pc fissi e quale invece ha meno notebook?',
    );
    expect(answer.headline).toContain('Settore 5: 72');
    expect(answer.headline).toContain('Settore 7: 2');
  });
});

describe('a message that is understood as a whole', () => {
  it.each([
    [
      'quali sono i 3 obiettivi con più impegnato e qual è il loro costo del personale totale?',
      '365.144,92 €',
    ],
    [
      'quali sono i processi del settore istruzione e qual è il totale della spesa di personale?',
      '636.566,83 €',
    ],
    ['I processi del settore 9, con il totale del liquidato', '10 processi del Settore 9'],
    [
      'Per tutti i settori eccetto il settore 3 e lo Staff A: costo per il personale e impegnato',
      '13.272.272,36 €',
    ],
    ['Quanto ha accertato il processo n. 33 per favore', '1.365.373,00 €'],
    [
      'quanto ha incassato la uo 3.1? e il settore 4? e l’ufficio espropri nel 2021?',
      'U.O.5.7, 2021: riscosso',
    ],
    [
      'quanti obiettivi sono al 100 % e quanti non lo sono?',
      '4 obiettivi con grado di raggiungimento diverso',
    ],
    ['quanto ha incassato il settore 3? e il settore 9 nel 2021?', 'Settore 9: 1.446.210,82 €'],
    [
      'nel 2021 quanto hanno incassato, rispettivamente, il settore 3 e la UO 7.2?',
      'U.O.7.2, 2021: riscosso 18.062,44 €',
    ],
    [
      'quanto è stato accertato per gli obiettivi del settore 3? e gli obiettivi della uo 7.2 quanto hanno incassato?',
      'Obiettivi dell’U.O.7.2',
    ],
    [
      'oltre all’impegnato, anche le entrate accertate dei processi della U.O.7.2',
      'impegnato 53.522,32 €; accertato 17.284,92 €',
    ],
    [
      'a quanto siamo con il costo del personale degli obiettivi senza contare l’obiettivo 4.2.1?',
      '3.807.304,30 €',
    ],
    [
      'hai la lista degli obiettivi con impegnato inferiore a quello dell’obiettivo 24?',
      '2 obiettivi con impegnato inferiore',
    ],
    ['quali sono gli obiettivi dell’ufficio servizi educativi prima infanzia?', 'obiettivo 27'],
    [
      'quale settore ha impegnato di più e chi ha la spesa impegnata più bassa tra gli obiettivi della uo 2.2?',
      'Obiettivo 40',
    ],
  ])('is not answered for less than it states: «%s»', async (question, told) => {
    const { answer } = await converse(lucca, question);
    expect(answer.headline.replaceAll('\u00a0', ' ')).toContain(told);
  });

  it.each([
    'dove sta il costo del personale degli obiettivi a parte l’obiettivo 60?',
    'a quanto bazzica il costo del personale degli obiettivi senza l’obiettivo 60?',
  ])('tells nothing of what it leaves out: «%s»', async (question) => {
    const { answer } = await converse(lucca, question);
    expect(answer.headline).not.toContain('6.534,12');
  });

  it('counts the rows of a list that shows what they were chosen by', async () => {
    const { answer } = await converse(
      lucca,
      'quali obiettivi del settore 9 hanno impegnato?',
      'che percentuale sono degli obiettivi del settore 9?',
    );
    expect(answer.headline.replaceAll('\u00a0', ' ')).toContain(
      '80 % degli obiettivi del Settore 9 (4 su 5)',
    );
  });
});
