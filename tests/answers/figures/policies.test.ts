import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/answers/figures/evaluate.ts';
import type { FiguresQuery } from '../../../src/answers/figures/figures-query.ts';
import { smallIndex } from './plans.ts';
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

const index = smallIndex();
const run = (given: Partial<FiguresQuery>) => evaluate(query(given), index);
const cell = (given: Partial<FiguresQuery>) => run(given).rows[0]?.cells[0];
const value = (given: Partial<FiguresQuery>): number | null | undefined => cell(given)?.value;
const rows = (given: Partial<FiguresQuery>) =>
  run(given).rows.map((row) => [
    row.subject.type === 'item'
      ? row.subject.ref
      : 'code' in row.subject
        ? row.subject.code
        : row.subject.type,
    row.cells[0]?.value,
  ]);

describe('structures', () => {
  test('limit money to their own lines, of shared items too', () => {
    expect(value({ select: [department('Settore 1')], columns: [sum('personnel')] })).toBe(6500);
    expect(value({ select: [department('Settore 2')], columns: [sum('personnel')] })).toBe(700);
    expect(value({ select: [unit('U.1.1')], columns: [sum('personnel')] })).toBe(1000);
  });

  test('excluded leave the other structures’ lines, and the whole is both together', () => {
    expect(value({ select: [not(department('Settore 1'))], columns: [sum('personnel')] })).toBe(1500);
    expect(value({ columns: [sum('personnel')] })).toBe(6500 + 1500);
  });

  test('excluded do not count an item that is theirs as well', () => {
    expect(value({ select: [objectives, not(department('Settore 2'))], columns: [sum('items')] })).toBe(2);
    expect(rows({ select: [objectives, not(department('Settore 2'))] }).map(([name]) => name)).toEqual([
      'objective:1',
      'objective:2',
    ]);
  });

  test('may be cut out of one another', () => {
    const select = [department('Settore 1'), not(unit('U.1.2'))];
    expect(value({ select, columns: [sum('personnel')] })).toBe(1000 + 3000 + 2000);
  });

  test('share an item between groups, whose lines are not counted twice', () => {
    expect(rows({ by: 'department', columns: [sum('personnel')] })).toEqual([
      ['Settore 1', 6500],
      ['Settore 2', 700],
      ['Settore 3', 800],
    ]);
    expect(rows({ select: [objectives], by: 'department', columns: [sum('items')] })).toEqual([
      ['Settore 1', 3],
      ['Settore 2', 1],
    ]);
  });

  test('that an item is not split down to have no part of its cost', () => {
    const { selection } = run({ select: [unit('U.1.1')], columns: [sum('personnel')] });
    expect(selection.entries.filter(({ unsplit }) => unsplit).map(({ of }) => of.ref)).toEqual([
      'objective:2',
    ]);
  });
});

describe('what is not declared', () => {
  test('is left out of a sum, and counted', () => {
    expect(cell({ columns: [sum('committed')] })).toMatchObject({ value: 1250, declared: 3, missing: 3 });
  });

  test('is silence, not zero, where nobody declares it', () => {
    expect(cell({ columns: [sum('assessed')] })).toMatchObject({ value: null, declared: 0 });
    expect(run({ columns: [sum('assessed')] }).silent).toEqual(['assessed']);
    expect(run({ select: [above('collected', 0)], by: 'item' }).silent).toEqual(['collected']);
  });

  test('counts nothing as one addend of the resources used', () => {
    expect(value({ select: [processes], columns: [sum('resources')] })).toBe(2000 + 50 + 800);
    expect(
      value({ select: [{ type: 'items', refs: ['indicator:1'] }], columns: [sum('resources')] }),
    ).toBeNull();
  });

  test('keeps a difference to the items that declare both, and gives the other reading', () => {
    expect(cell({ columns: [sum('unsettled')] })).toMatchObject({
      value: 400 - 100 + (250 - 250),
      other: 1250 - 400,
      declared: 2,
    });
    expect(cell({ columns: [op(sum('committed'), '-', sum('settled'))] })).toMatchObject({
      value: 300,
      other: 850,
      declared: 2,
      missing: 4,
    });
  });

  test('takes a rate of the items that declare both, and tells that of all that is declared', () => {
    expect(value({ columns: [sum('settlement_rate')] })).toBeCloseTo((350 / 650) * 100, 9);
    expect(cell({ columns: [sum('settlement_rate')] })?.other).toBeCloseTo((400 / 1250) * 100, 9);
    expect(value({ columns: [op(sum('settled'), '%', sum('committed'))] })).toBeCloseTo((350 / 650) * 100, 9);
  });

  test('lets the shares of a whole make it all', () => {
    const personnel = value({ columns: [sum('personnel_share')] });
    const direct = value({ columns: [sum('direct_share')] });
    expect(personnel).toBeCloseTo((8000 / 8400) * 100, 9);
    expect((personnel ?? 0) + (direct ?? 0)).toBeCloseTo(100, 9);
  });

  test('has no part in a mean', () => {
    expect(cell({ select: [objectives], columns: [sum('committed', 'mean')] })).toMatchObject({
      value: Math.round(1250 / 3),
      declared: 3,
    });
    expect(value({ columns: [sum('committed', 'count')] })).toBe(3);
  });

  test('is out of a threshold and of its opposite, and counted', () => {
    const bound = above('committed', 300);
    expect(run({ select: [bound], by: 'item' })).toMatchObject({
      rows: { length: 2 },
      selection: { undecided: [{ figure: 'committed', count: 3 }] },
    });
    expect(rows({ select: [not(bound)], by: 'item' }).map(([name]) => name)).toEqual(['objective:3']);
  });

  test('is out of a ranking, and counted', () => {
    const { ordering } = run({ by: 'item', order: most(sum('committed')) });
    expect(ordering).toMatchObject({ compared: 6, undeclared: 3 });
  });

  test('keeps groups out of a condition, and counts them', () => {
    const having = [{ expr: sum('committed'), op: 'lt' as const, than: { value: 300 } }];
    const found = run({ by: 'department', columns: [sum('committed')], having });
    expect(found.rows.map(({ subject }) => subject)).toEqual([{ type: 'department', code: 'Settore 2' }]);
    expect(found.undecided).toEqual({ count: 1, of: 3 });
  });

  test('does not make a number of items undeclared: none is 0', () => {
    const none = { select: [processes, department('Settore 2')], columns: [sum('items')] };
    expect(value(none)).toBe(0);
  });
});

