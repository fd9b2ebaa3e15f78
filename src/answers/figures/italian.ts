import { type Form, joined, type Preposition, the } from '../../words/articles.ts';
import { joinedName, theOne } from '../../words/proper-names.ts';

/** Gender and number of what a word stands for. */
export interface Agreement {
  readonly gender: 'm' | 'f';
  readonly plural: boolean;
}

const formOf = ({ gender, plural }: Agreement): Form => `${gender}${plural ? 'p' : 's'}`;

/** "l’obiettivo", "gli 11 processi". */
export const withArticle = (word: string, agreement: Agreement): string => the(word, formOf(agreement));

/** "dell’impegnato", "alle risorse", "sul peso". */
export const withPreposition = (preposition: Preposition, word: string, agreement: Agreement): string =>
  joined(preposition, word, formOf(agreement));

/** "dichiarat" with the ending that agrees: o, a, i, e. */
export const agreeing = (stem: string, { gender, plural }: Agreement): string =>
  stem + (gender === 'm' ? (plural ? 'i' : 'o') : plural ? 'e' : 'a');

/** How a structure is called: "il Settore 5", "l’U.O.5.3", "l’Avvocatura", "SP5". */
export const theStructure = (code: string): string => theOne(code) ?? code;

/** "del Settore 5", "dell’U.O.5.3", "dell’Avvocatura", "di SP5". */
export const ofTheStructure = (code: string): string => joinedName('di', code);
