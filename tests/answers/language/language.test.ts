import { describe, expect, test } from 'vitest';
import { numberWord, ordinalWord, parseDigits } from '../../../src/answers/language/numbers.ts';
import { cutOnce, findPhrases, longestMatches, phraseBook } from '../../../src/answers/language/phrases.ts';
import { buildSearch, searchTerms } from '../../../src/answers/language/search.ts';
import { buildSpelling, correctWord, isSpelled, slips } from '../../../src/answers/language/spelling.ts';
import { contentKeys, tokenise } from '../../../src/answers/language/tokens.ts';

const texts = (question: string): readonly string[] => tokenise(question).map((token) => token.text);

describe('tokens', () => {
  test.each([
    ['U.O. 3.2', ['uo', '3.2']],
    ['uo3.2', ['uo', '3.2']],
    ['u.o.b.1', ['uo', 'b', '1']],
    ["l'obiettivo n° 24", ['l', 'obiettivo', 'numero', '24']],
    ['P.E.G.', ['peg']],
    ['150mila €', ['150', 'mila', '€']],
    ['È già così?', ['e', 'gia', 'cosi']],
    ['entro il 31/12/2022', ['entro', 'il', '2022']],
  ])('%s', (question, expected) => {
    expect(texts(question)).toEqual(expected);
  });

  test('ten thousand characters give at most 400 tokens', () => {
    expect(tokenise('a '.repeat(5_000)).length).toBeLessThanOrEqual(400);
  });
});

describe('numbers', () => {
  test('are read the Italian way', () => {
    expect(parseDigits('150.000')).toBe(150_000);
    expect(parseDigits('1.234,50')).toBe(1234.5);
    expect(parseDigits('1,2')).toBe(1.2);
    expect(parseDigits('12.1.1')).toBeNaN();
  });

  test('may be words', () => {
    expect(numberWord('ventiquattro')).toBe(24);
    expect(numberWord('trentuno')).toBe(31);
    expect(numberWord('verde')).toBeNull();
    expect(ordinalWord('terzo')).toBe(3);
    expect(ordinalWord('secondi')).toBe(2);
  });
});

describe('phrases', () => {
  const book = phraseBook([
    ['costo del personale', 'personnel'],
    ['costo', 'cost'],
    ['+per settore', 'group'],
  ]);
  const found = (question: string): readonly string[] =>
    longestMatches(findPhrases(book, tokenise(question))).map((match) => match.meaning);

  test('the longest reading wins, whatever articles stand in between', () => {
    expect(found('costi di personale')).toEqual(['personnel']);
    expect(found('i costi')).toEqual(['cost']);
  });

  test('a phrase marked with + keeps its small words', () => {
    expect(found('costo per settore')).toEqual(['cost', 'group']);
    expect(found('costo del settore')).toEqual(['cost']);
  });

  test('a book of phrases that were cut before is the same book', () => {
    const entries = [
      ['costo del personale', 1],
      ['+per settore', 2],
      ['=salvo', 3],
    ] as const;
    const cut = cutOnce(['costo del personale', '=salvo']);
    expect(phraseBook(entries, cut)).toEqual(phraseBook(entries));
  });
});

describe('spelling', () => {
  const spelling = buildSpelling(
    new Map([
      ['protezione', 1],
      ['pace', 1],
      ['obiettivo', 3],
    ]),
  );

  test.each([
    ['potezione', 'protezione'],
    ['obbiettivo', 'obiettivo'],
    ['obeittivo', 'obiettivo'],
  ])('%s is %s', (word, right) => {
    expect(correctWord(spelling, word)).toBe(right);
  });

  test('another letter in a short word makes another word', () => {
    expect(correctWord(spelling, 'pane')).toBeNull();
  });

  test('words of one plan stand beside those that all plans share, and leave them as they are', () => {
    const own = buildSpelling(new Map([['bicipolitana', 2]]), spelling);
    expect(correctWord(own, 'bicipolitanna')).toBe('bicipolitana');
    expect(correctWord(own, 'potezione')).toBe('protezione');
    expect(isSpelled(own, 'pace')).toBe(true);
    expect(isSpelled(spelling, 'bicipolitana')).toBe(false);
  });

  test('a swap of neighbours is one slip', () => {
    expect(slips('obeittivo', 'obiettivo', 2)).toBe(1);
  });
});

describe('search', () => {
  const index = buildSearch([
    [{ text: 'Piste ciclabili in città', weight: 1 }],
    [{ text: 'Biblioteca civica', weight: 1 }],
  ]);

  test('finds by stem and tells how much of the question it covers', () => {
    const search = (text: string) => {
      const keys = contentKeys(text);
      return searchTerms(
        index,
        keys.map((key) => ({ key, alternatives: [] })),
        keys,
      );
    };
    expect(search('pista ciclabile')[0]).toMatchObject({ doc: 0, coverage: 1 });
    expect(search('biblioteche e marziani')[0]?.coverage).toBeLessThan(1);
    expect(search('marziani')).toEqual([]);
  });
});

describe('numbers in letters', () => {
  test.each([
    ['duecentomila', 200_000],
    ['centocinquantamila', 150_000],
    ['ventimila', 20_000],
    ['mille', 1_000],
    ['millecinquecento', 1_500],
    ['centoventi', 120],
    ['trecentotre', 303],
  ])('%s', (word, value) => {
    expect(numberWord(word)).toBe(value);
  });

  test.each(['centro', 'milano', 'ventaglio', 'centrale', 'milioni', 'ottantenni', 'centimetri'])(
    '%s is a word',
    (word) => {
      expect(numberWord(word)).toBeNull();
    },
  );

  test.each([
    ['un milione', 1_000_000],
    ['mezzo milione di euro', 500_000],
  ])('%s is one amount', (text, value) => {
    expect(tokenise(text)[0]?.value).toBe(value);
  });

  test('a letter with a two-figure number is the code of a statement, "s5" a department', () => {
    expect(texts('affermazione C05')).toEqual(['affermazione', 'c.05']);
    expect(texts('obiettivi s5')).toEqual(['obiettivi', 'settore', '5']);
  });
});

test('keeps a code whole at the end of a sentence', () => {
  const said = tokenise('Tutti salvo la D10. Lo chiede il segretario');
  expect(said.map(({ text }) => text)).toContain('d.10');
  expect(said.at(-1)?.clause).toBe(1);
});
