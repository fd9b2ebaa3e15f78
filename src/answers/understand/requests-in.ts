import { readFollow } from '../follow/read-follow.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { normalise } from '../language/normalise.ts';

/** A stretch of a message, from one of its letters up to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A place where a message may be cut: the words before end at `end`, the others start at `start`, after what joins them. */
interface Joint {
  readonly end: number;
  readonly start: number;
  /** The place, among the words of the message, of the first that stands after it. */
  readonly at: number;
}

interface Word extends Stretch {
  readonly said: string;
}

/** Words of what is done with those before. */
const MOST_TAIL = 4;

type Does = (role: string, word: Word | undefined) => boolean;

const doesIn =
  ({ operations }: Vocabulary): Does =>
  (role, word) =>
    operations.get(role)?.has(word?.said ?? '') === true;

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    said: normalise(word),
    from: index,
    to: index + word.length,
  }));

/** Every place of a message where a conjunction or a mark stands between two words. */
function jointsOf(text: string, words: readonly Word[], does: Does): readonly Joint[] {
  const joints: Joint[] = [];
  // «Chi è il responsabile», and «chi e il responsabile»: a verb joins nothing.
  const isVerb = (at: number): boolean =>
    /^[eè]$/iu.test(text.slice(words[at]?.from, words[at]?.to)) &&
    (does('asks', words[at - 1]) || !/^e$/iu.test(text.slice(words[at]?.from, words[at]?.to)));
  const isNumber = (at: number): boolean => /^\d/.test(words[at]?.said ?? '');
  // «Tra i 50 e i 59 anni»
  const isRange = (at: number, next: number): boolean =>
    isNumber(at - 1) &&
    (isNumber(next) || isNumber(next + 1)) &&
    (does('among', words[at - 2]) || does('among', words[at - 3]));
  for (let at = 1; at < words.length; at += 1) {
    let next = at;
    while (does('joins', words[next]) && !isVerb(next)) next += 1;
    const [before, after] = [words[at - 1], words[next]];
    if (!before || !after || isRange(at, next)) continue;
    // «1.500», «12:30», «art. 4»: a mark inside a number, or after a short word, parts nothing.
    const isApart = next > at || /[,;:?!.\n]\s|[?!\n]/.test(text.slice(before.to, after.from));
    if (isApart) joints.push({ end: before.to, start: after.from, at: next });
    at = next;
  }
  return joints;
}

const stretchesOf = (text: string, joints: readonly Joint[]): readonly Stretch[] =>
  [0, ...joints.map(({ start }) => start)].map((from, at) => ({ from, to: joints[at]?.end ?? text.length }));

/** What stands between the joints of a message, whether or not it asks anything by itself. */
export function piecesIn(text: string, vocabulary: Vocabulary): readonly Stretch[] {
  return stretchesOf(text, jointsOf(text, wordsOf(text), doesIn(vocabulary)));
}

/** «Tempi di attesa: quanti erano, e a quanti si deve arrivare?»: what stands before a colon, and asks nothing; else none. */
export function headIn(text: string, vocabulary: Vocabulary): string | null {
  const [head] = /^[^:;,.?!\n]+:(?=\s)/u.exec(text) ?? [];
  return head === undefined || wordsOf(head).some((word) => doesIn(vocabulary)('asks', word)) ? null : head;
}

/** «…, e insieme?», «… e la differenza?»: what is done with those before. */
export function isDoneWithThoseBefore(text: string, vocabulary: Vocabulary): boolean {
  const said = readFollow(text, vocabulary);
  if (said === null || said === 'again' || said.named.some(({ type }) => type !== 'place')) return false;
  return said.fold !== null || said.share || said.contrast !== null || said.named.length > 0;
}

/**
 * Where the requests of a message stand: each but the first begins with a word that asks, after a conjunction or a mark.
 * None for a message that asks nothing before it: that is no request but what another is asked under.
 */
export function requestsIn(text: string, vocabulary: Vocabulary): readonly Stretch[] {
  const words = wordsOf(text);
  const does = doesIn(vocabulary);
  // «L’impegnato del settore 4 e il meteo»: where nothing asks, each is named.
  const isNamed = does('names', words[0]);
  const asksToo = words.some((word) => does('asks', word));
  const asksSoon = (at: number): boolean =>
    [at + 1, at + 2].some(
      (next) =>
        does('asks', words[next]) && !/[.;:?!\n]/.test(text.slice(words[at]?.from, words[next]?.from)),
    );
  // «… e a che settore appartiene?», «… e che percentuale è?»: after a preposition and before what is asked for it asks.
  const asksAfter = (at: number): boolean =>
    does('asks which', words[at]) ? does('asked for', words[at + 1]) : does('asks which', words[at + 1]);
  const begins = (at: number): boolean =>
    isNamed && !asksToo
      ? does('names', words[at])
      : does('asks', words[at]) || (does('before asking', words[at]) && (asksSoon(at) || asksAfter(at)));
  const leads = (from: number, to: number): boolean =>
    words.slice(from, to).every((word) => does('before asking', word) || does('joins', word));
  const isTail = (at: number): boolean =>
    words.length - at <= MOST_TAIL && isDoneWithThoseBefore(text.slice(words[at]?.from), vocabulary);
  // «… i settori 2 e 3? Il totale comprende il personale?»: what follows a question is another.
  const isAsked = ({ end, start }: Joint): boolean =>
    text.slice(end, start).includes('?') && /^[^?!.;\n]+\?/.test(text.slice(start));
  const cuts: Joint[] = [];
  for (const joint of jointsOf(text, words, does)) {
    if (!begins(joint.at) && !isAsked(joint) && !isTail(joint.at)) continue;
    // «…? Dimmi anche chi …»: what only leads to a question is none.
    const before = cuts.at(-1);
    const led = before !== undefined && leads(before.at, joint.at) ? cuts.pop() : undefined;
    cuts.push(led === undefined ? joint : { ...joint, end: led.end });
  }
  const parts = stretchesOf(text, cuts);
  // «Quando scade, e chi lo segue?» asks; «quando scade, chi lo segue?» says when.
  const [cut] = cuts;
  // «Raccolta differenziata a Lucca e chi è il capoluogo messo peggio?»: what is joined to a question is another.
  const isJoined = cut !== undefined && does('joins', words[cut.at - 1]);
  const goesOnAsking = cut && (isJoined || isAsked(cut) || /[?;]/.test(text.slice(cut.end, cut.start)));
  if (does('under which', words[0]) && !(does('asks', words[0]) && goesOnAsking)) return [];
  const first = words.find((_, at) => begins(at));
  const [opening, next, ...more] = parts;
  // «Boschi: finanziamento, pagamenti e che percentuale …»: what is listed before is no request.
  const isOne = isJoined && !/[,:;]/.test(text.slice(0, cut.end));
  const asks = isNamed || isOne || /[?]/.test(text.slice(opening?.to, next?.from));
  const asksNothing =
    !asks && cuts.some(({ at }) => begins(at)) && (first?.from ?? text.length) >= (opening?.to ?? 0);
  // «Sommando obiettivi e processi, quanto …»: it says of what the first is asked.
  if (asksNothing)
    return opening && next && more.length > 0 ? [{ from: opening.from, to: next.to }, ...more] : [];
  return parts;
}
