import { namesOnly } from './gapped.ts';
import {
  type Asked,
  askedBack,
  type Half,
  halfOf,
  isSureOf,
  namesPlace,
  placeOf,
  saysOfWhat,
  type Understand,
} from './half.ts';
import { inTurn } from './in-turn.ts';
import type { Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/** A list of more is no message to answer at once. */
const MOST_LINES = 8;

/**
 * A list of requests, each on a line of its own: answered one by one, those that lean on others after them; what stands before, with
 * a colon, says of which place they are. Null where the lines are those of one request.
 */
export function ofEachLine(text: string, context: Asked, understand: Understand): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  const [first = '', ...rest] = linesOf(text).filter((line) => /\p{L}/u.test(line));
  const isHead = /:\s*$/.test(first);
  const lines = isHead ? rest : [first, ...rest];
  if (lines.length < 2 || lines.length > MOST_LINES) return null;
  const readings = lines.map((line) => readTokens(vocabulary, cut(line)));
  const head = isHead ? readTokens(vocabulary, cut(first)) : null;
  const place = head && placeOf([{ reading: head }]);
  if (head && namesPlace(head) && !place) return null;
  const asked = (line: string, reading: Reading): string =>
    place && !namesPlace(reading) ? `${line.replace(/[\s?.;,]+$/u, '')} ${place.words}` : line;
  const alone = lines.map((line, at) => {
    const reading = readings[at] as Reading;
    const own = at === 0 ? context : { ...context, conversation: null };
    return { ...halfOf(asked(line, reading), own, understand), text: line };
  });
  const isAsked = alone.map(
    ({ outcomes }, at) => asks(readings[at] as Reading, context) || isOfTable(outcomes),
  );
  // «Obiettivi del settore 4», beside others that ask.
  const isListed = ({ outcomes, reading }: Half): boolean =>
    isAsked.includes(true) && reading.kinds.length > 0 && namesPlace(reading) && isSureOf(outcomes);
  if (!alone.every((half, at) => isAsked[at] || isListed(half))) return null;
  const turns = place ? alone : inTurn(alone, alone, context, understand);
  const told = turns.map((half, at) => (isSureOf(half.outcomes) ? half : (alone[at] ?? half)));
  if (!told.some(({ outcomes }) => isSureOf(outcomes))) return null;
  return told.flatMap((half) => (isSureOf(half.outcomes) ? half.outcomes : [askedBack(half)]));
}

/** «Settore 7: quanti obiettivi? quanti processi?»: questions behind a colon stand each for itself. */
function linesOf(text: string): readonly string[] {
  const [head] = /^[^:?\n]+:\s/u.exec(text) ?? [''];
  const behind = text.slice(head.length);
  const asked = behind.split(/(?<=\?)\s+/u);
  return head !== '' && asked.length > 1 && asked.every((one) => one.endsWith('?'))
    ? [head, ...asked]
    : text.split('\n');
}

/** It is more than the name of something. */
function asks(reading: Reading, { vocabulary: { operations } }: Asked): boolean {
  if (namesOnly(reading)) return false;
  const { tokens, measures, concepts, topic } = reading;
  return (
    tokens.some(({ text }) => operations.get('asks')?.has(text)) ||
    measures.length > 0 ||
    [...concepts].some((one) => /^(attr|ask|mon|rank):/.test(one)) ||
    (topic.length > 0 && saysOfWhat(reading))
  );
}

const isOfTable = (outcomes: readonly Outcome[]): boolean =>
  isSureOf(outcomes) && outcomes.every((one) => one.type === 'query' && one.query.type === 'fact');
