import { describe, expect, it } from 'vitest';
import { readFollow, type Said } from '../../../src/answers/follow/read-follow.ts';
import { startsAnew } from '../../../src/answers/follow/starts-anew.ts';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import { luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();

const read = (text: string): Said => {
  const said = readFollow(text, vocabulary);
  if (said === null || said === 'again') throw new Error(`«${text}» is read as ${said}`);
  return said;
};

describe('a number after what is named before it', () => {
  it.each([
    ['somma i due', 2],
    ['il più caro dei tre', 3],
    ['e tutti e due?', 2],
  ])('«%s» is so many of those before', (text, count) => {
    expect(read(text).these).toBe(count);
    expect(read(text).named).toEqual([]);
  });

  it('picks so many where an order follows', () => {
    expect(read('i due più cari').named).toMatchObject([{ type: 'place', pick: { place: 1, limit: 2 } }]);
  });

  it.each([
    ['e il 40?', 'replace'],
    ['escludi il 40', 'drop'],
    ['e anche il 40', 'add'],
    ['e il 40 anche', 'add'],
    ['solo il 40', 'only'],
  ])('«%s» names one in its manner', (text, manner) => {
    expect(read(text).named).toMatchObject([{ type: 'number', value: 40, manner }]);
  });
});

describe('a word that stands for nothing of the answer before', () => {
  it.each(['e quanto costa la bicipolitana verde?', 'e il cinema?', 'scrivimi una poesia'])(
    'leaves «%s» to others',
    (text) => {
      expect(readFollow(text, vocabulary)).toBeNull();
    },
  );
});

describe('a question that says all it needs', () => {
  it.each(['che cosa devo fare io?', 'i miei obiettivi', 'i miei costi'])('starts anew: «%s»', (text) => {
    expect(startsAnew(text, vocabulary, tokenise)).toBe(true);
  });

  it.each(['e il personale in totale?', 'quanto costano in tutto?', 'e i miei?', 'per settore'])(
    'goes on: «%s»',
    (text) => {
      expect(startsAnew(text, vocabulary, tokenise)).toBe(false);
    },
  );
});
