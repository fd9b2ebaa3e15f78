import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import { memoryDatabase } from '../../support/database.ts';

/** What a table is, whatever engine has it; names that the engines make up are left out. */
interface Table {
  /** `name kind`, `?` for what may be null, `=` for what has a default; in their order. */
  readonly columns: readonly string[];
  /** Columns of the key, of each unique constraint, of each index and of what each foreign key names. */
  readonly key: string;
  readonly unique: readonly string[];
  readonly foreign: readonly string[];
  readonly indexes: readonly string[];
  /** What must hold of a row, by the columns that it names. */
  readonly checks: readonly string[];
  /** What is refused of its rows. */
  readonly frozen: readonly string[];
}
type Tables = Readonly<Record<string, Table>>;

const listed = (columns: readonly string[]): string => columns.join(', ');
const KINDS: Readonly<Record<string, string>> = { integer: 'whole', bigint: 'whole', real: 'decimal' };
const kindOf = (type: string): string => KINDS[type.toLowerCase()] ?? type.toLowerCase();

/** The literals and the names of columns in a check, in their order: what is left when the engines' spelling is taken off. */
const meant = (check: string, columns: readonly string[]): string =>
  [...new Set(check.replaceAll(/::\w+(?:\[\])?/g, '').match(/'[^']*'|\w+/g) ?? [])]
    .filter((word) => /^['\d]/.test(word) || columns.includes(word))
    .sort()
    .join(' ');

async function inSqlite(): Promise<Tables> {
  const database = new SqliteDatabase(':memory:');
  await migrate(database);
  const all = <T>(text: string): T[] => database.prepare(text).all() as T[];
  const tables = all<{ name: string; sql: string }>(
    "select name, sql from sqlite_schema where type = 'table' and name not like 'kysely_%'",
  ).map(({ name, sql: made }): [string, Table] => {
    const columns = all<{ name: string; type: string; notnull: number; dflt_value: unknown; pk: number }>(
      `pragma table_info(${name})`,
    );
    const indexes = all<{ name: string; unique: number; origin: string; partial: number }>(
      `pragma index_list(${name})`,
    ).map((index) => ({
      ...index,
      columns: listed(all<{ name: string }>(`pragma index_info(${index.name})`).map((one) => one.name)),
    }));
    const references = Map.groupBy(
      all<{ id: number; seq: number; table: string; from: string; to: string }>(
        `pragma foreign_key_list(${name})`,
      ).sort((a, b) => a.seq - b.seq),
      ({ id }) => id,
    );
    const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const isNumbered = (one: { pk: number; type: string }): boolean =>
      one.pk > 0 && keys.length === 1 && one.type.toLowerCase() === 'integer';
    const names = columns.map((one) => one.name);
    return [
      name,
      {
        columns: columns.map(
          (one) =>
            `${one.name} ${kindOf(one.type)}${one.notnull === 0 && one.pk === 0 ? '?' : ''}${one.dflt_value !== null || (isNumbered(one) && name !== 'installation') ? '=' : ''}`,
        ),
        key: listed(keys.map((one) => one.name)),
        unique: indexes
          .filter(({ origin }) => origin === 'u')
          .map((one) => one.columns)
          .sort(),
        foreign: [...references.values()]
          .map(
            (rows) =>
              `${listed(rows.map(({ from }) => from))} -> ${rows[0]?.table} ${listed(rows.map(({ to }) => to))}`,
          )
          .sort(),
        indexes: indexes
          .filter(({ origin }) => origin === 'c')
          .map((one) => `${one.columns}${one.unique ? ' unique' : ''}${one.partial ? ' partial' : ''}`)
          .sort(),
        checks: checksIn(made)
          .map((check) => meant(check, names))
          .sort(),
        frozen: all<{ name: string }>(
          `select name from sqlite_schema where type = 'trigger' and tbl_name = '${name}'`,
        )
          .map((one) => one.name)
          .sort(),
      },
    ];
  });
  database.close();
  return Object.fromEntries(tables);
}

/** What stands in the parentheses after each `check`. */
function checksIn(made: string): readonly string[] {
  return [...made.matchAll(/\bcheck \(/gi)].map(({ index }) => {
    const from = index + 'check '.length;
    let depth = 0;
    let to = from;
    do {
      if (made[to] === '(') depth += 1;
      if (made[to] === ')') depth -= 1;
      to += 1;
    } while (depth > 0);
    return made.slice(from, to);
  });
}

async function inPostgres(db: Db): Promise<Tables> {
  const { rows: columns } = await sql<{
    table: string;
    name: string;
    type: string;
    nullable: boolean;
    given: boolean;
  }>`
    select table_name as table, column_name as name, data_type as type, is_nullable = 'YES' as nullable,
      column_default is not null or is_identity = 'YES' as given
    from information_schema.columns where table_schema = current_schema() and table_name not like 'traguardo\_%'
    order by table_name, ordinal_position
  `.execute(db);
  const { rows: constraints } = await sql<{
    table: string;
    type: string;
    columns: string[];
    other: string | null;
    others: string[] | null;
    said: string;
  }>`
    select r.relname as table, c.contype::text as type, pg_get_constraintdef(c.oid) as said,
      (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(att, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.att) as columns,
      f.relname as other,
      (select array_agg(a.attname::text order by k.n) from unnest(c.confkey) with ordinality k(att, n)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.att) as others
    from pg_constraint c join pg_class r on r.oid = c.conrelid left join pg_class f on f.oid = c.confrelid
    where c.connamespace = current_schema()::regnamespace and r.relname not like 'traguardo\_%'
  `.execute(db);
  const { rows: indexes } = await sql<{
    table: string;
    columns: string[];
    unique: boolean;
    partial: boolean;
  }>`
    select r.relname as table, i.indisunique as unique, i.indpred is not null as partial,
      (select array_agg(a.attname::text order by k.n) from unnest(i.indkey::int2[]) with ordinality k(att, n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att) as columns
    from pg_index i join pg_class r on r.oid = i.indrelid
    where r.relnamespace = current_schema()::regnamespace
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
  `.execute(db);
  const { rows: triggers } = await sql<{ table: string; name: string }>`
    select r.relname as table, t.tgname as name from pg_trigger t join pg_class r on r.oid = t.tgrelid
    where not t.tgisinternal and r.relnamespace = current_schema()::regnamespace and t.tgname not like '%\_is\_written'
  `.execute(db);
  return Object.fromEntries(
    [...new Set(columns.map(({ table }) => table))].map((table): [string, Table] => {
      const own = columns.filter((one) => one.table === table);
      const names = own.map(({ name }) => name);
      const of = (type: string) => constraints.filter((one) => one.table === table && one.type === type);
      return [
        table,
        {
          columns: own.map(
            ({ name, type, nullable, given }) =>
              `${name} ${kindOf(type === 'double precision' ? 'real' : type)}${nullable ? '?' : ''}${given ? '=' : ''}`,
          ),
          key: listed(of('p')[0]?.columns ?? []),
          unique: of('u')
            .map((one) => listed(one.columns))
            .sort(),
          foreign: of('f')
            .map((one) => `${listed(one.columns)} -> ${one.other} ${listed(one.others ?? [])}`)
            .sort(),
          indexes: indexes
            .filter((one) => one.table === table)
            .map(
              (one) => `${listed(one.columns)}${one.unique ? ' unique' : ''}${one.partial ? ' partial' : ''}`,
            )
            .sort(),
          checks: of('c')
            .map(({ said }) => meant(said, names))
            .sort(),
          frozen: triggers
            .filter((one) => one.table === table)
            .map(({ name }) => name)
            .sort(),
        },
      ];
    }),
  );
}

describe.skipIf(inject('server') === null)('the tables of both engines', () => {
  it('have the same columns, keys, constraints and indexes, and freeze the same rows', async () => {
    const [one, other] = [await inSqlite(), await inPostgres(await memoryDatabase())];
    expect(Object.keys(one).length).toBeGreaterThan(20);
    expect(Object.values(one).flatMap(({ checks }) => checks).length).toBeGreaterThan(30);
    expect(other).toEqual(one);
  });
});
