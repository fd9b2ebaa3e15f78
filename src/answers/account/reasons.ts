import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Cut } from '../language/tokens.ts';
import type { Outcome } from '../understand/outcome.ts';
import { quoted } from './quoted.ts';

/** "…, che lo porto in giunta", "…, visto che la stampa insiste": after the question, why or what for it is asked. */
const OPENS_REASON =
  /(?<=\s)(?:che\s+(?:l[oaie]|ne|gliel[oaie])\s+(?!\p{L}*(?:ano|ono)\b)\p{L}+(?:o|iamo)\b|(?:visto|dato|considerato)\s+che\b|dal\s+momento\s+che\b|siccome\b|poich[eé]\b)/giu;
/** "Buongiorno, dato che devo scrivere la nota, quanti…": what is asked comes behind the reason. */
const ASKS_BEHIND =
  /[,;:]\s*(?:e\s+)?(?:(?:mi|ci)\s+\p{L}+\s+)?(?:quant[oaie]|qual[ei]?|chi|che|cosa|come|quando|dove)(?!\p{L})/iu;
/** A reason is no more than a sentence, and the last. */
const STOP = /[.?!\n]/;
const CLOSING = /[.?!\s]/;

/**
 * A message without the reason that is given at its end; the same where it gives none. Its time grows with the length of
 * the text alone, whatever is written.
 */
export function withoutReason(text: string): { readonly question: string; readonly reason: string | null } {
  let end = text.length;
  while (end > 0 && CLOSING.test(text.charAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && !STOP.test(text.charAt(start - 1))) start -= 1;
  for (const { index } of text.slice(0, end).matchAll(OPENS_REASON)) {
    const question = text.slice(0, index).trimEnd().replace(/[,;]$/, '');
    if (ASKS_BEHIND.test(text.slice(index, end))) continue;
    if (index < start || question.includes('\n') || !/\p{L}[^\p{L}]*\p{L}/u.test(question)) continue;
    return { question: question + text.slice(end), reason: text.slice(index, end) };
  }
  return { question: text, reason: null };
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
