import { describe, expect, it } from 'vitest';
import { createNoticeService, type NoticeRules } from '../../../src/domain/sending/notice-service.ts';
import type { NewNotice } from '../../../src/domain/sending/notices.ts';
import type { Courier, Delivery } from '../../../src/domain/sending/outbox.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { addNotices, createNoticeStore } from '../../../src/store/outbox/notice-store.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const LEASE_MS = 30_000;
const START = '2026-05-08T09:00:00+02:00';
const LATER = '2026-05-08T09:00:30+02:00';

/** What a notice says in these tests: of which versions. */
interface Said {
  readonly key: string;
  readonly person: string;
  readonly updates: readonly number[];
}

/** Slack as far as notices go: what arrived, and how the next sends end. */
function fakeCourier() {
  const arrived: Said[] = [];
  const endings: (Delivery | 'lost_reply')[] = [];
  const place = (key: string) => ({ channel: 'D', ts: key });
  const courier: Courier<Said> = {
    isReachable: async () => true,
    async send(message) {
      const ending = endings.shift();
      if (ending !== undefined && ending !== 'lost_reply') return ending;
      arrived.push(message);
      return ending
        ? { status: 'unknown', reason: 'timeout' }
        : { status: 'sent', place: place(message.key) };
    },
    find: async (_, key) => (arrived.some((message) => message.key === key) ? place(key) : null),
    redraw: async () => true,
    remove: async () => undefined,
  };
  return { courier, arrived, next: (...all: (Delivery | 'lost_reply')[]) => void endings.push(...all) };
}

async function world() {
  const db = await memoryDatabase(smallPlan());
  const clock = fixedClock(START);
  const slack = fakeCourier();
  let elapsed = 0;
  const store = createNoticeStore(db, KEY);
  /** @param meanwhile what happens while a message is composed */
  const start = (
    instance: string,
    courier: Partial<Courier<Said>> = {},
    meanwhile: () => Promise<unknown> = async () => undefined,
  ) => {
    const telling: NoticeRules<Said> = {
      async decide(rows) {
        const [{ key, person }] = rows;
        await meanwhile();
        return { do: 'send', message: { key, person, updates: rows.flatMap(({ updates }) => updates) } };
      },
    };
    return createNoticeService<Said>({
      notices: store,
      courier: { ...slack.courier, ...courier },
      rules: {
        receipt: telling,
        outcome: telling,
        approval: telling,
        absence: telling,
        absence_over: telling,
        incident: telling,
      },
      clock,
      instance,
      elapsed: () => elapsed,
      leaseMs: LEASE_MS,
    });
  };
  return {
    db,
    clock,
    slack,
    store,
    start,
    passLease: () => {
      elapsed += LEASE_MS;
    },
    /** Something was saved that must be told. */
    owe: (...notices: Partial<NewNotice>[]) => owe(db, notices),
    told: () => slack.arrived.map(({ person, updates }) => `${person} ${updates.join()}`),
    statuses: async () => (await store.ofPhase('intermedia')).map(({ status }) => status),
  };
}
const owe = (db: Db, notices: readonly Partial<NewNotice>[]): Promise<void> =>
  db.transaction().execute((tx) =>
    addNotices(
      tx,
      KEY,
      notices.map((notice) => ({
        kind: 'receipt',
        person: 'ref-11',
        phase: 'intermedia',
        at: new Date(START),
        ...notice,
      })),
    ),
  );

