import { describe, expect, it } from 'vitest';
import { currentFirst, plansNow } from '../../../src/domain/plan/plan-years.ts';
import { smallPlan } from '../../support/small-plan.ts';

describe('the current plan', () => {
  it.each([
    ['is this year’s', [2023, 2022, 2021], '2022-06-15T10:00:00+02:00', [2022, 2023, 2021]],
    [
      'waits for January, though next year’s is imported',
      [2022, 2021],
      '2021-12-20T10:00:00+01:00',
      [2021, 2022],
    ],
    ['is the last one, where this year has none', [2021, 2020], '2026-03-01T10:00:00+01:00', [2021, 2020]],
    ['is the first to begin, where none has', [2023, 2022], '2021-09-09T10:00:00+02:00', [2022, 2023]],
    ['begins at midnight of the body’s wall time', [2022, 2021], '2021-12-31T23:30:00Z', [2022, 2021]],
    ['does not begin before it', [2022, 2021], '2021-12-31T22:30:00Z', [2021, 2022]],
  ])('%s', (_, years, now, expected) => {
    expect(currentFirst(years, new Date(now), 'Europe/Rome')).toEqual(expected);
  });

  it('comes first of the plans as they are now', async () => {
    const plans = new Map(
      [2027, 2026, 2025].map((year) => [year, smallPlan({ head: { ...smallPlan().head, year } })]),
    );
    const register = {
      years: async () => [...plans.keys()],
      timezone: async () => 'Europe/Rome',
      of: (year: number) => ({ current: async () => plans.get(year) ?? smallPlan() }),
    };
    const found = await plansNow(register, new Date('2026-05-08T09:00:00+02:00'));
    expect(found.map(({ head }) => head.year)).toEqual([2026, 2027, 2025]);
  });
});
