import { describe, expect, it } from 'vitest';
import { placesOfRun, readRun } from '../../../src/answers/language/runs-of-words.ts';
import { tokenise } from '../../../src/answers/language/tokens.ts';

const ROLES: Readonly<Record<string, readonly string[]>> = {
  much: ['quanto', 'quanta'],
  lacks: ['manca', 'resta'],
  same: ['stesso', 'stessa'],
};

/** The words that a run means in a text; the second word of a text may be a name. */
function found(written: string, text: string, names: { readonly at: number; readonly weak: boolean }[] = []) {
  const tokens = tokenise(text);
  const places = placesOfRun(readRun(written), tokens, {
    does: (token, role) => ROLES[role]?.includes(token.text) === true,
    namesAt: (at) => names.flatMap((one) => (one.at === at ? [{ to: at + 1, weak: one.weak }] : [])),
  });
  return places.map((at) => tokens[at]?.text).join(' ');
}

describe('a run of words', () => {
  it.each<[string, string, string]>([
    ['much lacks', 'e quanto manca a giugno?', 'quanto manca'],
    ['much|same lacks', 'la stessa resta', 'stessa resta'],
    ['=quanto =manca', 'quanta manca, quanto manca', 'quanto manca'],
    ['lacks #', 'manca 3, resta 12', 'manca 3 resta 12'],
    ['lacks #12', 'manca 3, resta 12', 'resta 12'],
    ['much *', 'quanto costa', 'quanto costa'],
    ['much .. lacks', 'quanto del costo che resta', 'quanto resta'],
    ['much ..1 lacks', 'quanto del costo che resta', ''],
    ['much ~ lacks', 'quanto costo che resta', ''],
    ['much ~ =costo', 'quanto del costo', 'quanto costo'],
    ['^ much', 'e quanto manca', ''],
    ['lacks $', 'quanto manca?', 'manca'],
    [', much', 'la differenza, quanto manca', 'quanto'],
    ['much !lacks', 'quanto manca e quanto costa', 'quanto'],
    ['<!=in much', 'in quanto manca', ''],
    ['much !!same', 'quanto costa lo stesso', ''],
    ['(much) lacks', 'quanto manca', 'manca'],
  ])('«%s» in «%s» is «%s»', (written, text, words) => {
    expect(found(written, text)).toBe(words);
  });

  it('is of a name, of one that may be something else alone where it is written so', () => {
    expect(found('much @', 'quanto Bilancio', [{ at: 1, weak: false }])).toBe('quanto bilancio');
    expect(found('much @weak', 'quanto Bilancio', [{ at: 1, weak: false }])).toBe('');
    expect(found('much @weak', 'quanto Bilancio', [{ at: 1, weak: true }])).toBe('quanto bilancio');
  });
});
