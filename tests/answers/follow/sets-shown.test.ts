import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const headline = async (...turns: readonly string[]): Promise<string> =>
  (await converse(engine, ...turns)).answer.headline.replaceAll('\u00a0', ' ');

describe('an amount of which it is not said what it is of', () => {
  it('is of the figure that was told', async () => {
    expect(await headline('quali obiettivi hanno entrate?', 'quanti ne hanno oltre 100.000 euro?')).toMatch(
      /^4 obiettivi .*accertato superiore/,
    );
    expect(await headline('impegnato dei processi', 'quanti ne hanno più di 1.000.000 euro?')).toContain(
      'impegnato superiore',
    );
  });

  it('is of what items cost where that was told', async () => {
    expect(await headline('quanto costano gli obiettivi?', 'quanti superano i 100.000 euro?')).toContain(
      'risorse utilizzate',
    );
  });
});

it('those that have an amount are fewer than those that were shown', async () => {
  expect(
    await headline(
      'quali sono i cinque obiettivi con più personale?',
      'di questi quali hanno anche un impegnato?',
    ),
  ).toMatch(/^2 obiettivi /);
  expect(await headline('quali obiettivi hanno un impegnato?')).toMatch(
    /^19 obiettivi con impegnato dichiarato/,
  );
});

it('what was settled or collected is told as a part of what was set aside or assessed', async () => {
  const turns = ['processi con più di 100.000 euro di liquidato', 'qual è il maggiore?'] as const;
  expect(await headline(...turns, 'in che percentuale è stato liquidato?')).toContain('91,93 %');
});

it('a part of a whole that is named counts what was narrowed', async () => {
  expect(
    await headline(
      'quali sono gli obiettivi del settore istruzione?',
      'solo quelli con risorse utilizzate non superiori a 75.000 €',
      'che percentuale sono degli obiettivi del settore 4?',
    ),
  ).toContain('66,67 %');
});

describe('a figure that is taken from what was told', () => {
  it.each([
    [
      ['quanto ha accertato il processo 9?', 'e al netto del costo del personale?'],
      /differenza 3\.097\.039,40/,
    ],
    [['quanto costa il settore 4?', 'e senza il personale?'], /differenza 6\.625\.251,61/],
    [['quanto costa il processo 44?', 'togliendo il personale?'], /differenza 3\.073\.240,94/],
  ])('is no set that is left out: %j', async (turns, said) => {
    expect(await headline(...turns)).toMatch(said);
  });
});

describe('one more way to narrow what was shown', () => {
  it('stands beside the last, not inside it', async () => {
    expect(
      await headline(
        'quanti sono gli obiettivi?',
        'quanti di questi sono trasversali?',
        'e quelli pluriennali?',
      ),
    ).toMatch(/^7 obiettivi pluriennali/);
  });

  it('keeps what was asked of it', async () => {
    expect(
      await headline(
        'quanti sono gli obiettivi?',
        'quanti di questi sono trasversali?',
        'che percentuale sono?',
        'e quelli pluriennali, che percentuale sono?',
      ),
    ).toContain('7 su 69');
  });
});

describe('where the items are that were shown', () => {
  it.each([
    ['in quali settori stanno?', /Settore 2: 1; Settore 4: 4/],
    ['e di quali uffici sono?', /CRED: 2/],
    ['in quanti settori sono?', /^2 settori/],
    ['quanti sono per settore?', /Settore 2: 1; Settore 4: 4/],
  ])('«%s»', async (last, said) => {
    expect(await headline('quanti obiettivi riguardano il goal 4?', last)).toMatch(said);
  });
});

it('of many it is told in which departments they are, and not in which offices', async () => {
  const { answer } = await converse(engine, 'quanti obiettivi hanno peso 24?', 'di che settori sono?');
  expect(answer.table?.rows.map(([cell]) => cell?.text)).toContain('Settore 9');
});

it('«che cosa fa?» is told by the card of the one that was spoken of', async () => {
  expect(await headline('chi è il responsabile del processo 12?', 'che cosa fa?')).toMatch(
    /^Il processo 12 /,
  );
});

