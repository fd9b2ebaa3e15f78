import { describe, expect, test } from 'vitest';
import type { Fact, Plan } from '../../src/domain/types.ts';
import { engineOf } from '../support/engine.ts';
import { assignment, item, smallPlan } from '../support/small-plan.ts';
import { converse, holding } from './lucca.ts';

const fact = (subject: string, measure: string, value: number, period = '2030'): Fact => ({
  code: `${subject}-${measure}-${period}`,
  topic: 'azioni-del-piano',
  subject,
  measure,
  period,
  value,
  unit: 'count',
  keywords: [],
  source: 'schede delle azioni',
});

const TITLES = [
  'Corsie per il trasporto pubblico',
  'Bici in affitto',
  'Forni elettrici per l’industria',
] as const;
const [LANES, BIKES, OVENS] = TITLES;
const base = smallPlan();

/** A climate plan: actions under themes that stand for departments, their effects in tables, no amounts and no goals. */
const plan: Plan = {
  ...base,
  head: { ...base.head, bodyName: 'Comune di Valdoro', controllerUnit: 'V1' },
  departments: [
    { code: 'K1', name: 'Trasporti', aliases: [], level: null },
    { code: 'K2', name: 'Industria', aliases: [], level: null },
  ],
  units: (
    [
      ['V1', 'K1', 'Ufficio mobilità lenta'],
      ['V2', 'K2', 'Ufficio imprese'],
    ] as const
  ).map(([code, department, name]) => ({
    code,
    department,
    name,
    aliases: [],
    note: null,
    level: null,
    parent: null,
  })),
  items: TITLES.map((title, at) =>
    item('objective', at + 1, {
      code: `${at + 1}.1`,
      title,
      shortTitle: title,
      summary: title,
      attainment: null,
      weight: null,
      goals: [],
    }),
  ),
  assignments: [
    assignment('objective', 1, 'K1', 'V1'),
    assignment('objective', 2, 'K1', 'V1'),
    assignment('objective', 3, 'K2', 'V2'),
  ],
  costLines: [],
  facts: [
    fact(LANES, 'tCO2 da evitare', 120),
    fact(LANES, 'MWh termici', 900),
    fact(BIKES, 'tCO2 da evitare', 15),
    fact(OVENS, 'tCO2 da evitare', 80),
    fact(OVENS, 'MWh elettrici', 400),
    fact(BIKES, 'target', 5, '2026'),
    fact(BIKES, 'target', 9, '2028'),
    { ...fact('Missione 1 – Digitale', 'progetti', 38, '2026'), topic: 'pnrr' },
    { ...fact('Missione 2 – Ambiente', 'progetti', 215, '2026'), topic: 'pnrr' },
    { ...fact('Missione 6 – Salute', 'progetti', 59, '2026'), topic: 'pnrr' },
  ],
};
const engine = engineOf([plan]);
const asked = async (question: string) => {
  const { answer, text } = await converse(engine, question);
  return { ...answer, text };
};

describe('a body that calls its items by an everyday word', () => {
  test.each([
    ['quante azioni ha l’industria?', 1],
    ['quante azioni ci sono?', 3],
    ['quante misure ci sono?', 3],
    ['quanti interventi hanno i trasporti?', 2],
  ])('«%s» counts its items, and no rows of a table', async (question, count) => {
    const { value } = await asked(question);
    expect(value).toBe(count);
  });

  test('what its actions are about is looked for among the items', async () => {
    const { query } = await asked('quali azioni riguardano le bici?');
    expect(query).toMatchObject(holding({ type: 'items', refs: ['objective:2'] }));
  });

  test.each([
    ['quanti progetti ha la missione 2?', 215],
    ['quanti progetti abbiamo nella missione 6?', 59],
  ])('«%s» is told by the table where no item declares a mission', async (question, value) => {
    expect(await asked(question)).toMatchObject({ kind: 'answer', value });
  });

  test('a mission that nothing declares is asked about, and is no nought', async () => {
    expect((await asked('quanti progetti ha la missione 3?')).kind).toBe('clarification');
  });

  test('a column of a table is still told action by action', async () => {
    const { text } = await asked('tCO2 da evitare per azione');
    expect(text).toContain('120');
    expect(text).toContain('80');
  });

  test.each([
    ['quante tCO2 da evitare ha l’azione 1?', 120],
    ['qual è il target dell’azione 2?', 5],
    ['qual è il target 2028 dell’azione 2?', 9],
  ])('«%s» is a column of the row that bears its title, in its year', async (question, value) => {
    expect(await asked(question)).toMatchObject({ kind: 'answer', value });
  });

  test.each([
    ['tCO2 da evitare con le azioni dei trasporti', 135],
    ['quante tCO2 da evitare in tutto trasporti e industria insieme?', 215],
    ['tCO2 da evitare di tutte le azioni tranne quelle dei trasporti', 80],
    ['tCO2 da evitare di tutte le azioni tranne quelle dell’industria', 135],
  ])('«%s» is of the rows that structures own', async (question, value) => {
    expect(await asked(question)).toMatchObject({ kind: 'answer', value });
  });

  test('rows without a figure are none of those that have one', async () => {
    const { kind, text } = await asked('quante azioni non dichiarano i MWh termici?');
    expect(kind).toBe('clarification');
    expect(text).toContain('non dichiarano');
  });

  test('a year for which there is none gets no other year’s figure', async () => {
    const { kind, text } = await asked('qual è il target 2027 dell’azione 2?');
    expect(kind).not.toBe('answer');
    expect(text).not.toMatch(/\b[59]\b/);
  });

  test('columns of different units are never added to each other', async () => {
    for (const question of [
      'quante azioni hanno i trasporti e l’industria?',
      'quanti sono trasporto pubblico e forni elettrici in tutto?',
    ])
      expect((await asked(question)).text).not.toMatch(/1\.500|1\.420|200 in tutto/);
  });
});

