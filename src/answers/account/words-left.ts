import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases } from '../language/phrases.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { LiveFact, Query } from '../query.ts';
import type { Reading } from '../understand/reading.ts';
import { isConceptUsed } from './concept-use.ts';
import { languageWords, wordsOfParts } from './language-words.ts';
import { type IsNamed, namesOf } from './names.ts';
import { type Stated, says, statedBy } from './stated.ts';

/** What of a message its answer has no use for, by place among the words that were read. */
export interface WordsLeft {
  /** The words that were read: courtesies and who asks are left out. */
  readonly tokens: readonly Token[];
  readonly left: ReadonlySet<number>;
  /** Words that name what the answer is about, or ask something of it. */
  readonly asked: ReadonlySet<number>;
  readonly named: ReadonlySet<number>;
  /** Words by which rows of a phase are asked for, where they are what is answered. */
  readonly ofPhase: ReadonlySet<number>;
  /** Numbers that no query states, and that are no part of a name. */
  readonly numbers: ReadonlySet<number>;
  /** Numbers of items that are named with their kind, and that no query is about. */
  readonly items: ReadonlySet<number>;
}

/** A message as the account holds it against an answer. */
export interface Said {
  readonly reading: Reading;
  /** The words as they were typed, where each was read as one. */
  readonly typed: readonly Token[];
  /** Places of the words that mean something whatever the plan. */
  readonly known: ReadonlySet<number>;
}

/** @param kept the words of a message without what stands around the question */
export function saidBy(kept: readonly Token[], reading: Reading, vocabulary: Vocabulary): Said {
  const { tokens } = reading;
  const typed = kept.length === tokens.length ? kept : tokens;
  return { reading, typed, known: languageWords(vocabulary, reading) };
}

/**
 * Holds every word of a message against what is answered. A word is used where the queries state what it means, or where
 * it is part of the name of what they are about; where they go on from others, of these too.
 * @param before what the queries go on from
 */
export function wordsLeft(
  { reading, typed, known }: Said,
  queries: readonly Query[],
  before: readonly Query[],
  vocabulary: Vocabulary,
): WordsLeft {
  const { tokens } = reading;
  const stated = statedBy(queries);
  const isNamed = namesOf(statedBy([...queries, ...before]), vocabulary);
  const { unstated, asked } = conceptsOf(reading, stated, isNamed);
  // The reader of the tables answers only where it has a use for all its words.
  if (stated.types.has('fact'))
    for (const { from, to } of findPhrases(vocabulary.tableWords, tokens))
      for (let at = from; at < to; at += 1) unstated.delete(at);
  // So does that of the rows of a plan's tables.
  if (queries.every((query) => query.type === 'parts' && query.ask.of === 'rows')) unstated.clear();
  const ofPhase = phaseWordsUsed(tokens, queries, vocabulary);
  const isBeside = besideOf(stated, vocabulary);
  const isNamedOtherwise = guessesWrong(queries, vocabulary)
    ? namesOf(statedBy(queries.map(withoutItems)), vocabulary)
    : null;
  const ofParts = areOfItems(queries) ? null : wordsOfParts(vocabulary, tokens);
  const isKnown = (at: number): boolean => known.has(at) || ofParts?.has(at) === true;
  const left = new Set<number>();
  const named = new Set<number>();
  const numbers = new Set<number>();
  const counts = countsOf(queries, vocabulary);
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'number') {
      const isUsed = stated.numbers.has(token.value) || counts.has(token.value) || isNamed(token);
      if (!isUsed && !isYear(token.value)) numbers.add(at);
    }
    if (token.light || token.type !== 'word') continue;
    if (ofPhase.has(at)) continue;
    const isConcept = asked.has(at) || (isKnown(at) && !unstated.has(at));
    if (isAnotherWord(typed[at], token, asked.has(at)) || (!isConcept && isNamedOtherwise?.(token) === false))
      left.add(at);
    else if (isNamed(token)) {
      // "Il più fotografato": in such an order nothing is known.
      if (!isConcept && isDegreeOf(reading, at)) left.add(at);
      else named.add(at);
    } else if (isHead(vocabulary, reading, at) || isBeside(token) || asked.has(at)) continue;
    // What the document or the law says is found by most of a question's words, and says itself what it is about.
    else if ((stated.types.has('statement') || stated.types.has('rule')) && !followsPreposition(tokens, at))
      continue;
    else if (!isKnown(at) || unstated.has(at)) left.add(at);
  }
  for (const at of operatorsLeft(reading, stated, isNamed)) left.add(at);
  // «I settori tranne il 9»: told without it.
  if (queries.some((query) => query.type === 'structure' && query.excluded))
    for (const { from, to, meaning } of findPhrases(vocabulary.grammar, tokens))
      if (meaning.cat === 'except' || meaning.cat === 'without')
        for (let at = from; at < to; at += 1) left.delete(at);
  for (const { from, kind } of reading.items) if (kind !== null) named.add(from);
  return { tokens: typed, left, asked, named, ofPhase, numbers, items: itemsLeft(reading, stated) };
}