describe('the mean', () => {
  const most = 'qual è il settore che ha liquidato di più?';

  it('of what was put in order is of all of it', async () => {
    expect(await headline(most, 'e quello che ha liquidato di meno?', 'qual è la media?')).toContain(
      '1.108.036,35',
    );
    expect(await headline('qual è l’obiettivo che costa di più?', 'qual è la media?')).toContain('70.764,29');
  });

  it('is a limit to it', async () => {
    expect(await headline(most, 'quanti settori stanno sopra la media?')).toMatch(/^1 .*Settore 4/);
    expect(
      await headline(
        'qual è l’obiettivo che costa di più?',
        'qual è la media?',
        'quanti stanno sopra la media?',
      ),
    ).toMatch(/^17 obiettivi/);
  });
});

describe('the mean of what each structure has', () => {
  const turns = ['quanto ha impegnato ogni settore?', 'qual è la media?'] as const;

  it('is what a limit is to', async () => {
    expect(await headline(...turns, 'chi sta sopra?')).toMatch(/^2 settori.*Settore 2.*Settore 4/);
  });

  it('has to be told for that', async () => {
    expect((await converse(engine, turns[0], 'chi sta sopra?')).answer.kind).toBe('clarification');
  });
});

describe('a set that was shown before', () => {
  const all = 'elenca gli obiettivi del settore 9';

  it('is gone back to by that word', async () => {
    const turns = [all, 'quali hanno peso 24?', 'torna all’elenco di prima: quanti sono?'] as const;
    expect(await headline(...turns)).toMatch(/^5 obiettivi del Settore 9/);
  });

  it('is meant again where nothing was found in it', async () => {
    const none = 'quali sono sotto il 100 per cento?';
    expect(await headline(all, none, 'quando scade il primo?')).toContain('obiettivo 6');
    expect(await headline(all, none, 'torna a quelli di prima: qual è il più costoso?')).toContain(
      '482.880,55',
    );
  });
});

describe('a part of the whole', () => {
  it('is of all there is of its kind where «sul totale» is said', async () => {
    const turns = [
      'quanto hanno impegnato i processi?',
      'senza il settore 2',
      'e senza nemmeno il settore 5',
    ];
    expect(await headline(...turns, 'che quota resta sul totale?')).toContain('56,2 %');
  });
});

it('all of a kind take the place of one item, with its figure', async () => {
  expect(await headline('quanto manca da riscuotere al processo 11?', 'e per tutti i processi?')).toContain(
    '2.741.600,28',
  );
});

describe('what words are about, after one item', () => {
  it('is asked what was asked of that one, and no table', async () => {
    const said = await headline('quanto costa il processo della mensa scolastica?', 'e i nidi?');
    expect(said).toContain('2.886.180,53');
    expect(said).toBe(await headline('quanto costano i nidi?'));
    expect(await headline('chi segue la bicipolitana?', 'e il canile?')).toContain('U.O.3.1');
  });

  it('is a table’s where the words ask for one', async () => {
    expect(await headline('quanto costa l’obiettivo 24?', 'e quanti dipendenti abbiamo?')).toContain('533');
  });
});

describe('so many of those that were spoken of', () => {
  it('are three where one came to two', async () => {
    const turns = ['confronta il settore 1 e il settore 2 sull’impegnato', 'e il settore 3?'] as const;
    expect(await headline(...turns, 'chi dei tre ha speso meno?')).toMatch(/di meno Settore 3/);
  });

  it.each(['quanto ci passa tra i due?', 'quanto li separa?'])('have a difference: «%s»', async (last) => {
    expect(await headline('qual è l’obiettivo che costa di più?', 'e il secondo?', last)).toContain(
      '420.247,85',
    );
  });

  it('are no rows of a table and no text where there are not so many', async () => {
    const { answer } = await converse(engine, 'impegnato del settore 3', 'chi dei tre ha speso meno?');
    expect(answer.kind).toBe('clarification');
  });
});

