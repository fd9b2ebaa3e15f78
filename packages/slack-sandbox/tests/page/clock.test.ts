import { describe, expect, it } from 'vitest';
import { createHub } from '../../src/hub.ts';
import { createClockBar, instantAfter, parseWallTime } from '../../src/page/clock.ts';
import { sampleClock } from '../sample-workspace.ts';

const ROME = 'Europe/Rome';
const step = (kind: 'hour' | 'day' | 'workday', from: string) =>
  instantAfter(kind, new Date(from), ROME).toISOString();

describe('the steps of the clock', () => {
  it.each([
    ['hour', '2021-09-15T09:00:00+02:00', '2021-09-15T10:00:00+02:00'],
    ['day', '2021-09-15T09:30:00+02:00', '2021-09-16T09:30:00+02:00'],
    // The clocks go back on 31 October 2021.
    ['day', '2021-10-30T09:30:00+02:00', '2021-10-31T09:30:00+01:00'],
    ['workday', '2021-09-15T08:00:00+02:00', '2021-09-15T09:00:00+02:00'],
    ['workday', '2021-09-15T09:00:00+02:00', '2021-09-16T09:00:00+02:00'],
    ['workday', '2021-09-17T18:00:00+02:00', '2021-09-20T09:00:00+02:00'],
    ['workday', '2021-12-24T12:00:00+01:00', '2021-12-27T09:00:00+01:00'],
    // Easter Monday, 5 April 2021.
    ['workday', '2021-04-02T12:00:00+02:00', '2021-04-06T09:00:00+02:00'],
    // San Francesco counts from 2026 on.
    ['workday', '2027-10-03T12:00:00+02:00', '2027-10-05T09:00:00+02:00'],
    ['workday', '2021-10-03T12:00:00+02:00', '2021-10-04T09:00:00+02:00'],
  ] as const)('%s from %s leads to %s', (kind, from, to) => {
    expect(step(kind, from)).toBe(new Date(to).toISOString());
  });

  it('reads a wall time in the zone', () => {
    expect(parseWallTime('2021-09-15T09:00', ROME)?.toISOString()).toBe('2021-09-15T07:00:00.000Z');
    expect(parseWallTime('domani', ROME)).toBeUndefined();
  });
});

describe('the clock bar', () => {
  it('never goes back', async () => {
    const bar = createClockBar(sampleClock(), createHub());
    expect(await bar.moveTo(new Date('2021-09-15T08:59:00+02:00'))).toBe(false);
  });

  it('says that it is moving while what falls due happens, and moves once at a time', async () => {
    let arrive = () => {};
    const clock = {
      ...sampleClock(),
      moveTo: () =>
        new Promise<void>((resolve) => {
          arrive = resolve;
        }),
    };
    const hub = createHub();
    const seen: boolean[] = [];
    hub.subscribe('U1', (change) => {
      if (change.type === 'clock') seen.push(change.clock.moving);
    });
    const bar = createClockBar(clock, hub);
    const later = new Date('2021-09-16T09:00:00+02:00');
    const first = bar.moveTo(later);
    expect(await bar.moveTo(later)).toBe(false);
    arrive();
    expect(await first).toBe(true);
    expect(seen).toEqual([true, false]);
  });
});
