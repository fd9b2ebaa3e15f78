import { unique } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import { isElliptic, kindOf } from './items.ts';
import type { Context, Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/** Reads some of the words of a message as a question of its own. */
type Understand = (tokens: readonly Token[], context: Omit<Context, 'reading'>) => Outcome;

type QueryOutcome = Extract<Outcome, { type: 'query' }>;

interface Part {
  readonly tokens: readonly Token[];
  readonly outcome: QueryOutcome;
  readonly reading: Reading;
}

const JOINS = /^(e|ed|poi|inoltre|nonche|and|then|also|anche)$/;
const STARTS =
  /^(quant[oaie]|qual[ei]?|chi|quando|dove|cosa|come|entro|dimmi|dammi|elenca\w*|mostra\w*|il|lo|la|l|i|gli|le|mi|how|what|who|which|when|where|list|show|tell|give|the|a|di|in|con|da|per|su|ha|hanno|is|are|does)$/;
const TOGETHER = /^ask:(compare|difference|total|average|share|discrepancies)$/;

/**
 * The questions of a message that asks more than one: each names what it asks and of what, so that it is understood by
 * itself. Null for a single question, a list or a comparison.
 */
export function divide(
  context: Omit<Context, 'reading'>,
  tokens: readonly Token[],
  understand: Understand,
): readonly Outcome[] | null {
  const segments = cut(tokens);
  const { vocabulary } = context;
  if (segments.length < 2) return bothEnds(context, tokens, understand);
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
    const count = before && !next ? countOfSame(before, segment, context, understand) : null;
    if (before && count) {
      parts.push(before, count);
      held = [];
    } else if (before && next && !isContinued(before.reading, next.reading)) {
      parts.push(before);
      held = segment;
    } else held = [...held, ...segment];
  }
  const last = held.length > 0 ? stand(held) : null;
  if (held.length > 0 && !last) return null;
  if (last) parts.push(last);
  if (parts.length < 2) return bothEnds(context, tokens, understand);
  const whole = readTokens(vocabulary, tokens);
  if (whole.concepts.has('noise:instruction') || parts.some(({ reading }) => leans(reading))) return null;
  return inOne(ofOneKind(parts)) ?? ofOneKind(parts);
}

/** Cuts where another question may begin: a new sentence, a comma or a conjunction before words that ask. */
function cut(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const opens =
      (JOINS.test(token.text) && !JOINS.test(before?.text ?? '')) || token.pause
        ? STARTS.test(tokens[at + (JOINS.test(token.text) ? skip(tokens, at) : 0)]?.text ?? '')
        : false;
    if (!before || token.clause !== before.clause || opens) segments.push([]);
    // "E poi", at the head of a question, joins it to the one before.
    if (segments.at(-1)?.length === 0 && segments.length > 1 && JOINS.test(token.text)) continue;
    segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}

const skip = (tokens: readonly Token[], at: number): number => {
  let next = at + 1;
  while (JOINS.test(tokens[next]?.text ?? '')) next += 1;
  return next - at;
};

/** A part that says both what it asks and of what. */
function standing(
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  understand: Understand,
): Part | null {
  const reading = readTokens(context.vocabulary, tokens);
  const asks =
    reading.measures.length > 0 ||
    [...reading.concepts].some((concept) => /^(attr|ask|rank|mon|state):/.test(concept));
  if (!asks || isElliptic(reading)) return null;
  const outcome = understand(tokens, context);
  if (outcome.type !== 'query' || outcome.assumed) return null;
  const { query } = outcome;
  const named =
    reading.items.length + reading.structures.length + reading.goals.length + reading.topic.length > 0 ||
    reading.concepts.has('noun:body') ||
    reading.kinds.length > 0 ||
    reading.concepts.has('kind:any') ||
    [...reading.concepts].some((concept) => /^(noun|group):/.test(concept));
  // "E quando scade?" is about what was said before.
  const looksUp =
    /^(fact|term|goal|structure)$/.test(query.type) ||
    (query.type === 'date' && query.acts.length + query.legal.length > 0);
  return query.type !== 'about' && (named || looksUp) ? { tokens, outcome, reading } : null;
}

