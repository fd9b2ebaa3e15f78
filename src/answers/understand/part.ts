import type { Token } from '../language/tokens.ts';
import { isElliptic } from './items.ts';
import type { Context, Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/** Reads some of the words of a message as a question of its own. */
export type Understand = (tokens: readonly Token[], context: Omit<Context, 'reading'>) => Outcome;

export type QueryOutcome = Extract<Outcome, { type: 'query' }>;

/** One of the questions of a message. */
export interface Part {
  readonly tokens: readonly Token[];
  readonly outcome: QueryOutcome;
  readonly reading: Reading;
}

/** A part that says both what it asks and of what. */
export function standing(
  tokens: readonly Token[],
  context: Omit<Context, 'reading'>,
  understand: Understand,
): Part | null {
  const reading = readTokens(context.vocabulary, tokens);
  const asks =
    reading.measures.length > 0 ||
    [...reading.concepts].some((concept) => /^(attr|ask|mon|state):/.test(concept)) ||
    ([...reading.concepts].some((concept) => /^rank:/.test(concept)) && reading.kinds.length > 0);
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
