import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSimulatedClock } from '../../../src/app/trial/simulated-clock.ts';
import { temporaryFolder } from '../../support/database.ts';

const START = new Date('2021-09-09T06:45:00Z');
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-01T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The machine's own clock runs on. */
const timePasses = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

describe('a simulated clock', () => {
  it('begins where it is told', () => {
    expect(createSimulatedClock(START, null).now()).toEqual(START);
  });

  it('runs like a real one from there', () => {
    const clock = createSimulatedClock(START, null);
    timePasses(MINUTE);
    expect(clock.now()).toEqual(new Date('2021-09-09T06:46:00Z'));
  });

  it('is moved ahead, and runs on', () => {
    const clock = createSimulatedClock(START, null);
    clock.moveTo(new Date('2021-09-30T07:00:00Z'));
    timePasses(MINUTE);
    expect(clock.now()).toEqual(new Date('2021-09-30T07:01:00Z'));
  });

  it('is never moved back', () => {
    const clock = createSimulatedClock(START, null);
    clock.moveTo(new Date('2021-09-01T07:00:00Z'));
    expect(clock.now()).toEqual(START);
  });
});

describe('a simulated clock with a file', () => {
  const file = () => join(temporaryFolder(), 'state', 'clock');

  it('goes on from where it was moved to, after a restart', () => {
    const path = file();
    createSimulatedClock(START, path).moveTo(new Date('2021-09-30T07:00:00Z'));
    timePasses(60 * MINUTE);
    expect(createSimulatedClock(START, path).now()).toEqual(new Date('2021-09-30T07:00:00Z'));
  });

  it('goes on from where it was saved', () => {
    const path = file();
    const clock = createSimulatedClock(START, path);
    timePasses(MINUTE);
    clock.save();
    expect(readFileSync(path, 'utf8')).toBe('2021-09-09T06:46:00.000Z');
    expect(createSimulatedClock(START, path).now()).toEqual(new Date('2021-09-09T06:46:00Z'));
  });

  it('begins anew when the file says nothing that can be read', () => {
    const path = join(temporaryFolder(), 'clock');
    writeFileSync(path, 'domani');
    expect(createSimulatedClock(START, path).now()).toEqual(START);
  });

  it('begins at its start when that is later than what was saved', () => {
    const path = join(temporaryFolder(), 'clock');
    writeFileSync(path, '2020-01-01T00:00:00.000Z');
    expect(createSimulatedClock(START, path).now()).toEqual(START);
  });
});
