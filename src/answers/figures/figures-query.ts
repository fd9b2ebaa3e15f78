import { z } from 'zod';
import type { IsoDay } from '../../domain/types.ts';
import { ATTRIBUTES, type Attribute } from '../../words/attributes.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import { MEASURES } from '../../words/measures.ts';
import { OPERATORS } from '../../words/operators.ts';
import { type Field, fieldSchema } from '../parts/parts-query.ts';

/*
 * One language for everything that is rows and figures of a plan: which items (`select`), one row for each of what
 * (`by`), which figures (`columns`), which of the rows (`having`, `order`), and what of all of them together (`fold`).
 */

/** What a figure can be made of: a column of the plan, a measure derived from columns, the day by which an item is due, or the items themselves. */
export const FIGURES = [...MEASURES, 'deadline', 'items'] as const;
export type Figure = (typeof FIGURES)[number];
const figureSchema = z.enum(FIGURES);

export const LEVELS = ['item', 'kind', 'department', 'unit', 'goal'] as const;
/** What a row of the answer stands for. */
export type Level = (typeof LEVELS)[number];

const groupingSchema = z.enum([...LEVELS, 'weight', 'deadline']);
/** The same, or what its items weigh, or the last of their years. */
export type Grouping = z.infer<typeof groupingSchema>;

export const FOLDS = ['sum', 'mean', 'median', 'min', 'max', 'count'] as const;
/** What becomes of many values: a sum of rates is the rate of the sums, `count` counts the rows that declare the figure. */
export type Fold = (typeof FOLDS)[number];
const foldSchema = z.enum(FOLDS);

/** Tables of a plan whose rows belong to its items. */
export const ITEM_TABLES = ['indicators', 'milestones', 'budgetLines', 'costLines'] as const;
export type ItemTable = (typeof ITEM_TABLES)[number];

const comparisonSchema = z.enum(OPERATORS);
export type Comparison = z.infer<typeof comparisonSchema>;

/** What holds where a comparison does not. */
export const INVERSE: Readonly<Record<Comparison, Comparison>> = {
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  eq: 'ne',
  ne: 'eq',
};

const kindSchema = z.enum(ITEM_KINDS);
const refSchema = z.templateLiteral([kindSchema, ':', z.number()]);

const placeSchema = z.object({ level: z.enum(['department', 'unit']), code: z.string() });

/** What a figure is held against: a number in its own unit (cents, percent, points, items), the mean of all rows (or of all items of some kinds; none is all kinds), or that of another item or structure; or so many times as much. */
const thanSchema = z.union([
  z.object({ value: z.number() }),
  z.object({
    mean: z.union([z.literal(true), z.array(kindSchema).readonly()]),
    /** Of what this structure has, whatever is held against it. */
    within: placeSchema.nullable().optional(),
    times: z.number().nullable().optional(),
  }),
  z.object({ item: refSchema, times: z.number().nullable().optional() }),
  /** So much of the total of all items of some kinds; none is all that the body works on. */
  z.object({ total: z.array(kindSchema).readonly(), times: z.number() }),
  z.object({ place: placeSchema }),
]);
export type Than = z.infer<typeof thanSchema>;

/** Another figure of the same row, so many times. */
interface ThanExpr {
  readonly expr: Expr;
  readonly times: number;
}

/** One thing that holds of an item. All that stand in a `select` hold together. */
export type Atom =
  | { readonly type: 'kind'; readonly kinds: readonly z.infer<typeof kindSchema>[] }
  /** Of one of these structures; figures are then those of these structures' own cost lines. */
  | {
      readonly type: 'structure';
      readonly level: 'department' | 'unit';
      readonly codes: readonly string[];
      /** What made these the ones that are meant: "i due settori con più impegnato". */
      readonly first?: Ranking | undefined;
      /** What holds of these: "i settori con più di 5 processi". */
      readonly held?: Pick<FiguresQuery, 'select' | 'having'> | undefined;
      /** The items whose structures these are: "il settore dell’obiettivo 24". */
      readonly of?: readonly z.infer<typeof refSchema>[] | undefined;
    }
  /** Linked to one of these, or to any where none is named; `only` to no other. */
  | {
      readonly type: 'goal';
      readonly numbers: readonly number[];
      readonly only?: boolean | null | undefined;
    }
  | { readonly type: 'scope'; readonly scope: 'unit' | 'transversal' }
  /** Assigned to so many structures of a level, or linked to so many goals: "coinvolgono più di un ufficio". */
  | {
      readonly type: 'shared';
      readonly level: 'department' | 'unit' | 'goal';
      readonly op: Comparison;
      readonly value: number;
    }
  /** Years that the item lasts. */
  | { readonly type: 'span'; readonly min: number; readonly max: number }
  /** Year in which it ends, or begins. */
  | { readonly type: 'ends' | 'begins'; readonly from: number; readonly to: number }
  /** Of all for which the rest holds, those that begin, or are due, before or after the others. */
  | { readonly type: 'extreme'; readonly of: 'begins' | 'ends'; readonly place: 'first' | 'last' }
  /** Day by which it is due. */
  | { readonly type: 'due'; readonly from: IsoDay; readonly to: IsoDay }
  | { readonly type: 'items'; readonly refs: readonly z.infer<typeof refSchema>[] }
  | { readonly type: 'bound'; readonly figure: Figure; readonly op: Comparison; readonly than: Than }
  /** One figure of the item against another of its own, or against so many times that. */
  | {
      readonly type: 'versus';
      readonly figure: Figure;
      readonly op: Comparison;
      readonly other: Figure;
      readonly times?: number | null | undefined;
    }
  | { readonly type: 'declared'; readonly figure: Figure }
  /** It declares revenue, assessed or collected. */
  | { readonly type: 'revenue' }
  /** What it declares of itself in words: its mission, its priority, a column that only this plan has. */
  | { readonly type: 'field'; readonly field: Field; readonly value: string }
  /** It has indicators, milestones, lines of the budget of its own. */
  | { readonly type: 'has'; readonly table: ItemTable }
  /** Among the first of a ranking of items. */
  | { readonly type: 'top'; readonly of: Ranking }
  | { readonly type: 'not'; readonly atom: Atom }
  | { readonly type: 'any'; readonly atoms: readonly Atom[] };

