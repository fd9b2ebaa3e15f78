import { setImmediate, setTimeout } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/domain/errors.ts';
import type { Schema } from '../../../src/store/engine/schema.ts';
import { sqliteDialect } from '../../../src/store/engine/sqlite-dialect.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { closing } from '../../support/closing.ts';
import { sqliteDatabase } from '../../support/database.ts';
import { EVENTUALLY } from '../../support/eventually.ts';

/** A database, and another program that holds its lock until told to let go. */
async function locked() {
  const { db, path } = await sqliteDatabase();
  const other = closing(new SqliteDatabase(path));
  other.exec('BEGIN IMMEDIATE');
  return { db, other };
}

const mark = (key: string) => ({ key, at: '2026-01-01T00:00:00Z' });

describe('a database that another program has locked', () => {
  it('holds nothing up: whatever else the program does goes on meanwhile', async () => {
    const { db, other } = await locked();
    const saving = db.insertInto('handled_event').values(mark('a')).execute();
    let turns = 0;
    while (turns < 20) {
      await setTimeout(1);
      turns++;
    }
    other.exec('COMMIT');
    await saving;
    expect(turns).toBe(20);
    expect(await db.selectFrom('handled_event').select('key').execute()).toEqual([{ key: 'a' }]);
  });

  it('serves whoever only reads, though others wait to write', async () => {
    const { db, other } = await locked();
    let isGivenUp = false;
    const waiting = ['a', 'b'].map((key) =>
      writing(db, (tx) => tx.insertInto('handled_event').values(mark(key)).execute()).catch(() => {
        isGivenUp = true;
      }),
    );
    for (let time = 0; time < 20; time++)
      expect(await db.selectFrom('handled_event').selectAll().execute()).toEqual([]);
    expect(isGivenUp).toBe(false);
    other.exec('COMMIT');
    await Promise.all(waiting);
    expect(
      (await db.selectFrom('handled_event').select('key').execute()).map(({ key }) => key).sort(),
    ).toEqual(['a', 'b']);
  });

  it('is given up in time, by all who wait at once, and nothing is written', async () => {
    const { db, other } = await locked();
    const attempts = ['a', 'b', 'c'].map((key) =>
      writing(db, (tx) => tx.insertInto('handled_event').values(mark(key)).execute()),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
    other.exec('COMMIT');
    expect(await db.selectFrom('handled_event').selectAll().execute()).toEqual([]);
  });

  it('serves again as soon as the lock is gone', async () => {
    const { db, other } = await locked();
    await expect(db.insertInto('handled_event').values(mark('a')).execute()).rejects.toMatchObject({
      reason: 'busy',
    });
    other.exec('COMMIT');
    await writing(db, (tx) => tx.insertInto('handled_event').values(mark('b')).execute());
    expect(await db.selectFrom('handled_event').select('key').execute()).toEqual([{ key: 'b' }]);
  });
});

it('many who ask at once leave time for what else there is to do', async () => {
  const { db } = await sqliteDatabase();
  const slow = sql`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) SELECT max(x) FROM n`;
  let turns = 0;
  let isDone = false;
  const meanwhile = (async () => {
    for (; !isDone; turns++) await setImmediate();
  })();
  await Promise.all(Array.from({ length: 20 }, () => slow.execute(db)));
  isDone = true;
  await meanwhile;
  expect(turns).toBeGreaterThan(5);
});

describe('a disk that is full', () => {
  it('takes back the whole of what was being written, says so, and serves again when there is room', async () => {
    const { db } = await sqliteDatabase();
    await db.deleteFrom('handled_event').execute();
    const pages = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db);
    const limit = pages.rows[0]?.page_count ?? 0;
    await sql`PRAGMA max_page_count = ${sql.raw(String(limit))}`.execute(db);
    const much = Array.from({ length: 5_000 }, (_, index) => mark(`key-${index}-${'x'.repeat(90)}`));
    await expect(
      writing(db, async (tx) => {
        for (const one of much) await tx.insertInto('handled_event').values(one).execute();
      }),
    ).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'full' });
    expect(await db.selectFrom('handled_event').selectAll().execute()).toEqual([]);
    await sql`PRAGMA max_page_count = 1000000`.execute(db);
    await writing(db, (tx) => tx.insertInto('handled_event').values(mark('a')).execute());
    expect(await db.selectFrom('handled_event').select('key').execute()).toEqual([{ key: 'a' }]);
  });
});

