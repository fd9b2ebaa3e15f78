import { describe, expect, it } from 'vitest';
import { withoutReason } from '../../../src/answers/account/reasons.ts';

describe('a reason at the end of a question', () => {
  it.each([
    ['quanto costa il 24, che lo porto in giunta?', 'quanto costa il 24?', 'che lo porto in giunta'],
    ['chi segue i nidi visto che la stampa insiste', 'chi segue i nidi', 'visto che la stampa insiste'],
    ['Ciao. Quanto pesa il 10, siccome ne discuto.', 'Ciao. Quanto pesa il 10.', 'siccome ne discuto'],
  ])('«%s»', (text, question, reason) => {
    expect(withoutReason(text)).toEqual({ question, reason });
  });

  it.each([
    'obiettivi che lo staff segue',
    'siccome ne discuto',
    'lo porto visto che serve. Quanto costa il 24?',
    'quali sono gli obiettivi che li riguardano?',
  ])('«%s» has none', (text) => {
    expect(withoutReason(text)).toEqual({ question: text, reason: null });
  });

  it('is looked for in a long text as in a short one', () => {
    const long = 'a b '.repeat(50_000);
    expect(withoutReason(long).reason).toBeNull();
    expect(withoutReason(`${'visto '.repeat(20_000)}che?`).question).toContain('visto');
  });
});
