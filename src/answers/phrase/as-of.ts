import type { IsoDay } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { formatCount } from '../../words/formats.ts';
import { theOne } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import { type Body, binds, sizeFor } from '../knowledge/bound-bodies.ts';
import type { Law } from '../knowledge/law.ts';
import { say } from './draft.ts';
import { periodText } from './fact-values.ts';
import type { Words } from './words.ts';

/** The line under what is said of a rule: up to which day the law is known, and that its text was not compared since. */
export const updatedOn = (words: Words, day: IsoDay): string =>
  say(
    words,
    `Norma aggiornata ${joined('a', formatDayLong(day))}, da verificare sul testo in vigore; non è un parere.`,
    `The law as known on ${formatDayLong(day, 'en')}, to be verified against the text in force; not legal advice.`,
  );

/** Rules, terms and statements are quoted as they are held. */
export const inItalian = (words: Words): readonly string[] =>
  words.language === 'en' ? ['Its text is held in Italian, and quoted as it is.'] : [];

/** To whom a rule applies or in which year a term falls, in the language of the answer. */
export const scopeIn = (words: Words, { scopes }: Law, italian: string): string =>
  words.language === 'en' ? (scopes.find(({ it }) => it === italian)?.en ?? italian) : italian;

/**
 * Whether what applies to `whom` binds the body, where that is not so or depends on its size: with the number that its plan
 * prints, or that it prints none.
 */
export function boundBody(
  words: Words,
  law: Law,
  whom: string | null | undefined,
  body: Body,
): readonly string[] {
  const { bodyName } = body.head;
  const name = theOne(bodyName) ?? bodyName;
  const size = sizeFor(law, whom, body);
  const printed = size?.printed;
  const number = printed
    ? `${say(words, `${printed.measure} `, `${size.of.en}: `)}${formatCount(printed.value)} (${periodText(printed.period)})`
    : '';
  if (!binds(law, whom, body)) {
    const why = size?.holds === false ? `: ${number}` : '';
    return [
      say(
        words,
        `Non vale per ${name}, ma per: ${whom}${why}.`,
        `It does not bind ${bodyName}, but: ${scopeIn(words, law, whom ?? '')}${why}.`,
      ),
    ];
  }
  if (size === null) return [];
  const { it, en } = size.of;
  if (size.holds === null)
    return [
      say(
        words,
        printed
          ? `La condizione sul numero di ${it} è da verificare: ${number}.`
          : `Il piano non dice quanti ${it} ha l’ente: la condizione è da verificare.`,
        printed
          ? `The condition on the number of ${en} has to be verified: ${number}.`
          : `The plan does not say how many ${en} the body has: the condition has to be verified.`,
      ),
    ];
  if (size.part)
    return [
      say(
        words,
        `${capital(number)}: la semplificazione ${size.holds ? 'può riguardare' : 'non riguarda'} ${name}.`,
        `${capital(number)}: what is simplified ${size.holds ? 'may concern' : 'does not concern'} ${bodyName}.`,
      ),
    ];
  return [say(words, `${capital(number)}: vale per ${name}.`, `${capital(number)}: it binds ${bodyName}.`)];
}

/** A warning where the plan's year lies outside the days on which a rule holds. */
export function outOfYear(
  words: Words,
  { from, to }: { readonly from?: IsoDay | null; readonly to?: IsoDay | null },
  year: number,
): readonly string[] {
  if (from && from > `${year}-12-31`)
    return [
      say(
        words,
        `${capital(joined('in', year))}, l’anno del piano, non valeva ancora.`,
        `It did not yet hold in ${year}, the plan’s year.`,
      ),
    ];
  if (to && to < `${year}-01-01`)
    return [
      say(
        words,
        `${capital(joined('in', year))}, l’anno del piano, non vale più.`,
        `It no longer holds in ${year}, the plan’s year.`,
      ),
    ];
  return [];
}

/** The same for what is said of the law as a whole; nothing where no law is held. */
export function asOf(words: Words, { rules }: Law): readonly string[] {
  const latest = rules
    .map((rule) => rule.as_of)
    .sort()
    .at(-1);
  return latest === undefined ? [] : [updatedOn(words, latest)];
}
