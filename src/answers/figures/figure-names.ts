import { say } from '../phrase/draft.ts';
import type { Words } from '../phrase/words.ts';
import type { Figure, Fold } from './figures-query.ts';
import { type Agreement, agreeing, withPreposition } from './italian.ts';
import { FIGURE_RULES } from './measures.ts';

/** "impegnato", "risorse utilizzate"; what it is made of is said by its full name alone. */
export const figureName = (words: Words, figure: Figure): string =>
  figure === 'items' ? words.levels.item.many : words.measures[figure].replace(/ \(.*\)$/, '');

/** With what it is made of: "risorse utilizzate (personale + liquidato)". */
const fullFigureName = (words: Words, figure: Figure): string =>
  figure === 'items' ? words.levels.item.many : words.measures[figure];

/** "dell’impegnato", "of committed". */
export const ofFigure = (words: Words, figure: Figure): string =>
  words.language === 'it'
    ? withPreposition('di', figureName(words, figure), agreementOf(words, figure))
    : `of ${figureName(words, figure)}`;

/** "non dichiarate" for the resources used. */
export const undeclaredText = (words: Words, figure: Figure): string =>
  words.language === 'it' ? `non ${agreeing('dichiarat', agreementOf(words, figure))}` : words.notDeclared;

/** "media dell’impegnato", "impegnato". */
export function foldName(words: Words, fold: Fold, figure: Figure): string {
  switch (fold) {
    case 'sum':
      return fullFigureName(words, figure);
    case 'mean':
      return meanName(words, figure);
    case 'median':
      return `${say(words, 'mediana', 'median')} ${ofFigure(words, figure)}`;
    case 'min':
      return `${say(words, 'minimo', 'minimum')} ${ofFigure(words, figure)}`;
    case 'max':
      return `${say(words, 'massimo', 'maximum')} ${ofFigure(words, figure)}`;
    case 'count':
      return say(
        words,
        `voci con ${figureName(words, figure)} ${agreeing('dichiarat', agreementOf(words, figure))}`,
        `items that declare ${figureName(words, figure)}`,
      );
  }
}

const meanName = (words: Words, figure: Figure): string =>
  `${say(words, 'media', 'mean')} ${ofFigure(words, figure)}`;

/** How a figure's name agrees: the body's own, else that of the product. */
export function agreementOf(words: Words, figure: Figure): Agreement {
  const form = figure === 'items' ? undefined : words.measureForms[figure];
  return form === undefined
    ? FIGURE_RULES[figure]
    : { gender: form.startsWith('f') ? 'f' : 'm', plural: form.endsWith('p') };
}

/** "lo", "le": the figure as what somebody declares. */
export function pronounOf(words: Words, figure: Figure): string {
  const { gender, plural } = agreementOf(words, figure);
  return gender === 'm' ? (plural ? 'li' : 'lo') : plural ? 'le' : 'la';
}
