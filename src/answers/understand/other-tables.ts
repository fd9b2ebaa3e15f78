import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { halfOf, isSureOf, type Message, MOST_HALVES } from './half.ts';
import { isElliptic } from './items.ts';
import type { Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { piecesIn } from './requests-in.ts';

/**
 * «Quanti dirigenti sono in servizio e qual è l'età media delle donne?»: each asks for figures of its own, where words of
 * both were taken for one figure, or for every row and column that any of them names. Null where all are told together.
 */
export function ofOtherTables({ text, outcomes, context, understand }: Message): readonly Outcome[] | null {
  const { vocabulary } = context;
  const codes = figuresToldBy(outcomes);
  const pieces = codes.length === 0 ? [] : piecesIn(text, vocabulary);
  if (pieces.length < 2 || pieces.length > MOST_HALVES) return null;
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
  const own = new Set(halves.flatMap((half) => figuresToldBy(half.outcomes)));
  // «Quante donne e quanti uomini ci sono in categoria D?»: of one table, what is said at the end is of both.
  const tables = new Set(
    vocabulary.index.plan.facts.flatMap(({ code, topic }) =>
      codes.includes(code) || own.has(code) ? [topic] : [],
    ),
  );
  if (tables.size === 1 && codes.length === halves.length && own.size === codes.length) return null;
  return own.size === codes.length && codes.every((code) => own.has(code))
    ? null
    : halves.flatMap((half) => half.outcomes);
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
