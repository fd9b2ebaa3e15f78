import { describe, expect, it } from 'vitest';
import { compareTs, createTimestamps } from '../src/timestamps.ts';

describe('message timestamps', () => {
  it('follow the simulated clock and never repeat', () => {
    let now = new Date('2021-09-15T07:00:00.000Z');
    const timestamps = createTimestamps(() => now, '0');
    const first = timestamps.next();
    const second = timestamps.next();
    now = new Date('2021-09-15T07:00:01.500Z');
    expect([first, second, timestamps.next()]).toEqual([
      '1631689200.000000',
      '1631689200.000001',
      '1631689201.500000',
    ]);
  });

  it('do not go back behind what is stored, even when the clock did', () => {
    const timestamps = createTimestamps(() => new Date('2021-01-01T00:00:00Z'), '1631689200.000000');
    expect(timestamps.next()).toBe('1631689200.000001');
  });

  it('compare as numbers', () => {
    expect(compareTs('999.000000', '1000.000000')).toBe(-1);
    expect(compareTs('1000.1', '1000.100000')).toBe(0);
  });
});
