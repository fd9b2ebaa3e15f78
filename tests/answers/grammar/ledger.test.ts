import { describe, expect, it } from 'vitest';
import { COUNT, figuresOf, inStructures, ofKind } from '../../../src/answers/figures/plain-figures.ts';
import { composeTokens } from '../../../src/answers/grammar/compose.ts';
import { unusedWords } from '../../../src/answers/grammar/ledger.ts';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import type { Query } from '../../../src/answers/query.ts';
import { converse, luccaEngine, luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();

/** The words of a question that a query has no use for. */
const unusedBy = (question: string, query: Query): readonly string[] => {
  const tokens = tokenise(question);
  return unusedWords([query], composeTokens(tokens, vocabulary).pieces, tokens, vocabulary.index);
};
const count: Query = figuresOf(
  vocabulary.index,
  [...ofKind('objective'), ...inStructures(['Settore 5'])],
  [COUNT],
);

describe('the account of a question’s words', () => {
  it('is even where the query states all of them', () => {
    expect(unusedBy('quanti obiettivi ha il settore 5?', count)).toEqual([]);
  });

  it.each([
    ['quanti obiettivi ha il settore 5 oltre al settore 6?', ['settore 6']],
    ['quanti obiettivi del settore 5 con peso superiore a 20?', ['peso superiore a 20']],
    ['quanti processi ha il settore 5?', ['processi']],
    ['quanto hanno impegnato gli obiettivi del settore 5?', ['impegnato']],
    ['il secondo tra gli obiettivi del settore 5', ['secondo']],
    ['gli obiettivi del settore 5 con più liquidato', ['piu liquidato']],
    ['in percentuale gli obiettivi del settore 5', ['in percentuale']],
    ['quanti obiettivi del settore 5 per goal?', ['per goal']],
    ['quanti obiettivi del settore 5 esclusi quelli trasversali?', ['esclusi quelli trasversali']],
  ])('finds what a count of objectives does not state: «%s»', (question, unused) => {
    expect(unusedBy(question, count)).toEqual(expect.arrayContaining(unused));
  });

  it('says nothing of a card, of which all is asked', () => {
    const card: Query = {
      type: 'item',
      items: ['objective:24'],
      measures: [],
      attributes: [],
      department: null,
    };
    expect(unusedBy('l’obiettivo 24 costa più di 20.000 euro?', card)).toEqual([]);
  });
});

describe('a question of which a part was not understood', () => {
  it.each(['quanti obiettivi con peso 24 del settore 5 diviso quelli del settore 9 zelanti?'])(
    'is asked back, and never answered without it: «%s»',
    async (question) => {
      const { answer } = await converse(luccaEngine(), question);
      expect(answer.kind).not.toBe('answer');
    },
  );
});
