import { joined, the } from '../../words/articles.ts';
import { FAR_FUTURE, FAR_PAST, formatDay } from '../../words/days.ts';
import type { QueryOf } from '../query.ts';
import { say } from './draft.ts';
import type { Words } from './words.ts';

/** "Il 10 settembre", "dal 2 settembre": the days on which what is told came in. */
export function cameText(words: Words, days: QueryOf<'monitoring'>['due']): string {
  if (days === null) return '';
  const [from, to] = [formatDay(days.from), formatDay(days.to)];
  if (days.from === days.to) return say(words, ` ${the(from)}`, ` on ${from}`);
  if (days.from <= FAR_PAST) return say(words, ` fino ${joined('a', to)}`, ` until ${to}`);
  if (days.to >= FAR_FUTURE) return say(words, ` ${joined('da', from)} in poi`, ` from ${from} on`);
  return say(words, ` ${joined('da', from)} ${joined('a', to)}`, ` from ${from} to ${to}`);
}
