import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const last = async (...turns: readonly string[]): Promise<string> => (await converse(engine, ...turns)).text;

describe('after the one that comes first', () => {
  const first = 'quale settore ha impegnato di più?';

  it('«e in tutto?» is of all that it was the first of', async () => {
    expect(await last(first, 'e in tutto?')).toContain('22.379.846,52 €');
  });

  it('the order goes on, whatever was asked in between', async () => {
    expect(await last(first, 'e in tutto?', 'e il secondo?')).toMatch(/^Settore 4 .*7\.940\.770,68 €/);
    expect(await last('quale processo ha riscosso di più?', 'subito dopo?')).toMatch(/^Processo 9/);
  });
});

describe('the rows that one was the first of', () => {
  it.each([
    [
      ['qual è il processo più costoso del settore 9?', 'quando scade?', 'e quello che costa meno?'],
      /^Processo 16 /,
    ],
    [['qual è il settore con più personale?', 'chi lo dirige?', 'e quello con meno personale?'], /^Staff C/],
    [
      ['elenca i processi del settore 9', 'quanto costa il primo?', 'e quello con più impegnato?'],
      /^Processo 9 /,
    ],
  ])('are put in order anew after one of them was spoken of: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });

  it('are several where it is asked which of them', async () => {
    expect(await last('qual è l’obiettivo più costoso?', 'quali non hanno liquidato nulla?')).toMatch(
      /^63 obiettivi con liquidato non dichiarato/,
    );
  });

  it('are told each by itself where they are counted', async () => {
    const four = 'i quattro processi più costosi del settore 4';
    const { answer } = await converse(engine, four, 'quanto costa il primo?', 'e gli altri tre?');
    expect(answer.table?.total).toBe(3);
    expect(answer.headline).toContain('processo 41');
  });
});

describe('what is put in order once more', () => {
  it.each([
    [
      ['quali obiettivi scadono nel 2022?', 'ordinali per scadenza'],
      /in ordine di scadenza, 2021: obiettivo 18, 31/,
    ],
    [
      ['quali processi ha il settore 9?', 'mettili in ordine di scadenza'],
      /in ordine di scadenza, 2021: processo 8/,
    ],
    [
      ['quali obiettivi scadono nel 2022?', 'ordinali per scadenza', 'e per peso?'],
      /per peso dal più alto, 2021: obiettivo 66, 24/,
    ],
    [['i settori in ordine di personale', 'quello meno costoso'], /^Staff C .*102\.414,15/],
    [['i tre settori con più impegnato', 'quello con meno personale?'], /di meno Settore 3/],
  ])('is so by what is said now: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });
});

describe('what is asked of the rows of an order', () => {
  const most = 'qual è l’obiettivo con più impegnato?';

  it.each([
    [
      ['qual è il settore con meno obiettivi?', 'e con più processi?', 'quanto costano i suoi processi?'],
      /^Processi del Settore 9/,
    ],
    [[most, 'di chi è?', 'e il secondo?', 'che differenza c’è tra i due?'], /^Impegnato.* 661\.164,38/s],
    [['i tre settori con più impegnato', 'quanti processi ha il secondo?'], /^4 processi del Settore 4/],
    [
      ['elencami gli obiettivi pluriennali', 'quali hanno un costo di personale sopra i 50.000 euro?'],
      /^2 obiettivi/,
    ],
  ])('is asked of these: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });

  it('and the mean of two departments is of what each of them spent', async () => {
    const turns = ['quanto ha speso lo staff B?', 'e lo staff A?', 'qual è la media dei due?'];
    expect(await last(...turns)).toContain('315.832,30');
  });
});

describe('«e in totale?», after one thing', () => {
  it.each([
    [['quanto ha impegnato il settore 4?', 'e in totale?'], /^Tutto il piano.* 22\.379\.846,52/],
    [['quanti obiettivi ha il settore 4?', 'e in totale?'], /^69 obiettivi/],
    [
      ['quanto ha impegnato il settore 4?', 'e il 5?', 'e in totale?'],
      /^Settore 4 e Settore 5.* 7\.946\.590,74/,
    ],
  ])('is all of what it is a part of: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });

  it.each([
    [['quanto ha impegnato l’obiettivo 8?', 'e in totale?']],
    [['quanto costa il personale del settore 4?', 'e in totale?']],
    [['quanto costa l’obiettivo 24?', 'e i processi?']],
  ])('and what goes on, and is not clear, is asked back: %j', async (turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });
});

it('a number of items is told of each structure of which an amount was', async () => {
  const { answer } = await converse(engine, 'impegnato medio per settore', 'quanti obiettivi hanno?');
  expect(answer.table?.rows.length).toBeGreaterThan(10);
});

it('what one of them brings in most is no row of a table', async () => {
  expect(await last('quali processi generano entrate?', 'quale ne genera di più?')).toMatch(/^Processo 9 /);
  expect(await last('quale settore deve ancora incassare di più?')).toContain('2.516.246,59');
});

describe('rows that are pointed at by their places', () => {
  const first = 'i tre obiettivi con l’accertato più alto';

  it.each([
    [['che differenza c’è tra il primo e il secondo?'], /differenza 3\.652\.448,84/],
    [['e la differenza tra i primi due?', 'quanto pesa il secondo?'], /obiettivo 38 .*peso 22/],
    [['e quello dopo?'], /^Obiettivo 39 /],
    [['quanto incidono in percentuale sul totale?', 'e quello dopo?'], /^Obiettivo 39 /],
    [['qual è il totale?'], /accertato 6\.228\.087,16/],
  ])('are those of the order: %j', async (turns, found) => {
    expect(await last(first, ...turns)).toMatch(found);
  });

  it('«il suo obiettivo con più …» is the first of that structure', async () => {
    const each = 'costo del personale di ciascun settore';
    expect(await last(each, 'e quale ne ha di più?', 'e il suo obiettivo con più personale?')).toMatch(
      /^Obiettivo 8 /,
    );
    expect(await last(each, 'e quale ne ha di più?', 'e la media dei settori?')).toMatch(
      /media .*1\.\d{3}\.\d{3},/,
    );
  });

  it('the first is left out of the rows, and nothing else', async () => {
    const listed = 'processi del settore 2 con il relativo impegnato';
    expect(await last(listed, 'togli il più grande', 'qual è il totale adesso?')).toContain('2.962.016,67');
  });
});

describe('those that are left', () => {
  it.each([
    [
      [
        'processi con più di 200.000 euro di personale',
        'togli quelli del settore 9',
        'quanto costano i rimanenti?',
      ],
      /^Processi tranne quelli del Settore 9 /,
    ],
    [
      [
        'processi del settore 4 con più di 100.000 euro di liquidato',
        'il più costoso?',
        'chi lo segue?',
        'e gli altri quanto valgono?',
      ],
      /2\.666\.533,36/,
    ],
    [
      ['quale settore ha più personale?', 'che differenza c’è tra i primi due?'],
      /Settore 9: 4\.093\.569,94 €, Settore 7: 1\.883\.391,46/,
    ],
  ])('are of the rows that were shown: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });
});

describe('what comes first of what was told', () => {
  it.each([
    [
      ['quali settori hanno meno di 5 obiettivi?', 'quanti processi hanno?', 'quale ha speso di più?'],
      /di più Settore 7/,
    ],
    [
      ['quale settore ha più obiettivi?', 'quanto hanno impegnato?', 'qual è il più costoso?'],
      /^Processo 30 .*del Settore 2/,
    ],
    [['obiettivi della U.O. 1.3', 'ce n’è qualcuno sotto il 100%?'], /^Nessun/],
  ])('is of that, and no row of a table: %j', async (turns, found) => {
    expect(await last(...turns)).toMatch(found);
  });
});

describe('weights of several together', () => {
  const listed = 'elenca gli obiettivi del settore 6';
  const first = 'quale pesa di più?';

  it.each([
    [[listed, 'e tutti insieme quanto pesano?']],
    [[listed, first, 'e tutti insieme quanto pesano?']],
    [[listed, first, 'e tutti e COUNT insieme quanto pesano?']],
  ])('are added up, of the list and of what one was the first of: %j', async (turns) => {
    const { answer: list } = await converse(engine, listed);
    const { answer: weights } = await converse(engine, 'peso degli obiettivi del settore 6');
    const count = ['zero', 'uno', 'due', 'tre', 'quattro'][list.table?.total ?? 0] ?? '';
    const { answer } = await converse(engine, ...turns.map((turn) => turn.replace('COUNT', count)));
    expect(answer.value).toBe(weights.value);
  });

  it('are asked about where there are not so many', async () => {
    const { answer } = await converse(engine, listed, 'e tutti e quattro insieme quanto pesano?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('what follows a question of several parts, or of yes and no', () => {
  it('asks both again of another structure', async () => {
    const text = await last('quanti obiettivi e quanti processi ha il settore 9?', 'e nel settore 5?');
    expect(text).toContain('obiettivi: 11; processi: 5');
  });

  it('is about the list that told', async () => {
    expect(await last('ci sono obiettivi sotto il 100%?', 'chi ne è responsabile?')).toContain(
      'Obiettivo 69',
    );
  });

  it('takes how much is missing to the whole for how far it is', async () => {
    expect(await last('quanto costa l’obiettivo 69?', 'quanto gli manca al 100 %?')).toContain('50 %');
  });
});

describe('two requests in one', () => {
  it.each([
    ['il processo più costoso e il meno costoso del settore 9', /^Processo 12/],
    ['quanto è stato impegnato in tutto e chi ha impegnato di più?', /22\.379\.846,52 €[\s\S]*Settore 2/],
  ])('«%s»', async (question, text) => {
    expect(await last(question)).toMatch(text);
  });
});
