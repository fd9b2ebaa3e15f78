import { type ItemKind, WORKED_KINDS } from '../../words/kinds.ts';
import type { ItemState } from '../../words/states.ts';
import { onceForEach } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { meantMeasure, SPENDS } from '../knowledge/plan-measures.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Amount } from './amounts.ts';
import { findCodes, isCodeLike, isCodePart, type SaidCode } from './item-codes.ts';
import { type ItemMention, readNumbers } from './mentions.ts';
import { isBodyName, isCommon } from './ordinary-words.ts';
import { distinct, type SaidMeasure, saidMeasures } from './said-measures.ts';
import { firstPerson, isSetLike } from './set-words.ts';
import {
  absorbing,
  addsKinds,
  against,
  asNoun,
  comparative,
  excluding,
  isExcludedStructure,
  isMoment,
  isUnwanted,
  namedGroup,
  ofTheBody,
  several,
  threshold,
  weighing,
} from './span-rules.ts';
import {
  correctTokens,
  findConcepts,
  findStructures,
  range,
  type Span,
  type StructureMention,
  topicalTokens,
} from './spans.ts';
import { familyMentions } from './structure-families.ts';

/** Everything a question says, before deciding what it asks. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  readonly concepts: ReadonlySet<string>;
  readonly items: readonly ItemMention[];
  readonly structures: readonly StructureMention[];
  /** "Tutti i settori tranne il 9". */
  readonly excluded: readonly StructureMention[];
  readonly unknownStructures: readonly string[];
  readonly goals: readonly number[];
  readonly amounts: readonly Amount[];
  readonly years: readonly number[];
  readonly measures: readonly SaidMeasure[];
  readonly kinds: readonly ItemKind[];
  readonly states: readonly ItemState[];
  /** Speaks of many items ("obiettivi", "quanti", "elenca"). */
  readonly setLike: boolean;
  /** Content words with no other role: what the question is about. Weak structure names are among them. */
  readonly topic: readonly Token[];
  /** The same with concept words too: for looking up facts and terms. */
  readonly content: readonly Token[];
}

/** Reads a question, cut into tokens, against what is known of the plan. Pure. */
export const readTokens = onceForEach(readWords);

function readWords(vocabulary: Vocabulary, said: readonly Token[]): Reading {
  const tokens = correctTokens(vocabulary, said);
  const found = findConcepts(vocabulary, tokens);
  const topical = topicalTokens(vocabulary, tokens, found);
  // A word that is part of an item's name keeps only its meaning as a measure.
  const kept = found
    .filter((span) => !isMoment(tokens, span) && !isUnwanted(tokens, span))
    .map((span) => excluding(tokens, span))
    .filter((span) => !(topical.has(span.from) && !span.concept.startsWith('measure:')))
    .map((span) => namedGroup(tokens, span))
    .map((span, _at, all) => against(tokens, span, all))
    .map((span, _at, all) => several(tokens, span, all))
    .flatMap((span, _at, all) => absorbing(tokens, span, all))
    .map((span) => comparative(tokens, span))
    .map((span) => threshold(tokens, span))
    .map((span, _at, all) => weighing(tokens, span, all))
    .map((span, _at, all) => ofTheBody(vocabulary, tokens, span, all))
    .filter((span, _at, all) => !addsKinds(tokens, span, all));
  const goalMatches = longestMatches(findPhrases(vocabulary.goals, tokens));
  const mentioned = findStructures(vocabulary, tokens, kept).filter(
    (one) =>
      !goalMatches.some((goal) => goal.from <= one.from && goal.to >= one.to && goal.to - goal.from > 1),
  );
  const structures = [...mentioned, ...familyMentions(vocabulary, tokens, mentioned)];
  const spans = kept
    .filter((span) => !insideStructure(span, structures))
    // «Della direzione Salute»: the noun of one that is named.
    .map((span) => (structures.some(({ from }) => from === span.to) ? asNoun(span) : span));
  const concepts = new Set(spans.map((span) => span.concept));
  if (tokens.some((token) => token.text === 'quali')) concepts.add('ask:list');
  for (const { concept } of firstPerson(tokens)) concepts.add(concept);
  const setLike = isSetLike(tokens, spans, concepts);
  const covered = new Set([
    ...spans
      .filter((span) => span.to - span.from > 1 || !span.concept.startsWith('op:'))
      .flatMap((span) => range(span.from, span.to)),
    ...structures.flatMap((one) => range(one.from, one.to)),
    ...goalMatches.flatMap((one) => range(one.from, one.to)),
  ]);
  // "Con peso 24", said of the items before, is a condition too.
  const narrows = /^(con|solo|soltanto|solamente|senza)$/.test(tokens[0]?.text ?? '');
  const codes = findCodes(vocabulary, tokens);
  for (const code of codes) for (const at of range(code.from, code.to)) covered.add(at);
  const numbers = readNumbers({
    isCodePart: (at) => isCodePart(vocabulary, tokens, at),
    isCodeLike: (at) => isCodeLike(vocabulary, tokens, at),
    index: vocabulary.index,
    tokens,
    spans,
    covered,
    setLike: setLike || narrows,
    structures,
    pairs: vocabulary.itemSearch.pairs,
  });
  const kinds = kindsOf(spans);
  const spends = tokens.some(({ text }) => SPENDS.test(text));
  const strong = structures.filter((one) => one.strong);
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  const taken = new Set([
    ...numbers.used,
    ...codes.flatMap(({ from, to }) => range(from, to)),
    ...spans
      .filter((span) => !topical.has(span.from) && span.concept !== 'ask:act')
      .flatMap((span) => range(span.from, span.to)),
    ...(concepts.has('noun:goal') || setLike ? goalMatches.flatMap((one) => range(one.from, one.to)) : []),
    // "Il secondo più costoso": a place in the ranking.
    ...tokens.flatMap((token, at) => {
      const beforeKind = spans.some((span) => span.from === at + 1 && /^(kind|noun):/.test(span.concept));
      return (ranks || beforeKind) && ordinalWord(token.text) !== null ? [at] : [];
    }),
    ...strong.flatMap((one) => range(one.from, one.to)),
  ]);
  const named = [...structures, ...numbers.structures];
  const isLeftOut = (one: StructureMention): boolean => {
    const noun = tokens[one.from]?.type === 'number' && isStructureNoun(spans, one.from - 1) ? 1 : 0;
    return isExcludedStructure(tokens, one.from - noun, one.to);
  };
  const isContent = (token: Token): boolean => !token.light && token.type !== 'sign';
  return {
    tokens,
    spans,
    concepts,
    items: ofKind(
      [
        ...codes.map((code) => codeMention(vocabulary.index, code)),
        // Beside a code a bare number is none.
        ...numbers.items.filter((one) => codes.length === 0 || one.kind !== null),
      ],
      kinds,
    ),
    structures: named.filter((one) => !isLeftOut(one)),
    excluded: named.filter(isLeftOut),
    unknownStructures: numbers.unknownStructures,
    goals: [...new Set([...numbers.goals, ...goalMatches.map((one) => one.meaning)])],
    amounts: numbers.amounts,
    years: numbers.years,
    // "euro" after a number belongs to the number.
    measures: saidMeasures(
      tokens,
      spans.filter(
        (span) => !numbers.used.has(span.from) && !(topical.has(span.from) && !asksHowMuch(tokens)),
      ),
    ).map((measure) => meantMeasure<SaidMeasure>(vocabulary.index, measure, spends)),
    kinds,
    states: distinct(spans, 'state:') as ItemState[],
    setLike,
    topic: tokens.filter(
      (token, at) =>
        isContent(token) &&
        !/^(non|piu|meno|ancora)$/.test(token.text) &&
        !isBodyName(vocabulary, tokens, at) &&
        !isCommon(vocabulary, tokens, at) &&
        !taken.has(at) &&
        !isHeadOf(tokens, named, spans, at) &&
        !(token.type === 'number' && token.text.length > 3 && !token.text.includes('/')),
    ),
    content: tokens.filter(
      (token, at) => isContent(token) && !isNoise(spans, at) && !isCommon(vocabulary, tokens, at),
    ),
  };
}

