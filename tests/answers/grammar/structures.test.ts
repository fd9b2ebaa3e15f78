import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string) => (await converse(engine, question)).answer;
const rowsOf = async (question: string): Promise<readonly string[]> =>
  ((await said(question)).table?.rows ?? [])
    .map((row) => row[0]?.text ?? '')
    .filter((name) => name !== 'Totale');

describe('what holds of structures themselves', () => {
  it.each([
    ['i settori che hanno impegnato più di un milione', 'i settori che hanno impegnato più di due milioni'],
    ['i settori con più obiettivi del settore 4', 'i settori con più obiettivi del settore 1'],
    ['i settori che costano più del settore 3', 'i settori che costano più del settore 1'],
  ])('leaves fewer where more is asked: «%s», «%s»', async (wide, narrow) => {
    const [all, some] = [await rowsOf(wide), await rowsOf(narrow)];
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining([...some]));
  });

  it('is the figure of the structure, not of its items', async () => {
    const amounts = async (question: string) =>
      new Map(
        ((await said(question)).table?.rows ?? []).map(
          (row) => [row[0]?.text.split(' – ')[0], row[1]?.text] as const,
        ),
      );
    const above = await amounts('quali settori hanno impegnato più della media?');
    const all = await amounts('impegnato per settore');
    above.delete('Totale');
    expect([...above.keys()]).toEqual(['Settore 2', 'Settore 4']);
    for (const [code, amount] of above) expect(all.get(code), code).toBe(amount);
  });

  it('holds a structure against another, which is not among the answers', async () => {
    expect((await rowsOf('i settori con più obiettivi del settore 4')).join()).not.toContain('Settore 4');
  });
});

describe('several things that hold of a structure', () => {
  it('holds an amount against all of its own, beside what it counts', async () => {
    const counted = await rowsOf('quali settori hanno almeno 6 processi?');
    const paid = await rowsOf('quali settori hanno liquidato meno di un milione?');
    const both = await rowsOf('quali settori hanno almeno 6 processi e hanno liquidato meno di un milione?');
    expect(both.toSorted()).toEqual(counted.filter((one) => paid.includes(one)).toSorted());
    expect(both.length).toBeGreaterThan(1);
  });

  it('does so whichever is said first', async () => {
    const [one, other] = [
      await rowsOf('quali settori hanno impegnato più di un milione e hanno almeno 5 processi?'),
      await rowsOf('quali settori hanno almeno 5 processi e hanno impegnato più di un milione?'),
    ];
    expect(one).toEqual(other);
    expect(one).toHaveLength(4);
  });

  it('counts the items of which it holds where it is said of them', async () => {
    const { text } = await converse(engine, 'settori con almeno 3 obiettivi con peso 24');
    expect(text).toContain('obiettivi con peso pari a 24');
  });

  it('wants some of each kind with «sia … sia»', async () => {
    const both = await rowsOf('quali uffici hanno sia obiettivi sia processi?');
    const without = [
      ...(await rowsOf('quali uffici non hanno obiettivi?')),
      ...(await rowsOf('quali uffici non hanno processi?')),
    ];
    expect(both.filter((one) => without.includes(one))).toEqual([]);
    expect(both.length).toBeGreaterThan(20);
  });

  it('shows how many there are of each kind where one outnumbers the other', async () => {
    const { answer, text } = await converse(
      engine,
      'numero di obiettivi e di processi per settore, solo dove i processi superano gli obiettivi',
    );
    expect(text).toContain('con più processi che obiettivi');
    for (const [, objectives, processes] of answer.table?.rows.slice(0, -1) ?? [])
      expect(Number(processes?.text)).toBeGreaterThan(Number(objectives?.text));
  });

  it('names whose are all that must hold', async () => {
    const { text } = await converse(
      engine,
      'quali settori hanno tutti gli obiettivi al 100 % e più di 3 processi?',
    );
    expect(text).toContain('che hanno tutti gli obiettivi con grado di raggiungimento');
  });
});

