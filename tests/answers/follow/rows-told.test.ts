import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('of what came first it is asked', () => {
  it('who heads the department, and not who is charged with one of its objectives', async () => {
    const turns = ['quale settore ha speso di più?', 'chi lo dirige?'] as const;
    expect(await headline(...turns)).toMatch(/^Settore 4 .*lo guida/);
    expect(await headline(...turns, 'quanti obiettivi ha?')).toMatch(/^6 obiettivi del Settore 4/);
  });

  it('who is charged with each of those that come first together', async () => {
    expect(
      await headline('quale obiettivo della polizia municipale pesa di più?', 'chi se ne occupa?'),
    ).toMatch(/Obiettivo 6 .*Obiettivo 8 .*Obiettivo 22/);
  });

  it('what it weighs, and no order by weight', async () => {
    expect(
      await headline('quanti obiettivi sono trasversali?', 'qual è il più caro?', 'che peso ha?'),
    ).toMatch(/^L’obiettivo 31 .*peso 23/);
  });

  it('one more, in the singular, of those that spend most', async () => {
    const turns = ['quali obiettivi del settore 4 hanno speso di più?', 'il più costoso?'] as const;
    expect(await headline(...turns)).toMatch(/^Obiettivo 3 /);
    expect(await headline(...turns, 'quali non hanno liquidato nulla?')).toMatch(
      /^4 obiettivi del Settore 4 con liquidato non dichiarato, 2021/,
    );
  });
});

describe('of each of the rows it is asked', () => {
  it('how many objectives, and how many processes', async () => {
    const turns = ['i tre settori con più liquidato', 'ciascuno quanti obiettivi ha?'] as const;
    expect(await headline(...turns)).toContain('Settore 4: 6, Settore 6: 3, Settore 9: 5');
    expect(await headline(...turns, 'e quanti processi?')).toContain('Settore 4: 4, Settore 6: 7');
  });

  it('what was set aside for it', async () => {
    expect(await headline('obiettivi della polizia municipale', 'quanto è impegnato per ognuno?')).toContain(
      'obiettivo 6 «Autovelox e telelaser: controlli sulla velocità», impegnato 7.483,16 €',
    );
  });
});

describe('of two', () => {
  const two = ['quanto costano l’obiettivo 12 e il 24?', 'chi costa di più?'] as const;

  it('the other is the one that was not the first', async () => {
    expect(await headline(...two, 'e l’altro quanto?')).toMatch(/^Obiettivo 24 .*26\.039,41/);
  });

  it('the one that costs less is told where it is asked, and by how much', async () => {
    const turns = ['quanto pesa l’obiettivo 8?', 'e il 67?', 'quale dei due è costato meno?'] as const;
    expect(await headline(...turns)).toContain('di meno obiettivo 67, differenza 220.639,24');
    expect(await headline(...turns, 'e l’altro?')).toMatch(/^Obiettivo 8 .*482\.880,55/);
    expect(await headline(...turns, 'e quanto di meno?')).toContain('differenza 220.639,24');
  });

  it('one is ahead of the other by so much', async () => {
    const turns = ['costo del personale per settore', 'chi ne ha meno?', 'e il secondo?'] as const;
    expect(await headline(...turns, 'di quanto lo supera?')).toContain('differenza 181.032,07');
  });

  it('goals are both touched', async () => {
    expect(
      await headline(
        'quanti obiettivi toccano il goal 11?',
        'e quanti il 13?',
        'ce ne sono che li toccano entrambi?',
      ),
    ).toMatch(/^6 obiettivi/);
  });
});

describe('those that come next', () => {
  it('are as many as were shown, where more are left than were said', async () => {
    expect(await headline('i tre settori che spendono di più', 'e gli altri tre?')).toMatch(
      /Settore 2, .*Settore 6, .*Settore 1, /,
    );
  });

  it('are the next item, after the card of one', async () => {
    expect(await headline('parlami dell’obiettivo 46', 'e di quello dopo')).toMatch(/^L’obiettivo 47 /);
  });
});

