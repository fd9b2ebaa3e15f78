import { readParts } from '../parts/read-parts.ts';
import { readRows } from '../rows/read-rows.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** A question about indicators, milestones, the budget, the place in the plan, days or other years, for plans that have them. */
export function recogniseParts(
  text: string,
  { vocabulary, lens, today, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null && lens !== 'deadlines') return null;
  const query = readRows(text, vocabulary, today, cut) ?? readParts(text, vocabulary, today, cut);
  return query && ask(query);
}
