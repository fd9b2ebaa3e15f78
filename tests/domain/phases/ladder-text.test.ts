import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLadder, parseLadder } from '../../../src/domain/phases/ladder-text.ts';
import { DEFAULT_LADDER, type LadderStep } from '../../../src/domain/types.ts';

describe('a ladder on one line', () => {
  it('is read and written: the default', () => {
    const line = '-15, -7, -2, 0, +2, +3 dirigente, +5 controllo';
    expect(formatLadder(DEFAULT_LADDER)).toBe(line);
    expect(parseLadder(line)).toEqual({ ok: true, ladder: DEFAULT_LADDER });
  });

  it.each([
    ['in any order, with any spaces', ' 0 ,  -7,+3   Dirigente ', '-7, 0, +3 dirigente'],
    ['with semicolons, line ends and dashes', '–10; −2\n0', '-10, -2, 0'],
    ['with the office by its full name', '+5 ufficio controllo', '+5 controllo'],
    ['with "anche"', '+3 anche il dirigente', '+3 dirigente'],
    ['with days', '-5 giorni, +2 gg', '-5, +2'],
  ])('is read %s', (_, line, canonical) => {
    const parsed = parseLadder(line);
    expect(parsed.ok && formatLadder(parsed.ladder)).toBe(canonical);
  });

  it.each([
    ['nothing', '  ', 'ladder_empty', undefined],
    ['a number without a sign', '-7, 3', 'ladder_not_understood', '3'],
    ['an unknown recipient', '+3 sindaco', 'ladder_not_understood', '+3 sindaco'],
    ['words', 'ogni tanto', 'ladder_not_understood', 'ogni tanto'],
    ['a step twice', '-7, 0, -7', 'ladder_step_twice', '-7'],
    ['a step too far', '-121', 'ladder_out_of_range', '-121'],
    ['too many steps', Array.from({ length: 13 }, (_, i) => `-${i + 1}`).join(','), 'ladder_too_long', '13'],
  ])('is refused, and says which part: %s', (_, line, code, found) => {
    expect(parseLadder(line)).toEqual({
      ok: false,
      problem: found === undefined ? { code } : { code, found },
    });
  });

  it('comes back as it was written, whatever it is', () => {
    const step = fc.record({
      offset: fc.integer({ min: -120, max: 120 }),
      audience: fc.constantFrom<LadderStep['audience']>(
        ['contact'],
        ['contact', 'head'],
        ['contact', 'head', 'controller'],
      ),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(step, { minLength: 1, maxLength: 12, selector: ({ offset }) => offset }),
        (ladder) => {
          expect(parseLadder(formatLadder(ladder))).toEqual({
            ok: true,
            ladder: [...ladder].sort((a, b) => a.offset - b.offset),
          });
        },
      ),
    );
  });
});
