import { type RawBuilder, type ReferenceExpression, sql } from 'kysely';
import type { Schema } from './schema.ts';

/*
 * `like` takes capitals for small letters in one engine and not in the other, and `_` for any letter in both: a text's
 * beginning and end are compared as they are.
 */

/** Whether a column's text begins so. */
export const beginsWith = <Table extends keyof Schema>(
  column: ReferenceExpression<Schema, Table> & string,
  beginning: string,
): RawBuilder<boolean> =>
  sql`substr(${sql.ref(column)}, 1, ${sql.lit([...beginning].length)}) = ${beginning}`;

/** Whether a column's text ends so. */
export const endsWith = <Table extends keyof Schema>(
  column: ReferenceExpression<Schema, Table> & string,
  ending: string,
): RawBuilder<boolean> =>
  sql`substr(${sql.ref(column)}, length(${sql.ref(column)}) - ${sql.lit([...ending].length - 1)}) = ${ending}`;
