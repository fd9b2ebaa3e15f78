import type { Query } from '../query.ts';
import { factQuerySchema } from '../tables/fact-query.ts';

/** The figures of the context tables with these codes, as they are: nothing else is asked of them. */
export const factsQuery = (codes: readonly string[]): Query =>
  factQuerySchema.parse({ type: 'fact', codes, order: null, operation: null });

/** A measure by its name that others must not pass: "limite massimo". */
export const isLimit = (measure: string): boolean => /\b(limite|soglia|tetto)\b/i.test(measure);
