import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOfPlan, createCalendar, oncePerPlan } from '../../../src/domain/plan/calendar.ts';
import { smallPlan } from '../../support/small-plan.ts';

const calendar = createCalendar({ timezone: 'Europe/Rome', patronDay: '07-12' });
const instant = (text: string): Date => new Date(text);

describe('a working day', () => {
  it.each([
    ['an ordinary Wednesday', '2026-05-06'],
    ['the Tuesday after Easter Monday', '2026-04-07'],
    ['Christmas Eve', '2026-12-24'],
    ['New Year’s Eve', '2026-12-31'],
    ['the day after the patron saint’s', '2021-07-13'],
  ])('is %s (%s)', (_, day) => {
    expect(calendar.isWorkingDay(day)).toBe(true);
  });

  it.each([
    ['a Saturday', '2026-05-09'],
    ['a Sunday', '2026-05-10'],
    ['New Year’s Day', '2026-01-01'],
    ['the Epiphany', '2026-01-06'],
    ['Easter Monday 2021', '2021-04-05'],
    ['Easter Monday 2026', '2026-04-06'],
    ['Easter Monday 2027', '2027-03-29'],
    ['Liberation Day', '2023-04-25'],
    ['Labour Day', '2026-05-01'],
    ['Republic Day', '2026-06-02'],
    ['the patron saint’s day, which fell on a Monday', '2021-07-12'],
    ['Ferragosto', '2025-08-15'],
    ['All Saints’', '2027-11-01'],
    ['the Immaculate Conception', '2026-12-08'],
    ['Christmas', '2026-12-25'],
    ['Saint Stephen’s', '2025-12-26'],
  ])('is not %s (%s)', (_, day) => {
    expect(calendar.isWorkingDay(day)).toBe(false);
  });

  it.each(['2021-10-04', '2022-10-04', '2023-10-04', '2024-10-04'])(
    'is 4 October before the law of 2025 (%s)',
    (day) => {
      expect(calendar.isWorkingDay(day)).toBe(true);
    },
  );

  it.each(['2027-10-04', '2028-10-04', '2029-10-04'])(
    'is not 4 October since it is a holiday again, from 2026 (%s)',
    (day) => {
      expect(calendar.isWorkingDay(day)).toBe(false);
    },
  );

  it('is 12 July for a body with another patron saint', () => {
    const other = createCalendar({ timezone: 'Europe/Rome', patronDay: '06-24' });
    expect(other.isWorkingDay('2021-07-12')).toBe(true);
    expect(other.isWorkingDay('2021-06-24')).toBe(false);
  });
});

describe('counting working days', () => {
  it.each([
    ['the next one', '2026-05-06', 1, '2026-05-07'],
    ['over a weekend', '2026-05-08', 1, '2026-05-11'],
    ['backwards over a weekend', '2026-05-11', -1, '2026-05-08'],
    ['over the patron saint’s day', '2021-07-09', 1, '2021-07-13'],
    ['over Easter', '2026-04-03', 1, '2026-04-07'],
    ['over a year end', '2026-12-31', 1, '2027-01-04'],
    ['backwards over Christmas', '2026-12-28', -1, '2026-12-24'],
    ['over 4 October 2027', '2027-10-01', 1, '2027-10-05'],
    ['fifteen back from the due date of Lucca', '2021-09-30', -15, '2021-09-09'],
    ['five after the due date of Lucca', '2021-09-30', 5, '2021-10-07'],
    ['from a Saturday, whose next working day is the first', '2026-05-09', 1, '2026-05-11'],
  ])('%s: %s %i gives %s', (_, day, count, expected) => {
    expect(calendar.addWorkingDays(day, count)).toBe(expected);
  });

  it('zero is the day itself', () => {
    expect(calendar.addWorkingDays('2026-05-06', 0)).toBe('2026-05-06');
  });

  it('zero from a holiday is the working day before, so that nothing is due later than promised', () => {
    expect(calendar.addWorkingDays('2026-05-10', 0)).toBe('2026-05-08');
  });
});

