import { describe, expect, it } from 'vitest';
import { cleanMessage } from '../../../src/answers/language/clean.ts';
import { doubtfulAmount } from '../../../src/answers/language/typed-numbers.ts';

describe('markup around words', () => {
  it.each([
    ['quanti obiettivi ha il <https://x.example|settore 5>?', 'quanti obiettivi ha il settore 5 ?'],
    ['il 24 è <http://raggiunto.il|raggiunto.il> 25 no', 'il 24 è raggiunto. il 25 no'],
    ['vedi <https://www.x.example/atti/24|www.x.example/atti/24> e dimmi', 'vedi e dimmi'],
    ['vedi https://x.example/atti/24?a=7 e dimmi', 'vedi e dimmi'],
    ['vedi x.example.it/atti/24 e dimmi', 'vedi e dimmi'],
    ['scrivi a <mailto:a.b@x.example|a.b@x.example> o c@y.example', 'scrivi a o'],
    ['<@U012AB> <@U2|mario> <#C3|lavori-2021> <!here> <!subteam^S1|@ufficio> quanto costa?', 'quanto costa?'],
    ['entro il <!date^1630000000^{date}|26 agosto 2021>', 'entro il 26 agosto 2021'],
    ['costi &gt; 100 &amp; &lt; 200', 'costi > 100 & < 200'],
    ['&gt; quanto costa il 24?', 'quanto costa il 24?'],
    ['il *24* è _al_ `60` ~50~ %', 'il 24 è al 60 %'],
    ['***obiettivo 24***', 'obiettivo 24'],
    ['• costi del 24\n- costi del 25\n– costi del 26', 'costi del 24\ncosti del 25\ncosti del 26'],
    ['1. costi del 24\n2. costi del 25', 'costi del 24\ncosti del 25'],
    [
      'buongiorno, 1. costi del 24? 2. costi del 25? grazie',
      'buongiorno,\ncosti del 24?\ncosti del 25? grazie',
    ],
    ['A) costi del 24 B) costi del 25', 'costi del 24\ncosti del 25'],
    ['(1) costi del 24 (2) costi del 25', 'costi del 24\ncosti del 25'],
    ['mi servono: - costi del 24 - costi del 25', 'mi servono:\ncosti del 24\ncosti del 25'],
    ['peso dell’obiettivo 1. costi del 2', "peso dell'obiettivo 1. costi del 2"],
    ['24. raggiunto', '24. raggiunto'],
    ['-5 %', '-5 %'],
  ])('«%s»', (typed, read) => expect(cleanMessage(typed)).toBe(read));
});

describe('signs that are no words', () => {
  it.each([
    ['quanto costa? :+1: :white_check_mark::skin-tone-3: 👍🏽 🇮🇹 1️⃣ :)', 'quanto costa?'],
    ['alle 10:30:15', 'alle 10:30:15'],
    ['obiet\u00adtivo \u200b24\u2060', 'obiettivo 24'],
    ['perche\u0301 l‘obiettivo l`anno l´atto l＇ente', "perché l'obiettivo l'anno l'atto l'ente"],
    ['obiettivo\u00a024\u202f\u2009al\t60', 'obiettivo 24 al 60'],
    ['ｏｂ ２４', 'ob 24'],
    ['a\u2028b\r\nc\u000bd', 'a\nb\nc\nd'],
    ['🙂 🙂', ''],
  ])('«%s»', (typed, read) => expect(cleanMessage(typed)).toBe(read));
});

describe('one number, however it is typed', () => {
  it.each([
    ['costo superiore a 100 000 euro', 'costo superiore a 100.000 euro'],
    ['costo superiore a 100\u00a0000', 'costo superiore a 100.000'],
    ['oltre 1 250 000', 'oltre 1.250.000'],
    ['tra 100 000 e 200 000 €', 'tra 100.000 e 200.000 €'],
    ['più di € 50 000', 'più di € 50.000'],
    ["100'000", '100.000'],
    ['1,000,000 di euro', '1.000.000 di euro'],
    ['obiettivi 24 100 120', 'obiettivi 24 100 120'],
    ['al sessanta per cento', 'al 60 %'],
    ['al 34.5 per cento', 'al 34.5 %'],
    ['trentaquattro virgola cinque per cento', '34,5 %'],
    ['cento per cento', '100 %'],
    ['quanti per cento', 'quanti per cento'],
  ])('«%s»', (typed, read) => expect(cleanMessage(typed)).toBe(read));

  it.each(['100,000 euro', 'più di 100,000', '€ 2,500'])('«%s» may be two amounts', (typed) =>
    expect(doubtfulAmount(cleanMessage(typed))).not.toBeNull(),
  );

  it.each(['100,00 euro', '100.000 euro', '34,500 %', 'obiettivi 24,125'])('«%s» is one', (typed) =>
    expect(doubtfulAmount(cleanMessage(typed))).toBeNull(),
  );
});

it.each([
  ['l’obiettivo 2¹', "l'obiettivo 2"],
  ['gli obiettivi 24² e 25³', 'gli obiettivi 24 e 25'],
  ['30 m² di CO₂', '30 m2 di CO2'],
  ['½ milione', '0,5 milione'],
  ['2½ milioni e 1¾', '2,5 milioni e 1,75'],
])('a sign over or under the line is no digit of the number before it: «%s»', (typed, cleaned) =>
  expect(cleanMessage(typed)).toBe(cleaned),
);

it('cleans what is clean into itself', () => {
  const clean = cleanMessage('> *L’obiettivo* <https://x.example|24>: costa 100 000 €? :eyes:');
  expect(cleanMessage(clean)).toBe(clean);
});
