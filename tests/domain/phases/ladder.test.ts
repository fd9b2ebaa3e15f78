import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfKey, scheduleOf, stepAt } from '../../../src/domain/phases/ladder.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import type { Phase } from '../../../src/domain/types.ts';
import { inFull } from '../../support/long-run.ts';
import { luccaPlan } from '../../support/plan.ts';
import { phase } from '../../support/small-plan.ts';

const calendar = createCalendar({ timezone: 'Europe/Rome', patronDay: '07-12' });
/** A phase's steps as text: name and instant in UTC. */
const steps = (of: Phase): readonly string[] =>
  scheduleOf(of, calendar).map(({ name, at }) => `${name} ${at.toISOString().slice(0, 16)}`);
/** The time on the wall of the body. */
const ROME = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'short' });
const instant = (text: string): Date => new Date(text);

describe('the ladder of a phase', () => {
  it('is at nine in Rome on the working days before and after the due date', () => {
    // 2 June is a holiday: the second working day after 29 May is the 3rd.
    expect(steps(phase())).toEqual([
      '-15 2026-05-08T07:00',
      '-7 2026-05-20T07:00',
      '-2 2026-05-27T07:00',
      '0 2026-05-29T07:00',
      '+2 2026-06-03T07:00',
      '+3 2026-06-04T07:00',
      '+5 2026-06-08T07:00',
    ]);
  });

  it('of Lucca 2021 tells the head on 5 October and the control office on 7 October', () => {
    const [lucca] = luccaPlan().phases;
    expect(lucca && steps(lucca)).toEqual([
      '-15 2021-09-09T07:00',
      '-7 2021-09-21T07:00',
      '-2 2021-09-28T07:00',
      '0 2021-09-30T07:00',
      '+2 2021-10-04T07:00',
      '+3 2021-10-05T07:00',
      '+5 2021-10-07T07:00',
    ]);
  });

  it('moves an hour in UTC, and none in Rome, across the October clock change', () => {
    expect(steps(phase({ opensOn: '2026-10-01', dueOn: '2026-10-23' })).slice(2)).toEqual([
      '-2 2026-10-21T07:00',
      '0 2026-10-23T07:00',
      '+2 2026-10-27T08:00',
      '+3 2026-10-28T08:00',
      '+5 2026-10-30T08:00',
    ]);
  });

  it('moves an hour in UTC, and none in Rome, across the March clock change and Easter', () => {
    expect(steps(phase({ opensOn: '2027-03-01', dueOn: '2027-03-26' })).slice(3)).toEqual([
      '0 2027-03-26T08:00',
      '+2 2027-03-31T07:00',
      '+3 2027-04-01T07:00',
      '+5 2027-04-05T07:00',
    ]);
  });

  it('crosses a year end, counting neither the Epiphany nor the feasts', () => {
    expect(steps(phase({ opensOn: '2026-12-01', dueOn: '2026-12-31' })).slice(2)).toEqual([
      '-2 2026-12-29T08:00',
      '0 2026-12-31T08:00',
      '+2 2027-01-05T08:00',
      '+3 2027-01-07T08:00',
      '+5 2027-01-11T08:00',
    ]);
  });

  it('is the one of the phase, in order of time whatever the order it is written in', () => {
    const own = phase({
      ladder: [
        { offset: 1, audience: ['head'] },
        { offset: -1, audience: ['contact'] },
      ],
    });
    expect(steps(own)).toEqual(['-1 2026-05-28T07:00', '+1 2026-06-01T07:00']);
  });

  it('is empty for a phase without steps', () => {
    expect(scheduleOf(phase({ ladder: [] }), calendar)).toEqual([]);
  });

  it('has its due step on the working day before, when the due date is a Sunday', () => {
    expect(steps(phase({ dueOn: '2026-05-31' }))).toContain('0 2026-05-29T07:00');
  });
});

