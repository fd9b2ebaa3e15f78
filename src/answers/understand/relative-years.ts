import type { IsoDay } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';

/** "L'anno scorso" and its like, with what joins it to the rest: "dell'anno scorso", "rispetto allo scorso anno". */
const LAST_YEAR =
  /\b(?:(del|al|dal|nel|sul)(?:l[’']\s*|lo\s+)|(l[’']\s*|lo\s+)|(nel)\s+corso\s+del(?:l[’']\s*|lo\s+))?(?:anno\s+(?:scorso|passato|precedente|prima)|scorso\s+anno)\b/giu;

/** "Quest’anno": that of the plan, where it is this year's; beside another year, of the plan that follows it. */
const THIS_YEAR = /\b(?:(di|a|da)\s+)?(?:quest[’']\s*|questo\s+)anno\b/giu;

/** With the preposition that a year takes: "di quest’anno" is "del 2026". */
const ARTICULATED = { di: 'del', a: 'al', da: 'dal' } as const;

/**
 * A question with its year by number: "l’anno scorso" is the year before that of the plan being spoken of, unless today
 * lies in the year after it; "quest’anno" is the plan's own where it is of today's year, and is told apart where another
 * year stands beside it.
 * @param year of the plan being spoken of
 */
export function withYearNumbers(question: string, year: number, today: IsoDay): string {
  const now = Number(today.slice(0, 4));
  const last = now - 1 === year ? year : year - 1;
  const numbered = question.replace(LAST_YEAR, (_said, preposition?: string, article?: string) =>
    preposition === undefined || article !== undefined ? joined('in', last) : `${preposition} ${last}`,
  );
  if (now !== year && !/\b20\d\d\b/.test(numbered)) return numbered;
  return numbered.replace(THIS_YEAR, (_said, preposition?: string) => {
    const word = preposition?.toLowerCase() as keyof typeof ARTICULATED | undefined;
    return word === undefined ? joined('in', last + 1) : `${ARTICULATED[word]} ${last + 1}`;
  });
}

/** "Dei due anni", "in due anni", not "dei due anni scorsi". */
const BOTH_YEARS =
  /\b(?:dei|nei|in|negli\s+ultimi)\s+(?:due|2)\s+anni\b(?!\s+(?:scorsi|passati|precedenti|successivi))/giu;

/**
 * A question with both years by number, where it speaks of "the two years" and there are plans of just two.
 * @param years that have a plan
 */
export function withBothYears(question: string, years: readonly number[]): string {
  const [first, second, ...more] = [...years].sort((a, b) => a - b);
  if (first === undefined || second === undefined || more.length > 0) return question;
  return question.replace(BOTH_YEARS, `${joined('in', first)} e ${joined('in', second)}`);
}
