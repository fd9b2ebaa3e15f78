import { describe, expect, it } from 'vitest';
import { attainmentOfIndicator, attainmentOfItem, attainmentOfSet } from '../../../src/domain/plan/index.ts';
import type { Indicator, Item } from '../../../src/domain/types.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  kind: 'objective',
  number: 1,
  code: '1',
  name: 'Un indicatore',
  formula: null,
  unit: null,
  direction: null,
  weight: null,
  baseline: null,
  baselineYear: null,
  targets: [{ year: 2026, value: 100 }],
  result: null,
  source: null,
  ...changes,
});

const target = (value: number) => [{ year: 2026, value }];

describe('the attainment of an indicator', () => {
  it.each([
    ['half of the way up', { baseline: 10, targets: target(20), result: 15 }, 50, false],
    ['half of the way down', { baseline: 90, targets: target(60), result: 75 }, 50, false],
    ['better than expected, shown over 100', { baseline: 0, targets: target(10), result: 12 }, 120, true],
    ['better than expected downwards', { baseline: 45, targets: target(10), result: 3 }, 120, true],
    [
      'worse than at the beginning, never below 0',
      { baseline: 10, targets: target(20), result: 5 },
      0,
      false,
    ],
    ['a level to keep, kept', { baseline: 95, targets: target(95), result: 96 }, 100, true],
    ['a level to keep, lost', { baseline: 95, targets: target(95), result: 94 }, 0, false],
    [
      'a ceiling above the baseline, respected',
      { direction: 'lower' as const, baseline: 8, targets: target(10), result: 9 },
      100,
      true,
    ],
    ['a yes that came', { baseline: 0, targets: target(1), result: 1 }, 100, true],
    ['no baseline: the result over the target', { targets: target(80), result: 60 }, 75, false],
    [
      'no baseline, less is better, reached',
      { direction: 'lower' as const, targets: target(30), result: 29 },
      100,
      true,
    ],
  ])('is %s', (_what, changes, percent, isReached) => {
    expect(attainmentOfIndicator(indicator(changes), 2026)).toMatchObject({ percent, isReached });
  });

  it.each([
    ['no result', { baseline: 1, targets: target(2) }, 'no_result'],
    ['no target', { baseline: 1, targets: [], result: 2 }, 'no_target'],
    ['only a later target', { targets: [{ year: 2027, value: 5 }], result: 2 }, 'no_target'],
    [
      'no baseline, less is better, not reached',
      { direction: 'lower' as const, targets: target(30), result: 33 },
      'no_baseline',
    ],
  ])('is not told with %s', (_what, changes, basis) => {
    expect(attainmentOfIndicator(indicator(changes), 2026)).toMatchObject({ percent: null, basis });
  });

  it('is not told in a year that has no target of its own', () => {
    const two = indicator({
      targets: [
        { year: 2024, value: 10 },
        { year: 2025, value: 20 },
      ],
      result: 10,
    });
    expect(attainmentOfIndicator(two, 2026)).toMatchObject({ target: null, basis: 'no_target' });
    expect(attainmentOfIndicator(two, 2025)).toMatchObject({ target: 20, percent: 50 });
  });
});

describe('the attainment of an item', () => {
  const half = indicator({ code: 'a', baseline: 0, result: 50 });
  const whole = indicator({ code: 'b', baseline: 0, result: 100 });
  const silent = indicator({ code: 'c' });
  const of = (indicators: readonly Indicator[], changes: Partial<Item> = {}) => {
    const one = item('objective', 1, changes);
    return attainmentOfItem(smallPlan({ items: [one], indicators }), one);
  };

  it('is the mean of its indicators, each alike where a weight is missing', () => {
    expect(of([half, { ...whole, weight: 3 }])).toMatchObject({ percent: 75, isWeighted: false });
  });

  it('is their mean by weight where all have one', () => {
    expect(
      of([
        { ...half, weight: 1 },
        { ...whole, weight: 3 },
      ]),
    ).toMatchObject({ percent: 87.5, isWeighted: true });
  });

  it('leaves out what has no result, and says what', () => {
    const told = of([half, silent]);
    expect(told.percent).toBe(50);
    expect(told.leftOut.map(({ indicator: { code } }) => code)).toEqual(['c']);
  });

  it('keeps the printed attainment beside what the indicators give', () => {
    expect(of([half], { attainment: 80 })).toMatchObject({ percent: 50, declared: 80, from: 'indicators' });
  });

  it('is the printed one where there are no indicators, and the reported one before it', () => {
    const one = item('objective', 1, { attainment: 80 });
    const plan = smallPlan({ items: [one] });
    expect(attainmentOfItem(plan, one)).toMatchObject({ percent: 80, from: 'declared' });
    expect(attainmentOfItem(plan, one, () => 90).percent).toBe(90);
  });
});

describe('the attainment of a set', () => {
  const told = (percent: number | null, weight: number | null) => {
    const one = item('objective', 1, { attainment: percent, weight });
    return attainmentOfItem(smallPlan({ items: [one] }), one);
  };

  it('is the mean of its items by weight, and counts those without a result', () => {
    const set = attainmentOfSet([told(100, 30), told(50, 10), told(null, 60)]);
    expect(set.percent).toBe(87.5);
    expect(set.leftOut).toHaveLength(1);
  });

  it('is nothing where nothing has a result', () => {
    expect(attainmentOfSet([told(null, 10)]).percent).toBeNull();
  });
});
