import { describe, expect, test } from 'vitest';
import type { Fact, Item, Plan } from '../../src/domain/types.ts';
import { engineOf } from '../support/engine.ts';
import { assignment, item, smallPlan } from '../support/small-plan.ts';
import { converse } from './lucca.ts';

const base = smallPlan();
const THEMES = ['Edilizia', 'Trasporti', 'Rifiuti', 'Resilienza urbana'] as const;

const fact = (subject: string, value: number): Fact => ({
  code: subject.toLowerCase(),
  topic: 'ambiti',
  subject,
  measure: 'tonnellate evitate',
  period: '2030',
  value,
  unit: 'count',
  keywords: [],
  source: 'schede degli ambiti',
});

/** Code, department, title and what else is not as usual. */
const ACTIONS: readonly (readonly [string, string, string, Partial<Item>?])[] = [
  ['1.1', 'K1', 'Cappotto delle scuole'],
  ['1.2', 'K1', 'Vecchie caldaie'],
  ['1.3', 'K1', 'Buone abitudini'],
  ['2.1', 'K2', 'Trasporto pubblico elettrico'],
  ['2.2', 'K2', 'Anagrafe SIM dei mezzi'],
  ['3.1', 'K3', 'Buone abitudini', { shortTitle: 'Buone abitudini (2)' }],
  ['3.2', 'K3', 'Banco del riuso', { horizonStart: 2022 }],
  ['R1', 'K4', 'Piano neve', { horizonStart: 2019, goals: [13] }],
  ['R2', 'K4', 'Pianificazione resiliente del verde', { goals: [13] }],
];

/** A plan for the climate: themes for departments, with one office each, and codes of digits and full stops. */
const plan: Plan = {
  ...base,
  head: {
    ...base.head,
    bodyName: 'Comune di Fontalta',
    controllerUnit: 'V1',
    document: 'Piano per un’aria pulita (PIARPU) 2030',
  },
  departments: THEMES.map((name, at) => ({ code: `K${at + 1}`, name, aliases: [], level: null })),
  units: THEMES.map((name, at) => ({
    code: `V${at + 1}`,
    department: `K${at + 1}`,
    name: at === 3 ? 'Ufficio azioni resilienza' : `Ufficio ${name}`,
    aliases: [],
    note: null,
    level: null,
    parent: null,
  })),
  items: ACTIONS.map(([code, , title, changes], at) =>
    item('objective', at + 1, {
      code,
      title,
      shortTitle: title,
      summary: title,
      weight: null,
      attainment: null,
      goals: [7, 13],
      horizonStart: 2026,
      horizonEnd: 2030,
      ...changes,
    }),
  ),
  assignments: ACTIONS.map(([, department], at) =>
    assignment('objective', at + 1, department, department.replace('K', 'V')),
  ),
  costLines: [],
  facts: THEMES.slice(0, 3).map((name, at) => fact(name, (at + 1) * 10)),
  goals: [7, 13].map((number) => ({
    number,
    name: number === 7 ? 'Energia pulita' : 'Lotta contro il cambiamento climatico',
    shortName: number === 7 ? 'Energia pulita' : 'Clima',
    keywords: [],
  })),
};
const engine = engineOf([plan]);
const asked = (question: string) => converse(engine, question);
const figures = async (question: string) => {
  const { answer, text } = await asked(question);
  return { ...answer, text };
};

/** The codes of the actions that a list has, as the plan numbers them. */
const listed = async (question: string): Promise<readonly number[]> => {
  const { text, answer } = await asked(question);
  expect(answer.kind, text).toBe('answer');
  return [...new Set([...text.matchAll(/\bobiettivo (\d+) «/g)].map(([, number]) => Number(number)))].sort();
};

describe('the document by its short name', () => {
  test.each([
    ['quante azioni prevede il PIARPU?', 9],
    ['quante azioni del PIARPU per i trasporti?', 2],
  ])('«%s» narrows nothing', async (question, value) => {
    expect(await figures(question)).toMatchObject({ kind: 'answer', value });
  });
});

describe('a level called as a table calls its rows', () => {
  test('groups, and is ranked', async () => {
    expect((await figures('quante azioni per ambito?')).text).toMatch(/K1 – Edilizia\s+3/);
    expect((await figures('qual è l’ambito con più azioni?')).text).toMatch(/^K1 – Edilizia: 3/);
    expect((await figures('quanti ambiti hanno meno di 3 azioni?')).text).toContain('3 strutture');
  });

  test('is still the table’s where its column is asked for', async () => {
    expect((await figures('quale ambito ha più tonnellate evitate?')).text).toMatch(/^Rifiuti: 30/);
  });
});

describe('codes of digits and full stops', () => {
  test.each([
    ['azioni di Edilizia tranne la 1.2', [1, 3]],
    ['elencami le azioni di Edilizia tranne la 1.1 e la 1.3', [2]],
    ['a parte la R1, quali azioni di resilienza ci sono?', [9]],
  ])('«%s» leaves out what they name', async (question, numbers) => {
    expect(await listed(question)).toEqual(numbers);
  });
});

