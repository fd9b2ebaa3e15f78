import { describe, expect, it } from 'vitest';
import {
  gradeGenerated,
  gradeMessage,
  type Part,
  refsIn,
  type SaidAnswer,
  structuresIn,
} from '../../../eval/generated/grade.ts';
import type { Outcome } from '../../../eval/generated/outcome.ts';
import type { Structure } from '../../../eval/generated/plan-rows.ts';
import type { Request, Scope } from '../../../eval/generated/request.ts';

const ALL: Scope = { kind: 'objective', atoms: [], year: null };
const figure: Request = { ask: 'figure', figure: { fold: 'sum', measure: 'committed' }, scope: ALL };
const departments: Structure[] = ['Settore 1', 'Settore 10', 'Staff A'].map((code, at) => ({
  level: 'department',
  code,
  name: ['Tributi', 'Scuola', 'Gabinetto'][at] ?? '',
  department: code,
}));

const said = (headline: string, more: Partial<SaidAnswer> = {}): SaidAnswer => ({
  kind: 'answer',
  headline,
  notes: [],
  value: null,
  unit: null,
  rows: [],
  total: more.rows?.length ?? 0,
  ...more,
});
const grade = (outcome: Outcome, answer: SaidAnswer, request: Request = figure) =>
  gradeGenerated([outcome], answer, { request, structures: departments });

const euro = (cents: number, derived = false): Outcome => ({
  is: 'amount',
  amount: { unit: 'cents', value: cents },
  derived,
  refs: null,
});
const items = (refs: readonly number[], single = false): Outcome => ({
  is: 'items',
  refs: refs.map((number) => `objective:${number}` as const),
  single,
});
const list: Request = { ask: 'list', scope: ALL };
const rows = (...numbers: number[]) => numbers.map((number) => [`obiettivo ${number} «Titolo»`, 'U.O.1.1']);

describe('grading a figure', () => {
  it('is right by its value, or by the first figure of the headline', () => {
    expect(grade(euro(123_450), said('Impegnato 1.234,50 €', { value: 123_450, unit: 'eur' }))).toBe('right');
    expect(grade(euro(123_450), said('Impegnato 1.234,50 €, liquidato 20,00 €'))).toBe('right');
  });

  it('is wrong when the answer is about another figure, even if the right one follows', () => {
    const other = said('Liquidato 20,00 €; impegnato 1.234,50 €', { value: 2000, unit: 'eur' });
    expect(grade(euro(123_450), other)).toBe('wrong');
  });

  it('does not take the bound of the question for the answer', () => {
    const scope: Scope = {
      ...ALL,
      atoms: [{ atom: 'bound', measure: 'committed', bound: 'gt', value: 5_000_00 }],
    };
    const answer = said('Obiettivi con impegnato sopra 5.000,00 €: liquidato 10,00 €');
    expect(grade(euro(1000), answer, { ...figure, scope })).toBe('right');
  });

  it('lets a difference follow the figures it is made of', () => {
    expect(grade(euro(500, true), said('Settore 1 15,00 € e Staff A 10,00 €; differenza 5,00 €'))).toBe(
      'right',
    );
    expect(grade(euro(500, true), said('Settore 1 15,00 € e Staff A 10,00 €'))).toBe('wrong');
  });

  it('does not believe a right count over the wrong items', () => {
    const outcome: Outcome = {
      is: 'amount',
      amount: { unit: 'count', value: 2 },
      derived: false,
      refs: ['objective:1', 'objective:2'],
    };
    const answer = (...numbers: number[]) =>
      said('2 obiettivi', { value: 2, unit: 'count', rows: rows(...numbers) });
    expect(grade(outcome, answer(1, 2))).toBe('right');
    expect(grade(outcome, answer(1, 3))).toBe('wrong');
  });
});

describe('grading a refusal', () => {
  it('is asked when there was an answer', () => {
    expect(grade(euro(1), said('Non ho capito.', { kind: 'clarification' }))).toBe('asked');
    expect(grade(euro(1), said('Non trovo «giunta».', { kind: 'no_data' }))).toBe('asked');
  });

  it('is asked when the answer says what it did not take into account', () => {
    expect(grade(euro(1), said('Non ho tenuto conto di «tranne il 5»: 20,00 €'))).toBe('asked');
  });

  it('is right when the plan is silent, and zero is not', () => {
    expect(grade({ is: 'undeclared' }, said('Impegnato non dichiarato.'))).toBe('right');
    expect(grade({ is: 'undeclared' }, said('Impegnato 0,00 €', { value: 0, unit: 'eur' }))).toBe('wrong');
    expect(grade({ is: 'undeclared' }, said('Non trovo «giunta».', { kind: 'no_data' }))).toBe('asked');
    expect(grade({ is: 'none' }, said('Nessuno: non ci sono obiettivi.', { value: 0, unit: 'count' }))).toBe(
      'right',
    );
  });
});

