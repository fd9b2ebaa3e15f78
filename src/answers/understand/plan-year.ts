import type { Fact } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import { MONTH_PATTERN } from '../../words/months.ts';
import type { Conversation } from '../conversation.ts';

/** A year inside a date, a deadline or a span of years says when something ends, not whose plan it is. */
const OTHER_YEARS = new RegExp(
  [
    String.raw`\d{1,2}[/.-]\d{1,2}[/.-]20\d\d`,
    String.raw`\b(?:${MONTH_PATTERN})\s+20\d\d`,
    // «L’Area Prima nel 2025» is no time before it.
    String.raw`\bprima\s+del\s+20\d\d`,
    String.raw`\b(?:entro|fino|dopo|oltre|dal?|al?|fine)\s+(?:(?:il|la|al|del|nel|dal|fine|fine del)\s+)?20\d\d(?:\s*[-–/]\s*20\d\d)?`,
    String.raw`\b(?:scad|termin|fini|concl|chiu|dur|part|inizi|cominci|avvi|prosegu|continu)\p{L}*\s+(?:già\s+)?(?:(?:nel|il|al|dal|fino al)\s+)?20\d\d`,
  ].join('|'),
  'giu',
);

const RELATIVE =
  /\b(?:(del|al|dal|nel|sul)?(?:l['’]|lo ))?anno (prima|precedente|dopo|successivo|seguente)\b/iu;

/** The year that is being talked about: of the figures of a table that were told, theirs; else that of the plan. */
export function yearSpokenOf({ query, year }: Conversation, facts: readonly Fact[]): number {
  if (query?.type !== 'fact') return year;
  const told = facts.filter(({ code }) => query.codes.includes(code));
  const [one, ...more] = new Set(told.map(({ period }) => /\d{4}$/.exec(period)?.[0]));
  return one === undefined || more.length > 0 ? year : Number(one);
}

/** "E dell'anno prima?", said of a year that was being talked about: with the year itself. */
export const withYearNamed = (question: string, year: number): string =>
  question.replace(RELATIVE, (_said, preposition: string | undefined, which: string) => {
    const meant = /^(prima|precedente)$/i.test(which) ? year - 1 : year + 1;
    return preposition === undefined ? joined('in', meant) : `${preposition} ${meant}`;
  });

/**
 * The plans that a question names by their year, in the order in which it names them.
 * @param years those that have a plan
 */
export function planYearsNamed(question: string, years: readonly number[]): readonly number[] {
  const said = question.replace(OTHER_YEARS, ' ').match(/\b20\d\d\b/g) ?? [];
  return [...new Set(said.map(Number))].filter((year) => years.includes(year));
}