describe('structures', () => {
  it('of which another limit is asked are all there are again', async () => {
    expect(
      await headline('quali settori non hanno incassato niente?', 'e quali più di 100.000 euro di riscosso?'),
    ).toMatch(/^3 settori/);
  });

  it('that are named together are these, and not so many rows that were shown', async () => {
    expect(await headline('quanto ha speso lo staff A?', 'e tutti e tre gli staff insieme?')).toContain(
      '734.078,75',
    );
  });

  it('in which items lie leave the kind of these as it was', async () => {
    expect(
      await headline(
        'quanti obiettivi non sono stati raggiunti al 100%?',
        'di che settori sono?',
        'e quanto sono costati in tutto?',
      ),
    ).toContain('61.052,41');
  });
});

describe('of what was chosen by a figure', () => {
  it('another limit of the same figure may be said without its name', async () => {
    expect(await headline('quanti obiettivi pesano 24?', 'e quanti meno di 20?')).toMatch(
      /^4 obiettivi con peso inferiore a 20/,
    );
  });

  it('those on the other side of the mean are told, and how many', async () => {
    const turns = ['qual è il costo medio di un obiettivo?', 'quali stanno sopra?'] as const;
    expect(await headline(...turns)).toMatch(/^17 obiettivi con risorse utilizzate superiori alla media/);
    expect(await headline(...turns, 'e sotto?')).toMatch(/^52 obiettivi/);
  });

  it('nothing is told of a message that was not understood', async () => {
    const turns = ['quanti obiettivi pesano 24?', 'e quanti sgranocchiano?', 'quali?'] as const;
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });
});

describe('the ends of an order', () => {
  const last = ['gli ultimi tre obiettivi per costo', 'e i primi tre?'] as const;

  it('are the other end where the same would be told again', async () => {
    expect(await headline(...last)).toMatch(/più alte.*obiettivo 3, .*obiettivo 8, .*obiettivo 67/);
  });

  it('are so far apart', async () => {
    expect(await headline(...last, 'qual è la differenza tra il primo e l’ultimo?')).toContain(
      'differenza 640.887,09',
    );
  });

  it('come to so much', async () => {
    expect(await headline('gli ultimi cinque settori per costo del personale', 'quanto sommano?')).toContain(
      '2.101.877,65',
    );
  });
});

it('what was told is split into its kinds', async () => {
  expect(
    await headline('quanto costa il personale del settore 8?', 'dividilo tra obiettivi e processi'),
  ).toContain('obiettivi: 786.487,26 €; processi: 464.454,30 €');
});

it('a family of departments is left out by its name', async () => {
  expect(await headline('quanto ha impegnato ogni settore?', 'togli lo staff')).toMatch(
    /tranne lo Staff A, lo Staff B e lo Staff C .*22\.341\.146,77/,
  );
});

it('what the whole body paid is no item with a word of it', async () => {
  expect(await headline('quanto è stato pagato in tutto dall’ente?')).toContain('7.756.254,44');
});

describe('the others', () => {
  it('are those of other departments than were spoken of in turn', async () => {
    const turns = ['quali obiettivi hanno peso superiore a 23?', 'quanti sono del settore 2?'] as const;
    expect(await headline(...turns, 'e del settore 1?', 'e degli altri settori?')).toMatch(/^10 obiettivi/);
  });

  it('have days of their own, and not those that were told', async () => {
    const turns = ['obiettivi del settore 3', 'quali scadono nel 2021?'] as const;
    const { answer } = await converse(engine, ...turns, 'e gli altri quando scadono?');
    expect(answer.headline).toMatch(/obiettivo 18/i);
    expect(answer.headline).not.toMatch(/obiettivo 24/i);
  });
});

it('rows that words are about are left out of a list', async () => {
  const turns = [
    'obiettivi del goal 16',
    'toglimi quelli dell’anticorruzione',
    'quanti ne restano?',
  ] as const;
  expect(await headline(...turns)).toMatch(/^10 obiettivi/);
});

