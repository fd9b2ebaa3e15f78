import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import { recogniseComposed } from './composed.ts';
import {
  type Half,
  halfOf,
  isSure,
  isToBeSaid,
  isTold,
  leans,
  type Message,
  namesPlace,
  OF_TABLES,
  ofOneKind,
  saysOfWhat,
} from './half.ts';
import { isElliptic } from './items.ts';
import type { Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';
import { piecesIn } from './requests-in.ts';

/** More pieces than these are a list: reading each would cost too much. */
const MOST_PIECES = 8;

/**
 * «Il peso del 33 e il responsabile del 34», «quanti dipendenti ha il comune? E quanto costano gli obiettivi?»: requests
 * that are complete one by one, wherever they are joined; null where the grammar reads the message as one, or it is one.
 */
export function whereSeveralStand({
  text,
  outcomes,
  context,
  understand,
}: Message): readonly Outcome[] | null {
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
