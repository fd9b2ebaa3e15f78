/** Gender and number: masculine and feminine, singular and plural. */
export type Form = 'ms' | 'fs' | 'mp' | 'fp';

/** What an article listens to: how the word or number after it begins. */
type Sound = 'vowel' | 'heavy' | 'plain';

/** The article of a form before each sound, with what joins it to the word. */
const ARTICLES = {
  ms: { vowel: 'l’', heavy: 'lo ', plain: 'il ' },
  fs: { vowel: 'l’', heavy: 'la ', plain: 'la ' },
  mp: { vowel: 'gli ', heavy: 'gli ', plain: 'i ' },
  fp: { vowel: 'le ', heavy: 'le ', plain: 'le ' },
} as const satisfies Readonly<Record<Form, Readonly<Record<Sound, string>>>>;
type Article = (typeof ARTICLES)[Form][Sound];

/** Those that join to an article. */
export const PREPOSITIONS = ['di', 'a', 'da', 'in', 'su'] as const;
export type Preposition = (typeof PREPOSITIONS)[number];

/** A joined preposition is a stem of the preposition and an ending of the article: de + llo, ne + gli. */
const STEMS: Readonly<Record<Preposition, string>> = { di: 'de', a: 'a', da: 'da', in: 'ne', su: 'su' };
const ENDINGS: Readonly<Record<Article, string>> = {
  'il ': 'l ',
  'lo ': 'llo ',
  'l’': 'll’',
  'la ': 'lla ',
  'i ': 'i ',
  'gli ': 'gli ',
  'le ': 'lle ',
};

/**
 * A word, a name or a number after its article: "il 24", "l’8 marzo", "lo 0,5 %", "gli atti", "l’U.O.5.7".
 * @param form of what the words name; a bare number and a day are masculine
 */
export const the = (words: string | number, form: Form = 'ms'): string => `${articleOf(words, form)}${words}`;

/** The same after a preposition joined to the article: "dell’8", "al 1º ottobre", "nello Staff A", "sulle risorse". */
export const joined = (preposition: Preposition, words: string | number, form: Form = 'ms'): string =>
  `${STEMS[preposition]}${ENDINGS[articleOf(words, form)]}${words}`;

const articleOf = (words: string | number, form: Form): Article => ARTICLES[form][soundOf(String(words))];

/** Letters whose names begin with a vowel when they are read one by one: effe, acca, elle, ics. */
const SPELLED_AS_VOWEL = /^[AEFHILMNORSUXYJ]/;

/** Sounds that words begin with, the first that fits. */
const SOUNDS: readonly (readonly [RegExp, Sound])[] = [
  // iato, Ionio, yogurt: a half vowel.
  [/^[iy][aeou]/, 'heavy'],
  // Also a silent h: "l’hotel".
  [/^h?[aeiouàèéìòù]/, 'vowel'],
  // s before a consonant, z, gn, ps, pn, x.
  [/^(s[^aeiouàèéìòùy\W\d]|z|gn|ps|pn|x)/, 'heavy'],
];

function soundOf(words: string): Sound {
  const said = words.replace(/^[^\p{L}\p{N}]+/u, '');
  if (/^\d/.test(said)) return soundOfNumber(said);
  // "M1", "FS", "DG": no vowel to read them with.
  const spelled = /^[B-DF-HJ-NP-TV-Z]+(?![\p{L}.])/u.exec(said)?.[0];
  if (spelled) return SPELLED_AS_VOWEL.test(spelled) ? 'vowel' : spelled.startsWith('Z') ? 'heavy' : 'plain';
  const lower = said.toLowerCase();
  return SOUNDS.find(([beginning]) => beginning.test(lower))?.[1] ?? 'plain';
}

/**
 * Zero is heavy; uno, otto, undici, ottanta… and what is counted in them (ottocento, undicimila, un milione) begin
 * with a vowel. The first of a month, `1º` or `01/10/2021`, is "primo".
 */
function soundOfNumber(said: string): Sound {
  const [, written = '', mark = ''] = /^(\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(.?)/u.exec(said) ?? [];
  const digits = written.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  if (digits === '0') return 'heavy';
  if (digits === '1') return /[º°/]/.test(mark) ? 'plain' : 'vowel';
  const leading = digits.slice(0, digits.length % 3 || 3);
  // "Mille", but "un milione", "un miliardo".
  if (leading === '1') return digits.length === 4 ? 'plain' : 'vowel';
  return leading.startsWith('8') || leading === '11' ? 'vowel' : 'plain';
}
