import { expect, it } from 'vitest';
import { wallTime } from '../../src/words/days.ts';

it('an instant is told as the clocks of the zone showed it, in summer and in winter, in the past too', () => {
  const shown = (instant: string, timezone = 'Europe/Rome'): string => {
    const { day, time } = wallTime(new Date(instant), timezone);
    return `${day} ${time}`;
  };
  expect(shown('2021-09-09T08:15:59Z')).toBe('2021-09-09 10:15');
  expect(shown('2021-12-31T23:00:00Z')).toBe('2022-01-01 00:00');
  // The hour that the clocks show twice.
  expect(shown('2021-10-31T00:30:00Z')).toBe('2021-10-31 02:30');
  expect(shown('2021-10-31T01:30:00Z')).toBe('2021-10-31 02:30');
  expect(shown('1975-06-01T22:30:00Z')).toBe('1975-06-02 00:30');
  expect(shown('2021-09-09T20:15:00Z', 'Asia/Kolkata')).toBe('2021-09-10 01:45');
  expect(() => shown('2021-09-09T20:15:00Z', 'Europa/Roma')).toThrow(RangeError);
});
