import { describe, expect, it } from 'vitest';
import { asOn } from '../../../src/domain/phases/index.ts';
import { phase } from '../../support/small-plan.ts';

describe('a phase whose closing day is known', () => {
  const closing = phase({ closesOn: '2026-06-30' });

  it('is open before it', () => {
    expect(asOn(closing, '2026-06-29').closesOn).toBeNull();
  });

  it('is closed from that day on', () => {
    expect(asOn(closing, '2026-06-30').closesOn).toBe('2026-06-30');
    expect(asOn(closing, '2026-08-01').closesOn).toBe('2026-06-30');
  });
});
