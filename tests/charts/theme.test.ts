import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, DEFAULT_COLOURS, inkOn, themeOf } from '../../src/charts/theme.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the colours of a picture', () => {
  it.each(['light', 'dark'] as const)('are seen on a %s ground, whatever the body chose', (shade) => {
    fc.assert(
      fc.property(fc.array(colour, { maxLength: 4 }), (own) => {
        const { ground, colours, tones } = themeOf(shade, own);
        for (const one of [...colours, ...Object.values(tones)])
          expect(contrast(one, ground)).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it.each(['light', 'dark'] as const)('leave texts read on a %s ground', (shade) => {
    const { ground, text, faint } = themeOf(shade);
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(faint, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('are the body’s own where they are seen as they are', () => {
    expect(themeOf('light', ['#1d3f72']).colours[0]).toBe('#1d3f72');
    expect(themeOf('light').colours).toEqual([...new Set(themeOf('light', []).colours)]);
    expect(themeOf('light').colours).toHaveLength(DEFAULT_COLOURS.length);
  });

  it('leave figures read on them', () => {
    fc.assert(
      fc.property(colour, (one) => {
        expect(contrast(inkOn(one), one)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