/** "Quanto ha speso il settore 2 e quanti obiettivi ha?": how many the same office has, whatever was asked of it before. */
function countOfSame(
  { outcome, reading }: Part,
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  understand: Understand,
): Part | null {
  const { query } = outcome;
  if (query.type !== 'total' || reading.kinds.length > 0 || reading.structures.length === 0) return null;
  const next = readTokens(context.vocabulary, tokens);
  const counts = next.concepts.has('ask:count') && next.kinds.length > 0;
  if (!counts || next.measures.length + next.items.length + next.structures.length > 0) return null;
  const { year } = context.vocabulary.index.plan.head;
  const followed = understand(tokens, {
    ...context,
    conversation: { query, earlier: null, items: [], year },
  });
  return followed.type === 'query' && followed.query.type === 'count'
    ? { tokens, outcome: { ...followed, assumed: false }, reading: next }
    : null;
}

/** "Quanti obiettivi ha il settore 5 e quanti processi?": of the same department. */
const isContinued = (before: Reading, next: Reading): boolean =>
  next.items.length + next.structures.length + next.goals.length + next.topic.length === 0 &&
  !next.concepts.has('noun:body') &&
  (before.structures.length + before.goals.length + before.topic.length > 0 || before.items.length > 0);

/** Speaks of the others: a sum, a difference, the dearest of them. */
const leans = ({ concepts, items, structures, kinds, goals, measures, tokens }: Reading): boolean =>
  concepts.has('follow:those') ||
  ([...concepts].some((concept) => TOGETHER.test(concept)) &&
    measures.length === 0 &&
    !concepts.has('ask:count')) ||
  ((concepts.has('ask:compare') ||
    concepts.has('ask:difference') ||
    tokens.some(({ text }) => text.startsWith('differen'))) &&
    items.length + structures.length + goals.length < 2 &&
    kinds.length < 2 &&
    measures.length < 2) ||
  ((concepts.has('rank:max') || concepts.has('rank:min')) && items.length === 1);

/** "Il liquidato del processo 58 e poi il riscosso del 59": another process. */
function ofOneKind(parts: readonly Part[]): readonly QueryOutcome[] {
  const kinds = unique(parts.flatMap(({ reading }) => reading.items.flatMap((one) => one.kind ?? [])));
  const [kind] = kinds;
  return parts.map(({ outcome, reading }) => {
    const { query } = outcome;
    if (kinds.length !== 1 || query.type !== 'item' || reading.items.some((one) => one.kind !== null))
      return outcome;
    if (reading.items.length === 0) return outcome;
    const fitting = query.items.filter((ref) => kindOf(ref) === kind);
    return fitting.length === 0 ? outcome : { ...outcome, query: { ...query, items: fitting } };
  });
}

/** The same figures of several items are one table. */
function inOne(outcomes: readonly QueryOutcome[]): readonly QueryOutcome[] | null {
  const queries = outcomes.flatMap(({ query }) => (query.type === 'item' ? [query] : []));
  const [first] = queries;
  const shape = (query: QueryOf<'item'>): string =>
    JSON.stringify([query.measures, query.attributes, query.department]);
  if (!first || queries.length < outcomes.length || queries.some((one) => shape(one) !== shape(first)))
    return null;
  const query = { ...first, items: [...unique(queries.flatMap(({ items }) => items))] };
  return [{ type: 'query', query, assumed: false, alternatives: [] }];
}

/** "Il settore con il costo più alto e quello con il più basso": two rankings of the same. */
function bothEnds(
  context: Omit<Context, 'reading'>,
  tokens: readonly Token[],
  understand: Understand,
): readonly Outcome[] | null {
  const said = readTokens(context.vocabulary, tokens);
  const { concepts, items, kinds } = said;
  if (!concepts.has('rank:max') || !concepts.has('rank:min') || items.length > 0 || kinds.length > 1)
    return null;
  const without = (concept: string): readonly Token[] =>
    said.tokens.filter(
      (_token, at) => !said.spans.some((span) => span.concept === concept && span.from <= at && span.to > at),
    );
  const outcomes = ['rank:min', 'rank:max'].map((concept) => understand(without(concept), context));
  const [most, least] = outcomes.flatMap((one) =>
    one.type === 'query' && one.query.type === 'ranking' ? [one.query] : [],
  );
  const same =
    most &&
    least &&
    most.direction === 'max' &&
    least.direction === 'min' &&
    JSON.stringify({ ...most, direction: 'min' }) === JSON.stringify(least);
  return same ? outcomes : null;
}