/** The first by a figure: `from` 2 is the second; `per` ranks inside each structure or kind. */
export interface Ranking {
  readonly select: readonly Atom[];
  readonly by: Expr;
  readonly direction: 'most' | 'least';
  readonly from: number;
  /** How many; those that tie with the last are among them. */
  readonly limit: number;
  /** What its figures are near to, the nearest being the most: "il più vicino alla media". */
  readonly near?: Than | null | undefined;
}

/** A figure over the items of a row. */
export type Expr =
  | {
      readonly type: 'fold';
      readonly fold: Fold;
      readonly figure: Figure;
      /** Only of those of the row that are of these kinds: "più obiettivi che processi". */
      readonly of?: readonly z.infer<typeof kindSchema>[] | null | undefined;
    }
  /** The same over other items than the row's: the whole of a share, the sides of a difference. */
  | {
      readonly type: 'over';
      readonly expr: Expr;
      readonly select: readonly Atom[];
      /** In the plan of this year, where it is another than the query's. */
      readonly year: number | null;
      /** What each of these has on average: "la media dei settori". */
      readonly each?: 'department' | 'unit' | null | undefined;
      /** Of those that are the row's own: "la percentuale di obiettivi raggiunti per settore". */
      readonly inRow?: boolean | null | undefined;
    }
  /** What is said: "il doppio", "il 10 %". */
  | { readonly type: 'number'; readonly value: number; readonly unit: 'times' | 'percent' }
  /** `%` is the first as a percentage of the second. */
  | {
      readonly type: 'op';
      readonly op: '+' | '-' | '×' | '÷' | '%';
      readonly left: Expr;
      readonly right: Expr;
    };

export interface FiguresQuery {
  readonly type: 'figures';
  readonly select: readonly Atom[];
  /** One row for each; null for a single row over all of them. */
  readonly by: Grouping | null;
  /** Empty where the rows themselves are the answer (a list). */
  readonly columns: readonly Expr[];
  /** What holds of a row's figure, when rows are not single items. */
  readonly having: readonly {
    readonly expr: Expr;
    readonly op: Comparison;
    readonly than: Than | ThanExpr;
  }[];
  readonly order: {
    readonly by: Expr;
    readonly direction: 'most' | 'least';
    readonly from: number;
    /** Null for all of them. */
    readonly limit: number | null;
    /** The first inside each of these: "il più costoso di ogni settore". */
    readonly per: 'department' | 'unit' | 'kind' | null;
    /** So many places after the one that is named: its own place (0), the next (1), the one before (-1). */
    readonly beside?: { readonly subject: string; readonly places: -1 | 0 | 1 } | null | undefined;
    readonly near?: Than | null | undefined;
  } | null;
  /** What of all the rows that are left: how many, or the fold of the first column. */
  readonly fold: Fold | null;
  /** The asker's own structures were used: said in the answer. */
  readonly mine: boolean;
  /** Its rows, which are named, are held against each other: told is which has most, or least, and by how much. */
  readonly sides?: 'most' | 'least' | null | undefined;
  /** What else is told of the items that come first. */
  readonly tells?: readonly Attribute[] | null | undefined;
  /** The rank of units that "per servizio" means, where a body has several. */
  readonly tier?: string | null | undefined;
  /** What is asked to hold of the one figure, or of how many rows there are: "ci sono obiettivi sotto il 50 %?". */
  readonly claim?: { readonly op: Comparison; readonly value: number } | null | undefined;
}

/** An order that chooses none of its rows. */
export const isOfAll = ({ limit, from, per, beside, near }: NonNullable<FiguresQuery['order']>): boolean =>
  limit === null && from === 1 && per === null && beside == null && near == null;

