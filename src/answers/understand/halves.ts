import { isDeepStrictEqual } from 'node:util';
import { statedBy } from '../account/stated.ts';
import { guessesWrong } from '../account/words-left.ts';
import { type Conversation, EARLIER_QUERIES } from '../conversation.ts';
import { talkOf } from '../follow/follow.ts';
import { OF_THESE } from '../follow/goes-on.ts';
import { memberRefs } from '../follow/shown-set.ts';
import { areOfSets } from '../grammar/ledger.ts';
import { unique } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';
import type { Token } from '../language/tokens.ts';
import { EVERYTHING, type Query } from '../query.ts';
import { recogniseComposed } from './composed.ts';
import { gapFilled, namesOnly } from './gapped.ts';
import { isElliptic, kindOf } from './items.ts';
import type { Context, Outcome, Refusal } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';
import { asksForOthers, isDoneWithThoseBefore, piecesIn, requestsIn, type Stretch } from './requests-in.ts';

type Asked = Omit<Context, 'reading'>;
type Understand = (text: string, context: Asked) => readonly Outcome[];

/** A message, and what the whole of it was understood as. */
interface Message {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
  readonly context: Asked;
  readonly understand: Understand;
}

/** A message of more is no question and another. */
const MOST_HALVES = 4;

/** A request of a message, what it is understood as by itself, and its words. */
interface Half {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
  readonly reading: Reading;
  /** It says the name of the body: «quanti abitanti ha Lucca». */
  readonly namesBody: boolean;
  /** It was read as what goes on from those before it. */
  readonly goesOn?: boolean;
  /** It asks what the one before it asks. */
  readonly isLent?: boolean;
}

/**
 * «Qual è il processo più caro, e quanto pesa sul suo settore?»: what is not complete by itself is read as what is asked
 * after the others were answered.
 */
function inTurn(
  single: readonly Half[],
  alone: readonly Half[],
  context: Asked,
  understand: Understand,
): readonly Half[] {
  const told: Half[] = [];
  for (const half of single) {
    const isOpenHalf = told.length > 0 && (namesOnly(half.reading) || !isComplete(half, alone));
    const place = namesPlace(half.reading) ? null : placeOf(told.filter((one) => isSureOf(one.outcomes)));
    const ofIt = (read: readonly Outcome[]): readonly Outcome[] =>
      place === null || read.every((one) => isFigureOf(place.code, one, context)) ? read : [];
    const followed = (): readonly Outcome[] => {
      const conversation = afterwards(told, context);
      const read = conversation === null ? [] : understand(half.text, { ...context, conversation });
      // What was asked already is none of what is asked besides.
      const isSaid = told.some((one) => isDeepStrictEqual(queriesOf(one.outcomes), queriesOf(read)));
      return isSaid && !saysNothing(half, context.vocabulary) ? [] : ofIt(read);
    };
    const ofPlace = (): readonly Outcome[] =>
      place === null || leans(half.reading)
        ? []
        : ofIt(understand(`${half.text} ${place.words}`, { ...context, conversation: null }));
    // A figure of a table leaves nothing to items but its place.
    const last = told.at(-1);
    const isOfItems = last?.outcomes.every((one) => one.type === 'query' && one.query.type !== 'fact');
    // «Quanto ha impegnato il settore 5? Gli obiettivi sono stati raggiunti?»: of its own.
    const goingOn = (): readonly Outcome[] => {
      const read = followed();
      return isDeepStrictEqual(queriesOf(read), queriesOf(half.outcomes)) ? [] : read;
    };
    const readers = isOpenHalf ? (isOfItems ? [goingOn, ofPlace, followed] : [ofPlace, followed]) : [];
    const outcomes = firstSure(readers);
    told.push(outcomes === null ? half : { ...half, outcomes, goesOn: true });
  }
  return told;
}

/** What would be remembered if the requests before had been answered one by one; null where one of them is not understood. */
function afterwards(told: readonly Half[], { vocabulary: { index } }: Asked): Conversation | null {
  const outcomes = told.flatMap((half) => half.outcomes);
  const [query, ...earlier] = outcomes
    .flatMap((one) => (one.type === 'query' ? [one.query] : []))
    .toReversed();
  if (query === undefined || !outcomes.every(isSure)) return null;
  const before = {
    query,
    earlier: earlier.slice(0, EARLIER_QUERIES),
    unanswered: null,
    year: index.plan.head.year,
  };
  const talk = talkOf(index, { ...before, items: [] });
  return { ...before, items: talk === null ? [] : [...memberRefs(talk)] };
}

