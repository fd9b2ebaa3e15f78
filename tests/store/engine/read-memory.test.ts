import { expect, it } from 'vitest';
import { openedOf } from '../../../src/store/engine/engine.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { onceUntilWritten } from '../../../src/store/engine/read-memory.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { createHandledEvents, createSeenRequests } from '../../../src/store/talk/index.ts';
import { temporaryDatabase } from '../../support/database.ts';

const AT = new Date('2021-09-15T07:00:00Z');
const USE = { at: AT.toISOString(), outcome: 'answered', input_tokens: 1, output_tokens: 1 };

/** A remembered count of uses of the model, and how often it was made. */
function counting(db: Db) {
  const made = { times: 0 };
  const read = onceUntilWritten(db, async () => {
    made.times += 1;
    return (await db.selectFrom('model_use').select('id').execute()).length;
  });
  return { read, made };
}

it('a read is made once, and anew after a write of this process', async () => {
  const { db } = await temporaryDatabase();
  const { read, made } = counting(db);
  expect(await Promise.all([read(), read()])).toEqual([0, 0]);
  expect(await read()).toBe(0);
  expect(made.times).toBe(1);

  await db.insertInto('model_use').values(USE).execute();
  expect(await read()).toBe(1);
  expect(made.times).toBe(2);
});

it('what each request leaves behind is no reason to read anew', async () => {
  const { db } = await temporaryDatabase();
  const { read, made } = counting(db);
  await read();
  await writing(db, (tx) => tx.deleteFrom('answer').execute());
  await createSeenRequests(db).keep(['v0=a'], AT, AT);
  await createHandledEvents(db).claim('D1|1', {}, AT);
  await read();
  expect(made.times).toBe(1);
});

it('a write of another process is seen at once', async () => {
  const { db, openAgain } = await temporaryDatabase();
  const other = await openAgain();
  const { read, made } = counting(db);
  expect(await read()).toBe(0);
  await writing(other, (tx) => tx.insertInto('model_use').values(USE).execute());
  expect(await read()).toBe(1);
  expect(await read()).toBe(1);
  expect(made.times).toBe(2);
});

it('what is done as one sees the others’ writes after it, and its own at once', async () => {
  const { db, openAgain } = await temporaryDatabase();
  const other = await openAgain();
  const { read } = counting(db);
  await openedOf(db)?.asOne(async () => {
    expect(await read()).toBe(0);
    await other.insertInto('model_use').values(USE).execute();
    expect(await read()).toBe(0);
    await writing(db, (tx) => tx.insertInto('model_use').values(USE).execute());
    expect(await read()).toBe(2);
    await db.insertInto('model_use').values(USE).execute();
    expect(await read()).toBe(3);
  });
  await other.insertInto('model_use').values(USE).execute();
  expect(await read()).toBe(4);
});

it('a write that is taken back is not remembered', async () => {
  const { db } = await temporaryDatabase();
  const { read } = counting(db);
  await read();
  await writing(db, async (tx) => {
    await tx.insertInto('model_use').values(USE).execute();
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
