import { says, statedBy } from '../account/stated.ts';
import { partsIn, readParts } from '../parts/read-parts.ts';
import { followRows } from '../rows/follow-rows.ts';
import { readRows } from '../rows/read-rows.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** A question about indicators, milestones, the budget, the place in the plan, days or other years, for plans that have them. */
export function recogniseParts(
  text: string,
  { vocabulary, lens, today, cut, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null && lens !== 'deadlines') return null;
  const next = lens === null && conversation ? followRows(text, vocabulary, conversation, today, cut) : null;
  if (next) return { type: 'query', query: next, assumed: true, alternatives: [] };
  const query = readRows(text, vocabulary, today, cut) ?? readParts(text, vocabulary, today, cut);
  return query && ask(query);
}

/**
 * Words for rows that the plan declares, where what was composed is a figure that both these and items have: "gli indicatori
 * raggiunti" are no items. Empty where nothing is confused.
 */
export function rowsPassedOver(
  text: string,
  composed: readonly Outcome[],
  { vocabulary, cut }: Omit<Context, 'reading'>,
): readonly string[] {
  const { plan } = vocabulary.index;
  const queries = composed.flatMap((one) => (one.type === 'query' ? [one.query] : []));
  if (!says(statedBy(queries), 'attainment')) return [];
  const tokens = cut(text);
  return partsIn(vocabulary, tokens).flatMap(({ from, to, meaning }) =>
    meaning.category === 'table' &&
    ((meaning.value === 'indicators' && plan.indicators.length > 0) ||
      (meaning.value === 'milestones' && plan.milestones.length > 0))
      ? tokens.slice(from, to).map((token) => token.text)
      : [],
  );
}
