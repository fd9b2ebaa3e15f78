import { describe, expect, it } from 'vitest';
import { typedText, wholeText } from '../../src/words/typed.ts';

describe('what somebody typed', () => {
  it.each([
    ['ciao \ud83d fine', 'ciao \ufffd fine'],
    ['a\u0000b', 'ab'],
    ['\u202efdp.exe\u2069', 'fdp.exe'],
    ['😀 perché', '😀 perché'],
  ])('is whole: %j', (typed, whole) => {
    expect(wholeText(typed)).toBe(whole);
    expect(() => encodeURIComponent(wholeText(typed))).not.toThrow();
  });

  it.each(['', ' ', '\u00a0', '\u200b\u200b', '\u202e\ufeff', '\u0000\u0007'])(
    'is nothing where nothing shows: %j',
    (typed) => {
      expect(typedText(typed)).toBe('');
    },
  );

  it('keeps its lines, and nothing round them', () => {
    expect(typedText(' uno\ndue\t ')).toBe('uno\ndue');
  });
});
