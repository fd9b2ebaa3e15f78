/**
 * The expressions in which a case states the figures it expects.
 *
 * A case never types a figure of the plan: it says how to find it, and the oracle computes it from the CSV
 * files. `README.md` in this folder explains each form with an example.
 */
import { z } from 'zod';

export const MONEY_MEASURES = ['personnel', 'committed', 'settled', 'assessed', 'collected'] as const;
export const MEASURES = [...MONEY_MEASURES, 'resources'] as const;
export const FIELDS = [...MEASURES, 'weight', 'attainment'] as const;

export type Measure = (typeof MEASURES)[number];
export type Field = (typeof FIELDS)[number];

const measure = z.enum(MEASURES);
const kind = z.enum(['objective', 'process', 'indicator']);
/** `objective:24`. */
const ref = z.string().regex(/^(objective|process):\d+$/);

/** Money bounds are in euro, percentages in points. `declared` asks for a cell that is (not) filled in. */
const boundSchema = z.strictObject({
  gt: z.number().optional(),
  gte: z.number().optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
  eq: z.number().optional(),
  declared: z.boolean().optional(),
});
export type Bound = z.infer<typeof boundSchema>;

/** Which items, or which of their cost lines. Everything given must hold. */
const whereSchema = z.strictObject({
  kind: kind.optional(),
  department: z.string().optional(),
  unit: z.string().optional(),
  number: z.union([z.number(), z.array(z.number())]).optional(),
  code: z.string().optional(),
  scope: z.enum(['unit', 'transversal']).optional(),
  goal: z.number().optional(),
  /** Length of the horizon in years. */
  years: z.number().optional(),
  /** First and last year, one or within bounds. */
  horizonStart: z.union([z.number(), boundSchema]).optional(),
  horizonEnd: z.union([z.number(), boundSchema]).optional(),
  weight: boundSchema.optional(),
  attainment: boundSchema.optional(),
  personnel: boundSchema.optional(),
  committed: boundSchema.optional(),
  settled: boundSchema.optional(),
  assessed: boundSchema.optional(),
  collected: boundSchema.optional(),
  resources: boundSchema.optional(),
});
export type Where = z.infer<typeof whereSchema>;

const order = z.enum(['most', 'least']);
const give = z.enum(['figure', 'name', 'both']);

/** One figure, or a list of them. */
export type Expression =
  | { sum: Measure; where: Where }
  | { mean: Field; where: Where }
  /** The mean of attainment by weight; some objectives with a weight on trial, null for one that is taken out. */
  | { weighted: Where; tried?: Readonly<Record<string, number | null>> | undefined }
  | { value: Field; of: string; department?: string | undefined }
  | { count: Where }
  | { numbers: Where }
  | { units: string }
  | {
      top: number;
      by: Field;
      where: Where;
      order?: 'most' | 'least' | undefined;
      give?: 'figure' | 'name' | 'both' | undefined;
    }
  | {
      topGroup: 'department' | 'unit';
      by: Measure;
      where: Where;
      n?: number | undefined;
      order?: 'most' | 'least' | undefined;
      give?: 'figure' | 'name' | 'both' | undefined;
    }
  | { groups: 'department' | 'unit'; by: Measure; where: Where }
  | { rate: [Measure, Measure]; where: Where }
  | { perPoint: Measure; of: string }
  | { share: [Expression, Expression] }
  | { difference: [Expression, Expression] }
  | { total: Expression[] }
  | { list: Expression[] }
  | { owner: string }
  | { goals: string }
  | { due: string }
  | { fact: string }
  | { declared: string }
  | { monitoring: string }
  | { date: string };

export const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ sum: measure, where: whereSchema }),
    z.strictObject({ mean: z.enum(FIELDS), where: whereSchema }),
    z.strictObject({ weighted: whereSchema, tried: z.record(ref, z.number().nullable()).optional() }),
    z.strictObject({ value: z.enum(FIELDS), of: ref, department: z.string().optional() }),
    z.strictObject({ count: whereSchema }),
    z.strictObject({ numbers: whereSchema }),
    z.strictObject({ units: z.string() }),
    z.strictObject({
      top: z.int().positive(),
      by: z.enum(FIELDS),
      where: whereSchema,
      order: order.optional(),
      give: give.optional(),
    }),
    z.strictObject({
      topGroup: z.enum(['department', 'unit']),
      by: measure,
      where: whereSchema,
      n: z.int().positive().optional(),
      order: order.optional(),
      give: give.optional(),
    }),
    z.strictObject({ groups: z.enum(['department', 'unit']), by: measure, where: whereSchema }),
    z.strictObject({ rate: z.tuple([measure, measure]), where: whereSchema }),
    z.strictObject({ perPoint: measure, of: ref }),
    z.strictObject({ share: z.tuple([expressionSchema, expressionSchema]) }),
    z.strictObject({ difference: z.tuple([expressionSchema, expressionSchema]) }),
    z.strictObject({ total: z.array(expressionSchema).min(2) }),
    z.strictObject({ list: z.array(expressionSchema).min(2) }),
    z.strictObject({ owner: ref }),
    z.strictObject({ goals: ref }),
    z.strictObject({ due: ref }),
    z.strictObject({ fact: z.string().min(1) }),
    z.strictObject({ declared: z.string().regex(/^(objective|process|indicator)\.\w+$/) }),
    z.strictObject({ monitoring: z.string().regex(/^(objective|process|indicator)\.\w+$/) }),
    z.strictObject({ date: z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/) }),
  ]),
);