it('a figure is asked by the cost of it, and nothing is put in order', async () => {
  expect(await headline('i costi dell’obiettivo 46', 'e per il personale quanto abbiamo speso?')).toMatch(
    /^L’obiettivo 46 .*costo del personale 184\.887,42/,
  );
});

it('what the first of an order has is listed', async () => {
  expect(await headline('qual è il goal con più obiettivi?', 'elencami gli obiettivi del primo')).toMatch(
    /^23 obiettivi legati al goal 11/,
  );
});

it('why not is no courtesy', async () => {
  expect(await headline('l’obiettivo 20 è stato raggiunto?', 'perché no?')).toContain('95 %');
});

describe('it is asked back', () => {
  it.each([
    [['che obiettivi ha il settore 7?', 'quello con la scadenza più lontana?']],
    [['quanti dirigenti ci sono?', 'e quante donne tra loro?']],
  ])('where none of those that were shown can be told: %j', async (turns) => {
    expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
  });
});

it('two that were held against each other are held against a third', async () => {
  const turns = ['l’U.O. 8.1 o l’U.O. 8.2, chi spende di più?', 'e rispetto alla 2.1?'] as const;
  expect(await headline(...turns)).toContain('di più U.O.2.1, di meno U.O.8.2');
});

describe('of one item it is asked', () => {
  it('whether it was reached, and no other that was', async () => {
    expect(await headline('mi dai il peso dell’obiettivo 9?', 'e il costo?', 'è stato raggiunto?')).toMatch(
      /^L’obiettivo 9 .*grado di raggiungimento 100/,
    );
  });

  it('how many others have its goal', async () => {
    const turns = ['qual è l’obiettivo più costoso?', 'a quale goal è legato?'] as const;
    expect(await headline(...turns, 'quanti altri obiettivi toccano quel goal?')).toMatch(/^4 obiettivi/);
  });
});

describe('of several it is asked', () => {
  it('which departments they regard', async () => {
    expect(
      await headline('quali obiettivi non hanno raggiunto il 100%?', 'che settori riguardano?'),
    ).toContain('Staff C: 1; Settore 4: 1; Settore 5: 1; Settore 7: 1');
  });

  it('what they come to', async () => {
    const turns = ['qual è il settore più costoso?', 'e il secondo?', 'e il terzo?'] as const;
    expect(await headline(...turns, 'quanto fanno tutti e tre?')).toContain('13.997.629,17');
  });

  it('which of them have an amount', async () => {
    expect(await headline('obiettivi della U.O. 3.1', 'quali hanno costi impegnati?')).toMatch(
      /^1 obiettivo /,
    );
  });

  it('which of each department cost least', async () => {
    expect(await headline('i processi più costosi di ogni settore', 'e i meno costosi?')).toMatch(
      /valore più basso in ogni settore/,
    );
  });

  it('who of two departments, spoken of in turn, spent more', async () => {
    expect(
      await headline('quanti obiettivi ha il settore 2?', 'e il settore 6?', 'chi ha impegnato di più?'),
    ).toContain('di più Settore 2');
  });
});

describe('the rest', () => {
  it('is what is left of a cost, of which a part was told', async () => {
    expect(await headline('quanto ha speso il settore 6?', 'di cui personale?', 'e il resto?')).toContain(
      'liquidato 473.070,51',
    );
  });

  it('a unit is so much of its department by what it came first in', async () => {
    const turns = ['quale ufficio ha speso di più in personale?', 'di che settore è?'] as const;
    expect(await headline(...turns, 'quanto incide sul settore?')).toContain('94,59 %');
  });
});

it('two words that were asked in turn are told side by side', async () => {
  const { text } = await converse(
    engine,
    'cos’è il liquidato?',
    'e l’impegnato?',
    'che differenza c’è tra i due?',
  );
  expect(text).toMatch(/Liquidato[\s\S]*Impegno|Impegno[\s\S]*Liquidato/);
});

