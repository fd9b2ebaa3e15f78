import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';
import { type Cut, tokenise } from '../language/tokens.ts';
import { readTokens } from './reading.ts';

/** «… e quante sui trasporti», where nothing is said of what; only topics are meant, which a table may have words for. */
const AGAIN =
  /([,;?]?\s+(?:e|ed)\s+)(quanti|quante)(?=\s+(?:su|sui|sul|sulla|sulle|sugli|sullo|sull['’]))/giu;
const COUNTED = /^\s*(quanti|quante)\s+(\p{L}+)(?!\p{L})/iu;

/**
 * "Quante azioni abbiamo sul clima e quante sui rifiuti?" with the noun said each time: it is the same that is counted, and
 * no figure of the other topic. Any other text comes back as it is.
 */
export function withCountedNoun(text: string, vocabulary: Vocabulary, cut: Cut = tokenise): string {
  const [, howMany, noun] = COUNTED.exec(text) ?? [];
  if (howMany === undefined || noun === undefined) return text;
  const { spans } = readTokens(vocabulary, cut(noun));
  if (!spans.some(({ concept }) => concept.startsWith('kind:'))) return text;
  return text.replace(AGAIN, (said, joins: string, again: string) =>
    normalise(again) === normalise(howMany) ? `${joins}${again} ${noun}` : said,
  );
}