describe('a phase shorter than its ladder', () => {
  it('sends at its opening only the newest of the steps that would have come before', () => {
    expect(steps(phase({ opensOn: '2026-05-25' })).slice(0, 2)).toEqual([
      '-7 2026-05-25T07:00',
      '-2 2026-05-27T07:00',
    ]);
  });

  it('starts at nine on the first working day when it opens on a holiday', () => {
    expect(steps(phase({ opensOn: '2026-05-24' }))[0]).toBe('-7 2026-05-25T07:00');
  });

  it('starts on the Tuesday when it opens on Easter Saturday', () => {
    expect(steps(phase({ opensOn: '2026-04-04', dueOn: '2026-04-10' }))[0]).toBe('-7 2026-04-07T07:00');
  });

  it('has one step left when it opens after its due date', () => {
    expect(steps(phase({ opensOn: '2026-06-10' }))).toEqual(['+5 2026-06-10T07:00']);
  });
});

describe('the step of a moment', () => {
  const schedule = scheduleOf(phase(), calendar);
  it.each([
    ['none before the first', '2026-05-08T08:59+02:00', null, '-15'],
    ['the first at its time', '2026-05-08T09:00+02:00', '-15', '-7'],
    ['still the first a minute before the second', '2026-05-20T08:59+02:00', '-15', '-7'],
    ['the second at its time', '2026-05-20T09:00+02:00', '-7', '-2'],
    ['the last, with nothing after it', '2026-06-08T09:00+02:00', '+5', null],
    ['still the last five working days later', '2026-06-15T08:59+02:00', '+5', null],
    ['none once the last is stale', '2026-06-15T09:00+02:00', null, null],
  ])('is %s', (_, at, step, next) => {
    const found = stepAt(schedule, instant(at));
    expect([found.step?.name ?? null, found.next?.name ?? null]).toEqual([step, next]);
  });
});

describe('the key of a step', () => {
  it('tells the same step of two due dates apart', () => {
    const key = (dueOn: string) =>
      scheduleOf(phase({ dueOn }), calendar).find(({ name }) => name === '0')?.key;
    expect(key('2026-05-29')).not.toBe(key('2026-06-30'));
  });

  it('gives the name back', () => {
    expect(scheduleOf(phase(), calendar).map(({ key }) => nameOfKey(key))).toEqual(
      scheduleOf(phase(), calendar).map(({ name }) => name),
    );
  });
});

describe('the schedule of any phase', () => {
  const FIRST = Date.parse('2025-01-01T00:00:00Z');
  const DAY_MS = 86_400_000;
  const day = (number: number): string => new Date(FIRST + number * DAY_MS).toISOString().slice(0, 10);
  const anyPhase = fc
    .record({
      opens: fc.nat(3_900),
      lasts: fc.nat(120),
      offsets: fc.uniqueArray(fc.integer({ min: -30, max: 20 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ opens, lasts, offsets }) =>
      phase({
        opensOn: day(opens),
        dueOn: day(opens + lasts),
        ladder: offsets.map((offset) => ({ offset, audience: ['contact'] })),
      }),
    );

  it('from 2025 to 2035 sends at nine on working days, once a day at most, and always has the next step ahead', () => {
    fc.assert(
      fc.property(anyPhase, fc.array(fc.nat(160 * 1_440), { maxLength: 5 }), (given, minutes) => {
        const schedule = scheduleOf(given, calendar);
        expect(schedule.length).toBeGreaterThan(0);
        for (const { at, until } of schedule) {
          expect([calendar.isWorkingMoment(at), at.getTime() < until.getTime()]).toEqual([true, true]);
          expect(ROME.format(at)).toBe('09:00');
        }
        expect(new Set(schedule.map(({ at }) => calendar.dayOf(at))).size).toBe(schedule.length);
        expect(schedule.map(({ at }) => at.getTime())).toEqual(
          schedule.map(({ at }) => at.getTime()).sort((a, b) => a - b),
        );
        for (const minute of minutes) {
          const now = new Date(Date.parse(`${given.opensOn}T00:00:00Z`) + minute * 60_000);
          const { step, next } = stepAt(schedule, now);
          if (next) expect(next.at.getTime()).toBeGreaterThan(now.getTime());
          if (step) expect(step.at <= now && now < step.until).toBe(true);
        }
      }),
      { numRuns: inFull(2_000, 150) },
    );
  });
});