describe('what one is held against', () => {
  it('is no whole that it is a part of', async () => {
    expect(
      await headline('quanto costano gli obiettivi del settore 1?', 'e rispetto a quelli del settore 2?'),
    ).toContain('differenza 74.889,34');
  });
});

describe('all of the structure that was spoken of', () => {
  it.each(['e il settore intero?', 'e tutto il settore?', 'e l’intero settore?'])('«%s»', async (last) => {
    expect(await headline('quanto ha speso la U.O. 5.1?', last)).toMatch(/Settore 5.*647\.096,98/);
  });

  it('is the whole of a share', async () => {
    const turns = ['quanti obiettivi ha il settore 3?', 'quanto costano di personale?'] as const;
    expect(await headline(...turns, 'che percentuale è del costo di tutto il settore?')).toContain(
      'costo del personale 90.673,83 € su risorse utilizzate (personale + liquidato) del Settore 3: 743.212,35 €',
    );
  });
});

describe('those that are left', () => {
  it('are all of them where nothing had what was left out', async () => {
    const turns = ['tutti i processi del settore 5', 'togli quelli che hanno entrate'] as const;
    expect(await headline(...turns)).toMatch(/^5 processi/);
    expect(await headline(...turns, 'quanto costano quelli rimasti?')).toContain('212.437,33');
  });
});

it('what follows groups by a figure is of all of them', async () => {
  expect(await headline('quanti obiettivi ci sono per ogni peso?', 'quelli di peso 24 quali sono?')).toMatch(
    /^17 obiettivi/,
  );
});

it('who follows many is told office by office', async () => {
  const { text } = await converse(engine, 'elenca gli obiettivi di peso 24', 'chi li segue?');
  expect(text).toMatch(/U\.O\.9\.1 .*\d/);
});

describe('what is lacking of what was shown', () => {
  it.each([
    'quanto gli manca da riscuotere?',
    'quanto le manca da incassare?',
    'quanto manca da riscuotere?',
  ])('«%s» is asked of the item', async (last) => {
    expect(await headline('quanto costa l’obiettivo 22?', last)).toContain('18.932,30');
  });

  it('is what was to come of what came', async () => {
    expect(await headline('quanto ha riscosso l’obiettivo 22?', 'e quanto gli manca?')).toContain(
      'accertato non ancora riscosso 18.932,30',
    );
    expect(await headline('quanto costa l’obiettivo 22?', 'quanto gli resta da liquidare?')).toContain(
      '8.352,95',
    );
    expect(await headline('quanto costa l’obiettivo 22?', 'quanto gli avanza da liquidare?')).toContain(
      '8.352,95',
    );
  });

  it('shows what was held against what', async () => {
    const turns = [
      'i tre obiettivi del settore 9 con il costo del personale più alto',
      'di questi quali hanno riscosso meno dell’accertato?',
    ];
    expect(await headline(...turns)).toContain('riscosso 64.033,07 €, accertato 82.965,37 €');
    expect(await headline(...turns, 'e quanto gli manca?')).toContain('18.932,30');
  });

  it('is asked about where nothing that was told lacks anything', async () => {
    const { answer } = await converse(engine, 'quanto costa il processo 48?', 'e quanto gli manca?');
    expect(answer.kind).toBe('clarification');
  });
});

it('the others are put in order too', async () => {
  const turns = ['quali obiettivi ha il settore 9?', 'quali di questi pesano 24?'];
  expect(await headline(...turns, 'e fra gli altri qual è il più pesante?')).toMatch(
    /^Obiettivo 51 .*peso 22,/,
  );
  const first = ['quali obiettivi ha il settore 9?', 'quali sono i tre più costosi?'];
  expect(await headline(...first, 'e tra gli altri due qual è il meno pesante?')).toMatch(/^Obiettivo 51/);
});

it('what a title begins with is not what another names among others', async () => {
  const turns = ['quanto è costata la biblioteca Agorà?', 'e l’orto botanico?'];
  expect(await headline(...turns)).toMatch(/^Il processo 48 .*213.034,26/);
  expect(await headline(...turns, 'che differenza c’è tra i due?')).toContain('71.914,83');
});

