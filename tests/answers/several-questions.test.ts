import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from './lucca.ts';

const engine = luccaEngine();

describe('a message with several questions', () => {
  it('answers each in order, with the sources and the proof of both', async () => {
    const { answer } = await converse(engine, 'chi segue l’obiettivo 24 e quanto ha riscosso il processo 9?');
    const [first, second] = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(first).toContain('U.O.3.2');
    expect(second).toContain('909.476,90 €');
    expect(answer.sources).toHaveLength(2);
    expect(answer.value).toBeNull();
  });

  it.each([
    ['quanti dirigenti sono in servizio e qual è l’età media delle donne?', [/: 8 persone/, /50,19 anni/]],
    ['quanti dirigenti sono in servizio e l’età media delle donne', [/: 8 persone/, /50,19 anni/]],
    ['quante donne dirigenti ci sono e qual è l’età media degli uomini?', [/: 2 persone/, /50,39 anni/]],
    ['quanti PC fissi ha il settore 5 e quanti cellulari il settore 9?', [/: 72 /, /: 19 /]],
    [
      'quanti laureati hanno risposto all’indagine, quanti dirigenti sono in servizio e l’età media delle donne?',
      [/50 %/, /: 8 persone/, /50,19 anni/],
    ],
  ])('takes each figure from its own table: %s', async (question, figures) => {
    const { answer } = await converse(engine, question);
    const lines = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(lines).toEqual(figures.map((figure) => expect.stringMatching(figure)));
  });

  it.each([
    [
      'entro quando va adottata la relazione sulla performance e quanti obiettivi abbiamo raggiunto?',
      [/30 giugno/, /^65 obiettivi/],
    ],
    ['quanti abitanti ha Lucca e quanti dipendenti ha il comune?', [/90\.224 persone/, /533 persone/]],
    [
      'entro quando si approva il Piano della performance e quanti obiettivi ci sono in quello del 2021?',
      [/31 gennaio/, /^69 obiettivi/],
    ],
    ['quando scade il monitoraggio e quanti obiettivi riguarda?', [/30 settembre 2021/, /^69 obiettivi/]],
    [
      'quanto è costata la scuola e quanto lo sport?',
      [/Settore 4.*7\.506\.492,83/, /Processo 54.*118\.312,04/],
    ],
    [
      'il settore 4 e il settore 5 quanti PC fissi hanno insieme, e chi ne ha di più?',
      [/^99 in tutto/, /^Settore 5: 72, valore più alto/],
    ],
    [
      'il settore 6 ha obiettivi non raggiunti? quanto ha speso?',
      [/^No\. Nessun obiettivo del Settore 6/, /Settore 6.*1\.557\.204,57/],
    ],
    ['cosa vuol dire liquidato e quanto ne ha il settore 4?', [/^Liquidato: /, /6\.625\.251,61/]],
    [
      'quanto ha riscosso il settore 9 e che percentuale è del riscosso totale?',
      [/1\.446\.210,82/, /: 56,66 %/],
    ],
    [
      'quanto pesano insieme gli obiettivi 6 e 7, e quale pesa di più?',
      [/[Oo]biettivo 6 .* e obiettivo 7 .*peso 48/, /[Oo]biettivo [67]/],
    ],
    ['qual è l’obiettivo più costoso e in che settore sta?', [/^Obiettivo 3 /, /Settore 4/]],
    ['quanto pesa l’obiettivo 6 e quanto pesa il 7?', [/obiettivo 6 .*peso/, /obiettivo 7 .*peso/]],
    [
      'quando scade il monitoraggio e chi deve ancora inviare?',
      [/30 settembre 2021/, /^Non ci sono fasi di monitoraggio/],
    ],
  ])(
    'answers the half of law, of the body or of the monitoring beside the other: %s',
    async (question, lines) => {
      const { answer } = await converse(engine, question);
      const said = answer.headline.replaceAll('\u00a0', ' ').split('\n');
      expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
    },
  );

  it.each([
    'il processo più costoso del settore 7 e l’obiettivo meno costoso del settore 5',
    'dimmi il processo più caro del settore 7 e l’obiettivo che è costato meno nel settore 5',
    'qual è il processo più costoso del settore 7 e l’obiettivo meno costoso del settore 5?',
  ])('takes each end of an order from its own scope: %s', async (question) => {
    const { answer } = await converse(engine, question);
    const [first, second] = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(first).toMatch(/^Processo 55 .*: risorse utilizzate .* 643\.291,04 €/);
    expect(second).toMatch(/^Obiettivo 20 .* 12\.830,45 €/);
  });

  it('tells of each thing what is about it, and not what is about both', async () => {
    const { answer } = await converse(engine, 'quanto hanno liquidato i nidi e quanto la mensa?');
    const [first, second] = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(first).toMatch(/^Processo 43 .*: 2\.666\.533,36 € \(liquidato, 2021\)/);
    expect(second).toMatch(/^Processo 44 .*: 3\.073\.240,94 € \(liquidato, 2021\)/);
  });

  it.each([
    ['quanto costa l’obiettivo 24', 'a che punto è l’obiettivo 45', '; '],
    ['quanto è costato tutto il personale del comune', 'quanti processi ci sono nel settore 3', ' e '],
    [
      'quanto era la raccolta differenziata a Pisa nel 2018',
      'quanto ha impegnato il settore 4',
      ', e inoltre ',
    ],
    ['chi segue la bicipolitana', 'chi approva il rendiconto', '? '],
    ['chi è il dirigente del settore 3', 'quante donne ci sono in categoria D', ', mentre '],
    ['quanti obiettivi ha il settore 4', 'quale circoscrizione ha più parchi attrezzati', '? Dimmi anche '],
    ['entro quando va approvato il rendiconto', 'quanti obiettivi ci sono per il goal 11', ' e '],
  ])('answers «%s» and «%s» as each is answered alone', async (one, other, joint) => {
    const { answer } = await converse(engine, `${one}${joint}${other}?`);
    const alone = await Promise.all([one, other].map((said) => converse(engine, `${said}?`)));
    expect(answer.headline).toBe(alone.map((each) => each.answer.headline).join('\n'));
  });

  it('keeps together the figures of one table that are as many as are asked', async () => {
    const { answer } = await converse(engine, 'quanti notebook e quanti cellulari ha il settore 2?');
    expect(answer.headline).not.toContain('\n');
  });

  it('keeps the rows of both tables under the columns of either', async () => {
    const { answer } = await converse(
      engine,
      'quali obiettivi ha il settore 6? quali processi ha il settore 7?',
    );
    expect(answer.table?.total).toBe(9);
    expect(answer.table?.rows.every((row) => row.length === answer.table?.columns.length)).toBe(true);
  });

  it('tells both of the one that comes first', async () => {
    const { answer } = await converse(engine, 'qual è l’obiettivo più costoso del settore 5 e quanto pesa?');
    expect(answer.headline).toMatch(/^Obiettivo 10 .*92\.548,30 €.*\nObiettivo 10 .*: peso 24, 2021/);
    expect(answer.table?.rows.map(([name]) => name?.text.slice(0, 12))).toEqual(['obiettivo 10']);
  });

  it('goes on from the last', async () => {
    const { text } = await converse(
      engine,
      'quanto è costato l’obiettivo 24 e chi segue il processo 12?',
      'e quanto pesa?',
    );
    expect(text).toContain('rocesso 12');
  });

  it('takes the kind of the first for the second', async () => {
    const { text } = await converse(engine, 'mi serve il liquidato del processo 58 e poi il riscosso del 59');
    expect(text).toContain('18.062,44 €');
    expect(text).not.toContain('biettivo 59');
  });

  it.each([
    'quanto hanno accertato i settori 1 e 9, e qual è la differenza?',
    'quanto hanno accertato il settore 1 e il settore 9, e la differenza?',
  ])('asks nothing about a difference that is told: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline.replaceAll('\u00a0', ' ')).toMatch(/differenza 865\.310,59 €\.$/);
  });

  it('tells of all there are what is asked before a place is named', async () => {
    const { answer } = await converse(
      engine,
      'quante donne ci sono in servizio e quanti obiettivi ha il settore 1?',
    );
    expect(answer.headline.split('\n')).toEqual([
      expect.stringContaining('340 persone'),
      expect.stringMatching(/^7 obiettivi del Settore 1/),
    ]);
  });

  it('says that it stops after five', async () => {
    const { answer } = await converse(
      engine,
      '- chi segue il processo 9?\n- quanto ha riscosso il processo 12?\n- quanto pesa l’obiettivo 7?\n- quando scade l’obiettivo 10?\n- quanto pesa il processo 43?\n- quanti obiettivi ha il settore 5?',
    );
    expect(answer.headline.split('\n')).toHaveLength(5);
    expect(answer.notes.at(-1)).toContain('prime 5');
  });

  it.each([
    'quanto ha impegnato il settore 3 e il settore 4?',
    'che differenza c’è tra il liquidato del processo 43 e il liquidato del processo 44?',
    'quanto costa e chi segue l’obiettivo 12?',
  ])('does not take apart a list or a comparison: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline).not.toContain('\n');
  });

  it.each([
    [
      'quanto ha liquidato il settore 9 e quanto ha sgranocchiato il settore 2?',
      '471.525,37 €',
      '«sgranocchiato»',
    ],
    [
      'quanto ha sgranocchiato il settore 2 e quanto ha liquidato il settore 9?',
      '471.525,37 €',
      '«sgranocchiato»',
    ],
    ['quanti obiettivi ha il settore 5 e chi fa il caffè?', '11 obiettivi', '«chi fa il caffè»'],
    ['l’impegnato del settore 4 e il meteo di domani', '7.940.770,68 €', '«il meteo di domani»'],
  ])(
    'answers the half that it understands, and asks about the other: %s',
    async (question, figure, asked) => {
      const { answer } = await converse(engine, question);
      const [first, second] = answer.headline.replaceAll('\u00a0', ' ').split('\n');
      expect(first).toContain(figure);
      expect(second).toContain(asked);
    },
  );

  it.each([
    ['qual è l’obiettivo più caro e quanto pesa sul suo settore?', ['903.128,40 €', '12,03 %']],
    [
      'qual è il processo più caro, quanto costa il secondo e di quanto è più caro il primo?',
      ['3.330.811,93 €', '2.886.180,53 €', '444.631,40 €'],
    ],
    [
      'quanto hanno accertato e quanto riscosso i processi del settore 9, e quanto manca?',
      ['riscosso 1.076.097,75 €', '2.497.314,29 €'],
    ],
    ['impegnato del settore 6 e del settore 2, e la differenza?', ['8.043.227,32 €']],
    [
      'dimmi il personale del settore 3, poi quello del settore 6 e infine la differenza',
      ['743.212,35 €', '1.084.134,06 €', '340.921,71 €'],
    ],
    [
      'quanto hanno impegnato gli obiettivi e quanto i processi, e qual è la differenza?',
      ['2.045.770,16 €', '20.334.076,36 €', '18.288.306,20 €'],
    ],
    [
      'sommando obiettivi e processi, quanto ha speso di personale il settore 7 e quanto pesa sul totale dell’ente?',
      ['1.883.391,46 €', '13,13 %'],
    ],
    [
      'il settore 5 e il settore 8 quanti obiettivi hanno e chi dei due spende di più di personale?',
      ['Settore 5: 11', 'Settore 8: 1.250.941,56 €'],
    ],
  ])('reads what leans on the questions before it as going on from them: %s', async (question, figures) => {
    const { answer } = await converse(engine, question);
    const headline = answer.headline.replaceAll('\u00a0', ' ');
    for (const figure of figures) expect(headline).toContain(figure);
  });

  it.each([
    ['che cos’è il PEG e quanti obiettivi ci sono nel piano?', 'Piano esecutivo di gestione', '69 obiettivi'],
    [
      'che cosa vuol dire OIV e quanti obiettivi sono sotto il 100 %?',
      'Organismo indipendente di valutazione',
      '4 obiettivi',
    ],
    [
      'che cosa si intende per liquidato e quanto ha liquidato il settore 4?',
      'La parte dell’impegno',
      '6.625.251,61 €',
    ],
    ['quanti obiettivi ci sono nel piano e che cos’è il PEG?', '69 obiettivi', 'Piano esecutivo di gestione'],
  ])('tells in words what is asked in one half, and counts in the other: %s', async (question, ...said) => {
    const { answer } = await converse(engine, question);
    const lines = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    for (const [at, one] of said.entries()) expect(lines[at]).toContain(one);
  });

  it.each([
    ['peso dell’obiettivo 33 e responsabile dell’obiettivo 10', 'peso 24', 'U.O.5.4'],
    ['quanti processi ha il settore 2, e il settore 9 quanto ha accertato?', '5 processi', '3.962.457,41 €'],
    ['quanti dipendenti uomini ci sono, e quanti obiettivi ha il piano?', '193 persone', '69 obiettivi'],
  ])('takes apart what is complete on both sides of a joint: %s', async (question, ...said) => {
    const { answer } = await converse(engine, question);
    const lines = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(lines).toHaveLength(2);
    for (const [at, one] of said.entries()) expect(lines[at]).toContain(one);
  });

  it.each([
    ['quanti PC fissi ha il settore 4 e quanto ha impegnato?', 'PC fissi: 27', '7.940.770,68 €'],
    ['quanti obiettivi ha il settore 4 e quanti PC fissi?', '6 obiettivi', 'Settore 4, PC fissi: 27'],
    [
      'quanti notebook ha il settore 2 e quanti obiettivi?',
      'Settore 2, notebook: 9',
      '12 obiettivi del Settore 2',
    ],
  ])('asks figures of a table and of items of the one place that is named: %s', async (question, ...said) => {
    const { answer } = await converse(engine, question);
    const lines = answer.headline.replaceAll('\u00a0', ' ').split('\n');
    expect(lines).toHaveLength(2);
    for (const [at, one] of said.entries()) expect(lines[at]).toContain(one);
  });

  it('takes what is said next for the half that was not understood', async () => {
    const { text } = await converse(
      engine,
      'quanto ha liquidato il settore 9 e quanto ha sgranocchiato il settore 2?',
      'intendo impegnato',
    );
    expect(text).toContain('Settore 2');
    expect(text).toContain('9.520.568,65 €');
  });

  it.each([
    'quanto ha sgranocchiato il settore 2 e quanti obiettivi ha?',
    'quali obiettivi del settore 5 sono sgranocchiati e quanti obiettivi sono raggiunti?',
    'se il settore 5 sgranocchia, quanto costa il settore 6?',
    'quanti obiettivi ha il settore 5 e che sgranocchiano?',
    'quale settore sgranocchia di più e quale costa di meno?',
  ])('answers no half that leans on one it does not understand: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.kind).not.toBe('answer');
  });

  it('loses no half behind the one that is answered', async () => {
    const { answer } = await converse(
      engine,
      'qual è la circoscrizione con più parchi attrezzati e quanti ne ha la circoscrizione 8?',
    );
    const lines = answer.headline.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Circoscrizione 8');
  });

  it('says once what the rows of a list say already', async () => {
    const { answer } = await converse(engine, 'quali obiettivi hanno peso 24 e chi ne è responsabile?');
    expect(answer.headline).toMatch(/^17 obiettivi con peso pari a 24, 2021\.\n/);
    expect(answer.table?.columns.map(({ label }) => label)).toContain('Struttura');
  });

  it('empties no structure by what items are about where it is said of something else', async () => {
    const { answer } = await converse(engine, 'quanti processi ha il settore 2 e che tempo fa?');
    expect(answer.kind).toBe('clarification');
  });

  it('counts each of three that are asked one by one', async () => {
    const { answer } = await converse(
      engine,
      'quanti processi ha il settore 9, quanti il settore 2 e quanti il settore 7?',
    );
    expect(answer.headline.split('\n')).toHaveLength(3);
  });

  it('adds up what all those that were counted have, whichever kind was said last', async () => {
    const { text } = await converse(
      engine,
      'quanti obiettivi e quanti processi ha il settore 4, e quanto hanno impegnato?',
    );
    expect(text).toContain('obiettivi: 6');
    expect(text.replaceAll('\u00a0', ' ')).toContain('7.940.770,68 €');
  });

  it('asks back where each kind is of its own office, rather than add them up', async () => {
    const { answer } = await converse(
      engine,
      'gli obiettivi del settore 6 e i processi del settore 7 con il costo',
    );
    expect(answer.kind).toBe('clarification');
  });
});