describe('working hours', () => {
  it.each([
    ['at half past eight', '2026-05-06T08:30:00+02:00', true],
    ['a minute before', '2026-05-06T08:29:59+02:00', false],
    ['a minute before the end', '2026-05-06T17:29:59+02:00', true],
    ['at half past five', '2026-05-06T17:30:00+02:00', false],
    ['on a Saturday', '2026-05-09T10:00:00+02:00', false],
    ['on the patron saint’s day', '2021-07-12T10:00:00+02:00', false],
  ])('%s (%s): %s', (_, at, expected) => {
    expect(calendar.isWorkingMoment(instant(at))).toBe(expected);
  });

  it.each([
    ['stays when the office is open', '2026-05-06T10:12:13+02:00', '2026-05-06T10:12:13+02:00'],
    ['waits for the morning', '2026-05-06T07:00:00+02:00', '2026-05-06T08:30:00+02:00'],
    ['waits for the next day after closing', '2026-05-06T18:00:00+02:00', '2026-05-07T08:30:00+02:00'],
    ['waits for Monday on a Friday evening', '2026-05-08T18:00:00+02:00', '2026-05-11T08:30:00+02:00'],
    ['waits for Monday on a Sunday morning', '2026-05-10T07:00:00+02:00', '2026-05-11T08:30:00+02:00'],
  ])('the next working moment %s', (_, at, expected) => {
    expect(calendar.nextWorkingMoment(instant(at))).toEqual(instant(expected));
  });

  it('are those that the body sets', () => {
    const early = createCalendar(
      { timezone: 'Europe/Rome', patronDay: '07-12' },
      { from: '07:30', to: '14:00' },
    );
    expect(early.isWorkingMoment(instant('2026-05-06T07:45:00+02:00'))).toBe(true);
    expect(early.isWorkingMoment(instant('2026-05-06T14:00:00+02:00'))).toBe(false);
  });
});

