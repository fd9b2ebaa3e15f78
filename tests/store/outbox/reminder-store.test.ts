import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { dueReminders } from '../../../src/domain/reminders/due-reminders.ts';
import type { ReminderRow } from '../../../src/domain/reminders/reminder-rows.ts';
import { untouched } from '../../../src/domain/reminders/reminders.ts';
import { createReminderStore } from '../../../src/store/outbox/reminder-store.ts';
import { memoryDatabase, temporaryDatabase } from '../../support/database.ts';
import { LUCCA, luccaPlan } from '../../support/plan.ts';

const NOW = new Date('2021-09-09T09:00:00+02:00');
const LATER = new Date('2021-09-09T09:05:00+02:00');
const [due] = dueReminders(untouched(luccaPlan()), createCalendar(luccaPlan().head), NOW);
if (!due) throw new Error('nothing is due on 9 September');

const store = async () => createReminderStore(await memoryDatabase(), LUCCA);
/** A claim that was won. */
const won = (row: ReminderRow | null): ReminderRow => {
  if (!row) throw new Error('the claim was lost');
  return row;
};

describe('a claim', () => {
  it('is won by the first of two processes', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const [one, other] = [createReminderStore(db, LUCCA), createReminderStore(await openAgain(), LUCCA)];
    expect(await one.claim(due, [], 'a', NOW)).toMatchObject({ claimedBy: 'a', status: 'claimed' });
    expect(await other.claim(due, [], 'b', NOW)).toBeNull();
    expect(await other.all()).toHaveLength(1);
  });

  it('is one per person and step', async () => {
    const reminders = await store();
    await reminders.claim(due, [], 'a', NOW);
    expect(await reminders.claim({ ...due, person: 'dir-settore-5' }, [], 'a', NOW)).not.toBeNull();
    expect(await reminders.claim({ ...due, stepKey: '-7@2021-09-21' }, [], 'a', NOW)).not.toBeNull();
    expect(await reminders.claim({ ...due, onBehalf: 'ref-staff-a' }, [], 'a', NOW)).not.toBeNull();
  });

  it('carries what is asked, of whom, and a key of its own', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'a', NOW));
    const next = won(await reminders.claim({ ...due, stepKey: 'x@2021-09-21' }, [], 'a', NOW));
    expect(row.asked).toEqual(
      due.asked.map(({ item, responsible }) => ({ item: `${item.kind}:${item.number}`, responsible })),
    );
    expect(row.key).not.toBe(next.key);
    expect(await reminders.all()).toEqual([row, next]);
  });

  it('records the steps that were missed as skipped', async () => {
    const reminders = await store();
    await reminders.claim({ ...due, stepKey: '-7@2021-09-21' }, ['-15@2021-09-09'], 'a', NOW);
    expect((await reminders.all()).map(({ stepKey, status }) => [stepKey, status])).toEqual([
      ['-7@2021-09-21', 'claimed'],
      ['-15@2021-09-09', 'skipped'],
    ]);
  });

  it('leaves an earlier step that was sent as it is', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'a', NOW));
    await reminders.markSent([row.id], { channel: 'D1', ts: '1.1' }, NOW);
    await reminders.claim({ ...due, stepKey: '-7@2021-09-21' }, [due.stepKey], 'a', LATER);
    expect((await reminders.all()).map(({ status }) => status)).toEqual(['sent', 'claimed']);
  });
});

describe('a row taken over', () => {
  it('goes to the first who asks, and no other', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const [one, other] = [createReminderStore(db, LUCCA), createReminderStore(await openAgain(), LUCCA)];
    const row = won(await one.claim(due, [], 'crashed', NOW));
    expect(await one.takeOver([row], 'a', LATER)).toMatchObject([
      { claimedBy: 'a', claimedAt: LATER, key: row.key },
    ]);
    expect(await other.takeOver([row], 'b', LATER)).toEqual([]);
  });

  it('is no longer to be had once it was sent', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'slow', NOW));
    await reminders.markSent([row.id], { channel: 'D1', ts: '1.1' }, LATER);
    expect(await reminders.takeOver([row], 'a', LATER)).toEqual([]);
  });
});

describe('how a row ends', () => {
  it('is with its place when it was sent', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'a', NOW));
    await reminders.markSent([row.id], { channel: 'D1', ts: '1.1' }, LATER);
    expect((await reminders.all())[0]).toMatchObject({
      status: 'sent',
      place: { channel: 'D1', ts: '1.1' },
      settledAt: LATER,
    });
  });

  it('is with its reason when it failed', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'a', NOW));
    await reminders.markFailed([row.id], 'account_inactive', LATER);
    expect((await reminders.all())[0]).toMatchObject({ status: 'failed', reason: 'account_inactive' });
  });

  it('is later, each attempt counted, while it waits', async () => {
    const reminders = await store();
    const row = won(await reminders.claim(due, [], 'a', NOW));
    await reminders.markWaiting([row.id], 'ratelimited', LATER);
    await reminders.markWaiting([row.id], 'ratelimited', LATER);
    expect((await reminders.all())[0]).toMatchObject({ status: 'waiting', retryAt: LATER, attempts: 2 });
  });
});

describe('the outbox of a plan', () => {
  it('is not that of another year', async () => {
    const db = await memoryDatabase();
    await createReminderStore(db, LUCCA).claim(due, [], 'a', NOW);
    expect(await createReminderStore(db, { body: 'lucca', year: 2022 }).all()).toEqual([]);
  });
});
