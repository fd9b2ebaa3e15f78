import { expect, it } from 'vitest';
import { weightSums } from '../../../src/domain/plan/index.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const small = smallPlan();
const weighing = (weightPer: Plan['head']['weightPer']): Plan => ({
  ...small,
  head: { ...small.head, weightSum: 100, weightPer },
  items: [
    item('objective', 1, { weight: 40 }),
    item('objective', 2, { weight: 60 }),
    item('objective', 3, { weight: null }),
    item('process', 2, { weight: 25.5 }),
  ],
});

it.each([
  ['body', [{ structure: null, sum: 125.5 }]],
  [
    'department',
    [
      { structure: 'Settore 1', sum: 100 },
      { structure: 'Settore 3', sum: 25.5 },
    ],
  ],
  [
    'unit',
    [
      { structure: 'U.1.1', sum: 100 },
      { structure: 'U.1.2', sum: 60 },
      { structure: 'U.3.1', sum: 25.5 },
    ],
  ],
] as const)('weights are added up for each %s, a shared item in all that have it', (per, sums) => {
  expect(weightSums(weighing(per))).toEqual(sums);
});
