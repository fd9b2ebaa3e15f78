import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import type { Fact, Plan } from '../../../src/domain/types.ts';
import { assignment, item, smallPlan } from '../../support/small-plan.ts';
import { converse } from '../lucca.ts';

/** Title, department, tCO2 to be avoided, MWh of heat; null where nothing is printed. */
const ACTIONS: readonly (readonly [string, string, number | null, number | null])[] = [
  ['Corsie per il trasporto pubblico', 'K1', 120, 900],
  ['Bici in affitto', 'K1', 15, 40],
  ['Autobus elettrici', 'K1', 70, 10],
  ['Sentieri per le scuole', 'K1', 20, 700],
  ['Energia pulita nelle scuole', 'K2', 300, null],
  ['Energia pulita negli uffici', 'K2', 50, null],
  ['Sole sui tetti', 'K2', 8, null],
  ['Cappotti alle facciate', 'K3', 33, 500],
  ['Sportello per chi ristruttura', 'K3', null, null],
];
const NAMES = [
  ['K1', 'Trasporti'],
  ['K2', 'Energia Pulita'],
  ['K3', 'Abitazioni'],
] as const;

const facts: readonly Fact[] = ACTIONS.flatMap(([title, , carbon, heat], at) =>
  (
    [
      ['tCO2 da evitare', carbon],
      ['MWh termici', heat],
    ] as const
  ).flatMap(([measure, value]) =>
    value === null
      ? []
      : [
          {
            code: `${at}-${measure}`,
            topic: 'azioni-del-piano',
            subject: `${at + 1}.1 ${title}`,
            measure,
            period: '2030',
            value,
            unit: 'count' as const,
            keywords: [],
            source: 'schede delle azioni',
          },
        ],
  ),
);