describe('structures among which one comes first', () => {
  it.each([
    'quale ufficio ha il personale più alto tra quelli che non hanno impegnato nulla?',
    'tra gli uffici che non hanno impegnato nulla quale ha il personale più alto?',
  ])('are those of which it holds, and it is said which: «%s»', async (question) => {
    const { text } = await converse(engine, question);
    expect(text).toContain('U.O.7.1 Servizi demografici: costo del personale 1.092.189,65 €');
    expect(text).toContain('senza voci con impegnato dichiarato');
  });

  it('are put in order by the kind that is counted', async () => {
    const { text } = await converse(engine, 'tra i settori senza liquidato chi ha più obiettivi?');
    expect(text).toMatch(/Settore 5 – .*: 11 obiettivi/);
  });

  it('are asked how many they have of what comes after', async () => {
    const { text } = await converse(
      engine,
      'il settore che ha impegnato di più quanti obiettivi trasversali ha?',
    );
    expect(text).toContain('1 obiettivo trasversale del Settore 2 (al primo posto per impegnato)');
  });

  it('are those with nothing of one kind', async () => {
    const rows = await rowsOf('quali settori non hanno liquidato niente sugli obiettivi?');
    expect(rows).toHaveLength(9);
    expect(rows.join()).not.toContain('Settore 4');
  });
});

describe('amounts and kinds of structures', () => {
  it.each([
    [
      'uffici con più di 2 processi che hanno impegnato oltre mezzo milione',
      '4 U.O. con più di 2 processi e con impegnato',
    ],
    ['quali settori non hanno processi con accertato?', '7 settori'],
    ['i settori che hanno impegnato ma non liquidato', '2 settori'],
    ['in quali uffici il personale degli obiettivi supera quello dei processi?', 'U.O.5.4'],
    ['chi segue i due obiettivi con più impegnato?', 'obiettivo 38 «Contributi affitto'],
    [
      'il più costoso tra gli obiettivi del goal 4',
      'Obiettivo 3 «Gara per il trasporto scolastico»: risorse utilizzate (personale + liquidato) 903.128,40 €',
    ],
  ])('«%s»', async (question, words) => {
    expect((await converse(engine, question)).text).toContain(words);
  });

  it('puts all of a list in the order that it is said to begin with', async () => {
    const { answer } = await converse(engine, 'elenca gli obiettivi del settore 8 dal più caro, con il peso');
    expect(answer.table?.total).toBe(9);
  });
});

describe('a scope that is said once of two', () => {
  it.each([
    ['la differenza tra l’impegnato degli obiettivi e quello dei processi nel settore 4', '5.804.737,92'],
    [
      'che differenza c’è di personale tra il processo più caro e quello meno caro del settore 6?',
      '66.228,05',
    ],
    ['a quanto ammonta il riscosso di tutti i settori tranne il 9 e il 4?', '152.363,61'],
    ['quanti obiettivi in più dei processi ha il settore 2?', 'differenza 7'],
    ['quanti uffici hanno un solo processo e nessun accertato?', '17 U.O.'],
    ['i processi né del settore 9 né del settore 6 con riscosso', '2 processi tranne quelli del Settore 9'],
    [
      'quanto incide il settore 9 sul personale totale, e il settore 5?',
      'Settore 5: 4,51 %; Settore 9: 28,54 %',
    ],
  ])('«%s»', async (question, figure) => {
    expect((await converse(engine, question)).text).toContain(figure);
  });
});

describe('a set that no query states', () => {
  it.each([
    'obiettivi che pesano quanto il 24 e costano meno di lui',
    'elenca i settori in ordine di numero di obiettivi con il relativo personale',
    'quanto pesa in media un obiettivo del settore 9 rispetto alla media generale?',
  ])('is asked about: «%s»', async (question) => {
    expect((await said(question)).kind).toBe('clarification');
  });
});

