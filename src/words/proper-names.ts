import { type Form, joined, type Preposition, the } from './articles.ts';

/*
 * Gender and number of the names that bodies give to themselves, their structures, phases and documents. They are told
 * by the first word: one of these nouns, then by its ending. Where neither tells, a form is used that is right for any
 * name: the bare preposition ("di Boccherini"), guillemets without an article.
 */

/** Words of the field whose ending says nothing, or the wrong thing. */
const NOUNS: Readonly<Record<Form, string>> = {
  ms: 'comune ente nucleo staff ced cred suap suep urp peg piao dup ambiente personale verde bilancio sport programma sistema',
  fs: 'direzione regione città comunità unità anagrafe fase rete parte gente',
  mp: 'affari servizi uffici tributi sistemi diritti organi enti beni rapporti interventi contratti trasporti eventi controlli acquisti appalti musei cimiteri obiettivi processi progetti indicatori',
  fp: 'risorse politiche strade opere entrate finanze aree imprese scuole biblioteche attività',
};

const FORM_OF_NOUN: ReadonlyMap<string, Form> = new Map(
  (Object.entries(NOUNS) as [Form, string][]).flatMap(([form, nouns]) =>
    nouns.split(' ').map((noun) => [noun, form] as const),
  ),
);

/** What a common noun's ending tells. Of -e and -i by themselves there is no telling: "Comune", "Boccherini". */
const ENDINGS: readonly (readonly [RegExp, Form])[] = [
  [/(ione|tà|tù)$/, 'fs'],
  [/ioni$/, 'fp'],
  [/(ore|o)$/, 'ms'],
  [/(ori|menti)$/, 'mp'],
  [/a$/, 'fs'],
];

/** Cities take no article, and some bodies are called as their city is: "Roma Capitale". */
const CITIES: ReadonlySet<string> = new Set(['roma']);

/**
 * Gender and number of a name, or null where they cannot be told.
 * @param meaning what the name stands for where it is a mere code: "Coordinamento Area Terza" for "A3". An abbreviation
 * of several things may be one office, so a plural meaning tells nothing of its code.
 */
export function formOf(name: string, meaning = ''): Form | null {
  const own = formOfFirstWord(name);
  if (own !== null) return own;
  const meant = formOfFirstWord(meaning);
  return meant === 'ms' || meant === 'fs' ? meant : null;
}

function formOfFirstWord(name: string): Form | null {
  if (/^u\.?\s?o(?!\p{L})/iu.test(name)) return 'fs';
  const [, word = '', next = ''] = /^(\p{L}+)(.?)/u.exec(name) ?? [];
  const noun = word.toLowerCase();
  const known = FORM_OF_NOUN.get(noun);
  if (known) return known;
  // "A3", "ADA", "M6C1": a code is no word.
  const isCode = /[\d.]/.test(next) || (word.length < 6 && word === word.toUpperCase());
  if (isCode || CITIES.has(noun)) return null;
  return ENDINGS.find(([ending]) => ending.test(noun))?.[1] ?? null;
}

/** A name after a preposition: "del Comune di Lucca", "della Regione Molise", "dell’A3", "nei Servizi sociali", "di FS". */
export function joinedName(preposition: Preposition, name: string, meaning = ''): string {
  const form = formOf(name, meaning);
  return form === null ? `${preposition} ${name}` : joined(preposition, name, form);
}

/** A name after its article, as one thing that does something: "la Relazione 2021"; null where it is not one, or may not be. */
export function theOne(name: string): string | null {
  const form = formOf(name);
  return form === 'ms' || form === 'fs' ? the(name, form) : null;
}

/** A code that says what it is ("Settore 5", "Affari generali") and no mere mark ("A1", "U.O.3.2"). */
const SPEAKING = /\p{L}{4}/u;

/** The words of a text, each between spaces. */
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** A code and the name that it stands for; of a code that the name says ("Servizio Tributi"), the name alone. */
export function codeAndName(code: string, name: string, link = ' '): string {
  const at = spaced(name).indexOf(spaced(code));
  return at === 0 || (at > 0 && SPEAKING.test(code)) ? name : `${code}${link}${name}`;
}

/** The same where there is little room: a code that says what it is stands alone, a mere mark ("A1") with its name. */
export const speakingCode = (code: string, name: string, link = ' '): string =>
  SPEAKING.test(code) ? code : codeAndName(code, name, link);
