import { expect, it } from 'vitest';
import { comingDays } from '../../../src/domain/plan/coming-days.ts';
import { daysBetween } from '../../../src/domain/plan/days.ts';
import type { Milestone } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';
import { luccaItem } from '../../support/reminders.ts';

const plan = luccaPlan();
const item = luccaItem('objective:24');
const milestone = (name: string, expectedTo: string | null, doneOn: string | null = null): Milestone => ({
  kind: 'objective',
  number: 24,
  code: name,
  name,
  expectedFrom: null,
  expectedTo,
  doneOn,
  weight: null,
  responsible: null,
});
const withSteps = {
  ...plan,
  milestones: [
    milestone('Gara', '2021-05-01'),
    milestone('Progetto', '2021-03-01', '2021-02-20'),
    milestone('Collaudo', '2021-12-31'),
    milestone('Senza data', null),
    { ...milestone('Di un altro', '2021-11-01'), number: 25 },
  ],
};

it('what falls on one day stands together, the late milestone first, what is done left out', () => {
  const days = comingDays(withSteps, [item], '2021-09-01');
  expect(days.map(({ day, isLate }) => [day, isLate])).toEqual([
    ['2021-05-01', true],
    ['2021-12-31', false],
  ]);
  expect(days[1]?.items).toEqual([item]);
  expect(days[1]?.milestones.map(({ milestone: { name } }) => name)).toEqual(['Collaudo']);
});

it('an item whose day has passed is no day ahead: whether it is done is what a phase asks', () => {
  expect(comingDays(plan, [item], '2022-01-01')).toEqual([]);
});

it.each([
  ['2021-03-27', '2021-03-29', 2],
  ['2021-09-30', '2021-09-30', 0],
  ['2024-03-01', '2024-02-28', -2],
])('from %s to %s are %i calendar days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
