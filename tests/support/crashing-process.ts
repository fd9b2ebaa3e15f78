/**
 * A program that dies by SIGKILL: after saving a report and before telling anybody (`saved`), or after telling and
 * before writing that it told (`told`). Arguments: moment, database, base of the Web API, instant.
 */
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { createAccounts } from '../../src/bot/kit/accounts.ts';
import { createCourier } from '../../src/bot/kit/courier.ts';
import { createPeopleDirectory } from '../../src/bot/kit/people-directory.ts';
import { webClientOptions } from '../../src/bot/kit/slack-app.ts';
import { buildMessage, type OutboxMessage } from '../../src/bot/message-view.ts';
import { createAbsenceNotices } from '../../src/domain/absences/absence-notices.ts';
import { createIncidentNotices } from '../../src/domain/incidents/incident-notices.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { createNoticeService } from '../../src/domain/sending/notice-service.ts';
import { createReportNotices } from '../../src/domain/updates/report-notices.ts';
import { openStore } from '../../src/store/engine/open-store.ts';
import { createIncidentStore } from '../../src/store/outbox/incident-store.ts';
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
const calendar = createCalendar(plan.head);
const { dayOf } = calendar;
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
const courier = createCourier<OutboxMessage>(
  client,
  createPeopleDirectory(createAccounts(client), plans),
  (message) => buildMessage(message, plan.head.timezone),
);
const store = createNoticeStore(db, LUCCA);
const tellingAbsences = {
  plans,
  absences: { newsFor: () => Promise.resolve([]) },
  clock,
  calendarOf: () => calendar,
};
const notices = createNoticeService<OutboxMessage>({
  notices: store,
  courier: {
    ...courier,
    async send(message, thread) {
      await courier.send(message, thread);
      return die();
    },
  },
  rules: {
    ...createReportNotices({
      plans,
      notices: store,
      updates: updateStore,
      refreshReminders: () => Promise.resolve([]),
      onChange: () => undefined,
      clock,
      dayOf,
    }),
    absence: createAbsenceNotices('absence', tellingAbsences),
    absence_over: createAbsenceNotices('absence_over', tellingAbsences),
    incident: createIncidentNotices({
      plans,
      store: createIncidentStore(db, LUCCA),
      clock,
      calendarOf: () => calendar,
    }),
  },
  clock,
  instance: 'crashing',
});
await notices.flush();
