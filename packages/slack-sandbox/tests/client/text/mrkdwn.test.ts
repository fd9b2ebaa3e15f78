import { describe, expect, it } from 'vitest';
import { parseMrkdwn, plainOf, type Token } from '../../../src/client/text/mrkdwn.ts';

const text = (content: string): Token => ({ type: 'text', text: content });

describe('mrkdwn', () => {
  it.each<[string, string, readonly Token[]]>([
    ['bold', 'il *costo* è', [text('il '), { type: 'bold', children: [text('costo')] }, text(' è')]],
    ['italic', '_corsivo_', [{ type: 'italic', children: [text('corsivo')] }]],
    ['strike', '~via~', [{ type: 'strike', children: [text('via')] }]],
    ['code, untouched inside', '`*a* :tada:`', [{ type: 'code', text: '*a* :tada:' }]],
    ['a code block', '```\na < b\n```', [{ type: 'pre', text: 'a < b' }]],
    ['nothing inside words', 'a_b_c 2*3*4', [text('a_b_c 2*3*4')]],
    ['no mark around spaces', '* a *', [text('* a *')]],
    ['nested marks', '*_a_*', [{ type: 'bold', children: [{ type: 'italic', children: [text('a')] }] }]],
    ['a mention', '<@U123>', [{ type: 'user', id: 'U123' }]],
    ['a channel', '<#C1|generale>', [{ type: 'channel', id: 'C1' }]],
    ['a broadcast', '<!here>', [{ type: 'broadcast', range: 'here' }]],
    [
      'a link with its label',
      '<https://a.it?x=1&amp;y=2|sito>',
      [{ type: 'link', url: 'https://a.it?x=1&y=2', label: 'sito' }],
    ],
    [
      'a bare address, without the full stop',
      'vedi https://a.it/b?c=1&amp;d=2.',
      [
        text('vedi '),
        { type: 'link', url: 'https://a.it/b?c=1&d=2', label: 'https://a.it/b?c=1&d=2' },
        text('.'),
      ],
    ],
    ['an address', '<mailto:a@b.it>', [{ type: 'link', url: 'mailto:a@b.it', label: 'a@b.it' }]],
    [
      'a date',
      '<!date^1631689200^{date_long}|il 15>',
      [{ type: 'date', seconds: 1631689200, format: '{date_long}', url: '', fallback: 'il 15' }],
    ],
    ['emoji it knows', ':tada: :boh:', [text('🎉 :boh:')]],
    ['escapes', '1 &lt; 2 &amp;amp; 3', [text('1 < 2 &amp; 3')]],
    [
      'a quote of two lines',
      '&gt; uno\n&gt; due',
      [{ type: 'quote', children: [text('uno'), { type: 'break' }, text('due')] }],
    ],
    ['a lone angle bracket', 'a < b', [text('a < b')]],
  ])('reads %s', (_name, source, tokens) => {
    expect(parseMrkdwn(source)).toEqual(tokens);
  });

  it('never turns escaped markup into markup', () => {
    expect(parseMrkdwn('&lt;script&gt;alert(1)&lt;/script&gt;')).toEqual([text('<script>alert(1)</script>')]);
    expect(parseMrkdwn('&lt;@U123&gt;')).toEqual([text('<@U123>')]);
  });

  it('gives the words alone', () => {
    const names = { user: () => 'Anna', channel: () => 'generale' };
    expect(plainOf(parseMrkdwn('*a* <https://b.it|b>\n<@U1> in <#C1>'), names)).toBe(
      'a b @Anna in #generale',
    );
  });
});
