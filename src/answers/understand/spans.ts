import { onceForEach } from '../knowledge/memo.ts';
import type { StructureMeaning } from '../knowledge/structure-phrases.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { numberWord, ordinalWord } from '../language/numbers.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import { correctWord, isSpelled } from '../language/spelling.ts';
import { stem, type Token } from '../language/tokens.ts';
import { withAcronyms } from './acronyms.ts';
import { isWholeCode } from './item-codes.ts';
import {
  findStructureParts,
  isSaidAsWritten,
  type NamedStructures,
  type SaidLevel,
  type Surroundings,
} from './structure-names.ts';

/** A concept ("measure:committed") and where it stands. `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly concept: string;
}

export interface StructureMention extends StructureMeaning {
  readonly from: number;
  readonly to: number;
}

const MOST_CORRECTIONS = 24;

/** Puts misspelled words right by the nearest word that the lexicon or the plan knows. */
export const correctTokens = onceForEach(correct);

function correct(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Token[] {
  let left = MOST_CORRECTIONS;
  return withAcronyms(vocabulary, tokens).map((token) => {
    if (token.type !== 'word' || token.light || left === 0 || isKnown(vocabulary, token)) return token;
    left -= 1;
    const word = correctWord(vocabulary.spelling, token.text);
    if (word === null) return token;
    const value = numberWord(word);
    return value === null
      ? { ...token, text: word, key: stem(word) }
      : { ...token, text: word, key: String(value), type: 'number', value, spelled: true };
  });
}

const isKnown = (vocabulary: Vocabulary, { text, key }: Token): boolean =>
  isSpelled(vocabulary.spelling, text) ||
  vocabulary.common.has(text) ||
  vocabulary.law.verbs.has(text) ||
  vocabulary.frame.words.has(text) ||
  ordinalWord(text) !== null ||
  vocabulary.concepts.byFirst.has(key) ||
  vocabulary.grammar.byFirst.has(key) ||
  vocabulary.follow.byFirst.has(key) ||
  vocabulary.itemNames.byFirst.has(key) ||
  vocabulary.parts.byFirst.has(key) ||
  vocabulary.codeHeads.has(text) ||
  (tellsWord(text, key) && (isWritten(vocabulary, key) || vocabulary.tableSynonyms.has(key))) ||
  vocabulary.tableWords.byFirst.has(key) ||
  vocabulary.phaseRows.byFirst.has(key);

/** «Luca» is no «luce»: of so few letters the stem tells nothing. */
const tellsWord = (text: string, key: string): boolean => key.length > 3 || key === text;

/** A text of the plan has it. */
const isWritten = (
  { itemSearch, factSearch, actSearch, termSearch, statementSearch }: Vocabulary,
  key: string,
): boolean =>
  [itemSearch, factSearch, actSearch, termSearch, statementSearch].some(({ postings }) => postings.has(key));

/** "Istruzione" in a plan that speaks of it is no "istruzioni", although both have one stem. */
function isOwnWord({ ownWords }: Vocabulary, said: readonly Token[]): boolean {
  const [only, ...others] = said.filter(({ light }) => !light);
  return only !== undefined && others.length === 0 && ownWords.has(only.text);
}

const DEGREES = /^(alt|bass|grand|piccol|elevat|costos|car|pesant|legger|importan)[aeio]?/;

/** Concepts of everyday language found in a question, the longest reading of each run. */
export function findConcepts(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Span[] {
  const matches = findPhrases(vocabulary.concepts, tokens);
  // "Il costo più basso": "più" belongs to what follows, not to a "costa più".
  const fitting = matches.filter(
    ({ from, to }) =>
      !isOwnWord(vocabulary, tokens.slice(from, to)) &&
      (!/^(piu|meno)$/.test(tokens[to - 1]?.text ?? '') || !DEGREES.test(tokens[to]?.text ?? '')),
  );
  return longestMatches(fitting).flatMap(({ from, to, meaning }) =>
    meaning.map((concept) => ({ from, to, concept })),
  );
}

/** Concepts whose words may be part of an item's name: "accertamenti IMU", "piano dei conti", "prima infanzia". */
const MAY_BE_TOPIC =
  /^(ask|rank|filter|state|mon|talk|noise|attr|op|follow|measure|group|year|plan|horizon):/;

/** Indexes of tokens that, with the free word next to them, are the very words of an item. */
export function topicalTokens(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  spans: readonly Span[],
): ReadonlySet<number> {
  const topical = new Set<number>();
  const content = tokens.flatMap((token, at) => (token.light || token.type === 'sign' ? [] : [at]));
  const covered = new Set(spans.flatMap((span) => range(span.from, span.to)));
  const mark = (at: number): void => {
    const owners = spans.filter((span) => span.from <= at && span.to > at);
    if (owners.every((span) => MAY_BE_TOPIC.test(span.concept)))
      for (const owner of owners) for (const index of range(owner.from, owner.to)) topical.add(index);
  };
  for (const [order, at] of content.entries()) {
    const next = content[order + 1];
    if (next === undefined || covered.has(at) === covered.has(next)) continue;
    if (!vocabulary.itemSearch.pairs.has(`${tokens[at]?.key} ${tokens[next]?.key}`)) continue;
    mark(covered.has(at) ? at : next);
  }
  return topical;
}

export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_v, at) => from + at);