describe('what stands around a question', () => {
  it.each([
    [
      'dunque, il comandante mi ha chiesto questa cosa per la riunione di domattina: quanto vale di personale la u.o. 9.1 in totale?',
      '3.871.950,44 €',
    ],
    [
      'Spett.le ufficio ragioneria, si richiede con cortese urgenza il liquidato del processo 44. Distinti saluti, Marco',
      '3.073.240,94 €',
    ],
    [
      'devo rispondere a un giornalista entro stasera, quanto è costato di personale l’obiettivo 24',
      '26.039,41 €',
    ],
    ['il dirigente del settore 5 mi chiede quanto costa l’obiettivo 24', '26.039,41 €'],
  ])('is left aside: %s', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });

  it.each([
    'Ho letto la relazione ieri. Quanto ha incassato il settore 9?',
    'Siamo nel settore 9. Quanto abbiamo incassato?',
  ])('is said before the question in a sentence of its own: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline).not.toContain('Non ho tenuto conto');
    expect(answer.headline.replaceAll('\u00a0', ' ')).toContain('1.446.210,82 €');
  });

  it.each([
    'per la fusione nucleare, vorrei sapere quanto ha speso il settore 5',
    'obiettivi del settore 5, piaciuti all’assessore',
    'fusione nucleare: quanti obiettivi?',
  ])('is kept where it narrows in a way nobody understands: %s', async (question) => {
    expect((await converse(engine, question)).answer.kind).toBe('no_data');
  });

  it.each(['quanto costa?', 'quando scade?', 'chi è il responsabile?', 'grazie, e quanto pesa?'])(
    'asks of what, where nothing is named: %s',
    async (question) => {
      expect((await converse(engine, question)).answer.kind).toBe('clarification');
    },
  );
});

it('leaves out no day that is asked beside counts', async () => {
  const { text } = await converse(
    luccaEngine(),
    'Al monitoraggio quanti obiettivi e quanti processi sono stati modificati, e in che data si è espresso il Nucleo?',
  );
  expect(text).toContain('22 modificati');
  expect(text).toContain('17 modificati');
  expect(text).toContain('24 settembre 2021');
});