describe('grading names', () => {
  it('wants the very set, neither more nor less', () => {
    expect(grade(items([1, 2]), said('2 obiettivi', { rows: rows(2, 1) }), list)).toBe('right');
    expect(grade(items([1, 2]), said('3 obiettivi', { rows: rows(1, 2, 3) }), list)).toBe('wrong');
    expect(grade(items([1, 2]), said('1 obiettivo', { rows: rows(1) }), list)).toBe('wrong');
  });

  it('lets the first of a ranking stand over the rows that follow it', () => {
    const answer = said('Obiettivo 2 «Titolo»: 10,00 €', { rows: rows(2, 1, 3) });
    expect(grade(items([2], true), answer, list)).toBe('right');
    expect(grade(items([1], true), answer, list)).toBe('wrong');
  });

  it('wants every group with its figure', () => {
    const outcome: Outcome = {
      is: 'groups',
      rows: [
        { code: 'Settore 1', amount: { unit: 'cents', value: 1000 } },
        { code: 'Settore 10', amount: { unit: 'cents', value: 2000 } },
      ],
    };
    const request: Request = { ...figure, ask: 'groups', level: 'department' };
    const table = [
      ['Settore 1 – Tributi', '10,00 €'],
      ['Settore 10 – Scuola', '20,00 €'],
      ['Staff A – Gabinetto', 'non dichiarato'],
    ];
    expect(grade(outcome, said('30,00 €', { rows: table }), request)).toBe('right');
    expect(grade(outcome, said('30,00 €', { rows: table.slice(1) }), request)).toBe('wrong');
    expect(
      grade(outcome, said('30,00 €', { rows: [...table.slice(0, 2), ['Staff A', '5,00 €']] }), request),
    ).toBe('wrong');
  });

  it('wants both halves of a joined request', () => {
    const outcome: Outcome = { is: 'several', parts: [euro(1000), euro(2000)] };
    expect(grade(outcome, said('Impegnato 10,00 €; liquidato 20,00 €'))).toBe('right');
    expect(grade(outcome, said('Impegnato 10,00 €'))).toBe('wrong');
  });
});

describe('reading names in an answer', () => {
  it('finds items, not counts', () => {
    expect(refsIn('Obiettivo 3 «X» e processo 12; 5 obiettivi, 4 voci')).toEqual([
      'objective:3',
      'process:12',
    ]);
  });

  it('does not find Settore 1 in Settore 10', () => {
    expect(structuresIn('Settore 10 – Scuola: 20,00 €', departments)).toEqual(['Settore 10']);
  });
});

describe('grading rows of structures', () => {
  const units: Structure[] = ['Ufficio per la scuola e per lo sport di base', 'Ufficio tributi'].map(
    (name, at) => ({
      level: 'unit',
      code: `U${at}`,
      name,
      department: 'Settore 1',
    }),
  );
  const groups: Request = { ask: 'groups', level: 'unit', figure: { fold: 'count' }, scope: ALL };
  const wanted: Outcome = {
    is: 'groups',
    rows: ['U0', 'U1'].map((code, at) => ({ code, amount: { unit: 'count', value: at + 2 } })),
  };
  const gradeRows = (answer: SaidAnswer) =>
    gradeGenerated([wanted], answer, { request: groups, structures: units });

  it('knows a name that was cut short, and bears rows that are not shown', () => {
    const cut = ['Ufficio per la scuola …', '2'];
    expect(gradeRows(said('Obiettivi', { rows: [cut, ['Ufficio tributi', '3']] }))).toBe('right');
    expect(gradeRows(said('Obiettivi', { rows: [cut], total: 2 }))).toBe('right');
    expect(gradeRows(said('Obiettivi', { rows: [cut] }))).toBe('wrong');
  });
});

describe('grading a message that asks several things', () => {
  const part = (request: Request, outcome: Outcome): Part => [{ request, outcomes: [outcome] }];
  const parts = [part(figure, euro(123_450)), part(list, items([3, 4]))];
  const gradeAll = (answer: SaidAnswer) => gradeMessage(parts, answer, departments);

  it('wants every part, each in its line or in the table', () => {
    expect(gradeAll(said('Impegnato 1.234,50 €.\n2 obiettivi.', { rows: rows(3, 4) }))).toBe('right');
    expect(gradeAll(said('2 obiettivi.', { rows: rows(3, 4) }))).toBe('wrong');
    expect(gradeAll(said('Impegnato 1.234,50 €.', { rows: rows(3, 4, 5) }))).toBe('wrong');
  });

  it('bears a part that is said to be left out', () => {
    const answer = said('Impegnato 1.234,50 €.\nNon ho capito che cosa fare di «elenca».');
    expect(gradeAll(answer)).toBe('asked');
  });

  it('takes any fair reading of a part', () => {
    const either: Part = [...part(list, items([3, 4])), ...part(figure, euro(200))];
    expect(gradeMessage([either], said('Impegnato 2,00 €'), departments)).toBe('right');
  });
});

describe('grading which of two', () => {
  const two: Request = {
    ask: 'whether',
    figure: { fold: 'sum', measure: 'committed' },
    direction: 'most',
    left: ALL,
    right: ALL,
  };
  const truth: Outcome = { is: 'truth', holds: false, of: 'items', more: 'objective:4' };

  it('takes yes or no, or the one that has more', () => {
    expect(grade(truth, said('No. Obiettivo 3: differenza −5,00 €'), two)).toBe('right');
    expect(grade(truth, said('Obiettivo 3: 1,00 €, obiettivo 4: 6,00 €; di più obiettivo 4'), two)).toBe(
      'right',
    );
    expect(grade(truth, said('Sì. Obiettivo 3'), two)).toBe('wrong');
    expect(grade(truth, said('Obiettivo 3: 7,00 €, obiettivo 4: 6,00 €; di più obiettivo 3'), two)).toBe(
      'wrong',
    );
  });
});
