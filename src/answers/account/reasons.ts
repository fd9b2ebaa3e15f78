import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Cut } from '../language/tokens.ts';
import type { Outcome } from '../understand/outcome.ts';
import { quoted } from './quoted.ts';

/** "…, che lo porto in giunta", "…, visto che la stampa insiste": after the question, why or what for it is asked. */
const REASON =
  /^(.*?\p{L}.*?\p{L}.*?)[,;]?\s+((?:che\s+(?:l[oaie]|ne|gliel[oaie])\s+(?!\p{L}*(?:ano|ono)\b)\p{L}+(?:o|iamo)\b|(?:visto|dato|considerato)\s+che\b|dal\s+momento\s+che\b|siccome\b|poich[eé]\b)[^.?!\n]*)([.?!\s]*)$/iu;

/** A message without the reason that is given at its end; the same where it gives none. */
export function withoutReason(text: string): { readonly question: string; readonly reason: string | null } {
  const [, question, reason, end] = REASON.exec(text) ?? [];
  return question === undefined || reason === undefined
    ? { question: text, reason: null }
    : { question: `${question}${end ?? ''}`, reason };
}

/** Says that a reason was left out, where it names more than people, occasions and times. */
export function leavingOut(
  reason: string,
  outcomes: readonly Outcome[],
  { frame, common, concepts }: Vocabulary,
  cut: Cut,
): readonly Outcome[] {
  const tokens = cut(reason);
  const places = tokens.flatMap(({ text, key, light, type }, at) =>
    at < 3 ||
    light ||
    // What follows an article or a preposition is named; the others are verbs.
    tokens[at - 1]?.light !== true ||
    type !== 'word' ||
    common.has(text) ||
    frame.words.has(text) ||
    frame.speaks.has(text) ||
    frame.asks.has(text) ||
    concepts.byFirst.has(key)
      ? []
      : [at],
  );
  if (places.length === 0) return outcomes;
  const ignored = quoted(reason, tokens, new Set(places));
  return outcomes.map((one, at) => (at === 0 && one.type === 'query' ? { ...one, ignored } : one));
}