/** Structures named in a question. An alias next to "ufficio" or "settore" counts as much as a code. */
export function findStructures(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  spans: readonly Span[],
): readonly StructureMention[] {
  const found = findPhrases(vocabulary.structures, tokens).filter(({ from, to }) =>
    isWholeCode(tokens, from, to),
  );
  const opposed = spans.some((span) => /^(rank|ask:(compare|difference))/.test(span.concept));
  const matches = longestMatches(found).flatMap((match) => (opposed ? apart(match, found, tokens) : [match]));
  const mentions: StructureMention[] = [];
  for (const { from, to, meaning } of matches) {
    if (!isSaidAsWritten(vocabulary, tokens, from, meaning)) continue;
    const rival = spans.find(
      (span) => span.from <= from && span.to >= to && !span.concept.startsWith('noun:'),
    );
    const noun = meaning.strong ? null : nounBefore(tokens, spans, from);
    if (rival && !noun && (!meaning.strong || rival.to - rival.from > to - from)) continue;
    mentions.push({ ...meaning, strong: meaning.strong || noun !== null, from: noun?.from ?? from, to });
  }
  const { chosen } = vocabulary;
  const isChosen = ({ level, code }: StructureMention): boolean =>
    level === chosen?.level && code === chosen.code;
  // Of structures with one name, the one that the asker meant.
  const whole = mentions.filter(
    (one) =>
      !mentions.some(
        (other) => other !== one && other.from === one.from && other.to === one.to && isChosen(other),
      ),
  );
  const parts = findStructureParts(vocabulary, tokens, saidLevels(spans), around(spans)).filter(
    (part) => !whole.some((one) => one.from < part.to && one.to > part.from),
  );
  return withoutGlued([...whole, ...parts.flatMap(mentionOfPart)].sort((a, b) => a.from - b.from));
}

/** «Bilancio partecipativo»: everyday names of two offices, one right after the other, are the name of something else. */
const withoutGlued = (mentions: readonly StructureMention[]): readonly StructureMention[] =>
  mentions.filter(
    (one) =>
      one.strong ||
      !mentions.some(
        (other) =>
          !other.strong && other.code !== one.code && (other.to === one.from || other.from === one.to),
      ),
  );

/** A part of a name that tells one structure. */
const mentionOfPart = ({ among, from, to }: NamedStructures): readonly StructureMention[] => {
  const [only, ...others] = among;
  return only && others.length === 0 ? [{ ...only, strong: true, exact: null, from, to }] : [];
};

/** Words for structures, with the level that each names. */
export const saidLevels = (spans: readonly Span[]): readonly SaidLevel[] =>
  spans.flatMap(({ from, to, concept }): readonly SaidLevel[] => {
    const level = /^noun:(department|unit|structure)$/.exec(concept)?.[1];
    if (level === undefined) return [];
    return [{ from, to, level: level === 'department' || level === 'unit' ? level : null }];
  });

/** "Tra SUAP e SUEP chi costa di più?": two offices, although both together are the name of one department. */
function apart(
  whole: Match<StructureMeaning>,
  found: readonly Match<StructureMeaning>[],
  tokens: readonly Token[],
): readonly Match<StructureMeaning>[] {
  if (whole.meaning.level !== 'department') return [whole];
  const inside = longestMatches(
    found.filter(({ from, to, meaning }) => meaning.level === 'unit' && from >= whole.from && to <= whole.to),
  );
  const covered = inside.reduce((sum, { from, to }) => sum + to - from, 0);
  const content = tokens.slice(whole.from, whole.to).filter((token) => !token.light).length;
  return inside.length > 1 && covered >= content ? inside : [whole];
}

function nounBefore(
  tokens: readonly Token[],
  spans: readonly Span[],
  at: number,
): { from: number; level: 'department' | 'unit' | null } | null {
  let before = at - 1;
  while (before >= 0 && tokens[before]?.light && !/^(ha|hanno|e|sono|che)$/.test(tokens[before]?.text ?? ''))
    before -= 1;
  const noun = spans.find(
    (span) => span.to - 1 === before && /^noun:(department|unit|structure)$/.test(span.concept),
  );
  if (!noun) return null;
  const level =
    noun.concept === 'noun:department' ? 'department' : noun.concept === 'noun:unit' ? 'unit' : null;
  return { from: noun.from, level };
}

/** What a question says besides the names of structures. */
export const around = (spans: readonly Span[]): Surroundings => ({
  isTaken: (at) =>
    spans.some(({ from, to, concept }) => from <= at && to > at && !/^(noun|noise):/.test(concept)),
  ofItems: spans.some(({ concept }) => /^(kind|measure):/.test(concept)),
});
