import { sql } from 'kysely';
import type { SchemaEngine } from './engine.ts';

/** Tables are STRICT, so that a column holds what its type says; what has a key of its own is stored by it. */
export const SQLITE: SchemaEngine = {
  id: 'integer',
  cents: 'integer',
  decimal: 'real',
  caseless: sql`text collate nocase`,
  numbered: sql`strict`,
  keyed: sql`strict, without rowid`,
  isJson: (column) => sql`json_valid(${sql.ref(column)})`,
  async freeze(db, table) {
    for (const [event, done] of [
      ['update', 'changed'],
      ['delete', 'deleted'],
    ] as const)
      await sql`
        create trigger ${sql.ref(`${table}_is_never_${done}`)} before ${sql.raw(event)} on ${sql.table(table)}
        begin select raise(abort, ${sql.lit(`rows of ${table} are never ${done}`)}); end
      `.execute(db);
  },
};
