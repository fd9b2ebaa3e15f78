import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/errors.ts';
import { itemMeant, markOfItem } from '../../../src/domain/plan/items.ts';
import { itemRef, type Plan } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';

const plan = luccaPlan();
const refused = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.problem;
    throw error;
  }
  return 'nothing';
};

describe('the item that a form was opened for', () => {
  it('is every item of the plan, also where several bear one code', () => {
    for (const item of plan.items)
      expect(itemRef(itemMeant(plan, item, markOfItem(item)))).toBe(itemRef(item));
    const marks = plan.items.map(markOfItem);
    expect(new Set(marks).size).toBeLessThan(marks.length);
  });

  it('is found under its new number, and is refused where it cannot be told or is gone', () => {
    const marks = plan.items.map(markOfItem);
    const isAlone = (mark: string): boolean => marks.filter((other) => other === mark).length === 1;
    const alone = plan.items.filter((item) => item.kind === 'objective' && isAlone(markOfItem(item)));
    const [one, other] = alone;
    const shared = plan.items.find((item) => item.kind === 'objective' && !isAlone(markOfItem(item)));
    if (!one || !other || !shared) throw new Error('the plan has no such items');
    expect(itemMeant(plan, other, markOfItem(one))).toEqual({ kind: one.kind, number: one.number });
    expect(refused(() => itemMeant(plan, one, markOfItem(shared)))).toBe('item_replaced');
    const without: Plan = { ...plan, items: plan.items.filter((item) => item !== one) };
    expect(refused(() => itemMeant(without, other, markOfItem(one)))).toBe('item_replaced');
  });
});
