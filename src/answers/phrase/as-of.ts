import type { IsoDay } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import type { Law } from '../knowledge/law.ts';
import { say } from './draft.ts';
import type { Words } from './words.ts';

/** The line under what is said of a rule: the day on which it was last compared with the law. */
export const updatedOn = (words: Words, day: IsoDay): string =>
  say(
    words,
    `Norma aggiornata ${joined('a', formatDayLong(day))}; non è un parere.`,
    `Law as of ${formatDayLong(day)}; not legal advice.`,
  );

/** The same for what is said of the law as a whole; nothing where no law is held. */
export function asOf(words: Words, { rules }: Law): readonly string[] {
  const latest = rules
    .map((rule) => rule.as_of)
    .sort()
    .at(-1);
  return latest === undefined ? [] : [updatedOn(words, latest)];
}