// Both nights of clock change; the server's own zone must make no difference.
describe.each([
  'UTC',
  'Europe/Rome',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Calcutta',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
])('on a server in %s', (zone) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it('the test does run in that zone', () => {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  });

  it.each([
    ['2026-03-27', '09:00', '2026-03-27T08:00:00Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
    ['2026-03-29', '09:00', '2026-03-29T07:00:00Z'],
    ['2026-03-30', '09:00', '2026-03-30T07:00:00Z'],
    ['2026-10-23', '09:00', '2026-10-23T07:00:00Z'],
    ['2026-10-25', '01:59', '2026-10-24T23:59:00Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
    ['2026-10-25', '09:00', '2026-10-25T08:00:00Z'],
    ['2026-10-26', '09:00', '2026-10-26T08:00:00Z'],
    ['2027-03-28', '01:59', '2027-03-28T00:59:00Z'],
    ['2027-03-28', '03:00', '2027-03-28T01:00:00Z'],
    ['2027-03-30', '09:00', '2027-03-30T07:00:00Z'],
    ['2027-10-29', '09:00', '2027-10-29T07:00:00Z'],
    ['2027-10-31', '01:59', '2027-10-30T23:59:00Z'],
    ['2027-10-31', '03:00', '2027-10-31T02:00:00Z'],
    ['2027-11-02', '09:00', '2027-11-02T08:00:00Z'],
  ])('%s at %s in Rome is %s', (day, time, expected) => {
    expect(calendar.at(day, time).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it.each([
    ['the last second of the short day', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['the first second after the short day', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['the first second of the long day', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['the hour that comes twice, first time', '2026-10-25T00:30:00Z', '2026-10-25'],
    ['the hour that comes twice, second time', '2026-10-25T01:30:00Z', '2026-10-25'],
    ['the last second of the long day', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['the first second after the long day', '2027-10-31T23:00:00Z', '2027-11-01'],
    ['the end of the year', '2026-12-31T22:59:59Z', '2026-12-31'],
    ['the new year', '2026-12-31T23:00:00Z', '2027-01-01'],
  ])('%s is on its day in Rome', (_, at, expected) => {
    expect(calendar.dayOf(instant(at))).toBe(expected);
  });

  it.each([
    ['2026-03-28T20:00:00Z', '2026-03-30T06:30:00Z'],
    ['2026-03-29T01:00:00Z', '2026-03-30T06:30:00Z'],
    ['2026-10-25T00:30:00Z', '2026-10-26T07:30:00Z'],
    ['2026-10-25T01:30:00Z', '2026-10-26T07:30:00Z'],
    // Easter Monday follows the night of 2027; All Saints' the other.
    ['2027-03-28T00:30:00Z', '2027-03-30T06:30:00Z'],
    ['2027-10-31T01:30:00Z', '2027-11-02T07:30:00Z'],
  ])('from %s the office next opens at %s', (at, expected) => {
    expect(calendar.nextWorkingMoment(instant(at))).toEqual(instant(expected));
  });

  it('knows the same holidays', () => {
    expect(
      ['2026-01-06', '2026-04-06', '2026-05-01', '2026-12-25', '2027-10-04'].map(calendar.isWorkingDay),
    ).toEqual([false, false, false, false, false]);
    expect(
      ['2026-01-07', '2026-04-07', '2026-05-04', '2026-12-24', '2027-10-05'].map(calendar.isWorkingDay),
    ).toEqual([true, true, true, true, true]);
  });

  it('counts the same working days', () => {
    expect(calendar.addWorkingDays('2026-10-23', 1)).toBe('2026-10-26');
    expect(calendar.addWorkingDays('2027-03-30', -1)).toBe('2027-03-26');
  });
});

describe('a body’s own calendar', () => {
  const closing = createCalendar(
    { timezone: 'Europe/Rome', patronDay: '07-12' },
    { from: '09:30', to: '13:00' },
    [{ day: '2026-12-24', name: 'Chiusura natalizia' }],
  );

  it('counts the days on which the offices are shut as holidays', () => {
    expect(closing.isWorkingDay('2026-12-24')).toBe(false);
    expect(closing.addWorkingDays('2026-12-23', 1)).toBe('2026-12-28');
  });

  it('keeps to its own hours, and sends when the offices open if that is after nine', () => {
    expect(closing.isWorkingMoment(instant('2026-12-23T09:29+01:00'))).toBe(false);
    expect(closing.isWorkingMoment(instant('2026-12-23T09:30+01:00'))).toBe(true);
    expect(closing.isWorkingMoment(instant('2026-12-23T13:00+01:00'))).toBe(false);
    expect(closing.sendAt).toBe('09:30');
    expect(calendar.sendAt).toBe('09:00');
  });

  it.each([
    ['over a weekend', '2026-05-08', '2026-05-11', 1],
    ['backwards', '2026-05-11', '2026-05-08', -1],
    ['on the same day', '2026-05-08', '2026-05-08', 0],
    ['over Christmas', '2026-12-23', '2026-12-28', 2],
  ])('counts the working days between two days %s', (_, from, to, count) => {
    expect(calendar.workingDaysBetween(from, to)).toBe(count);
  });
});

it('is built once a plan, and again for a plan in which something has changed', () => {
  const calendarOf = oncePerPlan((plan) => calendarOfPlan(plan));
  const plan = smallPlan();
  const closed = { ...plan, closures: [{ day: '2026-05-08', name: 'Chiusura' }] };
  expect(calendarOf(plan)).toBe(calendarOf(plan));
  expect([plan, closed].map((one) => calendarOf(one).isWorkingDay('2026-05-08'))).toEqual([true, false]);
});

it('tells the day of an instant whatever was asked before, to the millisecond on both sides of midnight', () => {
  const [before, after] = ['2021-09-08T21:59:59.999Z', '2021-09-08T22:00:00Z'];
  expect([before, after, before, after].map((at) => calendar.dayOf(instant(at)))).toEqual([
    '2021-09-08',
    '2021-09-09',
    '2021-09-08',
    '2021-09-09',
  ]);
});
