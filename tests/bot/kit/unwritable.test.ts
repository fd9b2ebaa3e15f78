import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createAccounts } from '../../../src/bot/kit/accounts.ts';
import { createCourier } from '../../../src/bot/kit/courier.ts';
import { createPeopleDirectory } from '../../../src/bot/kit/people-directory.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { buildUnwritable, createUnwritableWatch } from '../../../src/bot/kit/unwritable.ts';
import { probe } from '../../../src/store/engine/probe.ts';
import { closing } from '../../support/closing.ts';
import { memoryDatabase } from '../../support/database.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { BOT_TOKEN } from '../../support/slack.ts';

it('a disk that takes nothing is told once a day, also by a program that was started again, and not when it is well', async () => {
  const db = await memoryDatabase();
  const slack = closing(await startFakeSlack(luccaPlan()));
  const { logger, logs } = recordingLogger();
  const client = createClient(BOT_TOKEN, slack.url, logger);
  let day = '2021-09-09';
  const watch = () =>
    createUnwritableWatch({
      probe: () => probe(db),
      courier: createCourier(
        client,
        createPeopleDirectory(createAccounts(client), { current: async () => luccaPlan() }),
        buildUnwritable,
      ),
      readers: async () => ['controllo'],
      today: async () => day,
      logger,
    });
  const look = watch();
  await look();
  expect(slack.messages).toEqual([]);
  // As on a disk that is full, every write is refused by SQLite itself.
  await sql`pragma query_only = 1`.execute(db);
  await look();
  await look();
  await watch()();
  expect(slack.messages.map(({ args }) => args.text)).toEqual([
    expect.stringMatching(/Non riesco a salvare.*Che cosa fare/),
  ]);
  expect(logs.filter(({ msg }) => msg === 'nothing can be saved; the control office is told').length).toBe(2);
  day = '2021-09-10';
  await look();
  expect(slack.messages).toHaveLength(2);
  await sql`pragma query_only = 0`.execute(db);
  day = '2021-09-13';
  await look();
  expect(slack.messages).toHaveLength(2);
});
