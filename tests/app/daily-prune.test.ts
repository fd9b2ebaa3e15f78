import { expect, it } from 'vitest';
import { createDailyPrune } from '../../src/app/daily-prune.ts';
import { fixedClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { recordingLogger } from '../support/recording-logger.ts';

it('what is old goes once a day, where the body has said for how long it is kept', async () => {
  const db = await memoryDatabase();
  const clock = fixedClock('2021-09-09T09:00Z');
  const { logger } = recordingLogger();
  const ask = (id: string) =>
    db
      .insertInto('answer')
      .values({
        id,
        at: '2019-01-01T00:00:00Z',
        body: 'lucca',
        asker: null,
        published: 0,
        conversation: 'c',
        question: 'q',
        answer: '{}',
      })
      .execute();
  const kept = async (): Promise<number> => (await db.selectFrom('answer').select('id').execute()).length;
  await ask('a');
  await createDailyPrune({ db, months: null, clock, logger })();
  expect(await kept()).toBe(1);
  const daily = createDailyPrune({ db, months: 24, clock, logger });
  await daily();
  expect(await kept()).toBe(0);
  await ask('b');
  await daily();
  expect(await kept()).toBe(1);
  clock.set('2021-09-10T09:00Z');
  await daily();
  expect(await kept()).toBe(0);
});