describe('folds', () => {
  test('attainment is the mean of the items, never a sum', () => {
    expect(value({ columns: [sum('attainment')] })).toBeCloseTo(280 / 3, 9);
  });

  test('the least and the most say whose they are', () => {
    const found = cell({ select: [objectives], columns: [sum('personnel', 'max')] });
    expect(found).toMatchObject({ value: 3000 });
    expect(found?.entries.map(({ of }) => of.ref)).toEqual(['objective:2']);
  });

  test('of the rows that are left: how many, their sum, their mean', () => {
    const top = { select: [objectives], by: 'item', order: most(sum('personnel'), 2) } as const;
    expect(run({ ...top, fold: 'sum' }).folded).toMatchObject({ value: 4200, of: 2 });
    expect(run({ ...top, fold: 'mean' }).folded).toMatchObject({ value: 2100 });
    const having = [{ expr: sum('personnel'), op: 'gte' as const, than: { value: 800 } }];
    expect(run({ by: 'department', columns: [sum('personnel')], having, fold: 'count' }).folded?.value).toBe(
      2,
    );
    expect(run({ by: 'department', columns: [sum('personnel')], fold: 'mean' }).folded?.value).toBe(
      Math.round(8000 / 3),
    );
  });
});

describe('order', () => {
  const weights = { select: [objectives], by: 'item', columns: [sum('weight')] } as const;

  test('takes along what ties with the last', () => {
    const found = run({ ...weights, order: most(sum('weight')) });
    expect(found.rows.map((row) => [row.entries[0]?.of.ref, row.rank?.place])).toEqual([
      ['objective:2', 1],
      ['objective:3', 1],
    ]);
    expect(found.ordering?.tied).toBe(1);
  });

  test('the second after a shared first is the third place', () => {
    const found = run({ ...weights, order: most(sum('weight'), 1, { from: 2 }) });
    expect(found.rows.map((row) => [row.entries[0]?.of.ref, row.rank?.place])).toEqual([['objective:1', 3]]);
    expect(found.ordering?.sharedBefore).toEqual([{ place: 1, count: 2 }]);
  });

  test('makes the first inside each structure, by its own lines', () => {
    const found = run({
      by: 'item',
      columns: [sum('personnel')],
      order: most(sum('personnel'), 1, { per: 'department' }),
    });
    expect(found.rows.map((row) => [row.within, row.entries[0]?.of.ref, row.cells[0]?.value])).toEqual([
      [{ type: 'department', code: 'Settore 1' }, 'objective:2', 3000],
      [{ type: 'department', code: 'Settore 2' }, 'objective:3', 700],
      [{ type: 'department', code: 'Settore 3' }, 'process:2', 800],
    ]);
  });

  test('a structure with nothing in it is not the one with the least', () => {
    const by = sum('items');
    expect(rows({ select: [processes], by: 'department', columns: [by], order: least(by) })).toEqual([
      ['Settore 1', 1],
      ['Settore 3', 1],
    ]);
    const having = [{ expr: by, op: 'eq' as const, than: { value: 0 } }];
    expect(rows({ select: [processes], by: 'department', columns: [by], having })).toEqual([
      ['Settore 2', 0],
    ]);
  });

  test('names a set to look into', () => {
    const top = { select: [objectives], by: sum('personnel'), direction: 'most', from: 1, limit: 2 } as const;
    expect(value({ select: [{ type: 'top', of: top }], columns: [sum('committed')] })).toBe(600 + 250);
    expect(value({ select: [objectives, not({ type: 'top', of: top })], columns: [sum('committed')] })).toBe(
      400,
    );
  });
});

