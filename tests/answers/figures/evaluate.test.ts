import { describe, expect, test } from 'vitest';
import { Oracle } from '../../../eval/oracle.ts';
import { evaluate } from '../../../src/answers/figures/evaluate.ts';
import type { FiguresQuery } from '../../../src/answers/figures/figures-query.ts';
import { LUCCA_FOLDER } from '../../support/plan.ts';
import { luccaIndex } from './plans.ts';
import {
  above,
  department,
  least,
  most,
  objectives,
  op,
  over,
  processes,
  query,
  sum,
  unit,
} from './queries.ts';

const oracle = new Oracle(LUCCA_FOLDER);
const index = luccaIndex();
const MONEY = ['personnel', 'committed', 'settled', 'assessed', 'collected', 'resources'] as const;

const run = (given: Partial<FiguresQuery>) => evaluate(query(given), index);
const figureIn = (given: Partial<FiguresQuery>): number | null => run(given).rows[0]?.cells[0]?.value ?? null;
const namesOf = (given: Partial<FiguresQuery>): readonly string[] =>
  run(given).rows.map(({ subject }) =>
    subject.type === 'item' ? subject.ref : 'code' in subject ? subject.code : subject.type,
  );

/** What the oracle computes from the CSV files, as a bare number; null where it finds nothing declared. */
function truth(expression: Parameters<Oracle['evaluate']>[0]): number | null {
  try {
    const [figure] = oracle.evaluate(expression);
    if (figure === undefined || figure.form === 'date' || figure.form === 'name') return null;
    return figure.form === 'money' ? figure.cents : figure.value;
  } catch {
    return null;
  }
}

describe('figures of Lucca are those that an independent oracle finds', () => {
  test.each(MONEY)('%s, by kind and by department', (measure) => {
    for (const [kind, atom] of [
      ['objective', objectives],
      ['process', processes],
    ] as const) {
      expect(figureIn({ select: [atom], columns: [sum(measure)] })).toBe(
        truth({ sum: measure, where: { kind } }),
      );
      for (const { code } of index.plan.departments)
        expect(figureIn({ select: [atom, department(code)], columns: [sum(measure)] })).toBe(
          truth({ sum: measure, where: { kind, department: code } }),
        );
    }
  });

  test.each(MONEY)('%s, by unit', (measure) => {
    for (const { code } of index.plan.units)
      expect(figureIn({ select: [unit(code)], columns: [sum(measure)] })).toBe(
        truth({ sum: measure, where: { unit: code } }),
      );
  });

  test.each(['personnel', 'committed', 'resources', 'weight', 'attainment'] as const)(
    'the mean of %s',
    (field) => {
      const mean = figureIn({ select: [objectives], columns: [sum(field, 'mean')] });
      expect(mean).toBeCloseTo(truth({ mean: field, where: { kind: 'objective' } }) ?? Number.NaN, 6);
    },
  );

  test('counts, with a threshold, a scope and an end', () => {
    const count = (...select: FiguresQuery['select']) => figureIn({ select, columns: [sum('items')] });
    expect(count(objectives)).toBe(truth({ count: { kind: 'objective' } }));
    expect(count(objectives, department('Settore 5'))).toBe(
      truth({ count: { kind: 'objective', department: 'Settore 5' } }),
    );
    expect(count(objectives, above('weight', 20))).toBe(
      truth({ count: { kind: 'objective', weight: { gt: 20 } } }),
    );
    expect(count(objectives, { type: 'scope', scope: 'transversal' })).toBe(
      truth({ count: { kind: 'objective', scope: 'transversal' } }),
    );
    expect(count(objectives, { type: 'ends', from: 2022, to: 9999 })).toBe(
      truth({ count: { kind: 'objective', horizonEnd: { gte: 2022 } } }),
    );
    expect(count(objectives, { type: 'goal', numbers: [11] })).toBe(
      truth({ count: { kind: 'objective', goal: 11 } }),
    );
    expect(count(processes, above('personnel', 10_000_000))).toBe(
      truth({ count: { kind: 'process', personnel: { gt: 100_000 } } }),
    );
  });

  test.each(['most', 'least'] as const)('the first five with the %s, and their figures', (order) => {
    const by = sum('resources');
    const given = { select: [processes], by: 'item', columns: [by] } as const;
    const { rows } = run({ ...given, order: (order === 'most' ? most : least)(by, 5) });
    const found = oracle.evaluate({
      top: 5,
      by: 'resources',
      where: { kind: 'process' },
      order,
      give: 'both',
    });
    expect(rows.slice(0, 5).flatMap((row) => [row.cells[0]?.value, row.entries[0]?.of.item.number])).toEqual(
      found.map((one) => (one.form === 'money' ? one.cents : one.form === 'number' ? one.value : null)),
    );
  });

  test.each(['department', 'unit'] as const)('a grouping by %s has the lines of each', (level) => {
    const groups = run({ by: level, columns: [sum('committed')] }).rows.flatMap((row) =>
      row.cells[0]?.value === null ? [] : (row.cells[0]?.value ?? []),
    );
    const found = oracle.evaluate({ groups: level, by: 'committed', where: {} });
    expect([...groups].sort()).toEqual(found.map((one) => (one.form === 'money' ? one.cents : -1)).sort());
  });

  test('the department with the most', () => {
    const by = sum('settled');
    const [found] = oracle.evaluate({ topGroup: 'department', by: 'settled', where: {}, give: 'name' });
    expect(found?.form === 'name' && found.spellings).toContain(
      namesOf({ by: 'department', columns: [by], order: most(by) })[0],
    );
  });

  test('a share of the whole', () => {
    const share = op(sum('personnel'), '%', over(sum('personnel')));
    expect(figureIn({ select: [department('Settore 9')], columns: [share] })).toBeCloseTo(
      truth({
        share: [
          { sum: 'personnel', where: { department: 'Settore 9' } },
          { sum: 'personnel', where: {} },
        ],
      }) ?? Number.NaN,
      9,
    );
  });

  test('the cost of a point of weight', () => {
    expect(
      figureIn({ select: [{ type: 'items', refs: ['objective:24'] }], columns: [sum('cost_per_weight')] }),
    ).toBe(truth({ perPoint: 'personnel', of: 'objective:24' }));
  });
});
