import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { DeclaredCheck } from '../run/result.ts';
import type { Selection } from './atoms.ts';
import type { Entry } from './entries.ts';
import type { Expr, Figure, FiguresQuery } from './figures-query.ts';
import type { Unit } from './units.ts';

/** A thing of the plan that a row stands for. */
export type Subject =
  | { readonly type: 'item'; readonly ref: ItemRef }
  | { readonly type: 'kind'; readonly kind: ItemKind }
  | { readonly type: 'department' | 'unit'; readonly code: string }
  | { readonly type: 'goal'; readonly number: number };

/** What a row stands for; `all` is the whole set. */
export type RowSubject =
  | Subject
  | { readonly type: 'all' }
  /** Those that weigh so much, or end in that year; null for those of which nothing is said. */
  | { readonly type: 'value'; readonly value: number | null };

/** A figure that was worked out, with what it rests on. */
export interface Value {
  readonly expr: Expr;
  /** In `unit`, cents for euro; null when nobody declares what it needs. */
  readonly value: number | null;
  readonly unit: Unit;
  /** The items whose figures are in it. */
  readonly entries: readonly Entry[];
  /** Items that declare what it needs, and those that do not. */
  readonly declared: number;
  readonly missing: number;
  /** The two sides of an operation, over the items that are in it. */
  readonly sides: readonly [Value, Value] | null;
  /** What the plain totals would give, where that is another figure. */
  readonly other: number | null;
}

export interface FiguresRow {
  readonly subject: RowSubject;
  /** What it is the first of, where a ranking is made inside each. */
  readonly within: RowSubject | null;
  readonly entries: readonly Entry[];
  /** Members among them: what is counted. */
  readonly items: number;
  readonly cells: readonly Value[];
  /** What it was ordered by, and the place it came to, ties sharing one. */
  readonly rank: { readonly by: Value; readonly place: number } | null;
}

export interface Ordering {
  /** Rows that were compared, and those left out because they declare nothing. */
  readonly compared: number;
  readonly undeclared: number;
  /** More than were asked for, because they tie with the last. */
  readonly tied: number;
  /** Places before the first shown that several share. */
  readonly sharedBefore: readonly { readonly place: number; readonly count: number }[];
}

/** What a figures query gives: rows and figures, no words yet. */
export interface FiguresTable {
  /** With what it leaves unsaid made plain: the rows of a list, the column of a ranking. */
  readonly query: FiguresQuery;
  readonly selection: Selection;
  readonly rows: readonly FiguresRow[];
  /** Each column over all that the rows are made of; null where that means nothing. */
  readonly overall: readonly (Value | null)[];
  readonly ordering: Ordering | null;
  /** Structures that have none of what they are put in order by the number of, the least first: no rows. */
  readonly idle: readonly RowSubject[];
  /** What the rows make together, when that was asked. */
  readonly folded: {
    readonly value: number | null;
    readonly unit: Unit;
    /** How many rows declare it, and whose the least or the most is. */
    readonly of: number;
    readonly holders: readonly FiguresRow[];
  } | null;
  /** Rows that a condition could not be held against, of how many. */
  readonly undecided: { readonly count: number; readonly of: number };
  /** Figures that the question needs and nobody in the plan declares. */
  readonly silent: readonly Figure[];
  /** Totals that the document itself prints for this very set, or for the kinds that it is made of. */
  readonly checks: readonly DeclaredCheck[];
}
