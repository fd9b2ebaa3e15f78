import { isDeepStrictEqual } from 'node:util';
import { statedBy } from '../account/stated.ts';
import { guessesWrong } from '../account/words-left.ts';
import { type Conversation, EARLIER_QUERIES } from '../conversation.ts';
import { talkOf } from '../follow/follow.ts';
import { OF_THESE } from '../follow/goes-on.ts';
import { readFollow } from '../follow/read-follow.ts';
import { memberRefs } from '../follow/shown-set.ts';
import { areOfSets } from '../grammar/ledger.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';
import { EVERYTHING, type Query } from '../query.ts';
import { recogniseComposed } from './composed.ts';
import { isElliptic } from './items.ts';
import { leans } from './joined-parts.ts';
import type { Context, Outcome, Refusal } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

type Asked = Omit<Context, 'reading'>;
type Understand = (text: string, context: Asked) => readonly Outcome[];

/** A message of more is no question and another. */
const MOST_HALVES = 4;

/** A request of a message, what it is understood as by itself, and its words. */
interface Half {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
  readonly reading: Reading;
  /** It was read as what goes on from those before it. */
  readonly goesOn?: boolean;
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
    const isOpenHalf = told.length > 0 && !isComplete(half, alone);
    const conversation = isOpenHalf ? afterwards(told, context) : null;
    const outcomes = conversation === null ? [] : understand(half.text, { ...context, conversation });
    const goesOn = outcomes.length > 0 && outcomes.every(isSure);
    told.push(goesOn ? { ...half, outcomes, goesOn } : half);
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

/** A question that is understood, and in full. */
const isSure = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type !== 'about' && (one.ignored ?? []).length === 0;

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
  const { vocabulary } = context;
  // Words of another half may have been taken for what items are about, of which the structure that is named has none.
  const isAnswered = outcomes.every((one) => one.type === 'query' && !guessesWrong([one.query], vocabulary));
  if (context.lens !== null || !(isAnswered || outcomes.every((one) => one.type === 'query' || isOpen(one))))
    return outcomes;
  const requests = requestsIn(text, vocabulary);
  if (requests.length < 2 || requests.length > MOST_HALVES) return outcomes;
  const lists = eachOwnList(
    requests.map(({ from, to }) => text.slice(from, to)),
    outcomes,
    context,
    understand,
  );
  if (lists) return lists;
  const read = (from: number, to: number): Half => {
    const said = text.slice(requests[from]?.from, requests[to - 1]?.to);
    const own = from === 0 ? context : { ...context, conversation: null };
    return {
      text: said,
      outcomes: understand(said, own),
      reading: readTokens(vocabulary, context.cut(said)),
    };
  };
  const alone = requests.map((_, at) => read(at, at + 1));
  const isWhole = (half: Half): boolean => half.goesOn === true || isComplete(half, alone);
  // «Protocollo e posta in partenza, chi pesa di più?»: what begins says of whom, and asks nothing.
  const last = alone.at(-1);
  const asks =
    alone[0]?.reading.tokens.some(({ text: word }) => vocabulary.operations.get('asks')?.has(word)) ===
      true ||
    (last !== undefined && goesOn(last.text, vocabulary));
  // What the grammar reads as a whole says what each half is of.
  const ofItems = areOfSets(outcomes.flatMap((one) => (one.type === 'query' ? [one.query] : [])));
  const isComposed = isAnswered && (!ofItems || recogniseComposed(text, context) !== null);
  const followed = (some: readonly Half[]): readonly Half[] =>
    isComposed || (isAnswered && !asks) ? some : inTurn(some, alone, context, understand);
  const each = followed(alone);
  const halves = each.every(isWhole) ? each : followed(together(alone, read));
  const whole = halves.map(isWhole);
  if (halves.some(({ goesOn }) => goesOn) && !whole.includes(false))
    return halves.flatMap((half) => half.outcomes);
  const complete = whole.map((one, at) => one && !isOfThoseBefore(halves, whole, at));
  if (!complete.includes(true) || !complete.includes(false)) return outcomes;
  // «Gli obiettivi del settore 6 e i processi del settore 7 con il costo più alto»: what is known may be of both.
  const isNamed = vocabulary.operations.get('names')?.has(halves[0]?.reading.tokens[0]?.text ?? '') === true;
  if (isNamed && halves.some(({ outcomes: own }, at) => !complete[at] && !own.every(hasUnknownWord)))
    return outcomes;
  if (isAnswered && !isPassedOver(outcomes, halves, complete)) return outcomes;
  const answered = halves.flatMap((half, at) => (complete[at] ? half.outcomes : []));
  return [...answered, ...halves.flatMap((half, at) => (complete[at] ? [] : [askedBack(half)]))];
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
  return alone.flatMap(({ request, reading, outcomes: read }) =>
    listedBy(read) === null ? [askedBack({ text: request, outcomes: read, reading })] : read,
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
  const queriesOf = (some: readonly Outcome[]): readonly Query[] =>
    some.flatMap((one) => (one.type === 'query' ? [one.query] : []));
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
function isComplete({ outcomes, reading }: Half, halves: readonly Half[]): boolean {
  if (!outcomes.every(isSure) || isElliptic(reading) || leans(reading)) return false;
  return namesPlace(reading) || (saysOfWhat(reading) && !halves.some((half) => namesPlace(half.reading)));
}

const namesPlace = ({ structures, items, goals, concepts }: Reading): boolean =>
  structures.length + items.length + goals.length > 0 || concepts.has('noun:body');

const saysOfWhat = ({ kinds, topic, concepts }: Reading): boolean =>
  kinds.length + topic.length > 0 || [...concepts].some((concept) => /^(noun|group|kind):/.test(concept));

/** What is asked back names its words; where nothing of it was made, or it is not said of what, these are all of them. */
function askedBack({ text, outcomes: [first, ...more] }: Half): Outcome {
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

/** Words of what is done with those before. */
const MOST_TAIL = 4;

function goesOn(text: string, vocabulary: Vocabulary): boolean {
  const said = readFollow(text, vocabulary);
  if (said === null || said === 'again' || said.named.some(({ type }) => type !== 'place')) return false;
  return said.fold !== null || said.share || said.contrast !== null || said.named.length > 0;
}

/**
 * Where the requests of a message stand: each but the first begins with a word that asks, after a conjunction or a mark.
 * None for a message that asks nothing before it: that is no request but what another is asked under.
 */
function requestsIn(
  text: string,
  vocabulary: Vocabulary,
): readonly { readonly from: number; readonly to: number }[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    said: normalise(word),
    from: index,
    to: index + word.length,
  }));
  const does = (role: string, at: number): boolean =>
    vocabulary.operations.get(role)?.has(words[at]?.said ?? '') === true;
  // «…, e insieme?», «… e la differenza?»: what is done with those before.
  const isTail = (at: number): boolean =>
    words[at] !== undefined &&
    words.length - at <= MOST_TAIL &&
    goesOn(text.slice(words[at].from), vocabulary);
  const between = (at: number): string => text.slice(words[at - 1]?.to ?? 0, words[at]?.from);
  // «L’impegnato del settore 4 e il meteo»: where nothing asks, each is named.
  const isNamed = does('names', 0);
  const asksToo = words.some((_, at) => does('asks', at));
  const begins = (at: number): boolean =>
    isNamed && !asksToo
      ? does('names', at)
      : does('asks', at) || (does('before asking', at) && (does('asks', at + 1) || does('asks', at + 2)));
  const cuts: { readonly end: number; readonly start: number; readonly asks: boolean }[] = [];
  for (let at = 1; at < words.length; at += 1) {
    let joins = at;
    while (does('joins', joins)) joins += 1;
    const isApart = joins > at || /[,;:?!.\n]/.test(between(at));
    const asks = isApart && begins(joins);
    if (asks || (isApart && isTail(joins))) {
      cuts.push({ end: words[at - 1]?.to ?? 0, start: words[joins]?.from ?? 0, asks });
      at = joins;
    }
  }
  const parts = [0, ...cuts.map(({ start }) => start)].map((from, at) => ({
    from,
    to: cuts[at]?.end ?? text.length,
  }));
  if (does('under which', 0)) return [];
  const first = words.find((_, at) => begins(at));
  const [opening, next, ...more] = parts;
  const asks = isNamed || /[?]/.test(text.slice(opening?.to, next?.from));
  const asksNothing =
    !asks && cuts.some((cut) => cut.asks) && (first?.from ?? text.length) >= (opening?.to ?? 0);
  // «Sommando obiettivi e processi, quanto …»: it says of what the first is asked.
  if (asksNothing)
    return opening && next && more.length > 0 ? [{ from: opening.from, to: next.to }, ...more] : [];
  return parts;
}
