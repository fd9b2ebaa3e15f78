import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { onceInTurn } from '../../../src/store/engine/turn-memory.ts';
import { createHandledEvents } from '../../../src/store/talk/index.ts';
import { temporaryDatabase } from '../../support/database.ts';

it('a read is made once for all who ask at once, anew after a write, and anew when the loop turned', async () => {
  const { db } = await temporaryDatabase();
  let made = 0;
  const read = onceInTurn(db, async () => {
    made += 1;
    return (await db.selectFrom('handled_event').select('key').execute()).length;
  });
  expect(await Promise.all([read(), read()])).toEqual([0, 0]);
  expect(made).toBe(1);

  await createHandledEvents(db).claim('D1|1', {}, new Date('2021-09-15T07:00:00Z'));
  expect(await read()).toBe(1);
  expect(made).toBe(2);

  await turn();
  expect(await read()).toBe(1);
  expect(made).toBe(3);
});

it('a read that failed is made again', async () => {
  const { db } = await temporaryDatabase();
  let made = 0;
  const read = onceInTurn(db, async () => {
    made += 1;
    if (made === 1) throw new Error('busy');
    return made;
  });
  await expect(read()).rejects.toThrow('busy');
  expect(await read()).toBe(2);
});