/** «Quanti PC ha il settore 4 e quanto ha impegnato?»: the one place that was named last, and its words. */
function placeOf(
  told: readonly Pick<Half, 'reading'>[],
): { readonly code: string; readonly words: string } | null {
  const reading = told.findLast((half) => namesPlace(half.reading))?.reading;
  const [place, ...others] = reading?.structures ?? [];
  if (!reading || !place || others.length + reading.items.length + reading.goals.length > 0) return null;
  const words = reading.tokens.slice(place.from, place.to).map(({ text }) => text);
  return { code: place.code, words: words.join(' ') };
}

/** Figures of the tables are of the place where they bear its name, and not where they are of what it does. */
function isFigureOf(code: string, outcome: Outcome, { vocabulary: { index } }: Asked): boolean {
  if (outcome.type !== 'query' || outcome.query.type !== 'fact') return true;
  const { departments, units, facts } = index.plan;
  const name = [...departments, ...units].find((one) => one.code === code)?.name;
  const codes = new Set(outcome.query.codes);
  return facts.every((fact) => !codes.has(fact.code) || fact.subject === code || fact.subject === name);
}

/** What the first of some readers understands in full. */
function firstSure(readers: readonly (() => readonly Outcome[])[]): readonly Outcome[] | null {
  for (const read of readers) {
    const outcomes = read();
    if (isSureOf(outcomes)) return outcomes;
  }
  return null;
}

const isSureOf = (outcomes: readonly Outcome[]): boolean => outcomes.length > 0 && outcomes.every(isSure);

/** A question that is understood, and in full. */
const isSure = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type !== 'about' && (one.ignored ?? []).length === 0;

/** No rule that is held says it: the words of several requests may have been taken for one. */
const isNoRule = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type === 'rule' && one.query.rule === null;

/**
 * What is answered of a message that asks several things of which one is not understood: those that are complete by
 * themselves, and what is asked back about the others. A half that leans on another is answered with it, or not at all.
 * @param outcomes what the whole message was understood as
 */
