import { formatCount } from './formats.ts';
import type { InBoth, Language } from './language.ts';

/** The same words with their first letter in upper case, as a sentence begins. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "1 voce", "1.234 voci": a count with its noun. */
export const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const AND: InBoth = { it: 'e', en: 'and' };
export const OR: InBoth = { it: 'o', en: 'or' };

/** "Anna", "Anna e Bruno", "Anna, Bruno e Carla". */
export const listed = (parts: readonly string[], language: Language = 'it'): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${AND[language]} ${parts.at(-1)}`;

/** What is counted behind the names that are shown: "un’altra voce", "altre 4 voci", "un altro giorno". */
export const othersCounted = (count: number, one: string, many: string, form: 'm' | 'f' = 'f'): string =>
  count === 1
    ? `${form === 'f' ? 'un’altra' : 'un altro'} ${one}`
    : `${form === 'f' ? 'altre' : 'altri'} ${formatCount(count)} ${many}`;
