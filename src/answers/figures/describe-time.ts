import type { IsoDay } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { FAR_FUTURE, FAR_PAST, formatDayLong } from '../../words/days.ts';
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

/** "con scadenza il 30 giugno 2026", "con scadenza entro il 30 settembre 2026". */
export function describeDays(words: Words, { from, to }: AtomOf<'due'>): string {
  const [first, last] = [formatDayLong(from), formatDayLong(to)];
  if (from === to) return say(words, `con scadenza ${the(last)}`, `due on ${to}`);
  if (isMonth(from, to))
    return say(words, `con scadenza nel mese di ${last.replace(/^\d+ /, '')}`, `due in ${to.slice(0, 7)}`);
  if (from === FAR_PAST) return say(words, `con scadenza entro ${the(last)}`, `due by ${to}`);
  if (to === FAR_FUTURE)
    return say(words, `con scadenza ${joined('da', first)} in poi`, `due from ${from} on`);
  return say(words, `con scadenza tra ${the(first)} e ${the(last)}`, `due between ${from} and ${to}`);
}

/** A whole month, first day to last. */
const isMonth = (from: IsoDay, to: IsoDay): boolean =>
  from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && dayAfter(to).endsWith('-01');

const dayAfter = (day: IsoDay): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
