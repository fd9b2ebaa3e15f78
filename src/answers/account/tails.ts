import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import type { WordsLeft } from './words-left.ts';

/** A sentence or a part between commas that begins so says more of what is asked. */
const LIMITS =
  'con|senza|solo|soltanto|solamente|tranne|eccetto|esclus[oaie]|quell[oaie]|compres[oaie]|inclus[oaie]|with|without|only';
const JOINS =
  'di|del|dello|della|dell|dei|degli|delle|d|in|nel|nello|nella|nell|nei|negli|nelle|su|sul|sullo|sulla|sull|sui|sugli|sulle|dal|dalla|dall|dai|dalle|a|al|alla|all|ai|agli|alle|per|tra|fra|ma|e|ed|o|oppure|che|anche|relativ[oaie]|riguardant[ei]|quant[oaie]|qual[ei]?|non|of|for|by|that|which';
const NARROWS = {
  sentence: new RegExp(`^(${LIMITS})$`),
  part: new RegExp(`^(${LIMITS}|${JOINS})$`),
} as const;

/**
 * Places of the words left over that narrow nothing: they stand in a sentence that names nothing of what is answered
 * about, or between commas where nothing is asked, or say who speaks.
 */
export function tailsIn(account: WordsLeft, vocabulary: Vocabulary): ReadonlySet<number> {
  const { tokens, left } = account;
  const tails = new Set<number>();
  for (const at of left) {
    const sentence = partOf(tokens, at, (token, before) => token.clause !== before.clause);
    const part = partOf(tokens, at, (token, before) => token.pause || token.clause !== before.clause);
    if (
      isApart(account, sentence, 'sentence') ||
      isApart(account, part, 'part') ||
      isSpeaker(tokens, at, vocabulary)
    )
      tails.add(at);
  }
  return tails;
}

/** First place and end of a run. */
type Run = readonly [number, number];

/** The run around a place that nothing parts. */
function partOf(tokens: readonly Token[], at: number, parts: (token: Token, before: Token) => boolean): Run {
  const isStart = (place: number): boolean => {
    const [token, before] = [tokens[place], tokens[place - 1]];
    return token === undefined || before === undefined || parts(token, before);
  };
  let from = at;
  while (!isStart(from)) from -= 1;
  let to = at + 1;
  while (!isStart(to)) to += 1;
  return [from, to];
}

/** The rest of the message names what is answered about; this part does not, nor (between commas) asks anything. */
function isApart(
  { tokens, named, asked, left }: WordsLeft,
  [from, to]: Run,
  what: keyof typeof NARROWS,
): boolean {
  const inside = (at: number): boolean => at >= from && at < to;
  if ([...named].some(inside) || (what === 'part' && [...asked].some(inside))) return false;
  if (![...named, ...asked].some((at) => !inside(at) && !left.has(at))) return false;
  const [first, second] = [tokens[from]?.text ?? '', tokens[from + 1]?.text ?? ''];
  // "Per un volantino" says what for.
  return !NARROWS[what].test(first) || (first === 'per' && /^un[ao]?$/.test(second));
}

const SAYS = /^(dic|sostien|afferm|dichiar|scriv|chied|vuol|vorrebb|domand|asks|says|wants)/;

/** "Il sindaco dice che…", "il dirigente chiede": who speaks. */
function isSpeaker(tokens: readonly Token[], at: number, { frame }: Vocabulary): boolean {
  if (!frame.people.has(tokens[at]?.text ?? '')) return false;
  const next = tokens.findIndex((token, place) => place > at && !token.light);
  return SAYS.test(tokens[next]?.text ?? '');
}
