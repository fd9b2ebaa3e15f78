import { type ColumnBuilderCallback, sql } from 'kysely';

/** A column that always says something. */
export const required: ColumnBuilderCallback = (column) => column.notNull();

/** The column that tells the rows apart. */
export const isKey: ColumnBuilderCallback = (column) => column.primaryKey();

/** The row belongs to a plan, and goes when an import replaces it. */
export const ofPlan: ColumnBuilderCallback = (column) => column.notNull().references('plan.id');

/** A column that always says one of some words. */
export const oneOf =
  (name: string, words: readonly string[]): ColumnBuilderCallback =>
  (column) =>
    column.notNull().check(sql`${sql.ref(name)} in (${sql.join(words.map((word) => sql.lit(word)))})`);

/** A truth value: 0 or 1. */
export const flag =
  (name: string): ColumnBuilderCallback =>
  (column) =>
    column.notNull().check(sql`${sql.ref(name)} in (0, 1)`);
