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

/** "Iniziati nel 2020": the year is that of an item. */
const saysYears = (query: Query): boolean =>
  query.type === 'figures' &&
  query.select.some((atom) => {
    const [one] = atom.type === 'any' ? atom.atoms : [atom];
    return one?.type === 'ends' || one?.type === 'begins';
  });

/** "La spesa di personale 2019-2021": years that only the context tables have. */
const isOfOtherYears = (text: string, { index, factTables }: Context['vocabulary']): boolean => {
  const said = text.match(/\b(19|20)\d\d\b/g) ?? [];
  return said.some(
    (year) =>
      Number(year) !== index.plan.head.year &&
      [...factTables.values()].some(({ periods }) =>
        periods.some(({ years }) => years.includes(Number(year))),
      ),
  );
};

const asked = (query: FiguresQuery | QueryOf<'item'>): Outcome =>
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
  if (!queries.some(saysYears) && isOfOtherYears(text, vocabulary)) return null;
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