const codeMention = (index: PlanIndex, { refs, ...place }: SaidCode): ItemMention => {
  const items = refs.flatMap((ref) => index.byRef.get(ref) ?? []);
  return { kind: null, number: null, code: items[0]?.item.code ?? null, items, ...place };
};

/** "Gli obiettivi di anticorruzione (dal 49 al 59)": numbers without a kind take the only one that was said. */
function ofKind(items: readonly ItemMention[], kinds: readonly ItemKind[]): readonly ItemMention[] {
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return items;
  return items.map((one) => {
    const fitting = one.kind === null ? one.items.filter((item) => item.item.kind === kind) : [];
    return fitting.length > 0 ? { ...one, kind, items: fitting } : one;
  });
}

/** The kinds said; "senza i processi" alone means the objectives. */
function kindsOf(spans: readonly Span[]): readonly ItemKind[] {
  const said = distinct(spans, 'kind:').filter((kind): kind is ItemKind => kind !== 'any');
  const out = distinct(spans, 'not:');
  if (said.length > 0 || out.length === 0) return said;
  return WORKED_KINDS.filter((kind) => !out.includes(kind));
}

const isStructureNoun = (spans: readonly Span[], at: number): boolean =>
  spans.some(
    (span) => span.from <= at && span.to > at && /^noun:(unit|department|structure)$/.test(span.concept),
  );

const asksHowMuch = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => /^quant[oaie]$|^how$/.test(token.text));

/** "Il dirigente del settore 5": says the department. */
const isHeadOf = (
  tokens: readonly Token[],
  structures: readonly StructureMention[],
  spans: readonly Span[],
  at: number,
): boolean => {
  if (!/^dirigent[ei]$/.test(tokens[at]?.text ?? '')) return false;
  let next = at + 1;
  while (tokens[next]?.light) next += 1;
  return structures.some(({ from, to }) => from <= next && to > next) || isStructureNoun(spans, next);
};

const insideStructure = (span: Span, structures: readonly StructureMention[]): boolean =>
  structures.some((one) =>
    span.concept.startsWith('group:')
      ? one.strong && one.from < span.to && one.to > span.from
      : one.from <= span.from && one.to >= span.to && (one.strong || span.concept.startsWith('noise:')),
  );

const isNoise = (spans: readonly Span[], at: number): boolean =>
  spans.some(
    (span) => span.from <= at && span.to > at && /^(noise|talk|ask|follow|kind):/.test(span.concept),
  );

/** Nothing in it says what it is about: it can only continue what was said before. */
export const lacksSubject = (reading: Reading): boolean =>
  reading.items.length + reading.structures.length + reading.goals.length + reading.topic.length === 0 &&
  reading.kinds.length === 0 &&
  !reading.concepts.has('noun:body') &&
  !reading.concepts.has('kind:any') &&
  !reading.concepts.has('plan:whole');
