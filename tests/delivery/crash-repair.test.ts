import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase } from '../support/database.ts';
import { accountId, dmOf, startFakeSlack } from '../support/fake-slack.ts';
import { program, programEnv } from '../support/program.ts';
import { recordingLogger } from '../support/recording-logger.ts';
import { makeYears } from '../support/slack.ts';

const NOW = '2021-09-09T09:00:00+02:00';

/** A database in which a program was killed, and the Slack it spoke to. */
async function afterCrash(moment: 'saved' | 'told') {
  const database = await temporaryDatabase();
  const plan = await createPlanSource(database.db, database.plan).current();
  const slack = await startFakeSlack(plan);
  const args = [program('tests/support/crashing-process.ts'), moment, database.path, slack.url, NOW];
  const child = spawn(process.execPath, args, {
    env: programEnv(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  const clock = fixedClock(NOW);
  const services = await makeYears(slack, clock, recordingLogger().logger, database).years.current();
  const texts = (person: string) =>
    slack.messages
      .filter(({ channel }) => channel === dmOf(accountId(person)))
      .map(({ args }) => String(args.text));
  return { services, slack, clock, database, texts };
}

it('killed between saving and telling: the next start tells everybody, once', async () => {
  const { services, slack, database, texts } = await afterCrash('saved');
  expect(await database.db.selectFrom('status_update').selectAll().execute()).toHaveLength(1);
  expect(slack.messages).toEqual([]);

  await services.notices.flush();
  await services.notices.flush();
  expect(texts('ref-uo-3-2')).toEqual([expect.stringContaining('Ricevuto. Obiettivo 24')]);
  expect(texts('dir-settore-3')).toEqual([expect.stringContaining('aspetta la tua approvazione')]);
  await slack.close();
});

it('killed between telling and writing that it told: the message is found, and not sent again', async () => {
  const { services, slack, clock, database, texts } = await afterCrash('told');
  expect(texts('ref-uo-3-2')).toHaveLength(1);

  await services.notices.flush();
  clock.set('2021-09-09T09:03:00+02:00');
  await services.notices.flush();
  expect(texts('ref-uo-3-2')).toHaveLength(1);
  expect(texts('dir-settore-3')).toHaveLength(1);
  const rows = await database.db.selectFrom('outbox').select(['status', 'ts']).execute();
  expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent']);
  expect(rows.every(({ ts }) => ts !== null)).toBe(true);
  await slack.close();
});

it('one who cannot be told does not stop the others, and is told when it can be', async () => {
  const { services, slack, clock, database, texts } = await afterCrash('saved');
  slack.answer('chat.postMessage', ({ channel }) =>
    channel === dmOf(accountId('ref-uo-3-2')) ? { ok: false, error: 'ratelimited' } : undefined,
  );
  await services.notices.flush();
  expect(texts('ref-uo-3-2')).toEqual([]);
  expect(texts('dir-settore-3')).toHaveLength(1);
  slack.answer('chat.postMessage', null);
  clock.set('2021-09-09T09:00:30+02:00');
  await services.notices.flush();
  expect(texts('ref-uo-3-2')).toHaveLength(1);
  expect(texts('dir-settore-3')).toHaveLength(1);
  expect(await database.db.selectFrom('outbox').select('id').where('status', '<>', 'sent').execute()).toEqual(
    [],
  );
  await slack.close();
});