describe('a message that asks of actions, and of their rows in a table', () => {
  const lines = async (question: string): Promise<readonly string[]> =>
    (await asked(question)).headline.replaceAll('\u00a0', ' ').split('\n');

  test.each([
    ['chi è responsabile dell’azione 1.1 e quanti MWh termici fa risparmiare?', [/V1/, /MWh termici: 900/]],
    ['qual è l’azione che evita più tCO2 e a che settore appartiene?', [/: 120, valore più alto/, /V1.*K1/]],
    ['quante azioni ha l’industria e quante tCO2 evita l’azione 3.1?', [/^1 obiettivo/, /: 80/]],
    ['quando apre il monitoraggio e quante azioni riguarda?', [/^Monitoraggio/, /^3 obiettivi/]],
    [
      'quali azioni hanno i trasporti e quante tCO2 da evitare hanno in tutto?',
      [/^2 obiettivi/, /^135 in tutto/],
    ],
    ['Bici in affitto: qual è il target 2026 e quale il target 2028?', [/2026 \(5\); 2028 \(9\)/]],
  ])('answers both: %s', async (question, told) => {
    expect(await lines(question)).toEqual(told.map((line) => expect.stringMatching(line)));
  });

  test.each(['chi ne è responsabile?', 'in che settore sta?', 'a quale settore appartiene?'])(
    'goes on from a row to its action: %s',
    async (question) => {
      const { answer } = await converse(engine, 'quale azione evita più tCO2?', question);
      expect(answer.query).toMatchObject({
        type: 'item',
        items: ['objective:1'],
        attributes: ['responsible'],
      });
    },
  );
});

describe('what only the texts of its actions say', () => {
  const told = engineOf([
    {
      ...plan,
      items: plan.items.map((one, at) => ({
        ...one,
        summary: at === 1 ? 'Bici da noleggiare alla stazione Nord, con il ponte sul Rio Verde' : one.summary,
      })),
    },
  ]);

  test.each([
    ['che cosa prevede l’azione sul Rio Verde?', 'Rio Verde'],
    ['quanto costa il ponte sul Rio Verde?', 'ponte sul Rio Verde'],
  ])('«%s» is where they say it', async (question, words) => {
    const { answer } = await converse(told, question);
    expect(answer.query).toMatchObject({ type: 'passage' });
    expect(answer.headline).toContain(words);
  });

  test('what is asked of the action that they speak of is told', async () => {
    const { answer } = await converse(told, 'chi segue l’azione per la stazione Nord?');
    expect(answer.query).toMatchObject({
      type: 'item',
      items: ['objective:2'],
      attributes: ['responsible'],
    });
  });

  test.each(['quanti ponti ci sono sul Rio Verde?', 'che cosa fa la stazione Nord?'])(
    '«%s» is told by no text',
    async (question) => {
      expect((await converse(told, question)).answer.kind).not.toBe('answer');
    },
  );
});

