import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barOf, progressBar } from '../../src/words/bars.ts';

it.each([
  [6, 12, '▇▇▇▇░░░░ 6/12'],
  [12, 12, '▇▇▇▇▇▇▇▇ 12/12'],
  [0, 12, '░░░░░░░░ 0/12'],
  [0, 0, '░░░░░░░░ 0/0'],
])('%d of %d is %s', (part, whole, bar) => {
  expect(progressBar(part, whole)).toBe(bar);
});

it('is full only when nothing is missing, and empty only when there is nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (part, left) => {
      expect(barOf(part, part + left)).toMatch(/^▇+░+$/);
    }),
  );
});
