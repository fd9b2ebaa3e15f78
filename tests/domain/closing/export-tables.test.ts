import { describe, expect, it } from 'vitest';
import { exportTables } from '../../../src/domain/closing/index.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { item, phase, smallPlan } from '../../support/small-plan.ts';

const tablesOf = (plan: Plan) =>
  exportTables({ plan, phase: phase(), latest: [], answered: new Map(), register: [], audit: [] });
const one = { kind: 'objective', number: 1 } as const;

describe('the export of a phase', () => {
  it('has a sheet for indicators and one for milestones only where the plan has them', () => {
    const plan = smallPlan({
      indicators: [
        {
          ...one,
          code: '1',
          name: 'Giorni di attesa',
          formula: null,
          unit: 'giorni',
          direction: 'lower',
          weight: null,
          baseline: 90,
          baselineYear: 2025,
          targets: [{ year: 2026, value: 60 }],
          result: 66,
          source: null,
        },
      ],
      milestones: [
        {
          ...one,
          code: '1',
          name: 'Gara',
          expectedFrom: null,
          expectedTo: '2026-05-29',
          doneOn: '2026-05-20',
          weight: null,
          responsible: null,
        },
      ],
    });
    const rowsOf = (name: string) => tablesOf(plan).find((table) => table.name === name)?.rows;
    expect(rowsOf('Indicatori')).toEqual([
      ['obiettivo', 1, 'Giorni di attesa', 'giorni', 90, 60, 66, 80, null],
    ]);
    expect(rowsOf('Fasi')).toEqual([['obiettivo', 1, 'Gara', null, '2026-05-29', '2026-05-20', null]]);
    const without = tablesOf(smallPlan()).map(({ name }) => name);
    expect(without).not.toContain('Indicatori');
    expect(without).not.toContain('Fasi');
  });

  it('gives the day by which an item is due now, and the one before it was changed', () => {
    const change = {
      field: 'deadline',
      old: '2026-12-31',
      new: '2026-10-31',
      phase: 'x',
      act: null,
    } as const;
    const plan = smallPlan({
      items: [item('objective', 1, { dueOn: '2026-10-31', changes: [change] }), item('objective', 2)],
    });
    const rows = tablesOf(plan)
      .find(({ name }) => name === 'Voci')
      ?.rows.map((row) => row.slice(-2));
    expect(rows).toEqual([
      ['2026-10-31', '2026-12-31'],
      ['2026-12-31', null],
    ]);
  });
});
