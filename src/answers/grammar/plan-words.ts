import type { ItemRef, Plan } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import type { Meaning } from './pieces.ts';

/** Titles of the items, and codes with letters in them: a code of digits alone reads as a number. */
export const itemPhrases = (plan: Plan): readonly (readonly [string, ItemRef])[] =>
  plan.items.flatMap(({ kind, number, title, shortTitle, code }) => {
    const ref: ItemRef = `${kind}:${number}`;
    const titles = [...new Set([title, shortTitle])].filter(
      (one) => one.split(' ').length > 1 || one.length > 5,
    );
    return [
      ...titles.map((one) => [`+${one}`, ref] as const),
      ...(code !== null && /[a-z]/i.test(code) ? [[`+${code}`, ref] as const] : []),
    ];
  });

/** How the body calls its levels ("area", "servizio", "direzione"): the word with which most of their names begin. */
export function levelWords(plan: Plan): readonly (readonly [string, Meaning])[] {
  return (
    [
      ['department', plan.departments],
      ['unit', plan.units],
    ] as const
  ).flatMap(([level, structures]) =>
    nounsOf(structures.map(({ code, name }) => [code, name])).flatMap((noun) =>
      [noun, pluralOf(noun)].map((word) => [word, { cat: 'level', level, plural: true }] as const),
    ),
  );
}

/** A word that begins the names, or the codes, of at least half of them. */
function nounsOf(structures: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const names of structures) {
    const first = names.map((name) => /^[a-z]{3,}(?= )/.exec(normalise(name))?.[0] ?? '');
    for (const word of new Set(first)) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 >= structures.length).map(([word]) => word);
}

/** Area, aree; servizio, servizi; direzione, direzioni. */
const pluralOf = (noun: string): string => {
  if (noun.endsWith('io')) return noun.slice(0, -1);
  if (noun.endsWith('a')) return `${noun.slice(0, -1)}e`;
  return /[oe]$/.test(noun) ? `${noun.slice(0, -1)}i` : noun;
};
