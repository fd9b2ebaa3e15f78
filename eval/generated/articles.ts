/** Italian articles and what they become after a preposition. */

export interface Noun {
  /** Without article: «impegnato», «U.O. 5.1». */
  readonly text: string;
  readonly gender: 'm' | 'f';
  readonly plural: boolean;
}

export type Preposition = 'di' | 'a' | 'da' | 'in' | 'su';

const startsWithVowel = (text: string): boolean => /^[aeiouàèéìòù]/i.test(text.replace(/^[«"“]/, ''));
/** «Lo staff», «gli zaini». */
const isImpure = (text: string): boolean => /^(s[^aeiouàèéìòù\d.]|z|gn|ps|x)/i.test(text);

/** «l'», «il », «gli »: with its space, if it has one. */
const articleOf = ({ text, gender, plural }: Noun): string => {
  // «La U.O.» is read by its letters.
  if (/^u\.?o\b/i.test(text)) return plural ? 'le ' : 'la ';
  if (gender === 'f') return plural ? 'le ' : startsWithVowel(text) ? "l'" : 'la ';
  if (plural) return startsWithVowel(text) || isImpure(text) ? 'gli ' : 'i ';
  if (startsWithVowel(text)) return "l'";
  return isImpure(text) ? 'lo ' : 'il ';
};

const STEMS: Readonly<Record<Preposition, string>> = { di: 'de', a: 'a', da: 'da', in: 'ne', su: 'su' };

export const withArticle = (noun: Noun): string => `${articleOf(noun)}${noun.text}`;

/** «dell'impegnato», «nel settore 5», «agli obiettivi». */
export const withPreposition = (preposition: Preposition, noun: Noun): string => {
  const stem = STEMS[preposition];
  const article = articleOf(noun);
  if (article === 'il ') return `${stem}l ${noun.text}`;
  if (article === 'i ') return `${stem}i ${noun.text}`;
  if (article === 'gli ') return `${stem}gli ${noun.text}`;
  return `${stem}l${article}${noun.text}`;
};

/** The ending of an adjective in -o: «più alto», «massima», «medi». */
export const ending = ({ gender, plural }: Pick<Noun, 'gender' | 'plural'>): string =>
  gender === 'm' ? (plural ? 'i' : 'o') : plural ? 'e' : 'a';
