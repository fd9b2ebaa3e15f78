import { buildPlanIndex, type PlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import type { CostLine, Plan } from '../../../src/domain/types.ts';
import type { ItemKind } from '../../../src/words/kinds.ts';
import { luccaPlan } from '../../support/plan.ts';
import { costLine, item, smallPlan } from '../../support/small-plan.ts';

export const luccaIndex = (): PlanIndex => buildPlanIndex(luccaPlan());

type Money = Partial<Pick<CostLine, 'personnel' | 'committed' | 'settled' | 'assessed' | 'collected'>>;

let row = 0;
const line = (
  kind: ItemKind,
  number: number,
  department: string,
  unit: string | null,
  money: Money,
): CostLine => ({ ...costLine(number, money), row: ++row, kind, department, unit });

/**
 * The small plan with figures small enough to add in mind, in cents:
 *
 * | item        | where                  | personnel | committed | settled | weight | attainment |
 * | objective 1 | U.1.1                  | 1000      | 400       | 100     | 10     | 100        |
 * | objective 2 | Settore 1 (U.1.1, 1.2) | 3000      | 600       | —       | 20     | 100        |
 * | objective 3 | U.1.2 / U.2.1          | 500 + 700 | — / 250   | — / 250 | 20     | 80         |
 * | process 1   | Settore 1              | 2000      | —         | 50      | —      | —          |
 * | process 2   | U.3.1                  | 800       | —         | —       | —      | —          |
 * | indicator 1 | U.1.1                  | no line at all                                          |
 */
export function figuresPlan(changes: Partial<Plan> = {}): Plan {
  row = 0;
  return smallPlan({
    items: [
      item('objective', 1, { weight: 10, attainment: 100, goals: [3] }),
      item('objective', 2, { weight: 20, attainment: 100, goals: [3, 11], scope: 'transversal' }),
      item('objective', 3, { weight: 20, attainment: 80, horizonEnd: 2028 }),
      item('process', 1),
      item('process', 2),
      item('indicator', 1),
    ],
    goals: [3, 11].map((number) => ({
      number,
      name: `Goal ${number}`,
      shortName: `Tema ${number}`,
      keywords: [],
    })),
    costLines: [
      line('objective', 1, 'Settore 1', 'U.1.1', { personnel: 1000, committed: 400, settled: 100 }),
      line('objective', 2, 'Settore 1', null, { personnel: 3000, committed: 600 }),
      line('objective', 3, 'Settore 1', 'U.1.2', { personnel: 500 }),
      line('objective', 3, 'Settore 2', 'U.2.1', { personnel: 700, committed: 250, settled: 250 }),
      line('process', 1, 'Settore 1', null, { personnel: 2000, settled: 50 }),
      line('process', 2, 'Settore 3', 'U.3.1', { personnel: 800 }),
    ],
    ...changes,
  });
}

export const smallIndex = (changes: Partial<Plan> = {}): PlanIndex => buildPlanIndex(figuresPlan(changes));