it('another act is asked by its day, and no figure with its name is told', async () => {
  const { answer } = await converse(
    engine,
    'quando è stato approvato il peg?',
    'e il piano della performance?',
  );
  expect(answer.query?.type).toBe('date');
});

describe('what is said of one of a place', () => {
  it('is held against all of its department', async () => {
    expect(await headline('quanto costa l’obiettivo 9?', 'è il più caro del settore?')).toMatch(
      /^Processo 12 .*Settore 9/,
    );
  });

  it('is asked of the others there', async () => {
    expect(await headline('quanto pesa l’obiettivo 3?', 'e gli altri del suo settore?')).toMatch(
      /^5 obiettivi del Settore 4 tranne obiettivo 3/,
    );
  });

  it('is asked of what else its office has', async () => {
    expect(await headline('chi è il responsabile dell’obiettivo 24?', 'che altri obiettivi ha?')).toMatch(
      /^1 obiettivo dell’U\.O\.3\.2 tranne obiettivo 24/,
    );
  });
});

it('a department is so much of what was spent in all, and has no weight there', async () => {
  expect(await headline('spesa totale dell’ente', 'quanto pesa il settore 4?')).toContain('33,97 %');
});

it('structures of which another number is asked are all there are again', async () => {
  const turns = ['quanti obiettivi ha ogni settore?', 'quali ne hanno meno di 5?'] as const;
  expect(await headline(...turns, 'e chi ne ha esattamente 5?')).toMatch(/Settore 3: 5; Settore 9: 5/);
});

it('those on the other side of an amount are told', async () => {
  const turns = ['quanti obiettivi sono legati al goal 11?', 'quali costano più di 50.000?'] as const;
  expect(await headline(...turns, 'e meno?')).toMatch(/^15 obiettivi .*inferiori a 50\.000/);
});

it('what each comes to is asked back where only their number was told', async () => {
  const turns = ['quanti obiettivi ha il settore 1?', 'e quanto fa per obiettivo?'] as const;
  expect((await converse(engine, ...turns)).answer.kind).toBe('clarification');
});

describe('a part', () => {
  it('is one of the department, after one of everything', async () => {
    const turns = ['costi dell’obiettivo 3', 'quanto incide sul totale degli obiettivi?'] as const;
    expect(await headline(...turns, 'e sul settore?')).toMatch(/12,03 % .*Settore 4/);
  });

  it('is one of what was told before it, and the rest is the rest of that', async () => {
    const turns = ['quanto ha impegnato il settore 2?', 'di cui la U.O. 2.1?', 'che percentuale è?'] as const;
    expect(await headline(...turns)).toMatch(/dell’impegnato del Settore 2/);
    expect(await headline(...turns, 'e il resto?')).toMatch(/Settore 2 .*dell’impegnato del Settore 2/);
  });

  it('is none where nothing is divided into kinds', async () => {
    const { answer } = await converse(engine, 'somma il costo degli obiettivi 6 e 8', 'e dividi per due');
    expect(answer.kind).toBe('clarification');
  });
});

it('as many are told with most, after so many with least', async () => {
  expect(await headline('i tre settori con meno personale', 'e con più?')).toMatch(
    /^I 3 settori .*Settore 9, /,
  );
});

it('what those come to that have an amount is that amount', async () => {
  expect(await headline('quanti obiettivi del settore 2 hanno impegnato?', 'quanto in tutto?')).toContain(
    '614.319,17',
  );
});

it('two cards in turn are held against each other', async () => {
  expect(await headline('obiettivo 45', 'e il processo 45?', 'quale costa di più?')).toContain(
    'di più obiettivo 45',
  );
});

it('how two amounts stand to each other is no figure of a table', async () => {
  const turns = ['quanto spende il settore 9 di personale sui processi?', 'e sugli obiettivi?'] as const;
  expect(await headline(...turns, 'che rapporto c’è?')).toContain('3.455.511,57');
});