it('what is asked in one transaction is not seen by another before it is through', async () => {
  const { db } = await sqliteDatabase();
  const gate = Promise.withResolvers<void>();
  const first = writing(db, async (tx) => {
    await tx.insertInto('handled_event').values(mark('a')).execute();
    await gate.promise;
  });
  const seen = db.selectFrom('handled_event').select('key').execute();
  gate.resolve();
  await first;
  expect(await seen).toEqual([{ key: 'a' }]);
});

describe('what was written', () => {
  /** A database whose disk is as slow as the test wants. */
  async function onSlowDisk() {
    const { path } = await sqliteDatabase();
    const waits: PromiseWithResolvers<void>[] = [];
    let soon = 0;
    const database = new SqliteDatabase(path);
    const flush = () => {
      const wait = Promise.withResolvers<void>();
      waits.push(wait);
      return wait.promise;
    };
    const disk = { flush, soon: () => void soon++, close: async () => undefined };
    const dialect = sqliteDialect(database, { count: 0 }, disk);
    const db = new Kysely<Schema>({ dialect });
    closing({ close: () => void db.destroy() });
    return { db, waits, askedSoon: () => soon };
  }
  const add = (db: Kysely<Schema>, outcome: string) =>
    db
      .insertInto('model_use')
      .values({ at: '2026-01-01T00:00:00Z', outcome, input_tokens: 0, output_tokens: 0 })
      .execute();
  const addEvent = (db: Kysely<Schema>, key: string) =>
    db.insertInto('handled_event').values(mark(key)).execute();

  it.each([
    ['by itself', add],
    ['with more', (db: Kysely<Schema>, key: string) => writing(db, (tx) => add(tx, key))],
  ])('%s is told when it is on the disk, and not before', async (_, write) => {
    const { db, waits } = await onSlowDisk();
    let isTold = false;
    const told = write(db, 'a').then(() => {
      isTold = true;
    });
    await vi.waitFor(() => expect(waits).toHaveLength(1), EVENTUALLY);
    await setTimeout(20);
    expect(isTold).toBe(false);
    waits[0]?.resolve();
    await told;
  });

  it('is told as not saved where the disk does not take it', async () => {
    const { db, waits } = await onSlowDisk();
    const told = writing(db, (tx) => add(tx, 'a'));
    await vi.waitFor(() => expect(waits).toHaveLength(1), EVENTUALLY);
    waits[0]?.reject(new Error('EIO'));
    await expect(told).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'full' });
  });

  it('in transactions lets the next begin while the disk is waited for, and reads wait for no disk', async () => {
    const { db, waits } = await onSlowDisk();
    const told = ['a', 'b'].map((key) => writing(db, (tx) => add(tx, key)));
    await vi.waitFor(() => expect(waits).toHaveLength(2), EVENTUALLY);
    expect(await db.selectFrom('model_use').select('outcome').execute()).toHaveLength(2);
    for (const wait of waits) wait.resolve();
    await Promise.all(told);
  });

  it.each([
    ['by itself', addEvent],
    ['with more', (db: Kysely<Schema>, key: string) => writing(db, (tx) => addEvent(tx, key))],
  ])('of a question, %s, is told at once, and on the disk soon after', async (_, write) => {
    const { db, waits, askedSoon } = await onSlowDisk();
    await write(db, 'a');
    expect(askedSoon()).toBe(1);
    expect(waits).toEqual([]);
  });

  it('of a question is waited for together with what is waited for', async () => {
    const { db, waits } = await onSlowDisk();
    const told = writing(db, async (tx) => {
      await add(tx, 'a');
      await addEvent(tx, 'a');
    });
    await vi.waitFor(() => expect(waits).toHaveLength(1), EVENTUALLY);
    waits[0]?.resolve();
    await told;
  });
});