/** Whether its rows are held against each other. */
export const areSides = (query: { readonly type: string } & Pick<Partial<FiguresQuery>, 'sides'>): boolean =>
  query.sides != null;

/** A query that selects everything and asks nothing of it yet: what others begin from. */
export const NO_FIGURES: FiguresQuery = {
  type: 'figures',
  select: [],
  by: null,
  columns: [],
  having: [],
  order: null,
  fold: null,
  mine: false,
};

const atomSchema: z.ZodType<Atom> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('kind'), kinds: z.array(kindSchema).min(1) }),
    z.object({
      type: z.literal('structure'),
      level: z.enum(['department', 'unit']),
      codes: z.array(z.string()).min(1),
    }),
    z.object({
      type: z.literal('goal'),
      numbers: z.array(z.number()),
      only: z.boolean().nullable().optional(),
    }),
    z.object({ type: z.literal('scope'), scope: z.enum(['unit', 'transversal']) }),
    z.object({
      type: z.literal('shared'),
      level: z.enum(['department', 'unit', 'goal']),
      op: comparisonSchema,
      value: z.number(),
    }),
    z.object({ type: z.literal('span'), min: z.number(), max: z.number() }),
    z.object({ type: z.enum(['ends', 'begins']), from: z.number(), to: z.number() }),
    z.object({
      type: z.literal('extreme'),
      of: z.enum(['begins', 'ends']),
      place: z.enum(['first', 'last']),
    }),
    z.object({ type: z.literal('due'), from: z.string(), to: z.string() }),
    z.object({ type: z.literal('items'), refs: z.array(refSchema) }),
    z.object({ type: z.literal('bound'), figure: figureSchema, op: comparisonSchema, than: thanSchema }),
    z.object({
      type: z.literal('versus'),
      figure: figureSchema,
      op: comparisonSchema,
      other: figureSchema,
      times: z.number().nullable().optional(),
    }),
    z.object({ type: z.literal('declared'), figure: figureSchema }),
    z.object({ type: z.literal('revenue') }),
    z.object({ type: z.literal('field'), field: fieldSchema, value: z.string() }),
    z.object({ type: z.literal('has'), table: z.enum(ITEM_TABLES) }),
    z.object({ type: z.literal('top'), of: rankingSchema }),
    z.object({ type: z.literal('not'), atom: atomSchema }),
    z.object({ type: z.literal('any'), atoms: z.array(atomSchema).min(1) }),
  ]),
);

const exprSchema: z.ZodType<Expr> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('fold'),
      fold: foldSchema,
      figure: figureSchema,
      of: z.array(kindSchema).readonly().nullable().optional(),
    }),
    z.object({
      type: z.literal('over'),
      expr: exprSchema,
      select: z.array(atomSchema),
      year: z.number().int().nullable(),
      each: z.enum(['department', 'unit']).nullable().optional(),
      inRow: z.boolean().nullable().optional(),
    }),
    z.object({ type: z.literal('number'), value: z.number(), unit: z.enum(['times', 'percent']) }),
    z.object({
      type: z.literal('op'),
      op: z.enum(['+', '-', '×', '÷', '%']),
      left: exprSchema,
      right: exprSchema,
    }),
  ]),
);

const rankingSchema: z.ZodType<Ranking> = z.lazy(() =>
  z.object({
    select: z.array(atomSchema),
    by: exprSchema,
    direction: z.enum(['most', 'least']),
    from: z.number().int().min(1),
    limit: z.number().int().min(1).max(500),
    near: thanSchema.nullable().optional(),
  }),
);

/** A list that nobody changes, as everywhere in a query. */
const listOf = <T>(of: z.ZodType<T>): z.ZodType<readonly T[]> => z.array(of);

export const figuresQuerySchema = z.object({
  type: z.literal('figures'),
  select: listOf(atomSchema),
  by: groupingSchema.nullable(),
  columns: listOf(exprSchema),
  having: listOf(
    z.object({
      expr: exprSchema,
      op: comparisonSchema,
      than: z.union([thanSchema, z.object({ expr: exprSchema, times: z.number() })]),
    }),
  ),
  order: z
    .object({
      by: exprSchema,
      direction: z.enum(['most', 'least']),
      from: z.number().int().min(1),
      limit: z.number().int().min(1).max(500).nullable(),
      per: z.enum(['department', 'unit', 'kind']).nullable(),
      beside: z
        .object({ subject: z.string(), places: z.union([z.literal(-1), z.literal(0), z.literal(1)]) })
        .nullable()
        .optional(),
      near: thanSchema.nullable().optional(),
    })
    .nullable(),
  fold: foldSchema.nullable(),
  mine: z.boolean(),
  sides: z.enum(['most', 'least']).nullable().optional(),
  tells: listOf(z.enum(ATTRIBUTES)).nullable().optional(),
  tier: z.string().nullable().optional(),
  claim: z.object({ op: comparisonSchema, value: z.number() }).nullable().optional(),
});
