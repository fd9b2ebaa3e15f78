import { describe, expect, test } from 'vitest';
import { conversationSchema } from '../../../src/answers/conversation.ts';
import { evaluate } from '../../../src/answers/figures/evaluate.ts';
import { type Atom, FIGURES, type FiguresQuery } from '../../../src/answers/figures/figures-query.ts';
import { phraseFigures } from '../../../src/answers/figures/phrase-figures.ts';
import type { PlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import { WORDS } from '../../../src/answers/phrase/words.ts';
import { engineOf } from '../../support/engine.ts';
import { NOW } from '../lucca.ts';
import { figuresPlan, luccaIndex, smallIndex } from './plans.ts';
import {
  above,
  department,
  least,
  most,
  not,
  objectives,
  op,
  over,
  processes,
  query,
  sum,
  unit,
} from './queries.ts';

const small = smallIndex();
const lucca = luccaIndex();
const say = (given: Partial<FiguresQuery>, index: PlanIndex = small, words = WORDS.it) => {
  const { items: _items, ...draft } = phraseFigures({ index, words }, evaluate(query(given), index));
  return draft;
};

const transversal: Atom = { type: 'scope', scope: 'transversal' };
const personnelOf = (code: string) => over(sum('personnel'), department(code));
const staff: Partial<FiguresQuery> = { by: 'department', columns: [sum('personnel')] };

const SENTENCES: readonly (readonly [string, Partial<FiguresQuery>, number | null])[] = [
  [
    'Settore 1, 2026: impegnato 10,00 € (2 voci su 5 lo dichiarano).',
    { select: [department('Settore 1')], columns: [sum('committed')] },
    1000,
  ],
  [
    'Settore 1, 2026: 5 obiettivi e processi; costo del personale 65,00 €; liquidato 1,50 €.',
    { select: [department('Settore 1')], columns: [sum('items'), sum('personnel'), sum('settled')] },
    5,
  ],
  [
    'Tutto il piano, 2026: risorse utilizzate (personale + liquidato) 84,00 € (5 voci su 6 le dichiarano).',
    { columns: [sum('resources')] },
    8400,
  ],
  [
    'Tutti gli obiettivi, 2026: media del grado di raggiungimento 93,33 %.',
    { select: [objectives], columns: [sum('attainment')] },
    280 / 3,
  ],
  [
    '2 obiettivi con peso superiore a 15, 2026.',
    { select: [objectives, above('weight', 15)], columns: [sum('items')] },
    2,
  ],
  [
    '1 obiettivo trasversale del Settore 1, 2026.',
    { select: [objectives, department('Settore 1'), transversal], columns: [sum('items')] },
    1,
  ],
  [
    'Nessun processo del Settore 1 con costo del personale superiore a 10.000,00 €, 2026.',
    { select: [processes, department('Settore 1'), above('personnel', 1_000_000)], by: 'item' },
    0,
  ],
  [
    'Accertato non dichiarato: nel piano 2026 nessuna voce lo riporta (tutti gli obiettivi).',
    { select: [objectives, above('assessed', 0)], by: 'item' },
    null,
  ],
  [
    'Peso non dichiarato: nessuna delle 2 voci lo riporta (tutti i processi, 2026).',
    { select: [processes, above('weight', 10)], columns: [sum('items')] },
    null,
  ],
  [
    'Liquidato non dichiarato: Settore 3, 2026.',
    { select: [department('Settore 3')], by: 'item', order: most(sum('settled')) },
    null,
  ],
  [
    'Impegnato non dichiarato: tutti i processi, 2026.',
    {
      select: [processes],
      by: 'department',
      columns: [sum('committed')],
      having: [{ expr: sum('committed'), op: 'gt', than: { value: 100 } }],
      fold: 'count',
    },
    null,
  ],
  ['2 processi, 2026: processo 1 «process 1»; processo 2 «process 2».', { select: [processes] }, 2],
  [
    'Obiettivo 2 «objective 2»: costo del personale 30,00 €, il valore più alto tra gli obiettivi, 2026.',
    { select: [objectives], by: 'item', order: most(sum('personnel')) },
    3000,
  ],
  [
    'Obiettivo 2 «objective 2» e obiettivo 3 «objective 3», a pari merito: peso 20, il valore più alto tra gli obiettivi, 2026.',
    { select: [objectives], by: 'item', order: most(sum('weight')) },
    20,
  ],
  [
    'Obiettivo 1 «objective 1»: peso 10, il 3º valore più alto tra gli obiettivi, 2026.',
    { select: [objectives], by: 'item', order: most(sum('weight'), 1, { from: 2 }) },
    10,
  ],
  [
    'Obiettivo 1 «objective 1»: peso 10, 2026 (ultimo tra gli obiettivi per costo del personale 10,00 €).',
    { select: [objectives], by: 'item', columns: [sum('weight')], order: least(sum('personnel')) },
    10,
  ],
  [
    'I 2 obiettivi e processi con il costo del personale più alto, 2026: obiettivo 2, 30,00 €; processo 1, 20,00 €.',
    { by: 'item', order: most(sum('personnel'), 2) },
    3000,
  ],
  [
    'Non c’è un 5º posto: in classifica sono 2 (processo, 2026).',
    { select: [processes], by: 'item', order: most(sum('personnel'), 1, { from: 5 }) },
    null,
  ],
  [
    'Settore 2: costo del personale 7,00 €, il valore più basso tra i settori e staff, 2026.',
    { ...staff, order: least(sum('personnel')) },
    700,
  ],
  [
    'Tutto il piano per settore/staff, 2026: costo del personale 80,00 € (Settore 1: 65,00 €; Settore 2: 7,00 €; Settore 3: 8,00 €).',
    staff,
    8000,
  ],
  [
    '2 settori e staff con costo del personale inferiore a 10,00 €, 2026: Settore 2, Settore 3.',
    { ...staff, having: [{ expr: sum('personnel'), op: 'lt', than: { value: 1000 } }], fold: 'count' },
    2,
  ],
  [
    '1 settore/staff con almeno 2 obiettivi, 2026: Settore 1: 3.',
    {
      select: [objectives],
      by: 'department',
      columns: [sum('items')],
      having: [{ expr: sum('items'), op: 'gte', than: { value: 2 } }],
    },
    1,
  ],
  [
    'Settore 1, 2026: 81,25 % del costo del personale di tutto il piano (65,00 € su 80,00 €).',
    { select: [department('Settore 1')], columns: [op(sum('personnel'), '%', over(sum('personnel')))] },
    81.25,
  ],
  [
    'Obiettivi trasversali, 2026: 33,33 % degli obiettivi (1 su 3).',
    { select: [objectives, transversal], columns: [op(sum('items'), '%', over(sum('items'), objectives))] },
    100 / 3,
  ],
  [
    'Costo del personale, 2026: differenza −1,00 € (Settore 2: 7,00 € − Settore 3: 8,00 €).',
    { columns: [op(personnelOf('Settore 2'), '-', personnelOf('Settore 3'))] },
    -100,
  ],
  [
    'Tutto il piano, 2026: differenza 3,00 € (impegnato 6,50 € − liquidato 3,50 €; 2 voci su 6 dichiarano entrambi).',
    { columns: [op(sum('committed'), '-', sum('settled'))] },
    300,
  ],
  [
    'Costo del personale, 2026: 8,13 volte (Settore 1: 65,00 € ÷ Settore 3: 8,00 €).',
    { columns: [op(personnelOf('Settore 1'), '÷', personnelOf('Settore 3'))] },
    8.125,
  ],
  [
    'Tutti gli obiettivi, 2026: 1,04 € per punto (costo del personale 52,00 € ÷ peso 50).',
    { select: [objectives], columns: [op(sum('personnel'), '÷', sum('weight'))] },
    104,
  ],
  [
    'Tutti gli obiettivi, 2026: media dell’impegnato 4,17 €.',
    { select: [objectives], columns: [sum('committed', 'mean')] },
    417,
  ],
  [
    'Tutti gli obiettivi, 2026: massimo del costo del personale 30,00 € (obiettivo 2).',
    { select: [objectives], columns: [sum('personnel', 'max')] },
    3000,
  ],
  [
    '2 obiettivi con più costo del personale, 2026: costo del personale 42,00 € in tutto.',
    { select: [objectives], by: 'item', order: most(sum('personnel'), 2), fold: 'sum' },
    4200,
  ],
  [
    'Tutto il piano tranne il Settore 1, 2026: costo del personale 15,00 €.',
    { select: [not(department('Settore 1'))], columns: [sum('personnel')] },
    1500,
  ],
  [
    'Obiettivi tranne quelli del Settore 2, 2026: impegnato 10,00 € (2 voci su 3 lo dichiarano).',
    { select: [objectives, not(department('Settore 2'))], columns: [sum('committed')] },
    1000,
  ],
  [
    'U.1.1 (le tue strutture), 2026: costo del personale 10,00 € (1 voce su 3 lo dichiara).',
    { select: [unit('U.1.1')], columns: [sum('personnel')], mine: true },
    1000,
  ],
];

test.each(SENTENCES)('%s', (headline, given, value) => {
  const said = say(given);
  expect(said.headline).toBe(headline);
  if (value === null) expect(said.value).toBeNull();
  else expect(said.value).toBeCloseTo(value, 9);
});

const ENGLISH_SENTENCES: readonly (readonly [string, Partial<FiguresQuery>])[] = [
  [
    'Settore 1, 2026: committed 10,00 € (2 of 5 items declare it).',
    { select: [department('Settore 1')], columns: [sum('committed')] },
  ],
  [
    '1 transversal objective of Settore 1, 2026.',
    { select: [objectives, department('Settore 1'), transversal], columns: [sum('items')] },
  ],
  [
    'Objective 1 «objective 1»: weight 10, the 3rd highest among objectives, 2026.',
    { select: [objectives], by: 'item', order: most(sum('weight'), 1, { from: 2 }) },
  ],
  [
    'Settore 1, 2026: 81,25 % of personnel cost of the whole plan (65,00 € out of 80,00 €).',
    { select: [department('Settore 1')], columns: [op(sum('personnel'), '%', over(sum('personnel')))] },
  ],
  [
    'The whole plan except Settore 1, 2026: personnel cost 15,00 €.',
    { select: [not(department('Settore 1'))], columns: [sum('personnel')] },
  ],
];

test.each(ENGLISH_SENTENCES)('in English: %s', (headline, given) => {
  expect(say(given, small, WORDS.en).headline).toBe(headline);
});

describe('Italian', () => {
  test('joins articles to what follows', () => {
    const scopes = ['Settore 5', 'Staff A', 'Istituto Boccherini'].map(
      (code) => say({ select: [objectives, department(code)], columns: [sum('items')] }, lucca).headline,
    );
    expect(scopes).toEqual([
      '11 obiettivi del Settore 5, 2021.',
      '2 obiettivi dello Staff A, 2021.',
      'Nessun obiettivo dell’Istituto Boccherini, 2021.',
    ]);
    expect(
      say({ select: [processes, unit('U.O.9.1'), not(unit('Avvocatura'))], columns: [sum('items')] }, lucca)
        .headline,
    ).toContain('processi dell’U.O.9.1 tranne quelli dell’Avvocatura');
  });
});

describe('a table', () => {
  test('is not under a single figure, a mean or a count, and tells whose a single winner is', () => {
    expect(say({ columns: [sum('personnel')] }).table).toBeNull();
    expect(say({ select: [objectives], columns: [sum('items')] }).table).toBeNull();
    expect(say({ select: [objectives], columns: [sum('committed', 'mean')] }).table).toBeNull();
    const winner = say({ select: [objectives], by: 'item', order: most(sum('personnel')) }).table;
    expect(winner?.columns.map(({ label }) => label)).toContain('Struttura');
    const first = say({ select: [objectives], by: 'department', order: most(sum('personnel')) }).table;
    expect(first).toBeNull();
  });

  test('has its money on the right and a total of what adds up', () => {
    const { table } = say({
      select: [objectives],
      by: 'item',
      columns: [sum('personnel'), sum('settlement_rate')],
    });
    expect(table?.columns.map(({ label, numeric }) => [label, numeric])).toEqual([
      ['Voce', false],
      ['Struttura', false],
      ['costo del personale', true],
      ['liquidato su impegnato', true],
    ]);
    expect(table?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['obiettivo 1 «objective 1»', 'U.1.1', '10,00 €', '25 %'],
      ['obiettivo 2 «objective 2»', 'U.1.1, U.1.2', '30,00 €', 'non dichiarato'],
      ['obiettivo 3 «objective 3»', 'U.1.2, U.2.1', '12,00 €', '100 %'],
      ['Totale', '—', '52,00 €', '—'],
    ]);
    expect(table?.total).toBe(3);
  });

  test('names a department by its code, and cuts a long name after a whole word', () => {
    const { table } = say({ by: 'department', columns: [sum('personnel')] }, lucca);
    const names = table?.rows.map(([first]) => first?.text ?? '') ?? [];
    expect(names).toContain('Settore 5');
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(50);
  });
});

