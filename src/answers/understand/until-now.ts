import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Cut } from '../language/tokens.ts';
import { readTokens } from './reading.ts';

/** Asked of a phase or of a day, when it is looked at is part of what is asked. */
const OF_ITS_TIME = /^(mon:|date:|attr:(deadline|horizon)|horizon:|ask:(when|upcoming)|year:)/;

/**
 * «Quanto abbiamo speso ad oggi?», «a fine anno quali obiettivi non sono stati raggiunti?»: figures of a plan are always
 * those of the last that is known, and to say so asks nothing else.
 * @returns the same text where nothing else is said, or the time is part of what is asked
 */
export function withoutUntilNow(text: string, vocabulary: Vocabulary, cut: Cut): string {
  const said = vocabulary.frame.untilNow;
  if (!said.test(text)) return text;
  const rest = text
    .replace(said, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim();
  const { tokens, concepts } = readTokens(vocabulary, cut(rest));
  const isEmpty = tokens.every(({ light, type }) => light || type === 'sign');
  return isEmpty || [...concepts].some((one) => OF_ITS_TIME.test(one)) ? text : rest;
}
