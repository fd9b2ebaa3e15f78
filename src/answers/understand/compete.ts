import { tailsIn } from '../account/tails.ts';
import { type Said, wordsLeft } from '../account/words-left.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Outcome } from './outcome.ts';

/**
 * How a reading was found. Of two that leave as few words of the message, the one that stands first here is meant: `listed`
 * among the ways of asking that stand beside a text of the document or of the guide; `told` in words by the document or
 * the law; `ruled` by a word that has one meaning alone; `named` rows, items or structures; `sought` in a table of the
 * plan by the words that are in it; `about` items that have the words; `alike`, where nothing else has them.
 */
const STANDINGS = ['listed', 'told', 'ruled', 'named', 'sought', 'about', 'alike'] as const;
export type Standing = (typeof STANDINGS)[number];

/** One way to read a message: it knows nothing of the others. */
export interface Reader<Seen> {
  readonly name: string;
  readonly standing: Standing;
  readonly read: (seen: Seen) => Outcome | null;
}

/** What a reader made of a message, and what that leaves of it. */
export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
  readonly outcome: Outcome;
  /** Words that narrow the question, and items that are named, of which the answer has no use. */
  readonly left: number;
  /** Numbers of which it has none. */
  readonly numbers: number;
  /** Words that name what is answered about. */
  readonly named: number;
}

/**
 * What explains most of a message of all that readers make of it: the fewest words left, then by how it was found, then
 * the fewest numbers left, then by how many words name what is answered about. The order of the readers means nothing.
 */
export function compete<Seen>(
  readers: readonly Reader<Seen>[],
  seen: Seen,
  said: Said,
  vocabulary: Vocabulary,
): Candidate | null {
  const found: Candidate[] = [];
  for (const standing of STANDINGS) {
    for (const { name, read } of readers.filter((one) => one.standing === standing)) {
      const outcome = read(seen);
      if (outcome) found.push({ name, standing, outcome, ...accountOf(outcome, said, vocabulary) });
    }
    // Nothing that is less well founded explains more than all.
    if (found.some(({ left }) => left === 0)) break;
  }
  return found.sort(byAccount)[0] ?? null;
}

function accountOf(
  outcome: Outcome,
  said: Said,
  vocabulary: Vocabulary,
): Pick<Candidate, 'left' | 'numbers' | 'named'> {
  if (outcome.type !== 'query') return { left: leftUnanswered(outcome), numbers: 0, named: 0 };
  const account = wordsLeft(said, [outcome.query], [], vocabulary);
  const tails = tailsIn(account, vocabulary);
  return {
    left: [...account.left].filter((at) => !tails.has(at)).length + account.items.size,
    numbers: account.numbers.size,
    named: account.named.size,
  };
}

/**
 * What is refused for a reason is understood; where nothing was found, or not what the message names, or something is asked
 * back, a word at least was not.
 */
function leftUnanswered(outcome: Exclude<Outcome, { type: 'query' }>): number {
  if (outcome.type === 'clarification') return outcome.unused?.length ?? 1;
  const { reason } = outcome.refusal;
  return reason === 'nothing_found' || reason === 'not_printed' ? 1 : 0;
}

const byAccount = (a: Candidate, b: Candidate): number =>
  a.left - b.left ||
  STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
  a.numbers - b.numbers ||
  b.named - a.named ||
  (a.name < b.name ? -1 : 1);
