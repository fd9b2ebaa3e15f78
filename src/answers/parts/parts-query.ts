import { z } from 'zod';
import { ITEM_KINDS } from '../../words/kinds.ts';
import { COST_MEASURES } from '../../words/measures.ts';
import { BOUNDS } from '../../words/operators.ts';
import { DETAILS } from './details.ts';

/*
 * What a plan says of its items besides their figures: indicators, milestones, lines of the budget, place in the plan,
 * days, and what became of them from one year to the next. Each is a table of its own; a scope says of which items.
 */

const kindSchema = z.enum(ITEM_KINDS);
const refSchema = z.templateLiteral([kindSchema, ':', z.number()]);

/** What an item says in words: fields of its own, `roles`, and columns that Traguardo does not know (`extra:Heading`). */
export const fieldSchema = z.union([
  z.enum([
    'mission',
    'programme',
    'parent',
    'type',
    'priority',
    'stakeholders',
    'expectedResult',
    'startsOn',
    'roles',
    ...DETAILS,
  ]),
  z.templateLiteral(['extra:', z.string()]),
]);
export type Field = z.infer<typeof fieldSchema>;

/** Fields of the lines of the budget. */
const budgetFieldSchema = z.enum(['chapter', 'fund', 'cup', 'mission', 'programme']);
export type BudgetField = z.infer<typeof budgetFieldSchema>;

/** Of which items: every part narrows; empty and null mean "any". */
const scopeSchema = z.object({
  kind: kindSchema.nullable(),
  items: z.array(refSchema).nullable(),
  departments: z.array(z.string()),
  units: z.array(z.string()),
  where: z.array(z.object({ field: fieldSchema, value: z.string() })),
});
export type Scope = z.infer<typeof scopeSchema>;

const daysSchema = z.object({ from: z.string(), to: z.string() }).nullable();

const namesSchema = z.array(z.string()).nullable().default(null);

/** What rows of a table are told apart by, in words. */
export const TEXT_COLUMNS = [
  'item',
  'atDepartment',
  'atUnit',
  'named',
  'state',
  'chapter',
  'fund',
  'cup',
  'entry',
  'year',
] as const;
const textColumnSchema = z.union([z.enum(TEXT_COLUMNS), fieldSchema]);
export type TextColumn = z.infer<typeof textColumnSchema>;

/** What rows of a table hold in numbers. A day counts from the first of all; `gap` is how far a result is from its target. */
export const NUMBER_COLUMNS = [
  'target',
  'result',
  'baseline',
  'attainment',
  'gap',
  'weight',
  'day',
  'amount',
  ...COST_MEASURES,
] as const;
const numberColumnSchema = z.enum(NUMBER_COLUMNS);
export type NumberColumn = z.infer<typeof numberColumnSchema>;

const limitSchema = z.object({
  op: z.enum([...BOUNDS, 'between']),
  value: z.number(),
  to: z.number().nullable(),
});
export type Limit = z.infer<typeof limitSchema>;

const rowTestSchema = z.union([
  z.object({ column: textColumnSchema, values: z.array(z.string()), not: z.boolean() }),
  limitSchema.extend({ column: numberColumnSchema }),
  z.object({ column: z.union([numberColumnSchema, textColumnSchema]), declared: z.boolean() }),
]);
export type RowTest = z.infer<typeof rowTestSchema>;

/** Rows of a table of the plan: which of them, in which groups, what of them, in which order, as a part of what. */
const rowsSchema = z.object({
  of: z.literal('rows'),
  table: z.enum(['items', 'indicators', 'milestones', 'budget']),
  /** Of targets and lines of the budget; null for the year of the plan. */
  year: z.number().nullable(),
  days: daysSchema,
  tests: z.array(rowTestSchema),
  by: textColumnSchema.nullable(),
  /** Groups without a row count too: "quali obiettivi non hanno fasi". */
  empty: z.boolean(),
  /** What a row or a group comes to, or what each row says of itself; null for how many rows. */
  figure: z.object({ column: numberColumnSchema, fold: z.enum(['sum', 'mean', 'each']) }).nullable(),
  /** The mean of what the groups come to: "in media per obiettivo". */
  isMean: z.boolean(),
  /** Of the groups. */
  limit: limitSchema.nullable(),
  order: z
    .object({ direction: z.enum(['most', 'least']), place: z.number(), many: z.number().nullable() })
    .nullable(),
  /** The rows that pass these too are held against all; or one group against the other. */
  relation: z.enum(['share', 'difference', 'ratio']).nullable(),
  part: z.array(rowTestSchema),
});

const askSchema = z.discriminatedUnion('of', [
  rowsSchema,
  /** A field of some items. */
  z.object({
    of: z.literal('fields'),
    field: fieldSchema,
    /** Of a detail: only the indicators and milestones with these names. */
    names: namesSchema,
  }),
  /** What structures say in a column that Traguardo does not know; null for the structures that have a value in it. */
  z.object({ of: z.literal('structures'), heading: z.string().nullable() }),
  /** To what the plan wants weights to add up, and whether they do. */
  z.object({ of: z.literal('weights') }),
  /** Due days and milestones together. */
  z.object({ of: z.literal('days'), test: z.enum(['late', 'next']).nullable(), days: daysSchema }),
  z.object({
    of: z.literal('years'),
    change: z.enum(['new', 'gone', 'kept', 'moved', 'all', 'series']),
    /** The year that this one is held against; null for all of them, or where there is no other. */
    against: z.number().nullable(),
    /** Indicators, for a series. */
    names: z.array(z.string()).nullable(),
    count: z.boolean(),
    /** How many each structure has, and which has most or fewest. */
    by: z.enum(['department', 'unit']).nullable().default(null),
    order: z.enum(['most', 'least']).nullable().default(null),
    /** What the items that are new, gone, kept or moved come to. */
    sums: z.array(z.enum(COST_MEASURES)).nullable().optional(),
  }),
]);
export type PartsAsk = z.infer<typeof askSchema>;
export type AskOf<T extends PartsAsk['of']> = Extract<PartsAsk, { of: T }>;

/** All rows of a table, and nothing of them but which there are. */
export const everyRow = (table: AskOf<'rows'>['table']): AskOf<'rows'> => ({
  of: 'rows',
  table,
  year: null,
  days: null,
  tests: [],
  by: null,
  empty: false,
  figure: null,
  isMean: false,
  limit: null,
  order: null,
  relation: null,
  part: [],
});

export const partsQuerySchema = z.object({
  type: z.literal('parts'),
  scope: scopeSchema,
  ask: askSchema,
  tier: z.string().nullable().optional(),
});
export type PartsQuery = z.infer<typeof partsQuerySchema>;
