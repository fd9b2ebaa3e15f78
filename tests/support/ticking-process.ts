/*
 * One tick of the reminder service in a process of its own: DATABASE LOG INSTANCE. Each message sent is a line of the
 * log, written whole, so that several processes can share it.
 */
import { appendFileSync } from 'node:fs';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { createReminderService } from '../../src/domain/reminders/reminder-service.ts';
import { createAbsenceStore } from '../../src/store/cycle/absence-store.ts';
import { openStore } from '../../src/store/engine/open-store.ts';
import { createReminderStore } from '../../src/store/outbox/reminder-store.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';

const [path = '', log = '', instance = ''] = process.argv.slice(2);
const key = { body: 'prova', year: 2026 };
const db = await openStore(path);
const service = createReminderService({
  plans: createPlanSource(db, key),
  reminders: createReminderStore(db, key),
  absences: createAbsenceStore(db, key),
  updates: { answeredIn: async () => new Map(), versionsOfPhase: async () => [] },
  courier: {
    isReachable: async () => true,
    async send({ person, key: ts }) {
      appendFileSync(log, `${person}\n`);
      return { status: 'sent', place: { channel: person, ts } };
    },
    find: async () => null,
    redraw: async () => true,
    remove: async () => undefined,
  },
  clock: { now: () => new Date('2026-05-08T09:00+02:00') },
  calendarOf: (plan) => createCalendar(plan.head),
  instance,
});
await service.tick();
await db.destroy();