describe('the mean of what was told of several structures', () => {
  it.each([
    ['costo del personale del settore 1 e del settore 2', 'e la media dei due?'],
    ['costo del personale del settore 1 e del settore 2, e la media dei due'],
  ])('is of their amounts, and not of their items', async (...turns) => {
    expect(await headline(...turns)).toContain('1.523.018,39 €');
  });

  it('is of items where items are what was told', async () => {
    expect(
      await headline('costo del personale dell’obiettivo 24 e dell’obiettivo 25', 'e la media dei due?'),
    ).toContain('31.310,14 €');
  });
});

describe('one more thing, together with what was shown', () => {
  it.each([
    ['quanto costa il settore 3?', 'e insieme al 4?', '8.249.705,18 €'],
    ['quanto costa l’obiettivo 24?', 'insieme al 25?', '62.620,27 €'],
  ])('is summed with it: «%s», «%s»', async (...turns) => {
    const sum = turns.pop() ?? '';
    expect(await headline(...turns)).toContain(sum);
  });
});

describe('who is above the mean of what several figures were told of', () => {
  it.each(['chi è sopra la media?', 'quali settori sono sopra la media?'])(
    'is told by what is used in all: «%s»',
    async (question) => {
      const told = await headline('costi per settore', question);
      expect(told).toMatch(/^3 settori e altre strutture con risorse utilizzate superiori alla media/);
      expect(told).toContain('Settore 7: 1.926.041,03 €');
    },
  );
});

describe('another figure, after what was claimed of one', () => {
  it('is claimed of it again', async () => {
    expect(
      await headline('l’impegnato del settore 2 è maggiore di quello del settore 4?', 'e il liquidato?'),
    ).toMatch(/^No\. .*−6\.517\.004,66 €/);
  });

  it('is told without a yes where it was held against an amount', async () => {
    expect(await headline('il settore 2 ha impegnato più di 1.000.000 di euro?', 'e liquidato?')).toMatch(
      /^Settore 2, 2021: liquidato 108\.246,95 €/,
    );
  });
});

describe('the least of one thing', () => {
  it('is asked about', async () => {
    const { answer } = await converse(
      engine,
      'chi gestisce l’obiettivo 33?',
      'qual è quello con meno spesa di personale?',
    );
    expect(answer.kind).toBe('clarification');
  });
});

describe('what items weigh, after they were listed', () => {
  it.each([
    ['obiettivi del settore 5', 'quanto pesano?'],
    ['quanti obiettivi ha il settore 5?', 'quanto pesano?'],
    ['quale obiettivo del settore 5 pesa di più?', 'e quanto pesano in tutto?'],
  ])('is their weight: %s, %s', async (...turns) => {
    expect(await headline(...turns)).toContain('Obiettivi del Settore 5, 2021: peso 247');
  });
});

describe('whose the one is that is chosen among those that were shown', () => {
  it.each([
    ['quali obiettivi ha la scuola?', 'e quello più caro di personale di chi è?', 'obiettivo 31'],
    ['quali obiettivi ha la scuola?', 'chi segue il più caro?', 'obiettivo 3 '],
    ['obiettivi dell’ambiente?', 'chi segue il 24 invece', 'L’obiettivo 24'],
    ['obiettivi del settore 3?', 'quando scade il 24?', 'L’obiettivo 24'],
    ['quanto costa il 25?', 'chi segue il 24?', 'Processo 24'],
    ['quanto ha accertato il processo 9?', 'li hanno incassati tutti?', 'riscosso 909.476,90'],
  ])('«%s», «%s»', async (list, question, told) => {
    expect(await headline(list, question)).toContain(told);
  });

  it.each([
    ['chi segue la bicipolitana e quanto pesa quell’obiettivo?', 'peso 22'],
    ['differenziata a Lucca nel 2020 e chi è il capoluogo messo peggio?', '81,10'],
  ])('is asked in one message: «%s»', async (question, told) => {
    expect(await headline(question)).toContain(told);
  });
});
