import { saidBy } from '../account/words-left.ts';
import { spansYears } from '../figures/years.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { compete } from './compete.ts';
import { continuesFact, recogniseFollowFacts } from './follow-facts.ts';
import { recogniseUses } from './guide-uses.ts';
import { isElliptic } from './items.ts';
import { recogniseLimits } from './limits.ts';
import { nothing } from './nothing-read.ts';
import { type Context, OF_WHAT, type Outcome } from './outcome.ts';
import { speaks } from './prose.ts';
import { look, READERS } from './readers.ts';
import { lacksSubject, type Reading, readTokens } from './reading.ts';
import { recogniseSmallTalk } from './small-talk.ts';
import { findTopic } from './topic.ts';

export function understandPlainly(text: string, context: Omit<Context, 'reading'>): readonly Outcome[] {
  const all = context.cut(text);
  const outcome = understandOne(all, context);
  return [isRead(outcome) ? outcome : (understandPart(all, context) ?? outcome)];
}

/** Something was made of all that it asks. */
export const isRead = (outcome: Outcome): outcome is Extract<Outcome, { type: 'query' }> =>
  outcome.type === 'query' && outcome.isWide !== true;

/** A message longer than this is a letter: what it asks is somewhere in it, whatever else it tells. */
const LETTER_WORDS = 20;
/** A question in a letter takes at most so many of its parts, one after the other. */
const PARTS_TOGETHER = 3;

/**
 * The question inside a letter whose other words mean nothing to the plan: the last of its parts, or of few together,
 * that says both what it asks and of what. The answer says what was taken from it.
 */
function understandPart(all: readonly Token[], context: Omit<Context, 'reading'>): Outcome | null {
  const segments = segmentsOf(context.vocabulary, all);
  if (segments.length < 2 || segments.length > MOST_PARTS) return null;
  const isLetter = all.length >= LETTER_WORDS;
  for (let size = 1; size <= PARTS_TOGETHER; size++)
    for (let from = segments.length - size; from >= 0; from--) {
      const said = segments.slice(from, from + size).flat();
      const reading = readTokens(context.vocabulary, said);
      const rest = segments.filter((_one, at) => at < from || at >= from + size);
      if (!isLetter && !rest.every((one) => speaks(context.vocabulary, one))) continue;
      if (!asksSomething(reading)) continue;
      const outcome = understandOne(said, context);
      if (isRead(outcome) && (isComplete(reading) || namesItems(outcome.query)))
        return { ...outcome, assumed: true };
    }
  return null;
}

/** A longer text is read no further: it would cost too much. */
const MOST_PARTS = 16;

/** Cuts at the marks of a sentence, after «vorrei sapere», and before «che non ci sono più». */
function segmentsOf(
  { frame }: Context['vocabulary'],
  tokens: readonly Token[],
): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const starts =
      !before ||
      token.pause ||
      token.clause !== before.clause ||
      (token.text === 'che' && tokens[at + 1]?.text === 'non') ||
      (frame.asks.has(before.text) && !frame.asks.has(token.text));
    if (starts) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

/** Turns one question into a query, a clarification or a refusal. */
function understandOne(tokens: readonly Token[], context: Omit<Context, 'reading'>): Outcome {
  const reading = readRelevant(context.vocabulary, tokens);
  return decide({ ...context, reading }, tokens);
}

/** Reads the message; where one clause is a complete question, only that one (the last). */
function readRelevant(vocabulary: Context['vocabulary'], tokens: readonly Token[]): Reading {
  const clauses = [...new Set(tokens.map((token) => token.clause))];
  const whole = readTokens(vocabulary, tokens);
  // Several sentences are read together, unless one of them gives orders to the machine or there are very many.
  const suspicious = whole.concepts.has('noise:instruction') || clauses.length > 4;
  if (clauses.length < 2 || !suspicious) return whole;
  for (const clause of clauses.reverse().slice(0, 8)) {
    const reading = readTokens(
      vocabulary,
      tokens.filter((token) => token.clause === clause),
    );
    if (isComplete(reading)) return reading;
  }
  return whole;
}

/** It is about items that were named, by number or by what they are about. */
export const namesItems = (query: Query): boolean =>
  query.type === 'item' || (query.type === 'figures' && query.select.some(({ type }) => type === 'items'));

