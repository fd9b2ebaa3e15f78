import { type Kysely, sql } from 'kysely';
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
  async freeze(db, table, except) {
    const event = except === undefined ? 'update' : `update of ${await othersOf(db, table, except)}`;
    for (const [what, done] of [
      [event, 'changed'],
      ['delete', 'deleted'],
    ] as const)
      await sql`
        create trigger ${sql.ref(`${table}_is_never_${done}`)} before ${sql.raw(what)} on ${sql.table(table)}
        begin select raise(abort, ${sql.lit(`rows of ${table} are never ${done}`)}); end
      `.execute(db);
  },
};

/** The columns of a table but one, as a trigger lists them. */
async function othersOf(db: Kysely<unknown>, table: string, except: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db);
  return rows
    .map(({ name }) => name)
    .filter((name) => name !== except)
    .join(', ');
}
