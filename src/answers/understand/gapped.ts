import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import type { Reading } from './reading.ts';
import type { Span } from './spans.ts';

type Stretch = Pick<Span, 'from' | 'to'>;

/**
 * «Quanto hanno liquidato i nidi e quanto la mensa?»: a request that begins as the one before, and then names no more than
 * of what, asks what that one asks.
 * @returns the words that it goes without, followed by its own; null for a request that says what it asks
 */
export function gapFilled(before: Reading, own: Reading, vocabulary: Vocabulary): string | null {
  const { operations } = vocabulary;
  const asking = own.tokens[0]?.text ?? '';
  const ofTerm = withTerm(before, own, vocabulary) ?? ofTermTold(before, own);
  if (ofTerm !== null) return ofTerm;
  if (operations.get('asks')?.has(asking) !== true || before.tokens[0]?.text !== asking) return null;
  const another = atAnotherPlace(before.tokens, own.tokens, operations);
  if (another !== null) return another;
  const named = namedIn(own);
  const isNamed = (at: number): boolean => named.some(({ from, to }) => from <= at && to > at);
  const namesOnly = own.tokens.every(({ light }, at) => at === 0 || light || isNamed(at));
  const saysMore = own.spans.some((span) => means(span) && span.to > 1 && !isNamed(span.from));
  const lent = predicateOf(before);
  if (named.length === 0 || !namesOnly || saysMore || lent === null) return null;
  const noun = nounOf(before, own);
  const rest = own.tokens.map(({ text, type }, at) =>
    type === 'number' && noun !== null && isNamed(at) ? `${noun} ${text}` : text,
  );
  return [lent, ...rest.slice(1)].join(' ');
}

/** «Quando chiude il primo monitoraggio e quando il secondo?»: of that in another place, and nothing else is said. */
function atAnotherPlace(
  before: readonly Token[],
  [, ...own]: readonly Token[],
  operations: Vocabulary['operations'],
): string | null {
  const isPlace = ({ text }: Token): boolean => operations.get('placed')?.has(text) === true;
  const [place, ...more] = own.filter(({ light }) => !light);
  const [said, ...others] = before.filter(isPlace);
  if (!place || !said || more.length + others.length > 0 || !isPlace(place) || place.text === said.text)
    return null;
  return before.map((token) => (token === said ? place : token).text).join(' ');
}

/** «Che cos’è il liquidato, e quanto ne ha il settore 4?»: of the figure whose meaning is asked. */
export function withTerm(before: Reading, own: Reading, { smallWords: { is } }: Vocabulary): string | null {
  const term = before.spans.find(({ concept }) => concept.startsWith('measure:'));
  if (!term || !before.concepts.has('ask:meaning') || own.measures.length > 0) return null;
  if (!own.tokens.some(({ text }) => is('of it', text))) return null;
  const words = before.tokens.slice(term.from, term.to).map(({ text }) => text);
  return own.tokens.flatMap(({ text }) => (is('of it', text) ? words : [text])).join(' ');
}

/** «Cos’è il PIAO e quando andava approvato nel 2022?»: of what is no figure, where nothing else is named. */
function ofTermTold(before: Reading, own: Reading): string | null {
  const names = own.items.length + own.structures.length + own.goals.length + own.kinds.length;
  if (!before.concepts.has('ask:meaning') || own.measures.length + before.measures.length + names > 0)
    return null;
  const isAsked = (at: number): boolean =>
    before.spans.some(({ from, to, concept }) => from <= at && to > at && /^(ask|noise):/.test(concept));
  const words = before.tokens.filter(({ light }, at) => !light && !isAsked(at));
  return words.length > 0 ? [...own.tokens, ...words].map(({ text }) => text).join(' ') : null;
}

/** «… e quante la Giunta?», «e quante con la 1.5?»: of what stands right after the word that asks. */
export const isGapped = ({ tokens: [asking, next] }: Reading, { smallWords: { is } }: Vocabulary): boolean =>
  is('how much', asking?.text) &&
  (['article', 'with', 'inside', 'of'] as const).some((role) => is(role, next?.text));

/** «Obiettivo 12?», «e il 6?», «e i processi?»: no more than of what. */
export function namesOnly(reading: Reading): boolean {
  const kinds = reading.spans.filter(({ concept }) => concept.startsWith('kind:'));
  const named = [...namedIn(reading), ...kinds];
  return (
    named.length > 0 &&
    reading.tokens.every(({ light }, at) => light || named.some(({ from, to }) => from <= at && to > at))
  );
}

/** What is asked before it is said of what; null where that is said first, or nothing is asked. */
function predicateOf(reading: Reading): string | null {
  const { tokens, spans } = reading;
  // «Quanti obiettivi sui nidi e quanti sul verde?»: so many of what.
  const counted = spans.find(({ concept, from }) => from === 1 && concept.startsWith('kind:'));
  const said = spans.filter(
    (span) => means(span) && span.to > 1 && (span === counted || !/^kind:/.test(span.concept)),
  );
  const named = namedIn(reading);
  let end = Math.min(
    named.length === 0 ? (counted?.to ?? tokens.length) : tokens.length,
    ...named.map(({ from }) => from),
  );
  while (tokens[end - 1]?.light) end -= 1;
  const asks = end < tokens.length && said.some(({ to }) => to <= end);
  return asks
    ? tokens
        .slice(0, end)
        .map(({ text }) => text)
        .join(' ')
    : null;
}

/** «Quanto costa il settore 5 e quanto il 7?»: a number by itself is of what the one before names. */
function nounOf(before: Reading, own: Reading): string | null {
  const isBare = own.structures.length === 0 && own.items.every(({ kind }) => kind === null);
  const [name] = isBare ? [...before.structures, ...itemsIn(before)] : [];
  if (name === undefined || before.tokens[name.to - 1]?.type !== 'number') return null;
  const noun = before.tokens.slice(name.from, name.to - 1).map(({ text }) => text);
  return noun.length === 0 ? null : noun.join(' ');
}

/** Where it is said of what it asks. */
const namedIn = (reading: Reading): readonly Stretch[] => [
  ...reading.structures,
  ...itemsIn(reading),
  ...reading.topic.map((token) => {
    const from = reading.tokens.indexOf(token);
    return { from, to: from + 1 };
  }),
];

/** A noun before a number is of it. */
const itemsIn = ({ spans, items }: Reading): readonly Stretch[] =>
  items.map(({ from }) => ({
    from: spans.find(({ concept, to }) => to === from && concept.startsWith('kind:'))?.from ?? from,
    to: from + 1,
  }));

const means = ({ concept }: Span): boolean => !/^(noise|noun):/.test(concept);