describe('a department by a word of its name', () => {
  test.each([
    ['azioni di resilienza', [8, 9]],
    ['quali azioni sui trasporti ci sono nei trasporti?', [4]],
    ['azioni nei trasporti', [4, 5]],
    ['quali azioni ci sono sui trasporti?', [4, 5]],
    ['elenca le azioni sui rifiuti', [6, 7]],
  ])('«%s» is its actions, not one of a like title', async (question, numbers) => {
    expect(await listed(question)).toEqual(numbers);
  });
});

describe('a department whose code is a name', () => {
  const named = engineOf([
    {
      ...plan,
      departments: plan.departments.map((one) =>
        one.code === 'K3'
          ? { ...one, code: 'Gestione delle risorse', name: 'Settore Gestione delle risorse' }
          : one,
      ),
      units: plan.units.map((one) =>
        one.department === 'K3' ? { ...one, department: 'Gestione delle risorse' } : one,
      ),
      assignments: plan.assignments.map((one) =>
        one.department === 'K3' ? { ...one, department: 'Gestione delle risorse' } : one,
      ),
    },
  ]);

  test.each(['quante azioni ha la gestione risorse?', 'quante azioni ha la gestione delle risorse?'])(
    '«%s» is said with its little words or without',
    async (question) => {
      const { answer } = await converse(named, question);
      expect(answer.value).toBe(2);
    },
  );
});

describe('a word for levels that stands in a title', () => {
  const served = engineOf([
    {
      ...plan,
      departments: plan.departments.map((one) => ({ ...one, name: `Servizio ${one.name}` })),
      items: plan.items.map((one) =>
        one.number === 7
          ? { ...one, title: 'Carta dei servizi della biblioteca', shortTitle: 'Carta dei servizi' }
          : one,
      ),
    },
  ]);

  test.each([
    'chi segue la carta dei servizi?',
    'di chi è la carta dei servizi?',
    'carta dei servizi',
    'qual è l’azione sulla carta dei servizi?',
  ])('«%s» is of that one', async (question) => {
    const { answer } = await converse(served, question);
    expect(answer.query).toMatchObject({ type: 'item', items: ['objective:7'] });
  });

  test('is a level where it stands for itself', async () => {
    const { answer } = await converse(served, 'quanti servizi hanno azioni?');
    expect(answer.value).toBe(4);
  });
});

test('words whose initials a title has are that title’s', async () => {
  const { text } = await figures('chi segue il sistema informativo della motorizzazione?');
  expect(text).toContain('Anagrafe SIM dei mezzi');
});

test('"dighe" and "diga", "banco" and "banchi" are one word', async () => {
  expect((await figures('ci sono banchi del riuso?')).text).toContain('Banco del riuso');
});

describe('when actions begin', () => {
  test.each([
    ['qual è l’azione iniziata prima di tutte?', [8]],
    ['quale azione dei rifiuti è partita per prima?', [7]],
    ['la più vecchia azione del piano', [8]],
    ['qual è l’azione iniziata prima?', [8]],
  ])('«%s» is the one that begins before the others, with its years', async (question, numbers) => {
    const { text, answer } = await asked(question);
    expect(answer.kind, text).toBe('answer');
    for (const number of numbers)
      expect(text).toMatch(new RegExp(`obiettivo ${number} «[^»]+» \\(\\d{4}–2030\\)`));
  });

  test('both years may be asked for at once', async () => {
    expect((await figures('quante azioni iniziano e finiscono nel 2030?')).value ?? 0).toBe(0);
  });

  test('a year that has no plan is never passed over beside one that has', async () => {
    for (const question of [
      'impegnato 2025 vs 2026',
      'quanto è stato impegnato nel 2025 rispetto al 2026?',
      'quante azioni c’erano nel 2025 e quante nel 2026?',
    ]) {
      const { answer, text } = await asked(question);
      expect(answer.kind, text).not.toBe('answer');
      expect(text).toContain('2025');
    }
  });
});

describe('goals of the Agenda', () => {
  test.each([
    ['quante azioni sono legate solo al goal 13?', 2],
    ['quante azioni riguardano soltanto il goal 13?', 2],
    ['quante azioni sono legate all’obiettivo 7 dell’Agenda 2030?', 7],
  ])('«%s» counts', async (question, value) => {
    expect(await figures(question)).toMatchObject({ kind: 'answer', value });
  });
});

test('two everyday names of departments together are their sum', async () => {
  expect((await figures('Edilizia e Trasporti insieme quante azioni fanno?')).value).toBe(5);
});

describe('money that only a remark has', () => {
  const remarked = engineOf([
    {
      ...plan,
      notes: [
        {
          subjectType: 'item',
          subject: 'objective:1',
          note: 'Scuola Manin circa 90.000 €, scuola Pellico circa 40.000 €.',
          source: 'scheda 1.1',
          contradicts: false,
        },
      ],
    },
  ]);

  test('is told of its item, and of no other', async () => {
    const told = await converse(remarked, 'quanto costa il cappotto delle scuole?');
    expect(told.text).toContain('90.000 €');
    expect((await converse(remarked, 'quanto costa il banco del riuso?')).answer.kind).toBe('no_data');
  });
});

describe('what is left out', () => {
  test.each([
    ['azioni di Edilizia senza le buone abitudini', [1, 2]],
    ['azioni dei rifiuti escluso il 7', [6]],
  ])('«%s»', async (question, numbers) => {
    expect(await listed(question)).toEqual(numbers);
  });
});
