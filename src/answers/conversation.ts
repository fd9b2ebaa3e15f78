import { z } from 'zod';
import { ITEM_KINDS } from '../words/kinds.ts';
import { querySchema } from './query.ts';

/** Queries before the last that a thread remembers. */
export const EARLIER_QUERIES = 5;

/** What a thread remembers between two questions. JSON, so that it survives a restart. */
export const conversationSchema = z.object({
  /** The last query that was answered. */
  query: querySchema.nullable(),
  /** Those before it, the latest first: "e la differenza?", "somma i tre". */
  earlier: z.array(querySchema).max(EARLIER_QUERIES).default([]),
  /** Items the last answer was about, in the order shown; "il secondo", "quello più costoso". */
  items: z.array(z.templateLiteral([z.enum(ITEM_KINDS), ':', z.number()])),
  /** The last question, where it was not answered: what goes on from it has nothing to go on from. */
  unanswered: z.string().nullable().default(null),
  /** Year of the plan that was being talked about. */
  year: z.number(),
});
export type Conversation = z.infer<typeof conversationSchema>;
