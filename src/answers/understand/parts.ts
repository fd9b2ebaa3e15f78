import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import { isContinued, leans, ofOneKind } from './joined-parts.ts';
import type { Context, Outcome } from './outcome.ts';
import { type Part, standing, type Understand } from './part.ts';
import { readTokens } from './reading.ts';

/** More cuts than these are no list of questions: each is read on its own, so a long text would cost too much. */
const MOST_SEGMENTS = 8;
const JOINS = /^(e|ed|poi|inoltre|nonche|and|then|also|anche)$/;
const STARTS =
  /^(quant[oaie]|qual[ei]?|chi|quando|dove|cosa|come|entro|dimmi|dammi|elenca\w*|mostra\w*|il|lo|la|l|i|gli|le|mi|how|what|who|which|when|where|list|show|tell|give|the|a|di|in|con|da|per|su|ha|hanno|is|are|does)$/;
/**
 * The questions of a message that asks more than one: each names what it asks and of what, so that it is understood by
 * itself. Null for a single question, a list or a comparison.
 */
export function divide(
  context: Omit<Context, 'reading'>,
  tokens: readonly Token[],
  understand: Understand,
): readonly Outcome[] | null {
  const { vocabulary } = context;
  const single = tokens.every(
    ({ text, pause, clause }) => !pause && clause === tokens[0]?.clause && !JOINS.test(text),
  );
  if (single) return null;
  const segments = cut(tokens, namesAfterJoin(vocabulary, tokens));
  if (segments.length < 2 || segments.length > MOST_SEGMENTS) return null;
  const parts: Part[] = [];
  let held: readonly Token[] = [];
  const stand = (some: readonly Token[]): Part | null =>
    standing(
      some,
      { ...context, conversation: parts.length === 0 ? context.conversation : null },
      understand,
    );
  for (const segment of segments) {
    const before = held.length > 0 ? stand(held) : null;
    const next = before ? standing(segment, { ...context, conversation: null }, understand) : null;
    const own = before && next && isContinued(before.reading, next.reading) ? null : next;
    if (before && own) {
      parts.push(before);
      held = segment;
    } else held = [...held, ...segment];
  }
  const last = held.length > 0 ? stand(held) : null;
  if (held.length > 0 && !last) return null;
  if (last) parts.push(last);
  if (parts.length < 2) return null;
  const whole = readTokens(vocabulary, tokens);
  if (whole.concepts.has('noise:instruction') || parts.some(({ reading }) => leans(reading))) return null;
  return ofOneKind(parts);
}

/** Cuts where another question may begin: a new sentence, a comma or a conjunction before words that ask. */
function cut(tokens: readonly Token[], named: ReadonlySet<number>): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const opens =
      (JOINS.test(token.text) && !JOINS.test(before?.text ?? '')) || token.pause
        ? named.has(at) ||
          STARTS.test(tokens[at + (JOINS.test(token.text) ? skip(tokens, at) : 0)]?.text ?? '')
        : false;
    if (!before || token.clause !== before.clause || opens) segments.push([]);
    // "E poi", at the head of a question, joins it to the one before.
    if (segments.at(-1)?.length === 0 && segments.length > 1 && JOINS.test(token.text)) continue;
    segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}

/** "Peso del 33 e responsabile del 34": conjunctions before a figure or an attribute of another item. */
function namesAfterJoin(vocabulary: Vocabulary, tokens: readonly Token[]): ReadonlySet<number> {
  const joins = tokens.flatMap(({ text, clause }, at) =>
    JOINS.test(text) && tokens[at + 1]?.clause === clause ? [at] : [],
  );
  if (joins.length === 0 || tokens.filter(({ type }) => type === 'number').length < 2) return new Set();
  const reading = readTokens(vocabulary, tokens);
  if (reading.tokens.length !== tokens.length) return new Set();
  return new Set(
    joins.filter((at) =>
      reading.spans.some(({ from, concept }) => from === at + 1 && /^(measure|attr):/.test(concept)),
    ),
  );
}

const skip = (tokens: readonly Token[], at: number): number => {
  let next = at + 1;
  while (JOINS.test(tokens[next]?.text ?? '')) next += 1;
  return next - at;
};
