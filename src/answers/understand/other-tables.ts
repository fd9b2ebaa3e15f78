import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { type Half, halfOf, isSureOf, type Message, MOST_HALVES } from './half.ts';
import { isElliptic } from './items.ts';
import type { Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { piecesIn } from './requests-in.ts';

/**
 * «Quanti dirigenti sono in servizio e qual è l'età media delle donne?»: each asks for figures of its own, and one of them
 * for those of another table than the whole message was read in, where words of both were taken for one figure, or for
 * rows that share a word. Null for figures that are as many as the requests.
 */
export function ofOtherTables({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
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
