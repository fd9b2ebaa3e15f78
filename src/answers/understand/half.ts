import { unique } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { stem } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { isElliptic, kindOf } from './items.ts';
import type { Context, Outcome, Refusal } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/** What a message is asked under. */
export type Asked = Omit<Context, 'reading'>;

/** Reads a message, or a part of it. */
export type Understand = (text: string, context: Asked) => readonly Outcome[];

/** A message, and what the whole of it was understood as. */
export interface Message {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
  readonly context: Asked;
  readonly understand: Understand;
}

/** A message of more is no question and another. */
export const MOST_HALVES = 4;

/** A request of a message, what it is understood as by itself, and its words. */
export interface Half {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
  readonly reading: Reading;
  /** It says the name of the body: «quanti abitanti ha Lucca». */
  readonly namesBody: boolean;
  /** «Quante donne ci sono»: in all. */
  readonly isOfAll?: boolean;
  /** It was read as what goes on from those before it. */
  readonly goesOn?: boolean;
  /** It asks what the one before it asks. */
  readonly isLent?: boolean;
}

/** «Quanti PC ha il settore 4 e quanto ha impegnato?»: the one place that was named last, and its words. */
export function placeOf(
  told: readonly Pick<Half, 'reading'>[],
): { readonly code: string; readonly words: string } | null {
  const reading = told.findLast((half) => namesPlace(half.reading))?.reading;
  const [place, ...others] = reading?.structures ?? [];
  if (!reading || !place || others.length + reading.items.length + reading.goals.length > 0) return null;
  const words = reading.tokens.slice(place.from, place.to).map(({ text }) => text);
  return { code: place.code, words: words.join(' ') };
}

/** Something is understood, and all of it in full. */
export const isSureOf = (outcomes: readonly Outcome[]): boolean =>
  outcomes.length > 0 && outcomes.every(isSure);

/** A question that is understood, and in full. */
export const isSure = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type !== 'about' && (one.ignored ?? []).length === 0;

/** «Quanti ne ha?»: no more than what was asked before. */
export const saysNothing = ({ reading: { tokens, spans } }: Half, { operations }: Vocabulary): boolean =>
  spans.every(({ concept }) => /^(ask:(count|list)|noise:)/.test(concept)) &&
  tokens.every(({ light, text }) => light || operations.get('asks')?.has(text) === true);

/** A part of a message, read by itself. */
export function halfOf(text: string, context: Asked, understand: Understand): Half {
  const { vocabulary, cut } = context;
  const reading = readTokens(vocabulary, cut(text));
  const namesBody = reading.tokens.some(({ key }) => vocabulary.bodyKeys.has(key));
  const isOfAll = reading.tokens.some(
    ({ text: word }, at) =>
      vocabulary.operations.get('there')?.has(word) &&
      vocabulary.smallWords.is('are', reading.tokens[at + 1]?.text),
  );
  return { text, outcomes: understand(text, context), reading, namesBody, isOfAll };
}

/** Their readers answer only where they have a use for every word. */
export const OF_TABLES: ReadonlySet<Query['type']> = new Set<Query['type']>([
  'fact',
  'parts',
  'acts',
  'monitoring',
  'passage',
]);

/** What is told in words is of no place, and lends none. */
export const TOLD: ReadonlySet<Query['type']> = new Set<Query['type']>([
  'term',
  'rule',
  'statement',
  'use',
  'remark',
]);

/** Nothing but what is told in words. */
export const isTold = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every((one) => one.type === 'query' && TOLD.has(one.query.type));

/** «Quanti obiettivi e quanti processi sono modificati?», «quanti del settore 2 e quanti del 3 sono biennali?»: what is asked of the first is said after the others. */
export const isToBeSaid = ({ concepts, spans, tokens, structures }: Reading): boolean =>
  concepts.has('ask:count') &&
  spans.some(
    ({ concept, to }) =>
      concept.startsWith('kind:') &&
      (to === tokens.length ||
        (/^d/.test(tokens[to]?.text ?? '') && structures.some((place) => place.to === tokens.length))),
  );

/** Speaks of the others: a sum, a difference, the dearest of them. */
export const leans = ({ concepts, items, structures, kinds, goals, measures, tokens }: Reading): boolean =>
  concepts.has('follow:those') ||
  ([...concepts].some((concept) => TOGETHER.test(concept)) &&
    measures.length === 0 &&
    !concepts.has('ask:count')) ||
  ((concepts.has('ask:compare') ||
    concepts.has('ask:difference') ||
    tokens.some(({ key }) => key === DIFFERENCE)) &&
    items.length + structures.length + goals.length < 2 &&
    kinds.length < 2 &&
    measures.length === 0) ||
  ((concepts.has('rank:max') || concepts.has('rank:min')) && items.length === 1);

