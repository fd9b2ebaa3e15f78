import { describe, expect, it } from 'vitest';
import { readWithin, within, withinPlan } from '../../../src/bot/kit/within.ts';

describe('what a button carries', () => {
  it('is read back as it was built', () => {
    const phase = { year: 2021, code: 'monitoraggio-2021' };
    expect(readWithin(within(phase, 'objective:24|3'))).toEqual({
      year: 2021,
      phase: 'monitoraggio-2021',
      what: 'objective:24|3',
    });
    expect(readWithin(withinPlan(2021, '12,13'))).toEqual({ year: 2021, phase: null, what: '12,13' });
  });

  it('may hold anything, slashes and lines too', () => {
    const what = JSON.stringify({ note: 'a/b\nc' });
    expect(readWithin(withinPlan(2022, what)).what).toBe(what);
  });

  it.each(['objective:24', '', 'x/y/z', '21/a/b'])('names no plan: «%s»', (value) => {
    expect(readWithin(value)).toEqual({ year: null, phase: null, what: value });
  });
});
