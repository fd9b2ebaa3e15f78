import { describe, expect, it } from 'vitest';
import { escapeMrkdwn } from '../../../src/bot/kit/blocks.ts';
import { shorten } from '../../../src/bot/kit/limits.ts';

describe('a text cut to a limit', () => {
  it('stays whole when it fits', () => {
    expect(shorten('abcde', 5)).toBe('abcde');
  });

  it('shows that it was cut, and is never longer than the limit', () => {
    expect(shorten('abcdef', 5)).toBe('abcd…');
  });

  it('leaves no space before the mark', () => {
    expect(shorten('abc def', 5)).toBe('abc…');
  });

  it('never ends inside a character of two units', () => {
    expect(shorten('ab🚲🚲🚲', 5)).toBe('ab🚲…');
  });

  it('never ends inside an entity', () => {
    expect(shorten(escapeMrkdwn('ab<cdefgh'), 7)).toBe('ab&lt;…');
    expect(shorten(escapeMrkdwn('ab<cdefgh'), 6)).toBe('ab…');
  });

  it('keeps line breaks', () => {
    expect(shorten('a\nb\nc\nd', 6)).toBe('a\nb\nc…');
  });
});

describe('text made harmless', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1>', '&lt;@U1&gt;'],
    ['<https://a.example|b>', '&lt;https://a.example|b&gt;'],
    ['A & B', 'A &amp; B'],
    ['&lt;', '&amp;lt;'],
  ])('«%s» becomes «%s»', (text, harmless) => {
    expect(escapeMrkdwn(text)).toBe(harmless);
  });
});
