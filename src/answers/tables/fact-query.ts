import { z } from 'zod';
import { BOUNDS } from '../../words/operators.ts';

/**
 * What can be worked out from figures of the context tables, in the order of their codes: `difference`, `change` and
 * `ratio` are of the first and the second, `margin` of a limit and what it limits, `share` of the first in the sum of the
 * others, `shares` of each in the whole; `sum`, `mean` and `count` fold the rows that are left.
 */
const FACT_OPERATIONS = [
  'difference',
  'change',
  'ratio',
  'margin',
  'share',
  'shares',
  'sum',
  'mean',
  'count',
] as const;

/** A limit to the value of a row, in the unit of its figures; `than` says of what it is the value: the `mean` of the rows, which is worked out, or the figure of that code. */
const boundSchema = z.object({
  op: z.enum([...BOUNDS, 'between']),
  value: z.number(),
  to: z.number().nullable(),
  than: z.string().nullable().default(null),
});

/**
 * "Quanti pc fissi ha il settore 5?", "chi ha più stampanti?", "ambiti sotto 3": figures of the context tables, by code.
 * They make rows (each its own, or those of one row, column or period together), which are limited, ordered and folded.
 */
export const factQuerySchema = z.object({
  type: z.literal('fact'),
  codes: z.array(z.string()).min(1),
  /** Figures of the same row, column or period are added up, and said to be. */
  by: z.enum(['subject', 'measure', 'period']).nullable().default(null),
  /**
   * What figures that make one row together come to: their sum, how much the last period changed from the first (`growth`
   * in per cent), how much the first that is said exceeds the second, or the first divided by the others (`part` in per cent; `rest` what is left of them, in per cent); `steps` are the changes of one figure from
   * each period to the next, `share` each figure as a part of all of them together, or of `whole`.
   */
  rows: z
    .enum(['sum', 'change', 'growth', 'gap', 'quotient', 'part', 'rest', 'steps', 'share'])
    .default('sum'),
  /** Only rows that hold. */
  bound: boundSchema.nullable().default(null),
  /** Conditions on other figures of the same row. */
  where: z.array(z.object({ codes: z.array(z.string()), bound: boundSchema })).default([]),
  /** Rows that are left out, so that they are said. */
  without: z.array(z.string()).default([]),
  /** "In ciascun anno": only the first of each of these, in the order. */
  best: z.enum(['subject', 'measure', 'period']).nullable().default(null),
  /** "La migliore e la peggiore": both ends of the order. */
  ends: z.boolean().default(false),
  /** "È sempre cresciuta?": whether all rows hold. */
  always: z.boolean().default(false),
  order: z.enum(['max', 'min']).nullable(),
  /** 2 for "il secondo". */
  from: z.number().int().min(1).default(1),
  /** "I primi tre"; null for all. */
  limit: z.number().int().min(1).nullable().default(null),
  /** "Chi viene subito dopo Lucca?": only the row next to that figure's in the order, before or after it. */
  beside: z
    .object({ code: z.string(), step: z.union([z.literal(1), z.literal(-1)]) })
    .nullable()
    .default(null),
  /** "Il più vicino alla sintesi": the order is of how far the rows lie from a value, which may be the figure of that code, or the `mean` of the rows. */
  near: z.object({ value: z.number(), than: z.string().nullable() }).nullable().default(null),
  operation: z.enum(FACT_OPERATIONS).nullable(),
  /** "E che quota è?": figures of whose sum the result is told as a part, too. */
  of: z.array(z.string()).default([]),
  /** "E quanti pc fissi ha?": other figures of the rows that are left, told beside them. */
  also: z.array(z.string()).default([]),
  /** The rows were told before: of these other figures alone something is asked. */
  told: z.boolean().default(false),
  /** The printed total of the rows, which stands apart from them. */
  whole: z.string().nullable().default(null),
  /** Rows that were named and of which the document prints nothing. */
  lacking: z.array(z.string()).default([]),
});