/** "L'obiettivo 8", of which nothing is answered. */
const itemsLeft = ({ items, spans, tokens }: Reading, stated: Stated): ReadonlySet<number> =>
  new Set(
    items.flatMap(({ from, items: meant }) =>
      spans.some(({ to, concept }) => to === from && concept.startsWith('kind:')) &&
      // "Obiettivi 21,88": a figure.
      tokens[from + 1]?.type !== 'number' &&
      meant.length > 0 &&
      !meant.some(({ ref }) => stated.words.has(ref))
        ? [from]
        : [],
    ),
  );

/** Places of words for rows of a phase that a query about these states: "restituiti", "segnalate". */
function phaseWordsUsed(
  tokens: readonly Token[],
  queries: readonly Query[],
  { phaseRows }: Vocabulary,
): ReadonlySet<number> {
  const facts = new Set(
    queries.flatMap((query) =>
      query.type === 'monitoring'
        ? [query.missing ? 'missing' : query.view, ...[...query.also, ...query.holding].map(({ is }) => is)]
        : [],
    ),
  );
  if (facts.size === 0) return new Set();
  const stated = ({ is }: { readonly is: LiveFact }): boolean =>
    [is, ...(OTHERWISE[is] ?? [])].some((one) => facts.has(one));
  return new Set(
    findPhrases(phaseRows, tokens)
      .filter(({ meaning }) => meaning.cat !== 'fact' || stated(meaning))
      .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
  );
}

/** What is asked for by another word: what has not come in is owed, what is not approved waits. */
const OTHERWISE: Readonly<Partial<Record<LiveFact, readonly LiveFact[]>>> = {
  arrived: ['missing', 'sent'],
  approved: ['waiting'],
};

/** Sets of items, or a card: words for tables of the plan, or for what is reported, say nothing of these. */
const areOfItems = (queries: readonly Query[]): boolean =>
  queries.every(({ type }) => type === 'item' || type === 'figures');

const isYear = (value: number): boolean => value >= 1900 && value <= 2100;

/** How many there are of what is answered about: "i 71 obiettivi del monitoraggio". */
function countsOf(queries: readonly Query[], { index }: Vocabulary): ReadonlySet<number> {
  const kinds = queries.flatMap((query) => (query.type === 'monitoring' && query.kind ? [query.kind] : []));
  return new Set(
    kinds.flatMap((kind) => [
      index.byKind.get(kind)?.length ?? 0,
      index.plan.monitoringCounts
        .filter((one) => one.kind === kind)
        .reduce((sum, { count }) => sum + count, 0),
    ]),
  );
}

const EXCLUDES = /^(togliendo|escludendo|tranne|eccetto|esclus[oaie]|salvo|fuorche|except|excluding)$/;

/** Exclusions, places and limits beside what is one thing, or told in words: it has no use for them. */
function operatorsLeft({ tokens, spans }: Reading, stated: Stated, isNamed: IsNamed): readonly number[] {
  // «Perché l’obiettivo 69 è sotto il 100 %?»: the limit is what is wondered at.
  if (says(stated, 'reason') || [...stated.types].some((type) => !ONE_THING.has(type))) return [];
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    const place = token.type === 'word' ? ordinalWord(token.text) : null;
    const isPlace =
      place !== null &&
      place > 1 &&
      next !== undefined &&
      !next.light &&
      !isNamed(token) &&
      !stated.numbers.has(place);
    const isLimit =
      token.type === 'number' &&
      !stated.numbers.has(token.value) &&
      !isNamed(token) &&
      spans.some(
        ({ to, concept }) => /^op:(gt|gte|lt|lte|between)/.test(concept) && (to === at || to === at - 1),
      );
    return EXCLUDES.test(token.text) || isPlace || isLimit ? [at] : [];
  });
}

/** One item, act, term, rule or place. */
const ONE_THING: ReadonlySet<string> = new Set([
  'item',
  'date',
  'term',
  'rule',
  'statement',
  'structure',
  'goal',
  'use',
]);

/** "L'obiettivo più fotografato": an order by what is no figure. */
const isDegreeOf = ({ tokens, spans }: Reading, at: number): boolean =>
  /^(piu|meno)$/.test(tokens[at - 1]?.text ?? '') &&
  spans.some(({ to, concept }) => to === at - 1 && concept.startsWith('kind:'));