describe('notes', () => {
  test('say what the rows leave unsaid', () => {
    expect(say({ by: 'unit', columns: [sum('personnel')] }).notes).toContain(
      '50,00 € non è attribuito a nessuna riga: insieme fanno meno del totale.',
    );
    expect(say({ select: [objectives], by: 'department', columns: [sum('items')] }).notes).toEqual([
      'Una voce condivisa è in ogni riga a cui appartiene: insieme fanno più del totale.',
    ]);
    expect(say({ columns: [sum('unsettled')] }).notes).toEqual([
      'È calcolato sulle 2 voci che dichiarano entrambi gli importi; sui totali interi è 8,50 €.',
    ]);
    const ofOne = say({ select: [department('Settore 2')], columns: [sum('settlement_rate')] }, lucca);
    expect(ofOne.headline).toContain('4,66 %');
    expect(ofOne.notes).toContain(
      'È calcolato sulla sola voce che dichiara entrambi gli importi; sui totali interi è 1,14 %.',
    );
    expect(say({ select: [not(department('Settore 1'))], columns: [sum('personnel')] }).notes).toEqual([
      'È compresa la parte delle altre strutture in 1 voce condivisa con quelle escluse.',
    ]);
    expect(say({ select: [objectives, above('settled', 150)], columns: [sum('items')] }).notes).toEqual([
      '1 voce non dichiara liquidato e resta fuori.',
    ]);
    expect(
      say({ select: [objectives], by: 'item', order: most(sum('weight'), 1, { from: 2 }) }).notes,
    ).toEqual(['Al 1º posto sono in 2 a pari merito.']);
  });

  test('give a printed total and its rows, and no other as printed', () => {
    const declared = [
      { table: '4 costi', kind: 'objective', measure: 'personnel_eur', value: '60.00', section: '4' },
      { table: '4 costi', kind: 'process', measure: 'personnel_eur', value: '28.00', section: '4' },
    ] as const;
    const printed = smallIndex({ declared });
    const one = say({ select: [objectives], columns: [sum('personnel')] }, printed);
    expect([one.headline, one.value, one.notes]).toEqual([
      'Tutti gli obiettivi, 2026: costo del personale 60,00 €.',
      6000,
      [
        'Costo del personale: il documento (sez. 4 Costi) stampa 60,00 €, le righe danno 52,00 €; differenza 8,00 €.',
      ],
    ]);
    const all = say({ columns: [sum('personnel')] }, printed);
    expect([all.value, all.notes]).toEqual([
      8800,
      [
        'Costo del personale: i totali stampati per tipo di voce (sez. 4 Costi) fanno 88,00 €, le righe danno 80,00 €; differenza 8,00 €.',
      ],
    ]);
  });
});

