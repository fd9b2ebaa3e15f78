import { describe, expect, it } from 'vitest';
import { dayTitle, formatSlackDate, wallTime } from '../../../src/client/text/dates.ts';

const ROME = 'Europe/Rome';
const NOW = new Date('2021-09-15T09:00:00+02:00');
const at = (instant: string) => new Date(instant);

describe('dates', () => {
  it.each([
    ['2021-09-15T00:05:00+02:00', 'Oggi'],
    ['2021-09-14T23:55:00+02:00', 'Ieri'],
    ['2021-09-16T01:00:00+02:00', 'Domani'],
    ['2021-09-13T10:00:00+02:00', 'Lunedì 13 settembre'],
    ['2020-12-31T10:00:00+01:00', 'Giovedì 31 dicembre 2020'],
  ])('titles the day of %s "%s"', (instant, title) => {
    expect(dayTitle(at(instant), NOW, ROME)).toBe(title);
  });

  it.each([
    ['{date_num} {time}', '2021-09-20 18:30'],
    ['{date}', '20 settembre 2021'],
    ['{date_short}', '20 set 2021'],
    ['{date_long}', 'lunedì 20 settembre 2021'],
    ['{ago}', 'tra 5 giorni'],
    ['{altro}', '{altro}'],
  ])('fills %s', (format, text) => {
    expect(formatSlackDate(format, at('2021-09-20T18:30:00+02:00'), NOW, ROME)).toBe(text);
  });

  it('says "ieri" where the format is pretty', () => {
    expect(
      formatSlackDate('{date_long_pretty} alle {time}', at('2021-09-14T18:30:00+02:00'), NOW, ROME),
    ).toBe('ieri alle 18:30');
  });

  it('writes the value of a date-time field in the zone', () => {
    expect(wallTime(NOW, ROME)).toBe('2021-09-15T09:00');
  });
});
