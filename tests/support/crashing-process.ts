/**
 * A program that dies by SIGKILL: after saving a report and before telling anybody (`saved`), or after telling and
 * before writing that it told (`told`). Arguments: moment, database, base of the Web API, instant.
 */
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { createSlackMessenger } from '../../src/bot/approve/slack-messenger.ts';
import { createPeopleDirectory } from '../../src/bot/kit/people-directory.ts';
import { webClientOptions } from '../../src/bot/kit/slack-app.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { createNoticeService } from '../../src/domain/sending/notice-service.ts';
import { openStore } from '../../src/store/engine/open-store.ts';
import { createNoticeStore } from '../../src/store/outbox/notice-store.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { LUCCA } from './plan.ts';
import { aDraft } from './updates.ts';

const [moment = '', path = '', slackUrl = '', instant = ''] = process.argv.slice(2);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
};

const db = await openStore(path);
const plans = createPlanSource(db, LUCCA);
const plan = await plans.current();
const clock = { now: () => new Date(instant) };
const { dayOf } = createCalendar(plan.head);
const { updates, updateStore } = createMonitoring({ db, key: LUCCA, plans, clock, dayOf });
await updates.submit(
  'ref-uo-3-2',
  { kind: 'objective', number: 24 },
  'monitoraggio-2021',
  0,
  aDraft({ state: 'in_progress', percent: '60' }),
);
if (moment === 'saved') die();

const client = new WebClient('xoxb-of-the-tests', webClientOptions(slackUrl, pino({ level: 'silent' })));
const messenger = createSlackMessenger(client, createPeopleDirectory(client, plans));
const notices = createNoticeService({
  plans,
  updates: updateStore,
  absences: { newsFor: () => Promise.resolve([]) },
  notices: createNoticeStore(db, LUCCA),
  messenger: {
    ...messenger,
    async send(message, thread) {
      await messenger.send(message, thread);
      return die();
    },
  },
  refreshReminders: () => Promise.resolve([]),
  onChange: () => undefined,
  clock,
  dayOf,
  isWorkingMoment: () => true,
  instance: 'crashing',
});
await notices.flush();
