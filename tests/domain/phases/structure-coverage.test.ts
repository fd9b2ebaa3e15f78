import { expect, it } from 'vitest';
import { coverageOf, coveredTogether } from '../../../src/domain/phases/index.ts';
import { luccaPlan } from '../../support/plan.ts';

const plan = luccaPlan();
const phase = plan.phases[0];
if (!phase) throw new Error('Lucca’s plan has a phase');

/** Lucca's process 45 is of four units of one department. */
const of = (isIn: (item: { readonly number: number }, structure: string) => boolean) => {
  const departments = coverageOf(plan, phase, isIn);
  const department = departments.find(({ code }) => code === 'Settore 5');
  if (!department) throw new Error('Settore 5 has items');
  return { departments, department };
};

it('counts once what units share, and as come in when every part of it has', () => {
  const none = of(() => false).department;
  expect(coveredTogether(none.units)).toEqual({ total: none.total, arrived: 0 });
  expect(none.units.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(none.total);

  const allButOnePart = of((_, structure) => structure !== 'U.O.5.5').department;
  expect(coveredTogether(allButOnePart.units)).toEqual({
    total: none.total,
    arrived: none.total - allButOnePart.missing.length,
  });
});

it('comes to the phase’s total over all departments', () => {
  const asked = plan.items.filter(({ kind }) => phase.kinds.includes(kind)).length;
  expect(coveredTogether(of(() => true).departments)).toEqual({ total: asked, arrived: asked });
});
