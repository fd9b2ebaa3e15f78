import type { Wanted } from '../knowledge/guide-book.ts';
import type { Token } from '../language/tokens.ts';
import { isCommon } from './ordinary-words.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** One word in so many may be unknown to the topic. */
const FOREIGN = 4;
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
  const said = new Set(reading.tokens.map(({ key }) => key));
  const { uses, idle } = vocabulary.guide;
  const ways = [...said].flatMap((key) => uses.get(key)?.filter(({ wanted }) => isSaid(wanted, said)) ?? []);
  if (ways.length === 0) return null;
  const content = contentOf(context);
  const found = ways.flatMap(({ topic, place, wanted, keys }) => {
    const foreign = content.filter(({ key }) => !keys.has(key) && !idle.has(key)).length;
    return foreign > content.length / FOREIGN ? [] : [{ topic, place, size: wanted.length, foreign }];
  });
  const best = found.sort((a, b) => b.size - a.size || a.foreign - b.foreign || a.place - b.place)[0];
  return best ? ask({ type: 'use', topic: best.topic }) : null;
}

/** "Chi non ha ancora risposto?", "che cosa manca?": of the open phase, not of how it works. */
const asksWhoIsMissing = ({ reading }: Context): boolean =>
  reading.spans.some(
    ({ concept, from, to }) =>
      concept === 'mon:missing' &&
      reading.tokens.slice(from, to).some(({ text }) => /^(ancora|manc|non$|risposto|mancant)/.test(text)),
  ) && !reading.tokens.some(({ text }) => STEP.test(text));

/** Every set is said, each by a word of its own: "aggiornamenti" is not both what is done and to what. */
function isSaid(way: Wanted, said: ReadonlySet<string>): boolean {
  const taken = new Set<string>();
  for (const variants of way) {
    let own: string | undefined;
    for (const key of said) if (own === undefined && variants.has(key) && !taken.has(key)) own = key;
    if (own === undefined) return false;
    taken.add(own);
  }
  return true;
}

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
