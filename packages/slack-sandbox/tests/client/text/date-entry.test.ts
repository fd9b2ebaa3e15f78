import { describe, expect, it } from 'vitest';
import {
  addMonths,
  monthTitle,
  parseDay,
  parseTime,
  weeksOf,
  writeDay,
} from '../../../src/client/text/date-entry.ts';

describe('a day as one types it', () => {
  it.each([
    ['15/9/2021', '2021-09-15'],
    ['15-09-21', '2021-09-15'],
    ['15.09.2021', '2021-09-15'],
    ['15 settembre 2021', '2021-09-15'],
    ['15 SET 2021', '2021-09-15'],
    ['2021-09-15', '2021-09-15'],
    ['29/2/2020', '2020-02-29'],
  ])('reads %s', (typed, day) => expect(parseDay(typed)).toBe(day));

  it.each(['29/2/2021', '31/4/2021', '15/13/2021', '15 brumaio 2021', '15/9', 'domani', ''])(
    'does not take %s for a day',
    (typed) => expect(parseDay(typed)).toBeUndefined(),
  );

  it('is written back the Italian way', () => expect(writeDay('2021-09-05')).toBe('05/09/2021'));
});

describe('a time as one types it', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    ['0930', '09:30'],
    ['23:59', '23:59'],
  ])('reads %s', (typed, time) => expect(parseTime(typed)).toBe(time));

  it.each(['24:00', '9:60', 'nove', ''])('does not take %s for a time', (typed) =>
    expect(parseTime(typed)).toBeUndefined(),
  );
});

describe('a month of the calendar', () => {
  it('begins on Monday and shows the days beside it', () => {
    const weeks = weeksOf('2021-09-15');
    expect(weeks.length).toBe(5);
    expect(weeks[0]?.[0]).toBe('2021-08-30');
    expect(weeks.at(-1)?.at(-1)).toBe('2021-10-03');
    expect(weeksOf('2021-02-10').flat()).toHaveLength(28);
    expect(monthTitle('2021-09-15')).toBe('settembre 2021');
  });

  it('keeps the day of the month, or takes the last one', () => {
    expect(addMonths('2021-01-31', 1)).toBe('2021-02-28');
    expect(addMonths('2021-12-15', 1)).toBe('2022-01-15');
    expect(addMonths('2021-01-15', -1)).toBe('2020-12-15');
  });
});
