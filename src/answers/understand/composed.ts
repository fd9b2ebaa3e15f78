import type { FiguresQuery } from '../figures/figures-query.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { compose } from '../grammar/compose.ts';
import { lower } from '../grammar/lower.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** "Quali obiettivi?", "quanti processi ha?": of what, the question before says. */
const isBare = ({ select, by, order, columns }: FiguresQuery): boolean =>
  order === null &&
  (by === null || by === 'item') &&
  select.every(({ type }) => type === 'kind') &&
  columns.every((one) => one.type === 'fold' && one.figure === 'items');

/** "Iniziati nel 2020": the year is that of an item. */
const saysYears = ({ select }: FiguresQuery): boolean =>
  select.some((atom) => {
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
  const { queries, unexplained } = compose(text, vocabulary, cut);
  if (queries.length === 0 || unexplained.length > 0) return null;
  if (!queries.some(saysYears) && isOfOtherYears(text, vocabulary)) return null;
  if (follows && queries.every(isBare)) return null;
  return queries.map((query) => ask(lower(query) ?? query));
}
