import { readFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/store/migrations/migrate.ts';

/** What the types and the tables both say of a column. */
interface Column {
  readonly type: 'text' | 'number';
  readonly nullable: boolean;
  /** An insert may leave it out and it is not null: the engine numbers it, or it has a default. */
  readonly generated: boolean;
}
type Tables = Readonly<Record<string, Readonly<Record<string, Column>>>>;

/** As `Schema` says, read from its source: types are gone when the program runs. */
function declared(): Tables {
  const source = readFileSync(
    new URL('../../../src/store/engine/schema.ts', import.meta.url),
    'utf8',
  ).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const interfaces = new Map(
    [...source.matchAll(/interface (\w+) \{([^}]*)\}/g)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/(\w+): ([^;]+);/g)].map(([, member = '', type = '']) => [member, type] as const),
    ]),
  );
  return Object.fromEntries(
    (interfaces.get('Schema') ?? []).map(([table, type]) => [
      table,
      Object.fromEntries((interfaces.get(type) ?? []).map(([name, of]) => [name, columnOf(of)])),
    ]),
  );
}

/** `number` is a number; strings and unions of them are text. */
const columnOf = (type: string): Column => ({
  type: /\bnumber\b/.test(type) ? 'number' : 'text',
  nullable: / \| null$/.test(type),
  generated: type.startsWith('Generated<'),
});

/** As the migrations make them. */
async function made(): Promise<Tables> {
  const database = new SqliteDatabase(':memory:');
  await migrate(database);
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'kysely_%'")
    .pluck()
    .all() as string[];
  const tables = names.map((table) => {
    const columns = database.pragma(`table_info(${table})`) as {
      name: string;
      type: string;
      notnull: 0 | 1;
      dflt_value: string | null;
      pk: number;
    }[];
    const keys = columns.filter(({ pk }) => pk > 0);
    return [
      table,
      Object.fromEntries(
        columns.map(({ name, type, notnull, dflt_value, pk }): [string, Column] => {
          const numbers = pk > 0 && keys.length === 1 && type.toLowerCase() === 'integer';
          return [
            name,
            {
              type: type.toLowerCase() === 'text' ? 'text' : 'number',
              nullable: notnull === 0 && !numbers,
              generated: numbers || dflt_value !== null,
            },
          ];
        }),
      ),
    ];
  });
  database.close();
  return Object.fromEntries(tables);
}

it('the types of the tables say what the migrations make', async () => {
  const tables = await made();
  expect(Object.keys(tables).length).toBeGreaterThan(20);
  expect(declared()).toEqual(tables);
});
