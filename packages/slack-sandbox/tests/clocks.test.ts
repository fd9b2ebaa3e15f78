import { describe, expect, it } from 'vitest';
import { runningClock, stoppedClock } from '../src/clocks.ts';

const HOUR_MS = 3_600_000;

describe('the clocks', () => {
  it('stopped, stands where it began until it is moved', async () => {
    const clock = stoppedClock('2021-09-15T09:00:00+02:00');
    expect(clock.now().toISOString()).toBe('2021-09-15T07:00:00.000Z');
    await clock.moveTo(new Date('2021-09-16T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2021-09-16T00:00:00.000Z');
    expect(stoppedClock(new Date(0), 'America/Lima').timezone).toBe('America/Lima');
  });

  it('running, is the machine’s, and keeps what it was moved ahead by', async () => {
    const clock = runningClock();
    const before = Date.now();
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
    await clock.moveTo(new Date(before + HOUR_MS));
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + HOUR_MS);
    await clock.moveTo(new Date(before));
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + HOUR_MS);
  });
});