export function eachHalf(
  text: string,
  outcomes: readonly Outcome[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] {
  if (context.lens !== null) return outcomes;
  const message = { text, outcomes, context, understand };
  return (
    afterStatement(message) ??
    ofOtherTables(message) ??
    whereSeveralAsk(message) ??
    whereSeveralStand(message) ??
    outcomes
  );
}

/**
 * «Ho letto la relazione ieri. Quanto ha incassato il settore 9?»: what is told before the question, of which nothing is
 * made, is said not to be taken into account. «Siamo nel settore 9. Quanto abbiamo incassato?»: of what it names.
 */
function afterStatement({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  if (outcomes.every(({ type }) => type === 'query')) return null;
  const sentences = [...text.matchAll(/[^.!?;\n]+(?:[.!?;\n]+(?!\s)[^.!?;\n]+)*[.!?;\n]*\s*/gu)].map(
    ([said]) => said,
  );
  const told = sentences.map((said) => ({ said, reading: readTokens(vocabulary, cut(said)) }));
  const first = told.findIndex(({ said, reading }) => !states(said, reading, vocabulary));
  if (first < 1) return null;
  const before = told.slice(0, first);
  const question = told
    .slice(first)
    .map(({ said }) => said)
    .join('');
  const place = placeOf(before);
  const own = readTokens(vocabulary, cut(question));
  const outcome = understand(
    place === null || namesPlace(own) ? question : `${question} ${place.words}`,
    context,
  );
  if (!isSureOf(outcome)) return null;
  const ignored = before.map(({ said }) => said.trim().replace(/[.!;]+$/u, ''));
  return place !== null && !namesPlace(own)
    ? outcome
    : outcome.map((one, at) => (one.type === 'query' && at === 0 ? { ...one, ignored } : one));
}

/** It asks nothing, and says no figure. */
const states = (said: string, { tokens, measures, concepts }: Reading, { operations }: Vocabulary): boolean =>
  !said.includes('?') &&
  measures.length === 0 &&
  !tokens.some(({ text }) => operations.get('asks')?.has(text)) &&
  ![...concepts].some((concept) => /^(ask|attr|rank|op|follow|talk):/.test(concept));

/** The requests that begin with words that ask; null where there are not several, or the whole message says what each is of. */
function whereSeveralAsk({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary } = context;
  // Words of another half may have been taken for what items are about, of which the structure that is named has none.
  const isAnswered = outcomes.every(
    (one) => one.type === 'query' && !isNoRule(one) && !guessesWrong([one.query], vocabulary),
  );
  if (!(isAnswered || outcomes.every((one) => one.type === 'query' || isOpen(one)))) return null;
  const said = ({ from, to }: Stretch): string => text.slice(from, to);
  const requests = withWhatFollows(
    requestsIn(text, vocabulary),
    (request, next) =>
      isToBeSaid(readTokens(vocabulary, context.cut(said(request)))) &&
      !isDoneWithThoseBefore(said(next), vocabulary),
  ).filter((request) => !isTalk(readTokens(vocabulary, context.cut(said(request)))));
  if (requests.length < 2 || requests.length > MOST_HALVES) return null;
  const lists = eachOwnList(
    requests.map(({ from, to }) => text.slice(from, to)),
    outcomes,
    context,
    understand,
  );
  if (lists) return lists;
  const read = (from: number, to: number): Half => {
    const said = text.slice(requests[from]?.from, requests[to - 1]?.to);
    return halfOf(said, from === 0 ? context : { ...context, conversation: null }, understand);
  };
  const alone = ofWhatIsLent(
    requests.map((_, at) => read(at, at + 1)),
    context,
    understand,
  );
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
    return alone.flatMap((half) => half.outcomes);
  const [, ...next] = alone;
  const isAfterQuestion = text.slice(requests[0]?.to, requests[1]?.from).includes('?');
  const opensAll = alone[0] && isSureOf(alone[0].outcomes) && !namesOnly(alone[0].reading);
  if (isAfterQuestion && opensAll && !next.some(isHeldAgainst)) {
    const turns = inTurn(alone, alone, context, understand);
    if (turns.every(isWhole)) return turns.flatMap((half) => half.outcomes);
  }
  const lost =
    isAnswered &&
    (next.some((half) => asksForOthers(half.text, vocabulary)) ||
      losesFigure(queriesOf(outcomes), alone) ||
      (isAfterQuestion && isNarrowed(queriesOf(outcomes), alone)) ||
      (!ofGrammar && losesOne(queriesOf(outcomes), alone, vocabulary)));
  // «…, e qual è la differenza?»: a word of it may have a definition.
  const isTerm = queriesOf(outcomes).every(({ type }) => type === 'term');
  const isComposed = isAnswered && !lost && !isTerm && (!ofItems || ofGrammar);
  const followed = (some: readonly Half[]): readonly Half[] =>
    isComposed || (isAnswered && !asks) ? some : inTurn(some, alone, context, understand);
  const each = followed(alone);
  const halves = each.every(isWhole) ? each : followed(together(alone, read));
  const whole = halves.map(isWhole);
  if (halves.some(({ goesOn }) => goesOn) && !whole.includes(false))
    return halves.flatMap((half) => half.outcomes);
  const complete = whole.map((one, at) => one && !isOfThoseBefore(halves, whole, at));
  // «Gli obiettivi del settore 6 e i processi del settore 7 con il costo più alto»: what is known may be of both.
  const isNamed = vocabulary.operations.get('names')?.has(halves[0]?.reading.tokens[0]?.text ?? '') === true;
  if ((lost || (!isAnswered && !isNamed)) && !complete.includes(false))
    return halves.flatMap((half) => half.outcomes);
  if (!complete.includes(true) || !complete.includes(false)) return null;
  if (isNamed && halves.some(({ outcomes: own }, at) => !complete[at] && !own.every(hasUnknownWord)))
    return null;
  if (isAnswered && !lost && !isPassedOver(outcomes, halves, complete)) return null;
  const answered = halves.flatMap((half, at) => (complete[at] ? half.outcomes : []));
  const told = queriesOf(answered);
  const isLeft = (half: Half, at: number): boolean => complete[at] !== true && !isSaidInRows(half, told);
  return [...answered, ...halves.filter(isLeft).map(askedBack)];
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
    told.push(read === half ? half : { ...read, text: half.text, isLent: true });
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
  return asked.some(
    (query) => 'measures' in query && query.measures.slice(0, 1).some((one) => !words.has(one)),
  );
}

/** «Quanti obiettivi ha il settore 5? Sono tutti al 100 %?»: the second question says nothing of what the first asks for. */
function isNarrowed(queries: readonly Query[], [first]: readonly Half[]): boolean {
  if (queries.length > 1 || !first || !isSureOf(first.outcomes)) return false;
  const { numbers } = statedBy(queriesOf(first.outcomes));
  return [...statedBy(queries).numbers].some((number) => !numbers.has(number));
}

/** «Quali obiettivi scadono dopo il 2021 e chi li segue?»: the rows of a list say whose they are. */
const isSaidInRows = ({ reading: { spans, topic } }: Half, queries: readonly Query[]): boolean =>
  topic.length === 0 &&
  spans.some(({ concept }) => WHOSE.test(concept)) &&
  spans.every(({ concept }) => WHOSE.test(concept) || /^(ask:(count|list|who)|noise:)/.test(concept)) &&
  queries.some((query) => query.type === 'list' || (query.type === 'figures' && query.by === 'item'));

const WHOSE = /^(attr:responsible|noun:(unit|department|structure))$/;

/** «Quanti ne ha?»: no more than what was asked before. */
const saysNothing = ({ reading: { tokens, spans } }: Half, { operations }: Vocabulary): boolean =>
  spans.every(({ concept }) => /^(ask:(count|list)|noise:)/.test(concept)) &&
  tokens.every(({ light, text }) => light || operations.get('asks')?.has(text) === true);

function halfOf(text: string, context: Asked, understand: Understand): Half {
  const { vocabulary, cut } = context;
  const reading = readTokens(vocabulary, cut(text));
  const namesBody = reading.tokens.some(({ key }) => vocabulary.bodyKeys.has(key));
  return { text, outcomes: understand(text, context), reading, namesBody };
}

/** More pieces than these are a list: reading each would cost too much. */
const MOST_PIECES = 8;

/**
 * «Il peso del 33 e il responsabile del 34», «quanti dipendenti ha il comune? E quanto costano gli obiettivi?»: requests
 * that are complete one by one, wherever they are joined; null where the grammar reads the message as one, or it is one.
 */
function whereSeveralStand({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  const pieces = piecesIn(text, vocabulary);
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return null;
  const readings = pieces.map(({ from, to }) => readTokens(vocabulary, cut(text.slice(from, to))));
  if (readings.filter((reading, at) => asksOfSomething(reading, vocabulary, at === 0)).length < 2)
    return null;
  const isTabled = outcomes.some((one) => one.type === 'query' && OF_TABLES.has(one.query.type));
  if (isTabled || recogniseComposed(text, context) !== null) return null;
  const read = (from: number, to: number): Half | null => {
    const said = text.slice(pieces[from]?.from, pieces[to - 1]?.to);
    const reading = readTokens(vocabulary, cut(said));
    if (!asksOfSomething(reading, vocabulary, from === 0) || isElliptic(reading) || leans(reading))
      return null;
    if (to < pieces.length && isToBeSaid(reading)) return null;
    const half = halfOf(said, from === 0 ? context : { ...context, conversation: null }, understand);
    return half.outcomes.every(isSure) ? half : null;
  };
  const halves: Half[] = [];
  let held = 0;
  for (let at = 1; at < pieces.length; at += 1) {
    const next = read(at, at + 1);
    const before = next && read(held, at);
    if (!next || !before || isContinued(before, next)) continue;
    halves.push(before);
    held = at;
  }
  const last = halves.length > 0 ? read(held, pieces.length) : null;
  return last === null ? null : ofOneKind([...halves, last]);
}

/**
 * «Quanti dirigenti sono in servizio e qual è l'età media delle donne?»: each asks for figures of its own, and one of them
 * for those of another table than the whole message was read in, where words of both were taken for one figure, or for
 * rows that share a word. Null for figures that are as many as the requests.
 */
function ofOtherTables({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary } = context;
  const codes = figuresToldBy(outcomes);
  const pieces = codes.length === 0 ? [] : piecesIn(text, vocabulary);
  if (pieces.length < 2 || pieces.length > MOST_HALVES || pieces.length === codes.length) return null;
  const halves = pieces.map(({ from, to }, at) =>
    halfOf(text.slice(from, to), at === 0 ? context : { ...context, conversation: null }, understand),
  );
  const areOwn = halves.every(
    ({ outcomes: own, reading }) =>
      opensRequest(reading, vocabulary) &&
      isSureOf(own) &&
      figuresToldBy(own).length > 0 &&
      !isElliptic(reading),
  );
  if (!areOwn) return null;
  const topicOf = new Map(vocabulary.index.plan.facts.map(({ code, topic }) => [code, topic]));
  const topics = new Set(codes.map((code) => topicOf.get(code)));
  const isElsewhere = ({ outcomes: own }: Half): boolean =>
    figuresToldBy(own).every((code) => !topics.has(topicOf.get(code) ?? ''));
  return halves.some(isElsewhere) ? halves.flatMap((half) => half.outcomes) : null;
}

/** It begins with a word that asks, or with an article of several words: "parchi, attrezzati e non" are of one request. */
const opensRequest = ({ tokens }: Reading, { operations, smallWords: { is } }: Vocabulary): boolean =>
  tokens.slice(0, 3).some(({ text }) => operations.get('asks')?.has(text) === true) ||
  (is('article', tokens[0]?.text) && tokens.filter(({ light }) => !light).length > 1);

/** The figures of the tables that are told as they are, and of which nothing is made; none for anything else. */
function figuresToldBy([only, ...more]: readonly Outcome[]): readonly string[] {
  if (more.length > 0 || only?.type !== 'query' || only.query.type !== 'fact') return [];
  const { codes, operation, order, bound, by, near, beside, also } = only.query;
  const isPlain = [operation, order, bound, by, near, beside].every((one) => one === null);
  return isPlain && also.length === 0 ? codes : [];
}

/** Their readers answer only where they have a use for every word. */
const OF_TABLES: ReadonlySet<Query['type']> = new Set<Query['type']>([
  'fact',
  'parts',
  'acts',
  'monitoring',
  'passage',
]);

/**
 * It may be a request by itself: it begins with a word that asks, or holds one after what it names, or begins with a
 * figure or an attribute and names of what. The first of a message needs only the last.
 */
function asksOfSomething(reading: Reading, { operations }: Vocabulary, isFirst: boolean): boolean {
  const { tokens, spans, measures, concepts, items, structures, goals } = reading;
  const asks = (token: Token): boolean => operations.get('asks')?.has(token.text) === true;
  const first = tokens.findIndex(({ light }) => !light);
  const opens = (pattern: RegExp): boolean =>
    spans.some(({ from, concept }) => (from === 0 || from === first) && pattern.test(concept));
  const isNamed = items.length + structures.length + goals.length > 0;
  const says = measures.length > 0 || [...concepts].some((one) => /^(attr|ask|mon|state|rank):/.test(one));
  if (!says) return false;
  if (tokens.slice(0, 3).some(asks) || opens(/^ask:/)) return namesPlace(reading) || saysOfWhat(reading);
  // «… e l'obiettivo meno costoso del settore 5»: the one of a kind that stands at an end.
  const isRanked = opens(/^kind:/) && [...concepts].some((one) => one.startsWith('rank:'));
  return isNamed && (isFirst || isRanked || tokens.some(asks) || opens(/^(measure|attr):/));
}

/** «Quanti obiettivi ha il settore 5 e quanti processi?»: of the same department. */
const isContinued = (before: Half, { reading, outcomes }: Half): boolean =>
  reading.topic.length === 0 &&
  !namesPlace(reading) &&
  (namesPlace(before.reading) || before.reading.topic.length > 0) &&
  !isTold(before.outcomes) &&
  !isTold(outcomes);

/** What is told in words is of no place, and lends none. */
const TOLD: ReadonlySet<Query['type']> = new Set<Query['type']>([
  'term',
  'rule',
  'statement',
  'use',
  'remark',
]);

const isTold = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every((one) => one.type === 'query' && TOLD.has(one.query.type));

/** «Quanti obiettivi e quanti processi sono modificati?», «quanti del settore 2 e quanti del 3 sono biennali?»: what is asked of the first is said after the others. */
const isToBeSaid = ({ concepts, spans, tokens, structures }: Reading): boolean =>
  concepts.has('ask:count') &&
  spans.some(
    ({ concept, to }) =>
      concept.startsWith('kind:') &&
      (to === tokens.length ||
        (/^d/.test(tokens[to]?.text ?? '') && structures.some((place) => place.to === tokens.length))),
  );

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

/** Speaks of the others: a sum, a difference, the dearest of them. */
const leans = ({ concepts, items, structures, kinds, goals, measures, tokens }: Reading): boolean =>
  concepts.has('follow:those') ||
  ([...concepts].some((concept) => TOGETHER.test(concept)) &&
    measures.length === 0 &&
    !concepts.has('ask:count')) ||
  ((concepts.has('ask:compare') ||
    concepts.has('ask:difference') ||
    tokens.some(({ text }) => text.startsWith('differen'))) &&
    items.length + structures.length + goals.length < 2 &&
    kinds.length < 2 &&
    measures.length < 2) ||
  ((concepts.has('rank:max') || concepts.has('rank:min')) && items.length === 1);

const TOGETHER = /^ask:(compare|difference|total|average|share|discrepancies)$/;

/** «Il liquidato del processo 58 e poi il riscosso del 59»: of another process. */
function ofOneKind(halves: readonly Half[]): readonly Outcome[] {
  const [kind, ...others] = unique(
    halves.flatMap(({ reading }) => reading.items.flatMap((one) => one.kind ?? [])),
  );
  return halves.flatMap(({ outcomes, reading }) =>
    outcomes.map((one) => {
      if (one.type !== 'query' || one.query.type !== 'item' || kind === undefined || others.length > 0)
        return one;
      if (reading.items.length === 0 || reading.items.some((item) => item.kind !== null)) return one;
      const items = one.query.items.filter((ref) => kindOf(ref) === kind);
      return items.length === 0 ? one : { ...one, query: { ...one.query, items } };
    }),
  );
}

const queriesOf = (outcomes: readonly Outcome[]): readonly Query[] =>
  outcomes.flatMap((one) => (one.type === 'query' ? [one.query] : []));

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

/**
 * «Quale dura più di un anno e quale è senza peso?»: each asks for a list of its own, of what the first names, and never
 * for the rows that both hold of. One that is not understood by itself is asked back. Null for any other message.
 */
function eachOwnList(
  requests: readonly string[],
  outcomes: readonly Outcome[],
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const whole = listedBy(outcomes);
  const { operations } = context.vocabulary;
  const [first, ...others] = requests.map((request) => ({
    request,
    reading: readTokens(context.vocabulary, context.cut(request)),
  }));
  const isAnswered = outcomes.every(({ type }) => type === 'query');
  if ((whole === null && isAnswered) || first === undefined || OF_THESE.test(requests.join(' '))) return null;
  const nounOf = ({ tokens, spans }: Reading): string | null => {
    const noun = spans.find(({ concept }) => concept.startsWith('kind:'));
    return noun
      ? tokens
          .slice(noun.from, noun.to)
          .map(({ text }) => text)
          .join(' ')
      : null;
  };
  const opens = ({ request }: { readonly request: string }): RegExpExecArray | null =>
    /^\p{L}+/u.exec(request);
  const which = operations.get('which');
  if (![first, ...others].every((one) => which?.has(normalise(opens(one)?.[0] ?? '')) === true)) return null;
  const noun = nounOf(first.reading);
  if (noun === null || others.some(({ reading }) => nounOf(reading) !== null || leans(reading))) return null;
  const alone = [first, ...others].map((one, at) => {
    const asking = opens(one)?.[0] ?? '';
    const said = at === 0 ? one.request : `${asking} ${noun}${one.request.slice(asking.length)}`;
    return { ...one, outcomes: understand(said, { ...context, conversation: null }) };
  });
  const [own] = alone;
  const before = own ? listedBy(own.outcomes) : null;
  // «E quale scadenza hanno?»: of the same rows.
  if (isDeepStrictEqual(before, whole)) return null;
  if (whole === null && alone.some(({ outcomes: read }) => listedBy(read) === null || isOfAll(read)))
    return null;
  return alone.flatMap(({ request, outcomes: read }) =>
    listedBy(read) === null ? [askedBack({ text: request, outcomes: read })] : read,
  );
}

/** A list that nothing but the kind narrows: what else was said is what it is asked of. */
const isOfAll = ([only]: readonly Outcome[]): boolean =>
  only?.type === 'query' &&
  only.query.type === 'list' &&
  isDeepStrictEqual({ ...only.query.filter, kind: null }, EVERYTHING);

/** What narrows the one list of items that is answered; null for anything else. */
function listedBy([only, ...more]: readonly Outcome[]): unknown {
  if (more.length > 0 || only?.type !== 'query') return null;
  const { query } = only;
  if (query.type === 'list') return query.filter;
  return query.type === 'figures' && query.by === 'item' ? [query.select, query.having] : null;
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

/** What was answered says no more than some halves of the message alone, and the others speak of nothing in the plan. */
function isPassedOver(
  outcomes: readonly Outcome[],
  halves: readonly Half[],
  complete: readonly boolean[],
): boolean {
  const others = halves.filter((_, at) => !complete[at]);
  if (others.length === 0 || !others.every((half) => half.outcomes.every(isUnknown))) return false;
  const whole = statedBy(queriesOf(outcomes));
  const alone = statedBy(queriesOf(halves.flatMap((half, at) => (complete[at] ? half.outcomes : []))));
  return (
    [...whole.words].every((word) => whole.types.has(word) || alone.words.has(word)) &&
    [...whole.numbers].every((number) => alone.numbers.has(number))
  );
}

/** Refusals that are of one request alone, whatever the others. */
const OWN: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>([
  'nothing_found',
  'off_topic',
  'unknown_structure',
  'unknown_item',
  'unknown_goal',
  'personal',
  'no_reason',
]);
const UNKNOWN: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>(['nothing_found', 'off_topic']);

const isOpen = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' || (outcome.type === 'refusal' && OWN.has(outcome.refusal.reason));

/** It speaks of nothing in the plan. */
const isUnknown = (outcome: Outcome): boolean =>
  outcome.type === 'query'
    ? outcome.query.type === 'about'
    : outcome.type === 'refusal' && UNKNOWN.has(outcome.refusal.reason);

const hasUnknownWord = (outcome: Outcome): boolean =>
  isUnknown(outcome) || (outcome.type === 'clarification' && outcome.what === 'word');

/** It says what it asks and of what; where another half names a place or an item, it names its own. */
function isComplete({ outcomes, reading, namesBody }: Half, halves: readonly Half[]): boolean {
  // What begins a message leans on nothing but its own words.
  const isFirst = halves[0]?.reading === reading;
  if (!outcomes.every(isSure) || isElliptic(reading) || (!isFirst && leans(reading))) return false;
  if (namesPlace(reading) || namesBody || isTold(outcomes)) return true;
  return saysOfWhat(reading) && !halves.some((half) => namesPlace(half.reading));
}

const namesPlace = ({ structures, items, goals, concepts }: Reading): boolean =>
  structures.length + items.length + goals.length > 0 || concepts.has('noun:body');

const saysOfWhat = ({ kinds, topic, concepts }: Reading): boolean =>
  kinds.length + topic.length > 0 || [...concepts].some((concept) => /^(noun|group|kind|mon):/.test(concept));

/** What is asked back names its words; where nothing of it was made, or it is not said of what, these are all of them. */
function askedBack({ text, outcomes: [first, ...more] }: Pick<Half, 'text' | 'outcomes'>): Outcome {
  if (more.length === 0 && first?.type === 'clarification' && (first.unused ?? []).length > 0)
    return { ...first, of: text };
  const isTold = first?.type === 'refusal' ? !isUnknown(first) : first?.type === 'query' && isUnknown(first);
  if (more.length === 0 && first && isTold) return first;
  const what = first && isUnknown(first) ? 'word' : 'subject';
  return {
    type: 'clarification',
    what,
    choices: [],
    unused: [text.replace(/[^\p{L}\p{N}]+$/u, '')],
    of: text,
  };
}
