import { describe, expect, it } from 'vitest';
import { type Form, joined, type Preposition, the } from '../../src/words/articles.ts';
import { formatDay, formatDayAndMonth, formatDayLong } from '../../src/words/days.ts';
import { formatPercent } from '../../src/words/formats.ts';

describe('the article before a number', () => {
  it.each([
    [0, 'lo 0', 'dello 0'],
    [1, 'l’1', 'dall’1'],
    [2, 'il 2', 'dal 2'],
    [8, 'l’8', 'dall’8'],
    [11, 'l’11', 'dall’11'],
    [18, 'il 18', 'dal 18'],
    [24, 'il 24', 'dal 24'],
    [80, 'l’80', 'dall’80'],
    [85, 'l’85', 'dall’85'],
    [88, 'l’88', 'dall’88'],
    [100, 'il 100', 'dal 100'],
    [108, 'il 108', 'dal 108'],
    [110, 'il 110', 'dal 110'],
    [180, 'il 180', 'dal 180'],
    [800, 'l’800', 'dall’800'],
    [899, 'l’899', 'dall’899'],
    [1000, 'il 1000', 'dal 1000'],
    [1866, 'il 1866', 'dal 1866'],
    [2021, 'il 2021', 'dal 2021'],
    ['1.000', 'il 1.000', 'dal 1.000'],
    ['8.000', 'l’8.000', 'dall’8.000'],
    ['8.000,50 €', 'l’8.000,50 €', 'dall’8.000,50 €'],
    ['11.500', 'l’11.500', 'dall’11.500'],
    ['80.000', 'l’80.000', 'dall’80.000'],
    ['110.000', 'il 110.000', 'dal 110.000'],
    ['800.000', 'l’800.000', 'dall’800.000'],
    ['1.000.000', 'l’1.000.000', 'dall’1.000.000'],
    ['8,5', 'l’8,5', 'dall’8,5'],
    ['1,5', 'l’1,5', 'dall’1,5'],
    ['28.4', 'il 28.4', 'dal 28.4'],
    ['8.4', 'l’8.4', 'dall’8.4'],
    ['1º posto', 'il 1º posto', 'dal 1º posto'],
    ['11º posto', 'l’11º posto', 'dall’11º posto'],
  ])('%s: «%s», «%s»', (number, article, from) => {
    expect(the(number)).toBe(article);
    expect(joined(article.startsWith('lo') ? 'di' : 'da', number)).toBe(from);
  });

  it.each([
    [formatPercent(94.2), 'il 94,2 %', 'al 94,2 %'],
    [formatPercent(80), 'l’80 %', 'all’80 %'],
    [formatPercent(0.5), 'lo 0,5 %', 'allo 0,5 %'],
    [formatPercent(100), 'il 100 %', 'al 100 %'],
  ])('of percent: «%s»', (percent, article, to) => {
    expect([the(percent), joined('a', percent)]).toEqual([article, to]);
  });

  it.each([
    [1, 'gli 1', 'degli 1'],
    [3, 'i 3', 'dei 3'],
    [8, 'gli 8', 'degli 8'],
    [11, 'gli 11', 'degli 11'],
    [17, 'i 17', 'dei 17'],
    [80, 'gli 80', 'degli 80'],
  ])('of several: %i is «%s», «%s»', (count, article, of) => {
    expect([the(count, 'mp'), joined('di', count, 'mp')]).toEqual([article, of]);
    expect(the(count, 'fp')).toBe(`le ${count}`);
  });
});

describe('the article before a day', () => {
  it.each([
    ['2021-10-01', 'il 1º ottobre 2021', 'al 1º ottobre', 'il 01/10/2021'],
    ['2021-03-08', 'l’8 marzo 2021', 'all’8 marzo', 'l’08/03/2021'],
    ['2021-12-11', 'l’11 dicembre 2021', 'all’11 dicembre', 'l’11/12/2021'],
    ['2021-12-18', 'il 18 dicembre 2021', 'al 18 dicembre', 'il 18/12/2021'],
    ['2021-12-31', 'il 31 dicembre 2021', 'al 31 dicembre', 'il 31/12/2021'],
  ])('%s: «%s», «%s», «%s»', (day, on, until, short) => {
    expect([the(formatDayLong(day)), joined('a', formatDayAndMonth(day)), the(formatDay(day))]).toEqual([
      on,
      until,
      short,
    ]);
  });
});

describe('the article before a word', () => {
  it.each<[string, Form, string]>([
    ['obiettivo', 'ms', 'l’obiettivo'],
    ['processo', 'ms', 'il processo'],
    ['Settore 8', 'ms', 'il Settore 8'],
    ['Staff A', 'ms', 'lo Staff A'],
    ['sport', 'ms', 'lo sport'],
    ['SUAP', 'ms', 'il SUAP'],
    ['sistema', 'ms', 'il sistema'],
    ['zero', 'ms', 'lo zero'],
    ['gnomo', 'ms', 'lo gnomo'],
    ['psicologo', 'ms', 'lo psicologo'],
    ['Ionio', 'ms', 'lo Ionio'],
    ['hotel', 'ms', 'l’hotel'],
    ['«Ufficio unico»', 'ms', 'l’«Ufficio unico»'],
    ['U.O.5.7', 'fs', 'l’U.O.5.7'],
    ['U.O. 5.7', 'fs', 'l’U.O. 5.7'],
    ['Unione dei Comuni', 'fs', 'l’Unione dei Comuni'],
    ['Regione Molise', 'fs', 'la Regione Molise'],
    ['scuola', 'fs', 'la scuola'],
    ['A3', 'ms', 'l’A3'],
    ['M1', 'ms', 'l’M1'],
    ['B2', 'ms', 'il B2'],
    ['Z1', 'ms', 'lo Z1'],
    ['DG', 'fs', 'la DG'],
    ['atti', 'mp', 'gli atti'],
    ['processi', 'mp', 'i processi'],
    ['studi', 'mp', 'gli studi'],
    ['entrate', 'fp', 'le entrate'],
    ['', 'ms', 'il '],
  ])('«%s» (%s) is «%s»', (word, form, expected) => {
    expect(the(word, form)).toBe(expected);
  });

  it.each<[Preposition, readonly string[]]>([
    [
      'di',
      ['del Comune', 'dello Staff', 'dell’Ente', 'della Regione', 'dei Comuni', 'degli Enti', 'delle U.O.'],
    ],
    ['a', ['al Comune', 'allo Staff', 'all’Ente', 'alla Regione', 'ai Comuni', 'agli Enti', 'alle U.O.']],
    [
      'da',
      ['dal Comune', 'dallo Staff', 'dall’Ente', 'dalla Regione', 'dai Comuni', 'dagli Enti', 'dalle U.O.'],
    ],
    [
      'in',
      ['nel Comune', 'nello Staff', 'nell’Ente', 'nella Regione', 'nei Comuni', 'negli Enti', 'nelle U.O.'],
    ],
    [
      'su',
      ['sul Comune', 'sullo Staff', 'sull’Ente', 'sulla Regione', 'sui Comuni', 'sugli Enti', 'sulle U.O.'],
    ],
  ])('joined to «%s»', (preposition, expected) => {
    const words: readonly (readonly [string, Form])[] = [
      ['Comune', 'ms'],
      ['Staff', 'ms'],
      ['Ente', 'ms'],
      ['Regione', 'fs'],
      ['Comuni', 'mp'],
      ['Enti', 'mp'],
      ['U.O.', 'fp'],
    ];
    expect(words.map(([word, form]) => joined(preposition, word, form))).toEqual(expected);
  });
});
