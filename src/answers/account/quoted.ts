import { normalise } from '../language/normalise.ts';
import type { Token } from '../language/tokens.ts';

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

/** What stands between words may be a mark of Slack's or of a page's: no answer repeats it. */
const withoutMarks = (words: string): string => words.replace(/[<>]+/g, ' ').replace(/\s+/g, ' ').trim();