const base = smallPlan();
/** A climate plan whose sectors are called as some of its actions are, with their effects in a table of actions. */
const plan: Plan = {
  ...base,
  head: { ...base.head, bodyName: 'Comune di Valdoro', controllerUnit: 'V1' },
  departments: NAMES.map(([code, name]) => ({ code, name, aliases: [], level: null })),
  units: NAMES.map(([department], at) => ({
    code: `V${at + 1}`,
    department,
    name: `Ufficio numero ${at + 1}`,
    aliases: [],
    note: null,
    level: null,
    parent: null,
  })),
  items: ACTIONS.map(([title], at) =>
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
  assignments: ACTIONS.map(([, department], at) =>
    assignment('objective', at + 1, department, `V${department.slice(1)}`),
  ),
  costLines: [],
  facts,
};
const engine = createEngine([plan], () => NO_LIVE);
const asked = async (...turns: readonly string[]) => {
  const { answer, text } = await converse(engine, ...turns);
  return { ...answer, text };
};

describe('rows that are chosen by one column', () => {
  test.each([
    ['quanti MWh termici risparmiano in tutto le due azioni dei Trasporti che evitano più CO2?', 910],
    ['quanti MWh termici fanno insieme le tre azioni con più tCO2 da evitare dei Trasporti?', 1610],
    ['quante tCO2 da evitare hanno in tutto le due azioni con meno MWh termici?', 85],
  ])('are added up in another: «%s»', async (question, value) => {
    expect(await asked(question)).toMatchObject({ kind: 'answer', value });
  });

  test('say by what they were chosen, and which have nothing to add', async () => {
    const { text, value } = await asked('quanti MWh termici hanno in tutto le due azioni con più CO2?');
    expect(value).toBe(900);
    expect(text).toContain('non dichiarato: 5.1 Energia pulita nelle scuole');
    expect(text).toContain('i 2 valori più alti tra 8 (tCO2 da evitare, 2030)');
  });
});

describe('the name of a structure in a table of items', () => {
  test.each([
    ['quanta CO2 evita Energia Pulita in tutto?', 358],
    ['quante tCO2 evita l’energia pulita?', 358],
    ['quanta CO2 evitano in tutto i Trasporti?', 225],
    ['quanti MWh termici risparmiano i Trasporti in tutto?', 1650],
  ])('means its items, and no rows that have its words: «%s»', async (question, value) => {
    expect(await asked(question)).toMatchObject({ kind: 'answer', value });
  });

  test('leaves a row to whoever says more of it', async () => {
    expect((await asked('quanta CO2 evita l’energia pulita negli uffici?')).value).toBe(50);
  });

  test('is the whole that a share of its first row is of', async () => {
    const { text } = await asked(
      'quale azione dei Trasporti evita più CO2 e quanto pesa sul totale dei Trasporti?',
    );
    expect(text).toMatch(/53,33 % di 225/);
  });

  test.each([
    'quale percentuale della CO2 dei Trasporti viene dalle bici?',
    'che quota della CO2 evitata nei Trasporti viene dalle bici?',
  ])('is the whole of which a row is a part: «%s»', async (question) => {
    const { text } = await asked(question);
    expect(text).toMatch(/6,67 %.* su 225/);
  });

  test('is a part of the whole table where none of its rows is named', async () => {
    const { text, value } = await asked('che percentuale della CO2 evitata in totale viene dai Trasporti?');
    expect(value).toBe(225);
    expect(text).toContain('36,53 %');
  });
});

describe('how many items there are, and a figure of theirs', () => {
  test.each([
    ['quante azioni ha Energia Pulita e quanta CO2 fanno evitare in tutto?', '3 obiettivi', '358 in tutto'],
    [
      'quante azioni ci sono nei Trasporti e quanti MWh termici risparmiano?',
      '4 obiettivi',
      '1.650 in tutto',
    ],
  ])('are both told, of the same items: «%s»', async (question, count, sum) => {
    const { text } = await asked(question);
    expect(text).toContain(count);
    expect(text).toContain(sum);
  });

  test('asks back for the figure where one of the items has none', async () => {
    const { text } = await asked('quante azioni hanno le Abitazioni e quanta CO2 evitano?');
    expect(text).toContain('2 obiettivi');
    expect(text).not.toMatch(/\b(33|616)\b/);
  });
});

describe('amounts of different units', () => {
  test.each([
    'per ogni settore, l’azione che evita più CO2',
    'per ogni azione, il valore più alto',
    'quale valore è più alto per le corsie?',
  ])('are never put in one order: «%s»', async (question) => {
    const { text } = await asked(question);
    expect(text).not.toMatch(/più alto di ogni voce|MWh termici \(900\).*tCO2|900, valore più alto/);
    expect(text).not.toMatch(/300, valore più alto/);
  });
});

describe('items that were spoken of', () => {
  test.each([
    [['chi segue l’energia pulita nelle scuole?', 'e quante tCO2 evita?'], 300],
    [['chi segue l’energia pulita nelle scuole?', 'quanta CO2 evita?'], 300],
    [['quante azioni ha Energia Pulita?', 'quanta CO2 fanno evitare in tutto?'], 358],
    [['quali azioni ci sono nei Trasporti?', 'quanta CO2 evitano queste azioni messe insieme?'], 225],
  ] as const)('are those of a table that is asked for next: %j', async (turns, value) => {
    expect(await asked(...turns)).toMatchObject({ kind: 'answer', value });
  });

  test.each([
    [['chi segue lo sportello per chi ristruttura?', 'e quante tCO2 evita?']],
    [['quali azioni ci sono nelle Abitazioni?', 'quanta CO2 evitano queste due azioni?']],
    [['quali azioni ci sono nelle Abitazioni?', 'e quanta CO2 evitano?']],
  ] as const)('are asked back where one of them has no row: %j', async (turns) => {
    const { kind, text } = await asked(...turns);
    expect(kind).toBe('clarification');
    expect(text).not.toMatch(/\b(33|616)\b/);
  });

  test('are none where something else is named', async () => {
    const { value } = await asked('chi segue le bici in affitto?', 'e quanta CO2 evita in tutto il piano?');
    expect(value).not.toBe(15);
    const after = await asked(
      'quanta CO2 evitano le bici in affitto?',
      'quanta CO2 si evita in tutto il piano?',
    );
    expect(after.value).toBe(616);
  });
});

describe('another structure, named where a question goes on', () => {
  test.each([
    [['quante azioni ci sono nei Trasporti?', 'e nelle Abitazioni?'], 2],
    [['quante azioni ci sono nei Trasporti?', 'e Energia Pulita?'], 3],
    [['quanta CO2 evitano le azioni dei Trasporti?', 'e quelle di Energia Pulita?'], 358],
    [['quale azione dei Trasporti evita più CO2?', 'e di Energia Pulita?'], 300],
    [['quanta CO2 evitano le azioni dei Trasporti?', 'e le Abitazioni?'], 33],
  ] as const)('takes the place of the one before: %j', async (turns, value) => {
    expect(await asked(...turns)).toMatchObject({ kind: 'answer', value });
  });
});

describe('another structure, after a row by its name', () => {
  const twins: Plan = {
    ...plan,
    items: [
      ...plan.items,
      item('objective', 10, {
        code: '10.1',
        title: 'Bici in affitto',
        shortTitle: 'Bici in affitto',
        summary: '',
      }),
    ],
    assignments: [...plan.assignments, assignment('objective', 10, 'K2', 'V2')],
    facts: [
      ...facts,
      ...facts
        .filter(({ subject }) => subject === '2.1 Bici in affitto')
        .map((fact) => ({
          ...fact,
          code: `x-${fact.code}`,
          subject: '10.1 Bici in affitto',
          value: 7,
        })),
    ],
  };
  const engine = createEngine([twins], () => NO_LIVE);
  const asked = 'quanta tCO2 da evitare con le bici in affitto dei trasporti?';

  test('is of the row of that name that it has, and never of all of its rows', async () => {
    const { answer } = await converse(engine, asked, 'e nell’energia pulita?');
    expect(answer.query).toMatchObject({ type: 'fact', codes: ['x-1-tCO2 da evitare'] });
  });

  test('adds the two up where that is asked next', async () => {
    const { answer } = await converse(engine, asked, 'e nell’energia pulita?', 'e i due insieme?');
    expect(answer.value).toBe(22);
  });

  test('is asked about where it has no row of that name', async () => {
    const { answer } = await converse(engine, asked, 'e nelle abitazioni?');
    expect(answer.kind).toBe('clarification');
  });
});