describe('what there is for an amount of money', () => {
  const theme = (subject: string, measure: string, value: number, unit: Fact['unit']): Fact => ({
    ...fact(subject, measure, value),
    code: `tema-${subject}-${measure}`,
    topic: 'temi',
    unit,
  });
  const priced = engineOf([
    {
      ...plan,
      facts: [
        theme('Caldaie', 'emissioni evitate', 600, 'count'),
        theme('Caldaie', 'investimento previsto', 4_500_000, 'eur'),
        theme('Finestre', 'emissioni evitate', 90, 'count'),
        theme('Finestre', 'investimento previsto', 9_000_000, 'eur'),
      ],
    },
  ]);

  test('is of a thousand euro, and no quotient of cents', async () => {
    const { text } = await converse(
      priced,
      'rapporto tra emissioni evitate e investimento previsto per tema',
    );
    expect(text).toContain('13,33 ogni 1.000 €');
    expect(text).toMatch(/Finestre +1 ogni 1\.000 €/u);
  });
});

describe('a question about the actions that were listed', () => {
  test.each([
    ['di queste quale ha meno tCO2 da evitare?', 15],
    ['quante tCO2 da evitare hanno in tutto?', 135],
    ['quale ha meno tCO2 da evitare?', 15],
  ])('«%s» is of their own rows in the table', async (question, value) => {
    const { answer } = await converse(engine, 'azioni dei trasporti', question);
    expect(answer).toMatchObject({ kind: 'answer', value });
  });

  test('a table without rows of theirs is asked of all it has', async () => {
    const { answer } = await converse(engine, 'azioni dei trasporti', 'quale missione ha più progetti?');
    expect(answer).toMatchObject({ kind: 'answer', value: 215 });
  });
});

describe('figures that were told one after the other', () => {
  test('«insieme» are all of those, and no others of their column', async () => {
    const turns = ['quante tCO2 da evitare ha l’azione 1?', 'e la 2?'] as const;
    expect((await converse(engine, ...turns, 'e insieme?')).answer).toMatchObject({ value: 135 });
    const { answer } = await converse(engine, ...turns, 'e la 3?', 'e insieme?');
    expect(answer).toMatchObject({ value: 215 });
  });

  test('«insieme» of what two structures come to is of the rows of both', async () => {
    const turns = ['tCO2 da evitare con le azioni dei trasporti', 'e dell’industria?'] as const;
    const { answer } = await converse(engine, ...turns, 'quanto fanno insieme?');
    expect(answer).toMatchObject({ kind: 'answer', value: 215 });
  });
});

describe('a plan without amounts', () => {
  test.each([
    'quanto costa l’azione 1?',
    'qual è l’azione più costosa?',
    'quanto abbiamo speso?',
    'impegnato per settore',
    'quanto costano i trasporti rispetto all’industria?',
  ])('«%s» is told once that nothing is declared', async (question) => {
    const { kind, headline, table } = await asked(question);
    expect(kind).toBe('no_data');
    expect(headline).toBe(
      'Non lo so dai dati: il piano 2026 del Comune di Valdoro non dichiara importi (non vuol dire zero).',
    );
    expect(table).toBeNull();
  });

  test('offers no costs after another answer', async () => {
    for (const question of ['quante azioni ci sono?', 'di chi è l’azione 2?', 'i trasporti'])
      expect((await asked(question)).followUps.map(({ label }) => label)).not.toContain('Costi');
  });
});

describe('a plan without goals of the 2030 Agenda', () => {
  test.each(['azioni del goal 13', 'quante azioni per goal?'])(
    '«%s» is told so, and no "none"',
    async (question) => {
      const { headline } = await asked(question);
      expect(headline).toBe(
        'Il piano 2026 del Comune di Valdoro non collega le sue voci ai goal dell’Agenda 2030.',
      );
    },
  );

  test('the word of a theme means what the plan says, not a goal', async () => {
    const { query } = await asked('obiettivi sull’industria');
    expect(query).toMatchObject({ type: 'figures', by: 'item' });
    expect(JSON.stringify(query)).not.toContain('goal');
  });
});

test('figures that were shown one after the other are what a question about the two is about', async () => {
  const shown = ['quante tCO2 da evitare ha l’azione 1?', 'quante tCO2 da evitare ha l’azione 3?'];
  const { text: gap } = await converse(engine, ...shown, 'e tra le due qual è la differenza?');
  expect(gap).toContain('Differenza: 40');
  const { text: most } = await converse(engine, ...shown, 'quale delle due evita più CO2?');
  expect(most).toContain(LANES);
  const { text: sum } = await converse(
    engine,
    ...shown,
    'quale delle due evita più CO2?',
    'e quanto fanno insieme?',
  );
  expect(sum).toContain('200');
  const { answer } = await converse(engine, shown[0] ?? '', 'e tra le due qual è la differenza?');
  expect(answer.kind).toBe('clarification');
});

