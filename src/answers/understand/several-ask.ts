import { isDeepStrictEqual } from 'node:util';
import { statedBy } from '../account/stated.ts';
import { isCard } from '../account/wanted.ts';
import { guessesWrong } from '../account/words-left.ts';
import { areSides } from '../figures/figures-query.ts';
import { areOfSets } from '../grammar/ledger.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Query } from '../query.ts';
import { areTold, standsByItself } from './by-itself.ts';
import { recogniseComposed } from './composed.ts';
import { gapFilled, isGapped, namesOnly } from './gapped.ts';
import {
  type Asked,
  askedBack,
  DIFFERENCE,
  type Half,
  halfOf,
  hasUnknownWord,
  isComplete,
  isOpen,
  isSure,
  isSureOf,
  isToBeSaid,
  isTold,
  type Message,
  MOST_HALVES,
  namesPlace,
  OF_TABLES,
  ofOneKind,
  queriesOf,
  saysNothing,
  TOLD,
  type Understand,
} from './half.ts';
import { inTurn } from './in-turn.ts';
import type { Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';
import { headIn, isDoneWithThoseBefore, requestsIn, type Stretch } from './requests-in.ts';

/** The requests that begin with words that ask; null where there are not several, or the whole message says what each is of. */
export function whereSeveralAsk({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary } = context;
  // Words of another half may have been taken for what items are about, of which the structure that is named has none.
  const isAnswered = outcomes.every(
    (one) => one.type === 'query' && !isNoRule(one) && !guessesWrong([one.query], vocabulary),
  );
  const said = ({ from, to }: Stretch): string => text.slice(from, to);
  const requests = withWhatFollows(
    requestsIn(text, vocabulary),
    (request, next) =>
      isToBeSaid(readTokens(vocabulary, context.cut(said(request)))) &&
      !isDoneWithThoseBefore(said(next), vocabulary),
  ).filter((request) => !isTalk(readTokens(vocabulary, context.cut(said(request)))));
  if (requests.length < 2 || requests.length > MOST_HALVES) return null;
  const head = headIn(text, vocabulary);
  const read = (from: number, to: number): Half => {
    const said = text.slice(requests[from]?.from, requests[to - 1]?.to);
    if (from === 0) return halfOf(said, context, understand);
    // What stands before the colon is no request, but the beginning of one.
    const begins = head !== null && (requests[0]?.to ?? 0) > head.length;
    const isOfHead = begins && !namesPlace(readTokens(vocabulary, context.cut(said)));
    return halfOf(isOfHead ? `${head} ${said}` : said, { ...context, conversation: null }, understand);
  };
  const single = requests.map((_, at) => read(at, at + 1));
  const missed = missedOf(single, queriesOf(outcomes), vocabulary);
  if (missed.some(Boolean) && !missed.includes(null)) return ofOneKind(single);
  const mayPart = isAnswered || outcomes.every((one) => one.type === 'query' || isOpen(one));
  if (!mayPart && !missed.includes(true)) return null;
  const alone = ofWhatIsLent(single, context, understand);
  const isWhole = (half: Half): boolean => half.goesOn === true || isComplete(half, alone);
  // «Protocollo e posta in partenza, chi pesa di più?»: what begins says of whom, and asks nothing.
  const last = alone.at(-1);
  const asks =
    alone[0]?.reading.tokens.some(({ text: word }) => vocabulary.operations.get('asks')?.has(word)) ===
      true ||
    (last !== undefined && isDoneWithThoseBefore(last.text, vocabulary));
  // What the grammar reads as a whole says what each half is of.
  const ofItems = areOfSets(queriesOf(outcomes));
  const ofGrammar = isAnswered && recogniseComposed(text, context) !== null;
  const isTabled = outcomes.some((one) => one.type === 'query' && OF_TABLES.has(one.query.type));
  const isLent =
    !isTabled && alone.some(({ isLent: one }) => one) && alone.every(({ outcomes: own }) => isSureOf(own));
  // Words of several may be those of one item.
  if (isLent && (!ofGrammar || alone.some(({ reading }) => reading.topic.length > 0)))
    return ofOneKind(alone);
  const [, ...next] = alone;
  const isAfterQuestion = text.slice(requests[0]?.to, requests[1]?.from).includes('?');
  const opensAll = alone[0] && isSureOf(alone[0].outcomes) && !namesOnly(alone[0].reading);
  if (isAfterQuestion && opensAll && !next.some(isHeldAgainst)) {
    const turns = inTurn(alone, alone, context, understand);
    if (turns.every(isWhole)) return ofOneKind(turns);
  }
  const lost =
    isAnswered &&
    ((!ofGrammar && missed.includes(true) && single.every((half) => isSureOf(half.outcomes))) ||
      losesFigure(queriesOf(outcomes), alone) ||
      (asks &&
        !(ofGrammar && outcomes.length >= alone.length) &&
        losesSort(queriesOf(outcomes), inTurn(alone, alone, context, understand), vocabulary)) ||
      (!ofGrammar && losesOne(queriesOf(outcomes), alone, vocabulary)));
  // «…, e qual è la differenza?»: a word of it may have a definition.
  const isTerm = queriesOf(outcomes).every(({ type }) => type === 'term');
  const isComposed = isAnswered && !lost && !isTerm && (!ofItems || ofGrammar);
  const followed = (some: readonly Half[]): readonly Half[] =>
    isComposed || (isAnswered && !asks) ? some : inTurn(some, alone, context, understand);
  const each = followed(alone);
  const halves = each.every(isWhole) ? each : followed(together(alone, read));
  const whole = halves.map(isWhole);
  if (halves.some(({ goesOn }) => goesOn) && !whole.includes(false)) return ofOneKind(halves);
  const complete = whole.map((one, at) => one && !isOfThoseBefore(halves, whole, at));
  // «Gli obiettivi del settore 6 e i processi del settore 7 con il costo più alto»: what is known may be of both.
  const isNamed = vocabulary.operations.get('names')?.has(halves[0]?.reading.tokens[0]?.text ?? '') === true;
  if ((lost || (!isAnswered && !isNamed)) && !complete.includes(false)) return ofOneKind(halves);
  if (!complete.includes(true) || !complete.includes(false)) return null;
  if (isNamed && halves.some(({ outcomes: own }, at) => !complete[at] && !own.every(hasUnknownWord)))
    return null;
  if (isAnswered && !lost) return null;
  const answered = ofOneKind(halves.filter((_, at) => complete[at]));
  const told = queriesOf(answered);
  const isLeft = (half: Half, at: number): boolean =>
    complete[at] !== true && !isSaidInRows(half, told) && !isSaidBetween(half, told);
  return [...answered, ...halves.filter(isLeft).map(askedBack)];
}

/** Whether what each asks is not told by some queries; null for one that needs those beside it. */
function missedOf(
  halves: readonly Half[],
  queries: readonly Query[],
  vocabulary: Vocabulary,
): readonly (boolean | null)[] {
  const { facts } = vocabulary.index.plan;
  const tableOf = (query: Query | undefined): string | null =>
    query?.type === 'fact' ? (facts.find(({ code }) => query.codes.includes(code))?.topic ?? null) : null;
  const tables = halves.map(({ outcomes }) => tableOf(queriesOf(outcomes)[0]));
  const missed = halves.map((half, at) => {
    const before = halves[at - 1];
    const leansOnIt =
      before !== undefined &&
      (isHeldAgainst(half) ||
        (!isTold(half.outcomes) && gapFilled(before.reading, half.reading, vocabulary) !== null));
    return leansOnIt || !standsByItself(half, vocabulary)
      ? null
      : !areTold(queriesOf(half.outcomes), queries) && !isSaidInRows(half, queries);
  });
  // «Quanti uomini e quante donne tra i dirigenti?»: of one table, what is said of one is of the others.
  return missed.map((one, at) => {
    const ofTable = tables.filter((table) => table !== null && table === tables[at]).length;
    const areBeside = queries.some(
      (query) => query.type === 'fact' && tableOf(query) === tables[at] && query.codes.length === ofTable,
    );
    const isOpen = missed.some((other, place) => other === null && tables[place] === tables[at]);
    const isOrder = queriesOf(halves[at]?.outcomes ?? []).some(
      (query) => query.type === 'fact' && query.order !== null,
    );
    return one && ofTable > 1 && (areBeside || (isOpen && !isOrder)) ? null : one;
  });
}

/** «Va bene?»: said beside what is asked. */
const isTalk = ({ spans, topic }: Reading): boolean =>
  topic.length === 0 &&
  spans.some(({ concept }) => /^talk:/.test(concept)) &&
  spans.every(({ concept }) => /^(talk|noise):/.test(concept));

/** «… il settore 4? Più del settore 2?»: what was asked is held against something else. */
const isHeldAgainst = ({ reading: { spans } }: Half): boolean =>
  spans.some(({ from, concept }) => from === 0 && concept.startsWith('op:'));

/** Requests, each with what the one before it lends. */
function ofWhatIsLent(requests: readonly Half[], context: Asked, understand: Understand): readonly Half[] {
  const told: Half[] = [];
  for (const half of requests) {
    const before = told.at(-1);
    const filled = before ? gapFilled(before.reading, half.reading, context.vocabulary) : null;
    const read = filled === null ? half : halfOf(filled, { ...context, conversation: null }, understand);
    // Of a term that was explained, only what is told in words, or when, is asked.
    const isOfTerm = isTold(before?.outcomes ?? []) && before?.reading.measures.length === 0;
    const tells = (one: Outcome): boolean =>
      isTold([one]) || (one.type === 'query' && one.query.type === 'date');
    const isLent = read !== half && !(isOfTerm && !read.outcomes.every(tells));
    told.push(isLent ? { ...read, text: half.text, isLent } : half);
  }
  return told;
}

/** What is answered is what one of the requests asks, and another asks for more: of a table, something that it holds. */
function losesOne(queries: readonly Query[], alone: readonly Half[], vocabulary: Vocabulary): boolean {
  const answered = alone.find(({ outcomes }) => isDeepStrictEqual(queriesOf(outcomes), queries));
  const isMore = (half: Half): boolean =>
    half !== answered &&
    !saysNothing(half, vocabulary) &&
    !isSaidInRows(half, queries) &&
    (areOfSets(queries) || half.outcomes.every(isSure));
  return answered !== undefined && alone.some(isMore);
}

/** «… hanno speso i settori 2 e 3? Il totale comprende il personale?»: a figure that one of them asks for is not told. */
function losesFigure(queries: readonly Query[], alone: readonly Half[]): boolean {
  const { words } = statedBy(queries);
  const asked = alone
    .filter(({ outcomes }) => isSureOf(outcomes))
    .flatMap((half) => queriesOf(half.outcomes));
  const figureOf = (query: Query): string | undefined => {
    if ('measures' in query) return query.measures[0];
    if (query.type !== 'figures' || query.order !== null || query.having.length > 0) return undefined;
    const [column] = query.columns;
    return query.by !== 'item' && column?.type === 'fold' && column.figure !== 'items'
      ? column.figure
      : undefined;
  };
  return asked.some((query) => {
    const figure = figureOf(query);
    return figure !== undefined && !words.has(figure);
  });
}

/** «Chi segue l’azione 2.1, e quanta energia fa risparmiare?»: what is answered is of another sort than one of them asks for. */
function losesSort(queries: readonly Query[], turns: readonly Half[], vocabulary: Vocabulary): boolean {
  const told = new Set(queries.map(sortOf));
  return turns.some(
    (half) =>
      isSureOf(half.outcomes) &&
      !saysNothing(half, vocabulary) &&
      !isGapped(half.reading, vocabulary) &&
      !isSaidInRows(half, queries) &&
      queriesOf(half.outcomes).some((query) => !isCard(query) && !told.has(sortOf(query))),
  );
}

/** Where what is told comes from: the items of the plan, the figures of its tables, or anything else. */
const sortOf = ({ type }: Query): string =>
  TOLD.has(type) ? 'words' : type === 'figures' || OF_PLAN.has(type) ? 'plan' : type;

const OF_PLAN: ReadonlySet<Query['type']> = new Set<Query['type']>(['item', 'structure', 'goal', 'parts']);

/** «Quali obiettivi scadono dopo il 2021 e chi li segue?»: the rows of a list say whose they are. */
const isSaidInRows = ({ reading: { spans, topic } }: Half, queries: readonly Query[]): boolean =>
  topic.length === 0 &&
  spans.some(({ concept }) => WHOSE.test(concept)) &&
  spans.every(({ concept }) => WHOSE.test(concept) || /^(ask:(count|list|who)|noise:)/.test(concept)) &&
  queries.some((query) => query.type === 'figures' && query.by === 'item');

/** «Quanto hanno accertato i settori 1 e 9, e qual è la differenza?», «accertato, riscosso e quanto resta?»: two side by side say it. */
const isSaidBetween = (
  { reading: { tokens, concepts, measures, structures, items } }: Half,
  queries: readonly Query[],
): boolean =>
  (concepts.has('ask:rest') || tokens.some(({ key }) => key === DIFFERENCE)) &&
  measures.length + structures.length + items.length === 0 &&
  queries.some(
    (query) =>
      (query.type === 'figures' && areSides(query) && query.columns.length === 1) ||
      (query.type === 'item' && query.measures.length === 2),
  );

const WHOSE = /^(attr:responsible|noun:(unit|department|structure))$/;

/** Requests, each together with the next where it is one of those. */
function withWhatFollows(
  requests: readonly Stretch[],
  isOpenEnded: (request: Stretch, next: Stretch) => boolean,
): readonly Stretch[] {
  const joined: Stretch[] = [];
  let from: number | null = null;
  for (const [at, request] of requests.entries()) {
    const whole: Stretch = { from: from ?? request.from, to: request.to };
    const next = requests[at + 1];
    const goesOn = next !== undefined && isOpenEnded(whole, next);
    if (!goesOn) joined.push(whole);
    from = goesOn ? whole.from : null;
  }
  return joined;
}

/** «Quali biblioteche aprono meno di 20 ore e quanti prestiti fanno?»: figures of the rows that are not understood, and not of all. */
function isOfThoseBefore(halves: readonly Half[], whole: readonly boolean[], at: number): boolean {
  const [before, half] = [halves[at - 1], halves[at]];
  const chooses = /^(quale|quali|chi)$/.test(before?.reading.tokens[0]?.text ?? '');
  return (
    whole[at - 1] === false &&
    chooses &&
    half?.outcomes.every(
      (one) => one.type === 'query' && one.query.type === 'fact' && one.query.codes.length > 1,
    ) === true
  );
}

/** The requests of a message, where several that stand together are complete, and not each of them, as one. */
function together(alone: readonly Half[], read: (from: number, to: number) => Half): readonly Half[] {
  for (let size = alone.length - 1; size > 1; size -= 1)
    for (let from = 0; from + size <= alone.length; from += 1) {
      const to = from + size;
      if (alone.slice(from, to).every((half) => isComplete(half, alone))) continue;
      const joint = read(from, to);
      if (isComplete(joint, alone)) return [...alone.slice(0, from), joint, ...alone.slice(to)];
    }
  return alone;
}

/** No rule that is held says it: the words of several requests may have been taken for one. */
const isNoRule = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type === 'rule' && one.query.rule === null;
