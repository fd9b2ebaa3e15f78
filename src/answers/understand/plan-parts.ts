import { readParts } from '../parts/read-parts.ts';
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