/** Reads "1.234,50 €", "−3,00 €" or "12,5 %" back. */
const number = (text: string): number => {
  const found = /([−-]?)([\d.]+(?:,\d+)?)/.exec(text);
  return Number((found?.[2] ?? 'NaN').replaceAll('.', '').replace(',', '.')) * (found?.[1] ? -1 : 1);
};

/** Works out an addition as it is written: "(a + b) ÷ 2", "a − b", "a ÷ b × 100". */
function workedOut(written: string): number {
  const divided = /^\((.*)\) ÷ (\d+)$/.exec(written);
  if (divided) return workedOut(divided[1] ?? '') / Number(divided[2]);
  if (written.includes(' + ')) return written.split(' + ').reduce((all, one) => all + number(one), 0);
  const [left = '', right] = written.replace(' × 100', '').split(/ [−÷] /);
  if (right === undefined) return number(left);
  if (written.includes(' − ')) return number(left) - number(right);
  return (number(left) / number(right)) * (written.endsWith('× 100') ? 100 : 1);
}

describe('the proof', () => {
  const SETS: readonly (readonly Atom[])[] = [
    [],
    [objectives],
    [processes],
    [department('Settore 3')],
    [not(department('Settore 9'))],
  ];
  const folds = FIGURES.flatMap((figure) => (['sum', 'mean'] as const).map((fold) => sum(figure, fold)));
  const operations = [
    op(sum('committed'), '-', sum('settled')),
    op(sum('settled'), '%', sum('committed')),
    op(sum('resources'), '÷', sum('items')),
    op(sum('personnel'), '%', over(sum('personnel'))),
  ];

  test.each([...folds, ...operations].map((expr) => [JSON.stringify(expr), expr] as const))(
    'adds up again: %s',
    (_, expr) => {
      for (const select of SETS)
        for (const index of [small, lucca]) {
          const { proof } = say({ select, columns: [expr] }, index);
          if (!proof?.sum) continue;
          const [written = '', result = ''] = proof.sum.split(' = ');
          // Money is rounded to cents, percentages to two decimals.
          expect(Math.abs(workedOut(written) - number(result))).toBeLessThanOrEqual(0.0051);
          expect(proof.rows.length).toBeLessThanOrEqual(100);
        }
    },
  );

  test('of a list or grouping adds up to its total', () => {
    const groups = say({ by: 'department', columns: [sum('personnel')] }, lucca);
    const [written = '', result = ''] = groups.proof?.sum?.split(' = ') ?? [];
    expect(workedOut(written)).toBeCloseTo(number(result), 2);
    expect(groups.headline).toContain(result);
  });

  test('says how the figure is made', () => {
    expect(say({ select: [processes], columns: [sum('resources')] }).proof).toEqual({
      filter: 'processi, 2026',
      rows: ['processo 1 «process 1»: 20,50 €', 'processo 2 «process 2»: 8,00 €'],
      formula: 'risorse utilizzate = costo del personale + liquidato; somma di 2 righe',
      sum: '20,50 € + 8,00 € = 28,50 €',
    });
  });
});

test('sources name the structures of the rows shown, not of their neighbours', () => {
  const shared = { type: 'items', refs: ['objective:3'] } as const;
  expect(say({ select: [shared, department('Settore 2')], columns: [sum('personnel')] }).sources).toEqual([
    'Piano della performance 2026, tabelle dei costi, Settore 2, riga obiettivo 3',
  ]);
});

test('the engine answers a ready query, and remembers it for the next question', async () => {
  const engine = engineOf([figuresPlan()]);
  const asked = query({ select: [objectives], by: 'item', order: most(sum('personnel'), 2) });
  const { answer, conversation } = await engine.answer(asked, { conversation: null, asker: null, now: NOW });
  expect(answer.headline).toContain('obiettivo 2, 30,00 €');
  const kept = conversationSchema.parse(JSON.parse(JSON.stringify(conversation)));
  expect(kept.query).toEqual(asked);
  expect(kept.items).toEqual(['objective:2', 'objective:3']);
});
