import { isMonth } from '../../words/months.ts';
import { findWords } from '../grammar/find-words.ts';
import type { Piece } from '../grammar/pieces.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isMoment } from '../language/moments.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { findPatterns } from '../language/word-patterns.ts';
import { wordsOfTables } from '../parts/scope.ts';
import type { Reading } from '../understand/reading.ts';

/** Parts of the plan's own tables: a name, where the others are words of the language. */
const OF_PLAN: ReadonlySet<string> = new Set(['value', 'budget', 'indicator']);

/** Places of the words that mean something whatever the plan: what asks, joins, compares, greets, and names of structures. */
export function languageWords(
  vocabulary: Vocabulary,
  { tokens, spans, structures }: Reading,
): ReadonlySet<number> {
  const runs: readonly { readonly from: number; readonly to: number }[] = [
    ...spans,
    ...structures,
    ...findWords(vocabulary, tokens).filter((piece) => isOfLanguage(piece, tokens)),
    ...findPhrases(vocabulary.follow, tokens),
    ...findPatterns(vocabulary.talk, tokens),
  ];
  const known = new Set(tokens.flatMap((_, at) => (isIdle(vocabulary, tokens, at) ? [at] : [])));
  for (const { from, to } of runs) for (let at = from; at < to; at += 1) known.add(at);
  return known;
}

/** Places of the words that say how a table of the plan is asked, or how far an item is said to be: of nothing else. */
export function wordsOfParts(vocabulary: Vocabulary, tokens: readonly Token[]): ReadonlySet<number> {
  const runs: readonly { readonly from: number; readonly to: number }[] = [
    ...wordsOfTables(vocabulary, tokens).filter(({ meaning }) => !OF_PLAN.has(meaning.category)),
    ...findPatterns(vocabulary.reports, tokens),
    ...findPhrases(vocabulary.tableWords, tokens),
  ];
  return new Set(runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
}

/** Without its doubled letters, which are mistaken most. */
const single = (word: string): string => word.replace(/(.)\1+/g, '$1');

/** Items are named by words of the plan, which `names.ts` holds against what is answered; a code is no word of it. */
const isOfLanguage = (piece: Piece, tokens: readonly Token[]): boolean =>
  piece.cat !== 'titled' &&
  piece.cat !== 'topic' &&
  !(
    piece.cat === 'atoms' &&
    piece.atoms.some(({ type }) => type === 'items') &&
    !tokens.slice(piece.from, piece.to).some(({ text }) => /\d/.test(text))
  );

/** Articles, verbs that say nothing of their own, who asks and when. */
function isIdle({ frame, common, bodyKeys }: Vocabulary, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  const { text, key, type, light } = token;
  return (
    light ||
    type !== 'word' ||
    common.has(text) ||
    frame.asks.has(text) ||
    frame.speaks.has(text) ||
    frame.times.has(text) ||
    bodyKeys.has(key) ||
    [...bodyKeys].some((own) => single(own) === single(key)) ||
    isMoment(tokens, at) ||
    isMonth(text) ||
    ordinalWord(text) !== null
  );
}
