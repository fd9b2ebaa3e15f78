import { z } from 'zod';
import { ITEM_KINDS } from '../words/kinds.ts';
import { querySchema } from './query.ts';

/** What a thread remembers between two questions. JSON, so that it survives a restart. */
export const conversationSchema = z.object({
  /** The last query that was answered. */
  query: querySchema.nullable(),
  /** The one before it: "e la differenza?". */
  earlier: querySchema.nullable().default(null),
  /** Items the last answer was about, in the order shown; "il secondo", "quello più costoso". */
  items: z.array(z.templateLiteral([z.enum(ITEM_KINDS), ':', z.number()])),
  /** Year of the plan that was being talked about. */
  year: z.number(),
});
export type Conversation = z.infer<typeof conversationSchema>;
