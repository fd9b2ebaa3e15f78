import { describe, expect, it } from 'vitest';
import { fromDay, itemTitle, ofPeriod, onDay, periodWords, stateWords } from '../../../src/bot/kit/words.ts';
import { luccaItem } from '../../support/reminders.ts';

const ROME = 'Europe/Rome';
const noonOf = (day: number): Date => new Date(Date.UTC(2021, 9, day, 10));

describe('a day of October, with its article', () => {
  it.each([
    [1, 'il 1º ottobre', 'dal 1º ottobre'],
    [5, 'il 5 ottobre', 'dal 5 ottobre'],
    [8, 'l’8 ottobre', 'dall’8 ottobre'],
    [11, 'l’11 ottobre', 'dall’11 ottobre'],
    [18, 'il 18 ottobre', 'dal 18 ottobre'],
    [28, 'il 28 ottobre', 'dal 28 ottobre'],
    [31, 'il 31 ottobre', 'dal 31 ottobre'],
  ])('%i: «%s», «%s»', (day, on, from) => {
    expect(onDay(noonOf(day), ROME)).toBe(on);
    expect(fromDay(noonOf(day), ROME)).toBe(from);
  });

  it('is the body’s own day, whatever day it is in Greenwich', () => {
    expect(onDay(new Date('2021-10-07T22:30:00Z'), ROME)).toBe('l’8 ottobre');
  });
});

describe('an item', () => {
  it('has a title to be read on its own', () => {
    expect(itemTitle(luccaItem('objective:24'))).toBe('Obiettivo 24 – Bicipolitana');
  });
});

describe('a state', () => {
  it.each([
    ['achieved', 100, 'raggiunto, 100 %'],
    ['in_progress', 34.5, 'in fase, 34,5 %'],
    ['withdrawn', null, 'ritirato'],
    ['new', 0, 'nuovo, 0 %'],
  ] as const)('%s at %s is «%s»', (state, percent, words) => {
    expect(stateWords({ state, percent })).toBe(words);
  });
});

describe('a period', () => {
  it.each([
    ['2021-09-09', '2021-09-09', 'il 9 settembre 2021', 'del 9 settembre 2021'],
    ['2021-09-08', '2021-09-08', 'l’8 settembre 2021', 'dell’8 settembre 2021'],
    ['2021-09-06', '2021-09-17', 'dal 6 al 17 settembre 2021', 'dal 6 al 17 settembre 2021'],
    ['2021-09-08', '2021-09-11', 'dall’8 all’11 settembre 2021', 'dall’8 all’11 settembre 2021'],
    ['2021-08-28', '2021-09-01', 'dal 28 agosto al 1º settembre 2021', 'dal 28 agosto al 1º settembre 2021'],
    [
      '2021-12-30',
      '2022-01-07',
      'dal 30 dicembre 2021 al 7 gennaio 2022',
      'dal 30 dicembre 2021 al 7 gennaio 2022',
    ],
  ])('from %s to %s: «%s», «assenza %s»', (from, to, words, of) => {
    expect(periodWords({ from, to })).toBe(words);
    expect(ofPeriod({ from, to })).toBe(of);
  });
});
