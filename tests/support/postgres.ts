import { Client } from 'pg';
import { type Db, openStore } from '../../src/store/engine/open-store.ts';
import { closing } from './closing.ts';

/** The address of another database of the same server, or of another schema. */
export function placeAt(
  server: string,
  { database, schema }: { database?: string; schema?: string },
): string {
  const url = new URL(server);
  if (database !== undefined) url.pathname = `/${database}`;
  if (schema !== undefined) url.searchParams.set('schema', schema);
  return url.href;
}

/** Does something in a database of a server, as its owner. */
export async function atServer<T = unknown>(place: string, text: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: place });
  await client.connect();
  try {
    const { rows } = await client.query(text);
    return rows as T[];
  } finally {
    await client.end();
  }
}

type Content = 'lucca' | 'empty';

/**
 * Schemas for tests in one database, each a copy of one that is made once a worker. Making tables takes longer than
 * filling them: one that a test file is done with is filled anew for another.
 * @param database address of a database that its owner may do everything in
 * @param fill what is in those that are not empty
 */
export function postgresCopies(database: string, fill: (db: Db) => Promise<unknown>) {
  const templates = new Map<Content, Promise<string>>();
  const free: string[] = [];
  let made = 0;
  const addressOf = (schema: string): string => placeAt(database, { schema });

  async function make(content: Content): Promise<string> {
    made += 1;
    const schema = `t_${process.pid}_${made}`;
    const db = await openStore(addressOf(schema));
    if (content === 'lucca') await fill(db);
    await db.destroy();
    return schema;
  }

  async function copyOf(content: Content): Promise<string> {
    const template = templates.get(content) ?? make(content);
    templates.set(content, template);
    const schema = free.pop() ?? (await make('empty'));
    closing({ close: () => free.push(schema) });
    await atServer(database, `select public.fill_again('${schema}', '${await template}')`);
    return addressOf(schema);
  }

  return { empty: () => copyOf('empty'), withLucca: () => copyOf('lucca') };
}

/**
 * Gives a schema the rows of another that has the same tables; its rows are numbered on from theirs. The catalogue is
 * read as it is: the views of `information_schema` take longer than all the rest.
 */
export const FILL_AGAIN = `
create function public.fill_again(target text, source text) returns void language plpgsql as $$
begin
  perform set_config('session_replication_role', 'replica', true);
  -- A few rows of many tables are sooner deleted than the tables are truncated.
  execute (
    select string_agg(format('delete from %I.%I; insert into %I.%I select * from %I.%I',
      target, relname, target, relname, source, relname), '; ')
    from pg_class where relnamespace = source::regnamespace and relkind = 'r');
  execute (
    select string_agg(format('select setval(%L, greatest(last_value, 1), is_called) from %I.%I',
      format('%I.%I', target, relname), source, relname), '; ')
    from pg_class where relnamespace = source::regnamespace and relkind = 'S');
end $$`;
