import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Db, openStore } from '../../src/store/engine/open-store.ts';
import { closing } from './closing.ts';

/** The address of another database of the same server. */
export function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Does something at a server, as its owner. */
export async function atServer(server: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Databases for tests at a server, each a copy of one that is made once a worker, and dropped when the test file ends.
 * @param server address of a database that its owner may make others from
 * @param fill what is in those that are not empty
 */
export function postgresCopies(server: string, fill: (db: Db) => Promise<unknown>) {
  const templates = new Map<'lucca' | 'empty', Promise<string>>();
  const fresh = (): string => `traguardo_test_${randomBytes(6).toString('hex')}`;
  const made = async (content: 'lucca' | 'empty'): Promise<string> => {
    const name = fresh();
    await atServer(server, `create database ${name} encoding 'UTF8' template template0`);
    const db = await openStore(databaseAt(server, name));
    if (content === 'lucca') await fill(db);
    await db.destroy();
    return name;
  };
  const copyOf = async (content: 'lucca' | 'empty'): Promise<string> => {
    const template = templates.get(content) ?? made(content);
    templates.set(content, template);
    const name = fresh();
    await atServer(server, `create database ${name} template ${await template}`);
    closing({ close: () => atServer(server, `drop database ${name} with (force)`) });
    return databaseAt(server, name);
  };
  return { empty: () => copyOf('empty'), withLucca: () => copyOf('lucca') };
}