/** What was typed is another word than the one it was taken for: "i denti" are no "enti", "in contanti" counts nothing. */
function isAnotherWord(typed: Token | undefined, read: Token, isAsked: boolean): boolean {
  if (typed === undefined || typed.text === read.text) return false;
  const [first, second] = typed.text;
  if (first !== read.text[0] && second !== read.text[0]) return true;
  if (typed.text.slice(1) === read.text) return true;
  return /^conta/.test(read.text) && !isAsked;
}

/** «Il canile sanitario»: an item that has what is left of it in its description alone is hardly what was meant. */
export function bearsName(query: Query, said: readonly Token[], { index }: Vocabulary): boolean {
  if (query.type !== 'item') return true;
  if (said.some(({ type }) => type === 'number')) return true;
  return query.items.every((ref) => {
    const item = index.byRef.get(ref)?.item;
    const keys = new Set(contentKeys(`${item?.title} ${item?.shortTitle}`));
    return said.some(({ key }) => keys.has(key));
  });
}

/** Items that words merely point at leave a named office with none, or stand alone where structures are ranked. */
export const guessesWrong = (queries: readonly Query[], { index }: Vocabulary): boolean =>
  queries.some((query) => {
    if (query.type !== 'figures') return false;
    const named = query.select.find((atom) => atom.type === 'items');
    if (!named) return false;
    if (query.order !== null && query.by !== 'item') return named.refs.length === 1;
    const codes = query.select.flatMap((atom) => (atom.type === 'structure' ? atom.codes : []));
    return (
      codes.length > 0 &&
      !named.refs.some((ref) => {
        const one = index.byRef.get(ref);
        return codes.some((code) => one?.departments.includes(code) || one?.units.includes(code));
      })
    );
  });

const withoutItems = (query: Query): Query =>
  query.type === 'figures'
    ? { ...query, select: query.select.filter(({ type }) => type !== 'items') }
    : query;

/** "Il dirigente del settore 5": says the department. */
function isHead({ frame }: Vocabulary, { tokens, structures }: Reading, at: number): boolean {
  if (!frame.people.has(tokens[at]?.text ?? '')) return false;
  const next = tokens.findIndex((token, place) => place > at && !token.light);
  return structures.some(({ from, to }) => from <= next && to > next);
}

const PREPOSITION =
  /^(di|del|dello|della|dell|dei|degli|delle|d|per|con|su|sul|sullo|sulla|sull|sui|sugli|sulle|of|for|about|with)$/;

const followsPreposition = (tokens: readonly Token[], at: number): boolean =>
  [1, 2].some(
    (back) =>
      PREPOSITION.test(tokens[at - back]?.text ?? '') &&
      tokens.slice(at - back, at).every(({ light }) => light),
  );

/** What is asked, and of what; the others only join words. */
const ASKS = /^(measure|attr|kind|noun|filter|state|horizon|group|rank|mon):/;
/** "Più di 50 anni": an age is a row of a table, not a limit to its figures. */
const AGE = /^(anni|anno|years|under|over)$/;

/** Places of the words of the lexicon that the queries state, and of those that they do not. */
function conceptsOf(
  { tokens, spans }: Reading,
  stated: Stated,
  isNamed: IsNamed,
): { readonly unstated: Set<number>; readonly asked: ReadonlySet<number> } {
  const unstated = new Set<number>();
  const asked = new Set<number>();
  for (const { from, to, concept } of spans) {
    const words = tokens.slice(from, to).filter(({ light }) => !light);
    const isAge = concept.startsWith('op:') && tokens.slice(to, to + 3).some(({ text }) => AGE.test(text));
    // "Con meno di 50 dipendenti": the limit is the rule's own.
    const isOfRule =
      concept.startsWith('op:') &&
      stated.types.has('rule') &&
      tokens.slice(to, to + 2).some((token) => token.type === 'number' && isNamed(token));
    const isUsed = isAge || isOfRule || isConceptUsed(concept, stated) || words.some(isNamed);
    for (let at = from; at < to; at += 1) {
      if (tokens[at]?.light) continue;
      if (!isUsed) unstated.add(at);
      else if (ASKS.test(concept)) asked.add(at);
    }
  }
  return { unstated, asked };
}

/** Words that narrow nothing beside what is asked. */
function besideOf(stated: Stated, { beside, frame }: Vocabulary): (word: Token) => boolean {
  const words = [...beside].flatMap(([about, own]) =>
    about === 'any' || stated.types.has(about) || stated.words.has(about) ? [own] : [],
  );
  // Who does something narrows no rule, which says who may.
  if (stated.types.has('rule')) words.push(frame.people);
  return ({ text }) => COURTESY.test(text) || words.some((own) => own.has(text));
}

/** "Segnalarmelo", "dircelo": what is asked of whoever answers. */
const COURTESY = /(ar|er|ir)(mi|ci|mela|melo|meli|mele|cela|celo|celi|cele)$/;
