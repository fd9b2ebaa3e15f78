import { expect, it } from 'vitest';
import { isNationalHoliday } from '../../../src/domain/plan/national-holidays.ts';

it.each([
  ['2008-03-23', '2008-03-24'],
  ['2011-04-24', '2011-04-25'],
  ['2019-04-21', '2019-04-22'],
  ['2024-03-31', '2024-04-01'],
  ['2038-04-25', '2038-04-26'],
  ['2049-04-18', '2049-04-19'],
])('Easter of %s and its Monday are holidays, and the days around them are not', (sunday, monday) => {
  expect([sunday, monday].map(isNationalHoliday)).toEqual([true, true]);
  const around = [-1, 2].map((days) =>
    new Date(Date.parse(sunday) + days * 24 * 60 * 60_000).toISOString().slice(0, 10),
  );
  expect(around.filter((day) => !day.endsWith('04-25')).map(isNationalHoliday)).not.toContain(true);
});

it('a year has ten days on the same date and Easter, and an eleventh since the law of 2025', () => {
  const daysOf = (year: number): readonly string[] =>
    Array.from({ length: 366 }, (_, at) =>
      new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10),
    ).filter((day) => day.startsWith(`${year}-`) && isNationalHoliday(day));
  expect(daysOf(2025).map((day) => day.slice(5))).toEqual([
    '01-01',
    '01-06',
    '04-20',
    '04-21',
    '04-25',
    '05-01',
    '06-02',
    '08-15',
    '11-01',
    '12-08',
    '12-25',
    '12-26',
  ]);
  expect(daysOf(2026)).toContain('2026-10-04');
  expect(daysOf(2026)).toHaveLength(13);
  expect(daysOf(2011)).toContain('2011-03-17');
});
