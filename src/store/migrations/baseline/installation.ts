import { type Kysely, sql } from 'kysely';
import { isKey } from '../columns.ts';
import type { SchemaEngine } from '../engine.ts';

/** What the database itself is for: one row, which also tells one that was filled from one that was emptied. */
export async function createInstallationTable(db: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('id', 'integer', (column) => isKey(column).check(sql`id = 1`))
    .addColumn('mode', 'text', (column) => column.check(sql`mode in ('trial', 'live')`))
    .modifyEnd(engine.numbered)
    .execute();
  await sql`insert into installation (id, mode) values (1, null)`.execute(db);
}