test.each(['quante volte di più?', 'quante volte è più alta?'])(
  'of two figures that were shown in turn the greater is told in the other: «%s»',
  async (last) => {
    const shown = ['quante tCO2 da evitare ha l’azione 1?', 'quante tCO2 da evitare ha l’azione 3?'];
    for (const turns of [shown, shown.toReversed()]) {
      const { text } = await converse(engine, ...turns, last);
      expect(text).toContain('1,5 volte');
    }
    const { answer } = await converse(engine, shown[0] ?? '', last);
    expect(answer.kind).toBe('clarification');
  },
);

describe('a message that asks of some actions, and of their figures', () => {
  test.each([
    ['quali azioni hanno i trasporti e quale ha meno tCO2 da evitare?', '15'],
    ['quali azioni riguardano le bici e quante tCO2 evitano?', '15'],
  ])('«%s» is of these, and not of all', async (question, figure) => {
    const { headline } = await asked(question);
    expect(headline).toMatch(new RegExp(`\\n.*(?<!\\d)${figure}(?!\\d)`, 'u'));
    expect(headline).not.toMatch(/215|tra 3/u);
  });
});

describe('a name that a plan gives in part', () => {
  const office = {
    code: 'V3',
    department: 'K1',
    name: 'Polizia Locale',
    aliases: [],
    note: null,
    level: null,
    parent: null,
  };
  const own = engineOf([
    {
      ...plan,
      units: [...plan.units, office],
      items: [
        ...plan.items,
        item('objective', 12, {
          code: '0',
          title: 'Tempi della Polizia Locale',
          shortTitle: 'Tempi',
          weight: 5,
          goals: [],
        }),
        item('objective', 13, { code: '13', title: 'Controlli', shortTitle: 'Controlli', goals: [] }),
      ],
      assignments: [
        ...plan.assignments,
        assignment('objective', 12, 'K1', 'V3'),
        assignment('objective', 13, 'K1', 'V3'),
      ],
    },
  ]);

  test('«la polizia» is the office, though a title names it too', async () => {
    const { answer } = await converse(own, 'quanti obiettivi ha la polizia?');
    expect(answer).toMatchObject({
      value: 2,
      query: holding({ type: 'structure', level: 'unit', codes: ['V3'] }),
    });
  });

  test.each(['quanti obiettivi hanno i vigili?', 'quanti obiettivi ha la polizia municipale?'])(
    'an everyday name of such an office is its own: «%s»',
    async (question) => {
      const { answer } = await converse(own, question);
      expect(answer).toMatchObject({
        value: 2,
        query: holding({ type: 'structure', level: 'unit', codes: ['V3'] }),
      });
    },
  );

  test.each([
    ['quale pesa di più?', /^Obiettivo 12 .*peso 5/],
    ['quanti pesano 5?', '1 obiettivo con peso pari a 5'],
    ['quelli senza peso', '4 obiettivi con peso non dichiarato'],
    ['quali sono dei vigili?', '2 obiettivi'],
    ['quanti sono?', 'Non ho capito'],
    ['quanta anidride carbonica evitano le corsie?', '120'],
    ['mi serve la mail del referente dei vigili', /«mail».*V3 Polizia Locale/s],
  ])('«%s», with nothing said before, is asked of what alone it can be', async (question, told) => {
    expect((await converse(own, question)).text).toMatch(told);
  });

  test('what a thing costs is not told where no amounts are declared, whatever is done with it', async () => {
    const { answer } = await converse(own, 'quanto costa aprire le corsie?');
    expect(answer.headline).toContain('non dichiara importi');
  });

  test('its code is asked of an action by name', async () => {
    const { answer } = await converse(own, 'che codice hanno i forni elettrici?');
    expect(answer.headline).toContain('codice 3.1');
  });

  test('figures that a list is asked with are shown of each, whether it has one or not', async () => {
    const { answer } = await converse(own, 'elenca gli obiettivi con i pesi');
    expect(answer.query).not.toMatchObject(holding({ type: 'declared', figure: 'weight' }));
    expect(answer.headline).toMatch(/^5 obiettivi/);
  });

  test('a number that no item has is the code of one', async () => {
    const { answer } = await converse(own, 'obiettivo 0');
    expect(answer.query).toMatchObject({ type: 'item', items: ['objective:12'] });
  });

  test('a code of a letter and a number is no number alone', async () => {
    const coded = engineOf([
      { ...plan, items: plan.items.map((one) => ({ ...one, code: `S/${4 - one.number}` })) },
    ]);
    const { answer } = await converse(coded, 'che cosa prevede il progetto S/1?');
    expect(answer.query).toMatchObject({ type: 'item', items: ['objective:3'] });
  });
});