describe('operations', () => {
  test('over other sets', () => {
    const of = (code: string) => over(sum('personnel'), department(code));
    expect(value({ columns: [op(of('Settore 2'), '-', of('Settore 3'))] })).toBe(-100);
    expect(value({ columns: [op(of('Settore 1'), '÷', of('Settore 3'))] })).toBe(6500 / 800);
    expect(value({ columns: [op(of('Settore 1'), '%', over(sum('personnel')))] })).toBeCloseTo(81.25, 9);
    expect(value({ columns: [op(of('Settore 1'), '+', of('Settore 2'))] })).toBe(7200);
  });

  test('have a unit, or no value', () => {
    const unitOf = (given: ReturnType<typeof op>) => cell({ select: [objectives], columns: [given] });
    expect(unitOf(op(sum('personnel'), '÷', sum('weight')))).toMatchObject({
      value: 104,
      unit: 'eur_per_point',
    });
    expect(unitOf(op(sum('personnel'), '÷', sum('items')))).toMatchObject({
      value: 1733,
      unit: 'eur_per_item',
    });
    expect(unitOf(op(sum('personnel'), '÷', sum('committed')))).toMatchObject({ unit: 'times' });
    expect(unitOf(op(sum('personnel'), '+', sum('weight')))).toMatchObject({ value: null, unit: 'mixed' });
    expect(unitOf(op(sum('settlement_rate'), '-', sum('personnel_share')))).toMatchObject({ unit: 'gap' });
  });

  test('by zero have no value', () => {
    const none = over(sum('items'), processes, department('Settore 2'));
    expect(value({ columns: [op(sum('items'), '÷', none)] })).toBeNull();
  });
});

describe('conditions', () => {
  test('against the mean of the set, another item, another figure', () => {
    const bound = (than: object) =>
      rows({
        select: [objectives, { type: 'bound', figure: 'personnel', op: 'gt', than: than as { mean: true } }],
        by: 'item',
      }).map(([name]) => name);
    expect(bound({ mean: true })).toEqual(['objective:2']);
    expect(bound({ item: 'process:2' })).toEqual(['objective:1', 'objective:2', 'objective:3']);
    expect(
      rows({
        select: [{ type: 'versus', figure: 'settled', op: 'lt', other: 'committed' }],
        by: 'item',
      }).map(([name]) => name),
    ).toEqual(['objective:1']);
  });

  test('any of several, or none', () => {
    const any = { type: 'any', atoms: [processes, { type: 'goal', numbers: [11] }] } as const;
    expect(rows({ select: [any], by: 'item' }).map(([name]) => name)).toEqual([
      'objective:2',
      'process:1',
      'process:2',
    ]);
    expect(rows({ select: [not(any)], by: 'item' }).map(([name]) => name)).toEqual([
      'objective:1',
      'objective:3',
      'indicator:1',
    ]);
  });

  test('on what is declared', () => {
    const declared = { type: 'declared', figure: 'settled' } as const;
    expect(value({ select: [declared], columns: [sum('items')] })).toBe(3);
    expect(value({ select: [not(declared)], columns: [sum('items')] })).toBe(3);
  });
});

describe('printed totals', () => {
  const declared = [
    { table: '4 costi', kind: 'objective', measure: 'personnel_eur', value: '60.00', section: '4' },
    { table: '4 costi', kind: 'process', measure: 'personnel_eur', value: '28.00', section: '4' },
  ] as const;
  const printed = smallIndex({ declared });
  const table = (given: Partial<FiguresQuery>) => evaluate(query(given), printed);

  test('are given for the very set that the document prints, next to its rows', () => {
    const { checks } = table({ select: [objectives], columns: [sum('personnel')] });
    expect(checks).toMatchObject([{ declared: 6000, rows: 5200 }]);
  });

  test('are added up for several kinds together', () => {
    const both = { type: 'kind', kinds: ['objective', 'process'] } as const;
    const { checks } = table({ select: [both], columns: [sum('personnel')] });
    expect(checks).toMatchObject([{ declared: 8800, rows: 8000 }]);
  });

  test('are not claimed for any other set', () => {
    expect(
      table({ select: [objectives, department('Settore 1')], columns: [sum('personnel')] }).checks,
    ).toEqual([]);
  });
});
