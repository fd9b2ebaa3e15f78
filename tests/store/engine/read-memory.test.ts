import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { onceUntilWritten } from '../../../src/store/engine/read-memory.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { createHandledEvents, createSeenRequests } from '../../../src/store/talk/index.ts';
import { closing } from '../../support/closing.ts';
import { temporaryDatabase } from '../../support/database.ts';

const AT = new Date('2021-09-15T07:00:00Z');

/** A remembered count of events, and how often it was made. */
function counting(db: Db) {
  const made = { times: 0 };
  const read = onceUntilWritten(db, async () => {
    made.times += 1;
    return (await db.selectFrom('handled_event').select('key').execute()).length;
  });
  return { read, made };
}

it('a read is made once, and anew after a write of this process', async () => {
  const { db } = await temporaryDatabase();
  const { read, made } = counting(db);
  expect(await Promise.all([read(), read()])).toEqual([0, 0]);
  expect(await read()).toBe(0);
  expect(made.times).toBe(1);

  await createHandledEvents(db).claim('D1|1', {}, AT);
  expect(await read()).toBe(1);
  expect(made.times).toBe(2);
});

it('what each request leaves behind is no reason to read anew', async () => {
  const { db } = await temporaryDatabase();
  const { read, made } = counting(db);
  await read();
  await writing(db, (tx) => tx.deleteFrom('answer').execute());
  await createSeenRequests(db).keep(['v0=a'], AT, AT);
  await read();
  expect(made.times).toBe(1);
});

it('a write of another process is seen at once', async () => {
  const { db, path } = await temporaryDatabase();
  const { read } = counting(db);
  expect(await read()).toBe(0);
  closing(new SqliteDatabase(path)).exec(
    "INSERT INTO handled_event (key, at) VALUES ('D1|1', '2021-09-15T07:00:00Z')",
  );
  expect(await read()).toBe(1);
});

it('a write that is taken back is not remembered', async () => {
  const { db } = await temporaryDatabase();
  const { read } = counting(db);
  await read();
  await writing(db, async (tx) => {
    await tx.insertInto('handled_event').values({ key: 'D1|1', at: AT.toISOString() }).execute();
    throw new Error('taken back');
  }).catch(() => undefined);
  expect(await read()).toBe(0);
});

it('a read that failed is made again', async () => {
  const { db } = await temporaryDatabase();
  let made = 0;
  const read = onceUntilWritten(db, async () => {
    made += 1;
    if (made === 1) throw new Error('busy');
    return made;
  });
  await expect(read()).rejects.toThrow('busy');
  expect(await read()).toBe(2);
});
