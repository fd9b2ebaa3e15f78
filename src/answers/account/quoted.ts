import { normalise } from '../language/normalise.ts';
import type { Token } from '../language/tokens.ts';
import type { Outcome } from '../understand/outcome.ts';

/**
 * Words as they were typed, those that stand together as one run.
 * @param at their places among the tokens
 */
export function quoted(text: string, tokens: readonly Token[], at: ReadonlySet<number>): readonly string[] {
  const typed = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    word: normalise(word),
    from: index,
    to: index + word.length,
  }));
  const runs: { from: number; to: number; words: string; typed: boolean; last: number }[] = [];
  let next = 0;
  for (const [place, token] of tokens.entries()) {
    const found = typed.findIndex(({ word }, index) => index >= next && word === token.text);
    if (found >= 0) next = found + 1;
    if (!at.has(place)) continue;
    const own = found < 0 ? null : typed[found];
    const run = runs.at(-1);
    const joins =
      run !== undefined &&
      tokens
        .slice(run.last + 1, place + 1)
        .every(
          (one, index, all) =>
            (one.light || index === all.length - 1) && !one.pause && one.clause === token.clause,
        );
    if (run && joins) {
      runs[runs.length - 1] = {
        ...run,
        last: place,
        to: own?.to ?? run.to,
        words: `${run.words} ${token.text}`,
        typed: run.typed && own !== null,
      };
    } else
      runs.push({
        from: own?.from ?? 0,
        to: own?.to ?? 0,
        words: token.text,
        typed: own !== null,
        last: place,
      });
  }
  return runs.map((run) => withoutMarks(run.typed ? text.slice(run.from, run.to) : run.words));
}

/**
 * Words of a question as they were typed, where a verb among them was read in another of its forms: "è costato di più",
 * which is read as "sia costato di piu".
 */
export function verbAsTyped(text: string, words: string): string {
  const isRead = (word: string, read: string): boolean =>
    word === read || (word === 'e' && read === 'sia') || (word === 'a' && read === 'ha');
  const typed = typedAs(text, words.split(' '), isRead);
  return typed === null || normalise(typed) === words ? words : typed;
}

/** The first run of words of a text that are the given ones, as it was typed; null where there is none. */
function typedAs(
  text: string,
  words: readonly string[],
  isSame: (typed: string, word: string) => boolean,
): string | null {
  const typed = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const at = typed.findIndex((_one, start) =>
    words.every((word, place) => isSame(normalise(typed[start + place]?.[0] ?? ''), word)),
  );
  const [first, last] = [typed[at], typed[at + words.length - 1]];
  return first && last ? withoutMarks(text.slice(first.index, last.index + last[0].length)) : null;
}

/** Between runs of words that are quoted in one. */
export const APART = '», «';

/** What stands between words may be a mark of Slack's or of a page's: no answer repeats it. */
const withoutMarks = (words: string): string => words.replace(/[<>]+/g, ' ').replace(/\s+/g, ' ').trim();

/** Words as a reader holds them, without accents and capitals, as they were typed; themselves where nobody typed them so. */
const wordsTyped = (text: string, said: string): string =>
  typedAs(text, normalise(said).split(' '), (typed, word) => typed === word) ?? said;

/**
 * What is asked back, or said not to be found, with the words that it names as they were typed: "città", not "citta".
 * @param text that was read
 * @param inTheirs words of it as they were typed in another language
 */
export function asTyped(text: string, outcome: Outcome, inTheirs = (said: string): string => said): Outcome {
  const typed = (said: string): string => inTheirs(wordsTyped(text, said));
  if (outcome.type === 'clarification' && outcome.unused)
    return { ...outcome, unused: outcome.unused.map(typed) };
  if (outcome.type === 'refusal' && outcome.refusal.reason === 'nothing_found')
    return { ...outcome, refusal: { ...outcome.refusal, topic: typed(outcome.refusal.topic) } };
  if (outcome.type === 'query' && outcome.query.type === 'rule' && outcome.query.asked)
    return {
      ...outcome,
      query: { ...outcome.query, asked: outcome.query.asked.split(APART).map(typed).join(APART) },
    };
  return outcome;
}