/** «Che differenza c’è?» */
export const DIFFERENCE = stem('differenza');

const TOGETHER = /^ask:(compare|difference|total|average|share|discrepancies)$/;

/** What is asked, without what is asked back or declined. */
export const queriesOf = (outcomes: readonly Outcome[]): readonly Query[] =>
  outcomes.flatMap((one) => (one.type === 'query' ? [one.query] : []));

/** Refusals that are of one request alone, whatever the others. */
const OWN: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>([
  'nothing_found',
  'off_topic',
  'unknown_structure',
  'unknown_item',
  'unknown_goal',
  'personal',
  'address',
  'no_reason',
]);

const UNKNOWN: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>(['nothing_found', 'off_topic']);

/** It is asked back, or declined for what it asks alone. */
export const isOpen = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' || (outcome.type === 'refusal' && OWN.has(outcome.refusal.reason));

/** It speaks of nothing in the plan. */
export const isUnknown = (outcome: Outcome): boolean =>
  outcome.type === 'query'
    ? outcome.query.type === 'about'
    : outcome.type === 'refusal' && UNKNOWN.has(outcome.refusal.reason);

/** It speaks of nothing in the plan, or a word of it is not known. */
export const hasUnknownWord = (outcome: Outcome): boolean =>
  isUnknown(outcome) || (outcome.type === 'clarification' && outcome.what === 'word');

/** It says what it asks and of what; where another half names a place or an item, it names its own. */
export function isComplete(
  { outcomes, reading, namesBody, isOfAll: areThere }: Half,
  halves: readonly Half[],
): boolean {
  // What begins a message leans on nothing but its own words.
  const isFirst = halves[0]?.reading === reading;
  if (!outcomes.every(isSure) || isElliptic(reading) || (!isFirst && leans(reading))) return false;
  // «… e di che anno è la scadenza?»: a word of it may have a definition that is not asked for.
  if (!isFirst && outcomes.every(isTerm) && !reading.concepts.has('ask:meaning')) return false;
  if (namesPlace(reading) || namesBody || isTold(outcomes) || outcomes.every(isOfDays)) return true;
  if (isFirst && areThere === true) return true;
  // «… e quanto abbiamo accertato?»: whoever asks speaks of the body.
  const isOfUs = reading.tokens.some(({ text }) => OF_US.test(text));
  const isOfAll = saysOfWhat(reading) || ((isFirst || isOfUs) && reading.measures.length > 0);
  if (isFirst && isOfAll && queriesOf(outcomes).every(choosesItsOwn)) return true;
  return isOfAll && !halves.some((half) => namesPlace(half.reading));
}

const OF_US = /^abbiamo$/;

/** «Quale settore ha più processi», «quanti obiettivi sono sotto il 100 %»: of whom is said in full, whatever place is named afterwards. */
const choosesItsOwn = (query: Query): boolean =>
  query.type === 'item' ||
  (query.type === 'figures' &&
    (query.order !== null || query.select.some(({ type }) => type !== 'kind' && type !== 'structure')));

const isTerm = (one: Outcome): boolean => one.type === 'query' && one.query.type === 'term';

/** «Quando si fa la verifica»: days of something that bears a name. */
const isOfDays = (one: Outcome): boolean =>
  one.type === 'query' && one.query.type === 'date' && one.query.phases.length + one.query.acts.length > 0;

/** It names a structure, an item, a goal or the body. */
export const namesPlace = ({ structures, items, goals, concepts }: Reading): boolean =>
  structures.length + items.length + goals.length > 0 || concepts.has('noun:body');

/** It says what kind of thing it asks of, or what about. */
export const saysOfWhat = ({ kinds, topic, concepts }: Reading): boolean =>
  kinds.length + topic.length > 0 || [...concepts].some((concept) => /^(noun|group|kind|mon):/.test(concept));

/** What is asked back names its words; where nothing of it was made, or it is not said of what, these are all of them. */
export function askedBack({ text, outcomes: [first, ...more] }: Pick<Half, 'text' | 'outcomes'>): Outcome {
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

/** «Il liquidato del processo 58 e poi il riscosso del 59»: of another process. */
export function ofOneKind(halves: readonly Half[]): readonly Outcome[] {
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