const asksSomething = (reading: Reading): boolean =>
  reading.measures.length > 0 ||
  [...reading.concepts].some((concept) => /^(attr|ask|rank|mon|state|filter|kind):/.test(concept));

/** It says both what it asks and about what, and does not lean on another sentence. */
function isComplete(reading: Reading): boolean {
  if (isElliptic(reading)) return false;
  const about =
    reading.items.some((one) => one.items.length > 0 && (one.kind !== null || reading.measures.length > 0)) ||
    reading.structures.some((one) => one.strong) ||
    reading.goals.length > 0 ||
    (reading.kinds.length > 0 && reading.setLike);
  return asksSomething(reading) && about;
}

/** Concepts that cannot be part of an item's name: what is asked, and politeness. */
const ASKING = /^(noise|talk|ask|measure|follow|rank|op|group|plan|kind:(objective|process|indicator))/;

/**
 * Where all the words together are the very name of an item ("Servizi e interventi sociali"), none of them is an office
 * or a word for items in general.
 */
function withWholeName(context: Context): Context {
  const { reading, vocabulary } = context;
  const whole = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type === 'word' &&
      !reading.spans.some((span) => span.from <= at && span.to > at && ASKING.test(span.concept)),
  );
  if (whole.length <= reading.topic.length || whole.length < 2 || reading.items.length > 0) return context;
  if (!findTopic(vocabulary, reading, whole).titled) return context;
  const concepts = new Set([...reading.concepts].filter((concept) => ASKING.test(concept)));
  return { ...context, reading: { ...reading, topic: whole, structures: [], concepts } };
}

function decide(plain: Context, words: readonly Token[]): Outcome {
  const context = withWholeName(plain);
  const { reading, vocabulary } = context;
  const talk = recogniseSmallTalk(context);
  // "Come si usa Ricordamelo?" asks for help with one thing.
  if (talk) return (reading.concepts.has('talk:help') ? recogniseUses(context) : null) ?? talk;
  const seen = look(context);
  const { topic, facts } = seen;
  const best = compete(READERS, seen, saidBy(words, plain.reading, vocabulary), vocabulary);
  // "Mi ammalo, chi risponde?" is no question about a person, "liquidate nel 2020" none about another plan.
  if (best?.standing === 'listed' || best?.standing === 'told') return best.outcome;
  const limits = best && isOfPlans(best.outcome) ? null : recogniseLimits(context, facts, topic);
  if (limits) return limits;
  const goesOn = leans(context);
  const followed = goesOn || best === null ? recogniseFollowFacts(context) : null;
  if (followed) return followed;
  if (asksOfNothing(context)) return OF_WHAT;
  return best?.outcome ?? (goesOn ? OF_WHAT : nothing(context));
}

/** Whether a message goes on from what was asked before: it says so, or names nothing and asks for nothing that stands by itself. */
function leans(context: Context): boolean {
  const { conversation, reading } = context;
  if (conversation?.query == null) return false;
  const stands = [...reading.concepts].some((one) => /^(ask:(meaning|method|upcoming)|mon:|talk:)/.test(one));
  const namesNothing = lacksSubject(reading) && !stands && reading.unknownStructures.length === 0;
  return isElliptic(reading) || namesNothing || continuesFact(context);
}

/** It holds the plans of several years against each other: the year that it looks at besides is no other plan's. */
const isOfPlans = (outcome: Outcome): boolean =>
  outcome.type === 'query' && outcome.query.type === 'figures' && spansYears(outcome.query);

/** "Quando scade?", "chi è il responsabile?", with nothing said of what. */
const asksOfNothing = ({ reading, lens }: Context): boolean =>
  lens === null &&
  lacksSubject(reading) &&
  reading.measures.length + reading.years.length + reading.amounts.length === 0 &&
  ['attr:deadline', 'attr:responsible', 'attr:horizon'].some((one) => reading.concepts.has(one)) &&
  reading.spans.every(({ concept }) => /^(attr|noise|talk|follow|ask:(who|when))/.test(concept)) &&
  !reading.tokens.some(({ text }) => /^(cosa|scadenz[ae]|scadono|responsabili|deadlines|what)$/.test(text));
