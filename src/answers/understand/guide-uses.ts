import { topicAsked } from '../knowledge/ways.ts';
import type { Token } from '../language/tokens.ts';
import { isCommon } from './ordinary-words.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** The question is of a case or of a way, not of today's state. */
const STEP = /^(se|succede|accade|come|posso|dove|fino)$/;
/** A word is to be explained, not a step. */
const MEANING = /^(significa|significato|vuol|vuole|intende|definizione|sigla|acronimo)$/;

/** "A chi arrivano i solleciti se sono in ferie?", "da dove prendi i numeri?": how Traguardo works, never a figure of the plan. */
export function recogniseUses(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { items, goals, amounts, structures, concepts } = reading;
  // "Due colleghi" is no item 2.
  const named = items.some((one) => one.kind !== null || reading.tokens[one.from]?.spelled !== true);
  if (named || goals.length + amounts.length > 0) return null;
  if (concepts.has('ask:meaning') && reading.tokens.some(({ text }) => MEANING.test(text))) return null;
  if (asksWhoIsMissing(context)) return null;
  // "Come si ripartisce il costo tra i settori?": of figures, whatever the verb.
  if (reading.measures.length > 0 && [...concepts].some((concept) => /^(group|rank|op):/.test(concept)))
    return null;
  const { controllerUnit } = vocabulary.index.plan.head;
  if (structures.some((one) => one.strong && one.code !== controllerUnit)) return null;
  const { uses, idle } = vocabulary.guide;
  const best = topicAsked(uses, reading.tokens, contentOf(context), ({ key }) => idle.has(key));
  return best ? ask({ type: 'use', topic: best.topic }) : null;
}

/** "Chi non ha ancora risposto?", "che cosa manca?": of the open phase, not of how it works. */
const asksWhoIsMissing = ({ reading }: Context): boolean =>
  reading.spans.some(
    ({ concept, from, to }) =>
      concept === 'mon:missing' &&
      reading.tokens.slice(from, to).some(({ text }) => /^(ancora|manc|non$|risposto|mancant)/.test(text)),
  ) && !reading.tokens.some(({ text }) => STEP.test(text));

/** Words that carry the question's meaning: neither politeness nor the words that ask. */
export const contentOf = ({ reading, vocabulary }: Context): readonly Token[] =>
  reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type !== 'sign' &&
      token.text !== 'non' &&
      !isCommon(vocabulary, reading.tokens, at) &&
      !reading.spans.some(
        (span) => span.from <= at && span.to > at && /^(noise|talk|ask:(?!act))/.test(span.concept),
      ),
  );