describe('a question that goes on over structures', () => {
  it('ranks the two that were asked about in turn', async () => {
    const { text } = await converse(
      engine,
      'costo del settore 1',
      'e del 2?',
      'chi dei due ha più obiettivi?',
    );
    expect(text).toContain('di più Settore 2, differenza 5');
  });

  it('asks of the others their weight, where they were counted by it', async () => {
    const turns = [
      'quanti obiettivi ha il settore 8?',
      'quanti di questi pesano 22?',
      'e gli altri quanto pesano?',
    ];
    expect((await converse(engine, ...turns)).text).toContain('peso 86');
  });

  it('adds up what they were chosen by', async () => {
    const turns = ['processi del settore 9', 'di questi quali hanno riscosso qualcosa?', 'quanto in tutto?'];
    expect((await converse(engine, ...turns)).text).toContain('riscosso 1.076.097,75 €');
  });

  it('tells which those are that were counted', async () => {
    const turns = ['quanti uffici hanno almeno un obiettivo con peso 24?', 'quali sono?'];
    expect((await converse(engine, ...turns)).text).toContain('12 U.O.');
  });

  it('goes on with the order after what one of it has', async () => {
    const turns = ['l’ufficio con più obiettivi', 'quanto ha impegnato?', 'e il secondo?'];
    expect((await converse(engine, ...turns)).text).toContain('U.O.B.1');
  });

  it('asks of what a share is, after a question that was not understood', async () => {
    const turns = ['personale della u.o. 9.1', 'e dell’intero settore?', 'che percentuale è?'];
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });

  it('asks which is left out where a number may be of two things', async () => {
    const turns = [
      'i settori con impegnato sopra il milione',
      'quanti obiettivi hanno in tutto?',
      'escludi il 3',
    ];
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });

  it('holds those that were shown against a total that is named', async () => {
    const turns = ['i quattro processi con più riscosso', 'quanto fanno sul totale riscosso dei processi?'];
    expect((await converse(engine, ...turns)).text).toContain('94,23 % del riscosso di tutti i processi');
  });

  it('has a row for each of those that were shown', async () => {
    const turns = [
      'impegnato e liquidato dei cinque processi con più impegnato',
      'e la percentuale liquidata di ciascuno?',
    ];
    expect((await converse(engine, ...turns)).answer.table?.rows).toHaveLength(5);
  });
});

describe('words that join two scopes', () => {
  it('ask for both with «sia … sia», for either with «o»', async () => {
    const [both, either] = [
      await said('quanti obiettivi sono sia del goal 11 sia del goal 13?'),
      await said('quanti obiettivi sono del goal 11 o del goal 13?'),
    ];
    const [one, other] = [
      await said('quanti obiettivi ha il goal 11?'),
      await said('quanti obiettivi ha il goal 13?'),
    ];
    expect((both.value ?? 0) + (either.value ?? 0)).toBe((one.value ?? 0) + (other.value ?? 0));
  });

  it('leave out what is named by its title', async () => {
    const { value } = await said(
      'quanti obiettivi ci sono tranne la bicipolitana e il Master Plan del verde pubblico?',
    );
    expect(value).toBe(67);
  });
});

describe('structures by name and by code', () => {
  it.each([
    ['quanti obiettivi ha il settore Tutela e pianificazione ambientale?', 'Settore 3'],
    ['obiettivi dell’unità B.1', 'U.O.B.1'],
    ['obiettivi dell’unità B 1', 'U.O.B.1'],
  ])('«%s» is of %s', async (question, code) => {
    expect((await said(question)).headline).toMatch(new RegExp(`^\\d+ obiettivi .*${code}`));
  });

  it('are shown with the items that are asked of them, in one answer', async () => {
    const { headline, table } = await said('gli obiettivi trasversali quali sono e di quali strutture sono?');
    expect(headline).toMatch(/^15 obiettivi trasversali/);
    expect(table?.total).toBe(15);
  });
});

describe('a set that is asked about beside one that is answered', () => {
  it.each([
    [
      'quanti processi del settore 3 non hanno impegnato e quanti sì?',
      '1 processo del Settore 3',
      '«quanti sì»',
    ],
  ])('«%s»', async (question, answered, asked) => {
    const { text } = await converse(engine, question);
    expect(text).toContain(answered);
    expect(text).toContain(asked);
  });
});

describe('a short name that is an everyday word too', () => {
  it('is the word before what it is said of', async () => {
    const { text } = await converse(engine, 'obiettivo 20', 'e qual è la sua percentuale di raggiungimento?');
    expect(text).toContain('grado di raggiungimento 95 %');
  });

  it.each([
    'qual è la percentuale di raggiungimento della SUA?',
    'obiettivi della sua',
    'la SUA quanto costa?',
  ])('is the name in capitals, or by itself: «%s»', async (question) => {
    expect((await converse(engine, question)).text).toContain('U.O.B.1');
  });
});

it('takes a structure and «quale» after it for no goal, and no topic', async () => {
  const { text } = await converse(
    engine,
    'Dei soldi impegnati dall’istruzione quale quota è stata liquidata?',
  );
  expect(text).not.toContain('obiettivo 31');
  expect(await rowsOf('obiettivi legati all’istruzione di qualità')).toHaveLength(5);
});

describe('all structures in order of how many items they have', () => {
  it('come to what there is, an item that two share being one', async () => {
    const { table, notes } = await said('metti in fila i settori per numero di obiettivi');
    expect(table?.rows.at(-1)?.map(({ text }) => text)).toEqual(['Totale', '69']);
    expect(notes.join(' ')).toContain('Una voce condivisa');
  });
});
