/** Words that are spelled right, found from a misspelled one. */
export interface Spelling {
  /** Each with how much it is to be trusted: the commoner of two equally near words. */
  readonly words: ReadonlyMap<string, number>;
  /** Each word under every form it takes when one letter is dropped. */
  readonly byDeletion: ReadonlyMap<string, readonly string[]>;
  /** Others that count as much. */
  readonly shared: Spelling | null;
}

/** Indexes the words of at least four letters, beside those of another that is left as it is. */
export function buildSpelling(words: ReadonlyMap<string, number>, shared: Spelling | null = null): Spelling {
  const byDeletion = new Map<string, string[]>();
  for (const word of words.keys()) {
    if (word.length < 4) continue;
    for (const form of new Set([word, ...deletions(word)])) {
      const known = byDeletion.get(form);
      if (known) known.push(word);
      else byDeletion.set(form, [word]);
    }
  }
  return { words, byDeletion, shared };
}

/** Whether a word is spelled right. */
export const isSpelled = ({ words, shared }: Spelling, word: string): boolean =>
  words.has(word) || (shared !== null && isSpelled(shared, word));

const trust = ({ words, shared }: Spelling, word: string): number =>
  Math.max(words.get(word) ?? 0, shared === null ? 0 : trust(shared, word));

const under = ({ byDeletion, shared }: Spelling, form: string): readonly string[] => {
  const own = byDeletion.get(form) ?? [];
  return shared === null ? own : [...under(shared, form), ...own];
};

/** The nearest known word: one slip in words of 4 to 6 letters, two in longer ones; null when there is none. */
export function correctWord(spelling: Spelling, word: string): string | null {
  if (word.length < 4 || isSpelled(spelling, word)) return null;
  const allowed = word.length < 7 ? 1 : 2;
  let best: string | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const form of new Set([word, ...deletions(word)]))
    for (const candidate of under(spelling, form)) {
      const distance = slips(word, candidate, allowed);
      // In a short word another letter makes another word ("pane", "pace"): only a missing, doubled or swapped one is a slip.
      if (distance > allowed || (word.length < 7 && isSubstitution(word, candidate))) continue;
      // Letters doubled in the wrong places are one mistake ("reditto" is "reddito", not "redatto").
      const isDoubling = single(candidate) === single(word);
      // The first letter is rarely mistaken; a common word wins over a rare one.
      const score =
        (isDoubling ? 7 : distance * 10) +
        (candidate[0] === word[0] ? 0 : 5) -
        Math.min(trust(spelling, candidate), 4);
      if (score < bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
  return best;
}

/** Without its doubled letters, which are mistaken most: "costatto" is "costato". */
const single = (word: string): string => word.replace(/(.)\1+/g, '$1');

const isSubstitution = (word: string, candidate: string): boolean =>
  word.length === candidate.length && [...word].sort().join('') !== [...candidate].sort().join('');

const deletions = (word: string): readonly string[] =>
  Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1));

/** Insertions, deletions, substitutions and swaps of neighbours between two words; stops above `limit`. */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_v, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
