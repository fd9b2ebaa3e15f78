import type { FiguresQuery } from '../figures/figures-query.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { compose, composeTokens } from '../grammar/compose.ts';
import { lower } from '../grammar/lower.ts';
import type { Query, QueryOf } from '../query.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { isWholeTerm } from './terms.ts';

/** "Quali obiettivi?", "quanti processi ha?": of what, the question before says. */
const isBare = (query: Query): boolean =>
  query.type === 'figures' &&
  query.order === null &&
  (query.by === null || query.by === 'item') &&
  query.select.every(({ type }) => type === 'kind') &&
  query.columns.every((one) => one.type === 'fold' && one.figure === 'items');

const asked = (query: FiguresQuery | QueryOf<'item'> | QueryOf<'ranking'>): Outcome =>
  ask(query.type === 'figures' ? (lower(query) ?? query) : query);

/**
 * A question that can be composed out of what its words mean, every one of them accounted for; null for any other, and
 * for what a command or the question before completes.
 */
export function recogniseComposed(
  text: string,
  { vocabulary, lens, conversation, cut }: Omit<Context, 'reading'>,
): readonly Outcome[] | null {
  const follows = conversation?.query != null;
  if (lens !== null || (follows && FOLLOWS.test(text))) return null;
  const { queries, unexplained, guessed } = compose(text, vocabulary, cut);
  if (queries.length === 0 || unexplained.length > 0 || guessed) return null;
  if (follows && queries.every(isBare)) return null;
  return queries.map(asked);
}

/**
 * The same of words that may be about something else: asked where nothing else explains them.
 */
export function recogniseGuessed(context: Context): Outcome | null {
  const { reading, vocabulary, lens } = context;
  if (lens !== null || isWholeTerm(context)) return null;
  const { queries, unexplained } = composeTokens(reading.tokens, vocabulary);
  const [query, ...others] = queries;
  return query === undefined || others.length > 0 || unexplained.length > 0 ? null : asked(query);
}