describe('what must be told', () => {
  it('goes out in one message for each person and matter, once', async () => {
    const { start, owe: save, told } = await world();
    await save(
      { updates: [1] },
      { updates: [2], person: 'ref-12' },
      { updates: [3] },
      { updates: [3], kind: 'outcome' },
    );
    const service = start('a');
    expect(await service.flush()).toEqual({ sent: 3, failed: 0, postponed: 0 });
    await service.flush();
    await start('b').flush();
    expect(told()).toEqual(['ref-11 1,3', 'ref-12 2', 'ref-11 3']);
  });

  it('is told by one flush for all that were asked for while one was at work', async () => {
    const { start, owe: save, told } = await world();
    await save({ updates: [1] });
    const later: Promise<unknown>[] = [];
    const service = start('a', {}, async () => {
      if (later.length > 0) return;
      await save({ updates: [2] });
      later.push(service.flush());
      await save({ updates: [3] });
      later.push(service.flush());
    });
    await service.flush();
    await Promise.all(later);
    expect(later[0]).toBe(later[1]);
    expect(told()).toEqual(['ref-11 1', 'ref-11 2,3']);
  });

  it('waits as long as Slack asks, and longer after each attempt', async () => {
    const { start, owe: save, slack, clock, store, told } = await world();
    await save({ updates: [1] });
    const service = start('a');
    slack.next(
      { status: 'retry', reason: 'ratelimited', afterMs: 120_000 },
      { status: 'retry', reason: 'service_unavailable', afterMs: null },
    );
    const retryAt = async () => (await store.ofPhase('intermedia'))[0]?.retryAt;
    await service.flush();
    expect(await retryAt()).toEqual(new Date('2026-05-08T09:02:00+02:00'));
    clock.set('2026-05-08T09:01:59+02:00');
    await service.flush();
    expect(await retryAt()).toEqual(new Date('2026-05-08T09:02:00+02:00'));
    clock.set('2026-05-08T09:02:00+02:00');
    await service.flush();
    expect(await retryAt()).toEqual(new Date('2026-05-08T09:03:00+02:00'));
    clock.set('2026-05-08T09:03:00+02:00');
    await service.flush();
    expect(told()).toEqual(['ref-11 1']);
  });

  it('that Slack refuses is reported with its reason, and stops none of the others', async () => {
    const { start, owe: save, slack, store, told } = await world();
    await save({ updates: [1] }, { updates: [2], person: 'ref-12' });
    slack.next({ status: 'refused', reason: 'no_account' });
    expect(await start('a').flush()).toEqual({ sent: 1, failed: 1, postponed: 0 });
    expect(told()).toEqual(['ref-12 2']);
    expect((await store.ofPhase('intermedia'))[0]).toMatchObject({ status: 'failed', reason: 'no_account' });
  });

  it('is given up, and reported, after a day of attempts', async () => {
    const { start, owe: save, slack, clock, store } = await world();
    await save({ updates: [1] });
    const service = start('a');
    let attempts = 0;
    for (; attempts < 100 && (await store.unsettled()).length > 0; attempts++) {
      slack.next({ status: 'retry', reason: 'service_unavailable', afterMs: null });
      await service.flush();
      clock.set((await store.unsettled())[0]?.retryAt ?? clock.now());
    }
    expect((await store.ofPhase('intermedia'))[0]).toMatchObject({
      status: 'failed',
      reason: 'service_unavailable',
    });
    const hours = (clock.now().getTime() - Date.parse(START)) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);
  });
});

describe('a notice nobody knows the fate of', () => {
  it('is left alone until no send can be under way, then looked for: found, it is not sent again', async () => {
    const { start, owe: save, slack, told, statuses, passLease } = await world();
    await save({ updates: [1] });
    slack.next('lost_reply');
    await start('crashed').flush();
    const service = start('a');
    await service.flush();
    expect(await statuses()).toEqual(['claimed']);
    passLease();
    await service.flush();
    expect(told()).toEqual(['ref-11 1']);
    expect(await statuses()).toEqual(['sent']);
  });

  it('that is not found is sent again, under the same key', async () => {
    const { start, owe: save, slack, store, passLease } = await world();
    await save({ updates: [1] });
    slack.next({ status: 'unknown', reason: 'timeout' });
    const service = start('a');
    await service.flush();
    const [before] = await store.ofPhase('intermedia');
    await service.flush();
    passLease();
    await service.flush();
    expect(slack.arrived.map(({ key }) => key)).toEqual([before?.key]);
  });

  it('is reported where Slack does not let anybody look', async () => {
    const { start, owe: save, slack, store, passLease } = await world();
    await save({ updates: [1] });
    slack.next('lost_reply');
    const service = start('a', { find: async () => 'unsearchable' });
    await service.flush();
    await service.flush();
    passLease();
    expect(await service.flush()).toEqual({ sent: 0, failed: 1, postponed: 0 });
    expect((await store.ofPhase('intermedia'))[0]).toMatchObject({ status: 'failed', reason: 'unverified' });
  });

  it('is told before what came after it, also by another process', async () => {
    const { start, owe: save, slack, told, passLease } = await world();
    await save({ updates: [1], kind: 'approval' });
    slack.next({ status: 'unknown', reason: 'timeout' });
    await start('crashed').flush();
    await save({ updates: [2], kind: 'approval' }, { updates: [2], person: 'ref-12' });
    const service = start('a');
    await service.flush();
    expect(told()).toEqual(['ref-12 2']);
    passLease();
    await service.flush();
    expect(told()).toEqual(['ref-12 2', 'ref-11 1', 'ref-11 2']);
  });
});

it('two processes: whoever was longer than a lease at composing sends nothing', async () => {
  const { start, owe: save, told, clock, passLease } = await world();
  await save({ updates: [1] });
  const quick = start('quick');
  const slow = start('slow', {}, async () => {
    await quick.flush();
    passLease();
    clock.set(LATER);
    await quick.flush();
  });
  expect(await slow.flush()).toEqual({ sent: 0, failed: 0, postponed: 0 });
  expect(told()).toEqual(['ref-11 1']);
});
