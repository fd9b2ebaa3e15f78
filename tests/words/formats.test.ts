import { describe, expect, it } from 'vitest';
import { formatDay, formatDayAndMonth, formatDayLong, formatMoment, wallTime } from '../../src/words/days.ts';
import {
  formatCount,
  formatDecimal,
  formatEuro,
  formatEuroOrSilence,
  formatPercent,
  formatPrintedPercent,
  formatUngrouped,
} from '../../src/words/formats.ts';
import { isMonth } from '../../src/words/months.ts';
import { capital, counted, listed } from '../../src/words/sentences.ts';

const ROME = 'Europe/Rome';

describe('numbers are written the Italian way', () => {
  it.each([
    [formatEuro(123_450), '1.234,50\u00a0€'],
    [formatEuro(0), '0,00\u00a0€'],
    [formatEuroOrSilence(null), 'non dichiarato'],
    [formatCount(1234), '1.234'],
    [formatDecimal(1234.567), '1.234,57'],
    [formatPercent(21.18), '21,18 %'],
    [formatPercent(95), '95 %'],
    [formatPrintedPercent(27.6), '27,60 %'],
    [formatUngrouped(1234.56), '1234,56'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('a day', () => {
  it.each([
    ['2021-12-31', '31/12/2021', '31 dicembre', '31 dicembre 2021'],
    ['2021-10-01', '01/10/2021', '1º ottobre', '1º ottobre 2021'],
    ['2021-03-08', '08/03/2021', '8 marzo', '8 marzo 2021'],
  ])('%s is «%s», «%s», «%s»', (day, short, withoutYear, long) => {
    expect([formatDay(day), formatDayAndMonth(day), formatDayLong(day)]).toEqual([short, withoutYear, long]);
  });

  it('of every year has no year', () => {
    expect(formatDayAndMonth('07-12')).toBe('12 luglio');
  });

  it('and a time are those of the body’s own clocks', () => {
    expect(wallTime(new Date('2021-12-31T23:05:00Z'), ROME)).toEqual({ day: '2022-01-01', time: '00:05' });
    expect(formatMoment(new Date('2021-09-09T08:15:00Z'), ROME)).toBe('9 settembre 2021, 10:15');
    expect(formatMoment(new Date('2021-12-31T23:05:00Z'), ROME)).toBe('1º gennaio 2022, 00:05');
  });

  it('has a month that is known by its name', () => {
    expect(['agosto', 'ago', 'agosti'].filter(isMonth)).toEqual(['agosto']);
  });
});

it('a count agrees with its noun', () => {
  expect([0, 1, 2, 1234].map((count) => counted(count, 'aggiornamento', 'aggiornamenti'))).toEqual([
    '0 aggiornamenti',
    '1 aggiornamento',
    '2 aggiornamenti',
    '1.234 aggiornamenti',
  ]);
});

it('a sentence begins with a capital, even an accented one', () => {
  expect(capital('è così')).toBe('È così');
  expect(capital('')).toBe('');
});

it('names are listed with a conjunction before the last', () => {
  expect([listed([]), listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'], 'en')]).toEqual([
    '',
    'A',
    'A e B',
    'A, B and C',
  ]);
});
