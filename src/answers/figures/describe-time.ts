import { joined, the } from '../../words/articles.ts';
import { say } from '../phrase/draft.ts';
import type { Words } from '../phrase/words.ts';
import type { Atom } from './figures-query.ts';

type AtomOf<T extends Atom['type']> = Extract<Atom, { type: T }>;

const SPANS: Readonly<Record<number, string>> = {
  1: 'annual',
  2: 'biennal',
  3: 'triennal',
  4: 'quadriennal',
  5: 'quinquennal',
};

/** "triennali", "di almeno 3 anni". */
export function describeSpan(words: Words, { min, max }: AtomOf<'span'>, one: boolean): string {
  const end = one ? 'e' : 'i';
  if (min === max && words.language === 'it') return min in SPANS ? `${SPANS[min]}${end}` : `di ${min} anni`;
  if (min === max) return min === 1 ? 'lasting one year' : `lasting ${min} years`;
  if (max > 90)
    return min === 2
      ? say(words, `pluriennal${end}`, 'lasting more than a year')
      : say(words, `di almeno ${min} anni`, `lasting at least ${min} years`);
  return min <= 1
    ? say(words, `di al massimo ${max} anni`, `lasting at most ${max} years`)
    : say(words, `da ${min} a ${max} anni`, `lasting ${min} to ${max} years`);
}

/** "con scadenza nel 2023", "iniziati dal 2020 in poi". */
export function describeYears(words: Words, { from, to }: AtomOf<'ends' | 'begins'>, start: string): string {
  if (from === to) return `${start} ${say(words, 'nel', 'in')} ${to}`;
  if (to > 9000) return `${start} ${say(words, `${joined('da', from)} in poi`, `from ${from} on`)}`;
  if (from < 1000) return `${start} ${say(words, `entro ${the(to)}`, `by ${to}`)}`;
  return `${start} ${say(words, `tra ${the(from)} e ${the(to)}`, `between ${from} and ${to}`)}`;
}
