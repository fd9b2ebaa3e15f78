import type { IsoDay } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';

/** "L'anno scorso" and its like, with what joins it to the rest: "dell'anno scorso", "rispetto allo scorso anno". */
const LAST_YEAR =
  /\b(?:(del|al|dal|nel|sul)(?:l[’']\s*|lo\s+)|(l[’']\s*|lo\s+)|(nel)\s+corso\s+del(?:l[’']\s*|lo\s+))?(?:anno\s+(?:scorso|passato|precedente|prima)|scorso\s+anno)\b/giu;

/**
 * A question with its year by number: "l’anno scorso" is the year before that of the plan being spoken of, unless today
 * lies in the year after it.
 * @param year of the plan being spoken of
 */
export function withYearNumbers(question: string, year: number, today: IsoDay): string {
  const last = Number(today.slice(0, 4)) - 1 === year ? year : year - 1;
  return question.replace(LAST_YEAR, (_said, preposition?: string, article?: string) =>
    preposition === undefined || article !== undefined ? joined('in', last) : `${preposition} ${last}`,
  );
}
