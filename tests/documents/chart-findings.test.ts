import { expect, it } from 'vitest';
import { attainmentBlocks, costBlocks } from '../../src/documents/compose/control-report.ts';
import type { Item, Plan } from '../../src/domain/types.ts';
import { luccaPlan } from '../support/plan.ts';

const objectives = (plan: Plan): readonly Item[] => plan.items.filter(({ kind }) => kind === 'objective');

function titleOf(plan: Plan): string | null {
  const drawn = attainmentBlocks(plan, null, objectives(plan)).find((block) => block.type === 'chart');
  return drawn?.type === 'chart' ? drawn.chart.title : null;
}

/** The mean by weight once more, from the plan's rows. */
function meanOf(own: readonly Item[]): number {
  const weight = own.reduce((sum, one) => sum + (one.weight ?? 0), 0);
  return own.reduce((sum, one) => sum + (one.attainment ?? 0) * (one.weight ?? 0), 0) / weight;
}

it('says as the title of the picture between what structures the attainment goes, and its mean', () => {
  const plan = luccaPlan();
  const means = plan.departments.flatMap(({ code }) => {
    const own = objectives(plan).filter(({ kind, number }) =>
      plan.assignments.some((one) => one.kind === kind && one.number === number && one.department === code),
    );
    return own.length === 0 ? [] : [{ code, mean: meanOf(own) }];
  });
  const [lowest] = means.toSorted((a, b) => a.mean - b.mean);
  const full = means.filter(({ mean }) => mean === 100).length;
  expect(meanOf(objectives(plan))).toBeCloseTo(98.776, 3);
  expect(lowest).toEqual({ code: 'Staff C', mean: 75 });
  expect(titleOf(plan)).toBe(`In media 98,78 %: da 75 % (Staff C) a 100 % (${full} strutture)`);
});

it('says so where all are alike', () => {
  const plan = luccaPlan();
  const alike = { ...plan, items: plan.items.map((item) => ({ ...item, attainment: 100 })) };
  expect(titleOf(alike)).toBe('Tutte le strutture: 100 %');
});

it('says which structure costs most', () => {
  const plan = luccaPlan();
  const sums = plan.departments.map(({ code }) => ({
    code,
    cents: plan.costLines
      .filter(({ department }) => department === code)
      .reduce((sum, { personnel }) => sum + (personnel ?? 0), 0),
  }));
  const highest = sums.toSorted((a, b) => a.cents - b.cents).at(-1);
  const euro = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, useGrouping: 'always' as never });
  const drawn = costBlocks(plan, null).find((block) => block.type === 'chart');
  expect(drawn?.type === 'chart' && drawn.chart.title.replaceAll('\u00a0', ' ')).toBe(
    `${highest?.code} al primo posto con ${euro.format((highest?.cents ?? 0) / 100)} €`,
  );
});
