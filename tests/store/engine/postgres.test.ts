import { sql } from 'kysely';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { StoreUnavailable } from '../../../src/domain/errors.ts';
import { appendAudit, createAuditReader } from '../../../src/store/cycle/audit-log.ts';
import { type Opened, openedOf } from '../../../src/store/engine/engine.ts';
import { type Db, openStore } from '../../../src/store/engine/open-store.ts';
import { placeInWords, readPostgresPlace } from '../../../src/store/engine/postgres-place.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { DatabaseRefused } from '../../../src/store/migrations/migrate.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../../support/database.ts';

describe('the address of a server', () => {
  it('is read with its schema, and the usual port', () => {
    expect(readPostgresPlace('postgres://lucca:se%40greta@db.example/traguardo?schema=comune')).toEqual({
      host: 'db.example',
      port: 5432,
      user: 'lucca',
      password: 'se@greta',
      database: 'traguardo',
      schema: 'comune',
      tls: false,
    });
  });

  it.each([
    ['postgres://lucca:segreta@db.example/', 'manca il nome del database'],
    ['postgres://db.example/traguardo', 'manca l’utente'],
    ['postgres://lucca:segreta@db.example/traguardo?schema=Comune%20di', 'lo schema «Comune di» non va bene'],
    ['postgres://lucca:segreta@db.example/traguardo?pool=3', 'trovato «pool»'],
    ['postgres://lucca:segreta@db.example:porta/traguardo', 'non si legge'],
  ])('is refused without its password: %s', (address, said) => {
    const read = () => readPostgresPlace(address);
    expect(read).toThrow(DatabaseRefused);
    expect(read).toThrow(said);
    expect(read).not.toThrow(/segreta/);
  });

  it('is named without its password, whatever is in it', () => {
    expect(placeInWords('postgres://lucca:se@gr:eta@db.example/traguardo')).toBe(
      'postgres://lucca@db.example/traguardo',
    );
    expect(placeInWords('/var/lib/traguardo.sqlite')).toBe('/var/lib/traguardo.sqlite');
  });
});

it('is told where no server answers, without the password', async () => {
  const refused = openStore('postgres://lucca:segreta@127.0.0.1:1/traguardo');
  await expect(refused).rejects.toThrow(
    /^Il database postgres:\/\/lucca@127.0.0.1:1\/traguardo non si apre: a «127.0.0.1», porta 1,/,
  );
});

describe.skipIf(inject('server') === null)('a server', () => {
  let database: TemporaryDatabase;
  beforeAll(async () => {
    database = await temporaryDatabase();
  });

  it('keeps one chain, however many write from several processes', async () => {
    const both = [database.db, await database.openAgain()];
    const entry = { at: new Date(0), actor: 'prova', subject: 'prova', detail: {} };
    const writes = async (db: Db, who: string): Promise<void> => {
      for (let n = 0; n < 10; n += 1)
        await writing(db, (tx) => appendAudit(tx, { ...entry, action: `prova.${who}.${n}` }));
    };
    await Promise.all(
      both.flatMap((db, which) => ['a', 'b', 'c'].map((who) => writes(db, `${which}${who}`))),
    );
    const { rows, breaks } = await createAuditReader(database.db).verify();
    expect(breaks).toEqual([]);
    expect(rows).toBeGreaterThanOrEqual(60);
  });

  it('reads while many wait to write', async () => {
    const other = await database.openAgain();
    let read: Promise<unknown> | null = null;
    await writing(other, async () => {
      const writes = Array.from({ length: 20 }, () => writing(database.db, async () => undefined));
      read = database.db.selectFrom('plan').select('id').execute();
      await read;
      void Promise.allSettled(writes);
    });
    expect(await read).toHaveLength(1);
  });

  it('tells whoever writes that a connection broke meanwhile, and the next one writes', async () => {
    const { db } = database;
    const entry = { at: new Date(0), actor: 'prova', action: 'prova.broken', subject: 'prova', detail: {} };
    const broken = writing(db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(db);
      await appendAudit(tx, entry);
    });
    await expect(broken).rejects.toThrow(StoreUnavailable);
    await writing(db, (tx) => appendAudit(tx, entry));
    const kept = await db.selectFrom('audit').select('id').where('action', '=', entry.action).execute();
    expect(kept).toHaveLength(1);
  });

  it('has on its disk what was written by the time that it is told', async () => {
    const { db } = database;
    const place = sql<{ at: string }>`select pg_current_wal_insert_lsn()::text as at`;
    const at = await writing(db, async (tx) => {
      await appendAudit(tx, { at: new Date(0), actor: 'a', action: 'prova', subject: 's', detail: {} });
      return (await place.execute(tx)).rows[0]?.at;
    });
    const { rows } = await sql<{ flushed: boolean }>`
      select pg_current_wal_flush_lsn() >= ${at}::pg_lsn as flushed`.execute(db);
    expect(rows).toEqual([{ flushed: true }]);
  });

  it('forgets what it read over a connection that is gone', async () => {
    const { db } = database;
    const { state } = openedOf(db) as Opened;
    const before = await state();
    expect(await state()).toBe(before);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    const other = await database.openAgain();
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other);
    const isAnother = async (): Promise<boolean> => (await state()) !== before;
    await expect.poll(() => isAnother().catch(() => false)).toBe(true);
  });

  it('gives cents and counts as numbers, and nothing that is not whole', async () => {
    const lines = await database.db.selectFrom('cost_line').select('committed').execute();
    expect(lines.every(({ committed }) => committed === null || Number.isSafeInteger(committed))).toBe(true);
    const { rows } = await sql<{ n: number; total: number }>`
      select count(*) as n, sum(committed) as total from cost_line
    `.execute(database.db);
    expect(rows).toEqual([
      { n: lines.length, total: lines.reduce((sum, { committed }) => sum + (committed ?? 0), 0) },
    ]);
    await expect(sql`select 9007199254740993::bigint as n`.execute(database.db)).rejects.toThrow(
      'no whole number',
    );
  });

  it('puts texts in the order of their bytes, and what is null first', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = current_schema() and data_type = 'text' and collation_name not in ('C', 'caseless')
    `.execute(database.db);
    expect(rows).toEqual([]);
    const { db } = database;
    expect(db.selectFrom('phase').selectAll().orderBy('closes_on').compile().sql).toMatch(/nulls first$/);
    expect(db.selectFrom('phase').selectAll().orderBy('closes_on', 'desc').compile().sql).toMatch(
      /nulls last$/,
    );
  });

  it.each(['update audit set actor = actor', 'delete from audit'])(
    'refuses to rewrite what is kept: %s',
    async (statement) => {
      await writing(database.db, (tx) =>
        appendAudit(tx, { at: new Date(0), actor: 'a', action: 'prova', subject: 's', detail: {} }),
      );
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/rows of audit are never/);
    },
  );
});
