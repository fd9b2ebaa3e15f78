/** What people put around a question, and what their fingers do to it. */

import type { Core } from './phrases.ts';
import type { Chance } from './random.ts';

const GREETINGS = [
  'ciao, ',
  'ciao! ',
  'buongiorno, ',
  'buongiorno. ',
  'scusa, ',
  'salve, ',
  'ciao Traguardo, ',
];
const BEFORE_QUESTION = [
  'mi sai dire ',
  'sai dirmi ',
  'vorrei sapere ',
  'mi puoi dire ',
  'puoi dirmi ',
  'dimmi ',
];
const BEFORE_NOUN = ['mi serve: ', 'mi dai: ', 'vorrei sapere: ', 'ho bisogno di sapere: '];
/** What is said after the question mark, if there is one, or after a comma. */
const CLOSINGS = [
  'grazie',
  'grazie mille',
  'mi serve per la giunta',
  'devo preparare la relazione',
  'è urgente',
  'lo chiede il segretario',
];

/** A finger slips once, in a word that is long enough to be guessed, and not between «impegnato» and «impiegato». */
const slip = (chance: Chance, text: string): string => {
  const words = [...text.matchAll(/(?<![\p{L}\d«".])(?!imp)\p{Ll}{7,}(?![\p{L}\d»".])/gu)];
  if (words.length === 0) return text;
  const { 0: word, index } = chance.pick(words);
  const at = chance.int(2, word.length - 3);
  const [left, right] = [word.slice(0, at), word.slice(at)];
  const slipped = chance.pick([
    `${left}${right.slice(1)}`,
    `${left}${right[0]}${right}`,
    right[0] === right[1] ? `${left}${right.slice(1)}` : `${left}${right[1]}${right[0]}${right.slice(2)}`,
  ]);
  return text.slice(0, index) + slipped + text.slice(index + word.length);
};

/** What comes before or after a question in a chat, and is no part of it. */
const ASIDES_BEFORE = [
  'visto che domani c’è la giunta, ',
  'per la relazione al consiglio: ',
  'sto preparando una nota: ',
  'mi chiedono ',
  'il sindaco vuole sapere ',
];
const ASIDES_AFTER = [
  ', che lo metto nella nota',
  ', se lo sai',
  ', così rispondo al consigliere',
  ', che mi serve subito',
];

/** «qual e», «piu», «dell obiettivo»: no accents, no apostrophes. */
const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\u0300|\u0301/g, '')
    .replace(/['’]/g, ' ');

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Adds a greeting, a request, a tail; then, rarely, mistakes. What was done is added to `marks`. A message that goes on is not greeted anew. */
export const dress = (
  chance: Chance,
  { mood, text }: Core,
  marks: Set<string>,
  { goesOn = false, everyday = false }: { readonly goesOn?: boolean; readonly everyday?: boolean } = {},
): string => {
  let said = text;
  const asks = mood === 'question' || mood === 'whether';
  // «Mi sai dire se …».
  const so = mood === 'whether' ? 'se ' : '';
  const greeted = !goesOn && chance.happens(0.14);
  if (everyday && chance.happens(0.2)) {
    marks.add('aside');
    if (goesOn || chance.happens(0.5)) said = `${said}${chance.pick(ASIDES_AFTER)}`;
    else
      said = `${chance.pick(ASIDES_BEFORE.filter((aside) => mood === 'question' || aside.endsWith(': ')))}${said}`;
  } else if (!goesOn && chance.happens(0.15)) {
    if (asks && !/^(in percentuale|per |nel |tra )/.test(said)) {
      said = `${chance.pick(BEFORE_QUESTION)}${so}${said}`;
      marks.add('courtesy');
    } else if (mood === 'noun') {
      said = `${chance.pick(BEFORE_NOUN)}${said}`;
      marks.add('courtesy');
    }
  }
  if (greeted) {
    const greeting = chance.pick(GREETINGS);
    said = `${greeting}${/[!.] $/.test(greeting) ? sentence(said) : said}`;
    marks.add('greeting');
  }
  const mark = asks
    ? chance.weighted([
        [7, '?'],
        [1, ''],
      ])
    : chance.weighted([
        [1, '?'],
        [6, ''],
        [1, '.'],
      ]);
  if (chance.happens(0.16)) {
    marks.add('tail');
    if (chance.happens(0.35)) said = `${said}${chance.pick([' per favore', ', per favore'])}${mark}`;
    else {
      const closing = chance.pick(
        CLOSINGS.filter((one) => !one.startsWith('mi serve') || !/mi serve|ho bisogno/.test(said)),
      );
      said =
        mark === '' ? `${said}, ${closing}` : `${said}${mark} ${sentence(closing)}${chance.pick(['', '!'])}`;
    }
  } else said = `${said}${mark}`;
  if (chance.happens(0.06)) {
    const slipped = slip(chance, said);
    if (slipped !== said) marks.add('typo');
    said = slipped;
  }
  if (chance.happens(0.08)) {
    const bare = withoutMarks(said);
    if (bare !== said) marks.add('no-accents');
    said = bare;
  }
  const letters = chance.weighted([
    [9, 'sentence'],
    [6, 'as-is'],
    [1, 'capitals'],
    [2, 'lower'],
  ]);
  if (letters === 'capitals') {
    marks.add('capitals');
    return said.toUpperCase();
  }
  if (letters === 'lower') return said.toLowerCase();
  return letters === 'sentence' ? sentence(said) : said;
};
