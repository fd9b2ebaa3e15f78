import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createPhaseService } from '../../../src/domain/phases/phase-service.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import type { StatusUpdate } from '../../../src/domain/record/versions.ts';
import type { PhaseMessage, ReminderMessage } from '../../../src/domain/reminders/messages.ts';
import type { ReminderStore } from '../../../src/domain/reminders/reminder-rows.ts';
import { createReminderService } from '../../../src/domain/reminders/reminder-service.ts';
import type { Courier, Delivery, MessagePlace } from '../../../src/domain/sending/outbox.ts';
import { type ItemRef, itemRef } from '../../../src/domain/types.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { createPhaseStore } from '../../../src/store/cycle/phase-store.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { createReminderStore } from '../../../src/store/outbox/reminder-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { databaseWith, memoryDatabase, sqliteDatabase, temporaryFolder } from '../../support/database.ts';
import { program, programEnv } from '../../support/program.ts';
import { named, phase, role, smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const LEASE_MS = 30_000;
const FIRST_STEP = '2026-05-08T09:00+02:00';
const SECOND_STEP = '2026-05-20T09:00+02:00';
const EVERYBODY = ['controllo', 'dir-1', 'dir-2', 'ref-11', 'ref-12'];

/** Slack as far as reminders go: what arrived, and how each person's next sends end. */
function fakeCourier() {
  const arrived: ReminderMessage[] = [];
  const notes: PhaseMessage[] = [];
  const redrawn: { message: ReminderMessage; place: MessagePlace }[] = [];
  const removed: string[] = [];
  const endings = new Map<string, (Delivery | 'lost_reply')[]>();
  const unreachable = new Set<string>();
  const placeOf = (message: Pick<PhaseMessage, 'person' | 'key'>): MessagePlace => ({
    channel: `D-${message.person}`,
    ts: `ts-${message.key}`,
  });
  const courier: Courier<PhaseMessage> = {
    isReachable: async (person) => !unreachable.has(person),
    async send(message) {
      const ending = endings.get(message.person)?.shift();
      if (ending !== undefined && ending !== 'lost_reply') return ending;
      if (message.kind === 'reminder') arrived.push(message);
      else notes.push(message);
      return ending === 'lost_reply'
        ? { status: 'unknown', reason: 'timeout' }
        : { status: 'sent', place: placeOf(message) };
    },
    async find(_, key) {
      const message = [...arrived, ...notes].find((candidate) => candidate.key === key);
      return message ? placeOf(message) : null;
    },
    async redraw(message, place) {
      if (message.kind === 'reminder') redrawn.push({ message, place });
      return true;
    },
    async remove({ ts }) {
      const [message] = arrived.filter(({ key }) => ts === `ts-${key}`);
      removed.push(`${message?.person} ${message?.step}`);
    },
  };
  return {
    courier,
    arrived,
    /** Digests and summaries. */
    notes,
    redrawn,
    /** Whose reminders were taken away, and of which steps. */
    removed,
    unreachable,
    /** How the next sends to a person end; then they succeed. */
    next: (person: string, ...deliveries: (Delivery | 'lost_reply')[]) => endings.set(person, deliveries),
    to: () => arrived.map(({ person }) => person).sort(),
  };
}

/** A version that stands, as far as reminders look at it. */
const answer = (ref: ItemRef): StatusUpdate => {
  const [kind, number] = ref.split(':');
  return {
    kind,
    number: Number(number),
    phase: 'intermedia',
    id: 1,
    outcome: 'submitted',
    closes: true,
    author: 'ref-12',
    at: new Date('2026-05-11T10:00+02:00'),
  } as unknown as StatusUpdate;
};

/** Services on one database; each `start` is a process of its own. */
function world(db: Db) {
  const clock = fixedClock(FIRST_STEP);
  const slack = fakeCourier();
  const answered = new Set<ItemRef>();
  let elapsed = 0;
  const start = (
    instance: string,
    changes: {
      db?: Db;
      reminders?: Partial<ReminderStore>;
      courier?: Partial<Courier<PhaseMessage>>;
      elapsed?: () => number;
      dailyLine?: boolean;
    } = {},
  ) => {
    const own = changes.db ?? db;
    return createReminderService({
      plans: createPlanSource(own, KEY),
      reminders: { ...createReminderStore(own, KEY), ...changes.reminders },
      absences: createAbsenceStore(own, KEY),
      updates: {
        answeredIn: async () => new Map([...answered].map((ref) => [ref, new Set(['*'])])),
        versionsOfPhase: async () => [...answered].map(answer),
      },
      courier: { ...slack.courier, ...changes.courier },
      clock,
      calendarOf: (plan) => createCalendar(plan.head),
      instance,
      elapsed: changes.elapsed ?? (() => elapsed),
      dailyLine: changes.dailyLine ?? false,
      leaseMs: LEASE_MS,
    });
  };
  return {
    clock,
    slack,
    answered,
    start,
    store: createReminderStore(db, KEY),
    /** More time than any send takes goes by. */
    passLease: () => {
      elapsed += LEASE_MS;
    },
    changePhase: (values: { closes_on?: string | null; paused?: number }) =>
      db.updateTable('phase').set(values).where('code', '=', 'intermedia').execute(),
  };
}

const inMemory = async () => world(await memoryDatabase(smallPlan()));

/** The same on a file, for a second handle. */
const onFile = () => databaseWith(smallPlan());

const statuses = async (store: ReminderStore): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await store.all()).map((row) => [`${row.person} ${row.stepKey.split('@')[0]}`, row.status]),
  );

describe('a tick', () => {
  it('sends each person one message, and says how many', async () => {
    const { start, slack } = await inMemory();
    expect(await start('a').tick()).toEqual({ sent: 5, failed: 0, postponed: 0 });
    expect(slack.to()).toEqual(EVERYBODY);
  });

  it('has claimed the row, for all to see, before it sends', async () => {
    const { db, openAgain } = await onFile();
    const { start, slack } = world(db);
    const seen: string[] = [];
    const watching = createReminderStore(await openAgain(), KEY);
    const service = start('a', {
      courier: {
        async send(message) {
          const row = (await watching.all()).find(({ key }) => key === message.key);
          seen.push(`${row?.status} by ${row?.claimedBy}`);
          return slack.courier.send(message);
        },
      },
    });
    await service.tick();
    expect(seen).toEqual(Array(5).fill('claimed by a'));
  });

  it('marks what was sent with its place in Slack', async () => {
    const { start, store } = await inMemory();
    await start('a').tick();
    expect(
      (await store.all()).map(({ status, place, key }) => [
        status,
        place?.ts === `ts-${key}`,
        place?.channel.slice(0, 2),
      ]),
    ).toEqual(Array(5).fill(['sent', true, 'D-']));
  });

  it('sends nothing again, in this process or the next', async () => {
    const { start, slack } = await inMemory();
    const first = start('a');
    await first.tick();
    await first.tick();
    await start('b').tick();
    expect(slack.arrived).toHaveLength(5);
  });

  it('sends nothing again when the clock is moved back', async () => {
    const { start, slack, clock } = await inMemory();
    clock.set(SECOND_STEP);
    await start('a').tick();
    clock.set(FIRST_STEP);
    await start('a').tick();
    expect(slack.arrived.map(({ step }) => step)).toEqual(Array(5).fill('-7'));
  });

  it('never overlaps with another of the same process', async () => {
    const { start, slack } = await inMemory();
    const service = start('a');
    const [one, other] = await Promise.all([service.tick(), service.tick()]);
    expect(slack.arrived).toHaveLength(5);
    expect([one.sent, other.sent]).toEqual([5, 0]);
  });

  it('records the steps it missed as skipped and marks the message late', async () => {
    const { start, slack, clock, store } = await inMemory();
    clock.set('2026-05-21T10:00+02:00');
    await start('a').tick();
    expect(await statuses(store)).toMatchObject({ 'ref-11 -15': 'skipped', 'ref-11 -7': 'sent' });
    expect(slack.arrived.every(({ late }) => late)).toBe(true);
  });

  it('sends nothing when the claim cannot be written', async () => {
    const { start, slack } = await inMemory();
    const service = start('a', { reminders: { claim: () => Promise.reject(new Error('disk full')) } });
    await expect(service.tick()).rejects.toThrow('disk full');
    expect(slack.arrived).toEqual([]);
  });
});

describe('two processes on one database', () => {
  it('send each message once', async () => {
    const { db, path } = await onFile();
    const log = join(temporaryFolder(), 'sent.log');
    const args = [program('tests/support/ticking-process.ts'), path, log];
    const run = (instance: string) =>
      promisify(execFile)(process.execPath, [...args, instance], { env: programEnv() });
    await Promise.all([run('a'), run('b')]);
    expect(readFileSync(log, 'utf8').trim().split('\n').sort()).toEqual(EVERYBODY);
    expect(Object.values(await statuses(createReminderStore(db, KEY)))).toEqual(Array(5).fill('sent'));
  });

  it('take over an abandoned claim once', async () => {
    const { db, openAgain } = await onFile();
    const { start, slack, passLease } = world(db);
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await start('crashed').tick();
    const both = [start('a'), start('b', { db: await openAgain() })];
    await Promise.all(both.map((service) => service.tick()));
    passLease();
    await Promise.all(both.map((service) => service.tick()));
    expect(slack.to()).toEqual(EVERYBODY);
  });
});

describe('a refused message', () => {
  const refused: Delivery = { status: 'refused', reason: 'is_archived' };

  it('is reported with its reason, and stops none of the others', async () => {
    const { start, slack, store } = await inMemory();
    slack.next('ref-11', refused);
    expect(await start('a').tick()).toEqual({ sent: 4, failed: 1, postponed: 0 });
    const row = (await store.all()).find(({ person }) => person === 'ref-11');
    expect([row?.status, row?.reason]).toEqual(['failed', 'is_archived']);
  });

  it('is not tried again at that step, and is at the next', async () => {
    const { start, slack, clock } = await inMemory();
    const service = start('a');
    slack.next('ref-11', refused);
    await service.tick();
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    clock.set(SECOND_STEP);
    await service.tick();
    expect(slack.to()).toContain('ref-11');
  });
});

describe('a message that surely did not go out', () => {
  const later = (afterMs: number | null): Delivery => ({ status: 'retry', reason: 'ratelimited', afterMs });

  it('waits as long as Slack asks, then goes out once', async () => {
    const { start, slack, clock } = await inMemory();
    const service = start('a');
    slack.next('ref-11', later(120_000));
    expect(await service.tick()).toEqual({ sent: 4, failed: 0, postponed: 1 });
    clock.set('2026-05-08T09:01:59+02:00');
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    clock.set('2026-05-08T09:02:00+02:00');
    await service.tick();
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });

  it('waits longer after each attempt', async () => {
    const { start, slack, clock, store } = await inMemory();
    const service = start('a');
    slack.next('ref-11', later(null), later(null));
    const retryAt = async () => (await store.all()).find(({ person }) => person === 'ref-11')?.retryAt;
    await service.tick();
    expect(await retryAt()).toEqual(new Date('2026-05-08T09:00:30+02:00'));
    clock.set('2026-05-08T09:00:30+02:00');
    await service.tick();
    expect(await retryAt()).toEqual(new Date('2026-05-08T09:01:30+02:00'));
  });

  it('whose wait ends in the evening goes out the next morning', async () => {
    const { start, slack, clock } = await inMemory();
    const service = start('a');
    clock.set('2026-05-08T17:29:50+02:00');
    slack.next('ref-11', later(60_000));
    await service.tick();
    clock.set('2026-05-08T17:31:00+02:00');
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    clock.set('2026-05-11T08:30+02:00');
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });

  it('waits while the phase is paused', async () => {
    const { start, slack, clock, changePhase } = await inMemory();
    const service = start('a');
    slack.next('ref-11', later(60_000));
    await service.tick();
    await changePhase({ paused: 1 });
    clock.set('2026-05-08T09:05+02:00');
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    await changePhase({ paused: 0 });
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });
});

describe('a message nobody knows the fate of', () => {
  it('is left alone until no send can still be under way', async () => {
    const { start, slack } = await inMemory();
    const service = start('a');
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
  });

  it('that is found in Slack is marked sent and not sent again', async () => {
    const { start, slack, store, passLease } = await inMemory();
    const service = start('a');
    slack.next('ref-11', 'lost_reply');
    await service.tick();
    await service.tick();
    passLease();
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
    expect(Object.values(await statuses(store))).toEqual(Array(5).fill('sent'));
  });

  it('that is not found is sent again, under the same key', async () => {
    const { start, slack, store, passLease } = await inMemory();
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await start('crashed').tick();
    const claimed = (await store.all()).find(({ status }) => status === 'claimed');
    const service = start('b');
    await service.tick();
    passLease();
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
    expect(slack.arrived.at(-1)?.key).toBe(claimed?.key);
  });

  it('waits for the morning when it is found missing at night', async () => {
    const { start, slack, clock, passLease } = await inMemory();
    const service = start('a');
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    clock.set('2026-05-08T20:00+02:00');
    await service.tick();
    passLease();
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    clock.set('2026-05-11T08:30+02:00');
    await service.tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });

  it('is given up when its step is over', async () => {
    const { start, slack, clock, store, passLease } = await inMemory();
    const service = start('a');
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    await service.tick();
    clock.set(SECOND_STEP);
    passLease();
    await service.tick();
    expect(await statuses(store)).toMatchObject({ 'ref-11 -15': 'failed', 'ref-11 -7': 'sent' });
    expect(slack.arrived.filter(({ person }) => person === 'ref-11').map(({ step }) => step)).toEqual(['-7']);
  });

  it('is given up when the phase was closed meanwhile', async () => {
    const { start, slack, clock, store, changePhase, passLease } = await inMemory();
    const service = start('a');
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    await service.tick();
    await changePhase({ closes_on: '2026-05-11' });
    clock.set('2026-05-11T10:00+02:00');
    passLease();
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    expect(await statuses(store)).not.toHaveProperty('ref-11 -15');
  });

  it('is given up when all it asked for came in meanwhile', async () => {
    const { start, slack, answered, store, passLease } = await inMemory();
    const service = start('a');
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    await service.tick();
    answered.add('objective:1').add('objective:2');
    passLease();
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    expect((await store.all()).find(({ person }) => person === 'ref-11')?.reason).toBe('answered_meanwhile');
  });

  it('holds back nobody else when Slack cannot even be searched for it', async () => {
    const { start, slack, clock, passLease } = await inMemory();
    const service = start('a', { courier: { find: () => Promise.reject(new Error('user_disabled')) } });
    slack.next('ref-11', { status: 'unknown', reason: 'timeout' });
    await service.tick();
    await service.tick();
    clock.set(SECOND_STEP);
    passLease();
    await expect(service.tick()).rejects.toThrow(AggregateError);
    expect(
      slack.arrived
        .filter(({ step }) => step === '-7')
        .map(({ person }) => person)
        .sort(),
    ).toEqual(EVERYBODY);
  });
});

describe('a Slack that is down', () => {
  const phases = [phase(), phase({ code: 'verifica', name: 'Verifica', dueOn: '2026-05-28' })];

  it('for two hours across the time of a step gets each message once when it is back, the oldest first', async () => {
    const { start, slack, clock } = world(await memoryDatabase(smallPlan({ phases })));
    let isDown = true;
    const whenUp = async <T>(answer: () => Promise<T>): Promise<T> => {
      if (isDown) throw new Error('ECONNREFUSED');
      return answer();
    };
    const service = start('a', {
      courier: {
        isReachable: (person) => whenUp(() => slack.courier.isReachable(person)),
        send: (message) => whenUp(() => slack.courier.send(message)),
      },
    });
    for (const at of ['2026-05-07T16:30', '2026-05-08T08:30', '2026-05-08T10:00', '2026-05-08T11:00']) {
      clock.set(`${at}+02:00`);
      await service.tick().catch(() => undefined);
    }
    expect(slack.arrived).toEqual([]);
    isDown = false;
    await service.tick();
    await service.tick();
    const order = slack.arrived
      .filter(({ person }) => person.startsWith('ref-'))
      .map(({ person, phase: of }) => `${of.code} ${person}`);
    expect(order).toEqual(['verifica ref-11', 'verifica ref-12', 'intermedia ref-11', 'intermedia ref-12']);
    expect(slack.to()).toEqual([...EVERYBODY, ...EVERYBODY].sort());
  });
});

describe('an account that is missing', () => {
  it('is reported, and the head is written to in its place', async () => {
    const { start, slack, store } = await inMemory();
    slack.unreachable.add('ref-11');
    await start('a').tick();
    const toHead = slack.arrived.filter(({ person }) => person === 'dir-1');
    expect(toHead.map(({ items }) => named(items.map(({ item }) => item)))).toEqual([
      ['objective 1', 'objective 2', 'process 1'],
    ]);
    expect(toHead[0]?.onBehalfOf).toEqual(['Account ref-11']);
    const row = (await store.all()).find(({ person }) => person === 'ref-11');
    expect([row?.status, row?.reason]).toEqual(['failed', 'no_account']);
  });

  it('has a head written to as head: nobody is told of the reader as if of another', async () => {
    const base = smallPlan();
    const plan = smallPlan({ roles: [...base.roles, role('dipendente', 'contact', 'Settore 2', 'U.2.1')] });
    const { start, slack, clock } = world(await memoryDatabase(plan));
    slack.unreachable.add('dipendente').add('ref-12');
    clock.set('2026-06-03T09:00+02:00');
    await start('a').tick();
    const said = (person: string) => slack.arrived.find((message) => message.person === person);
    expect(said('dir-2')).toMatchObject({ role: 'head', superiors: { head: false, controller: true } });
    expect(said('ref-11')).toMatchObject({ role: 'contact', superiors: { head: true, controller: true } });
    expect(said('controllo')).toMatchObject({
      role: 'controller',
      superiors: { head: false, controller: false },
    });
  });

  it('is replaced all the same when the process died after reporting it', async () => {
    const { start, slack, store } = await inMemory();
    slack.unreachable.add('ref-11');
    let claims = 0;
    const dying = start('dying', {
      reminders: {
        // The first claim notes the missing account; the process dies at the second.
        claim: (...args) => (++claims > 1 ? Promise.reject(new Error('killed')) : store.claim(...args)),
      },
    });
    await expect(dying.tick()).rejects.toThrow('killed');
    await start('b').tick();
    expect(slack.to()).toEqual(EVERYBODY.filter((person) => person !== 'ref-11'));
    const toHead = slack.arrived.find(({ person }) => person === 'dir-1');
    expect(named(toHead?.items.map(({ item }) => item) ?? [])).toEqual([
      'objective 1',
      'objective 2',
      'process 1',
    ]);
  });
});

describe('a newer step', () => {
  it('retires the message of the one before, in its place', async () => {
    const { start, slack, clock } = await inMemory();
    const service = start('a');
    await service.tick();
    clock.set(SECOND_STEP);
    await service.tick();
    expect(
      slack.redrawn.map(({ message, place }) => [
        message.step,
        message.retired,
        place.ts === `ts-${message.key}`,
      ]),
    ).toEqual(Array(5).fill(['-15', true, true]));
  });

  it('is announced in the message before it', async () => {
    const { start, slack } = await inMemory();
    await start('a').tick();
    expect(slack.arrived[0]?.next?.at).toEqual(new Date(SECOND_STEP));
  });
});

describe('a message that waits, when things change meanwhile', () => {
  /** Everybody has the first step's message but one contact, whose was refused for the moment. */
  async function waiting(db?: Db) {
    const store = db ?? (await memoryDatabase(smallPlan()));
    const made = world(store);
    made.slack.next('ref-11', { status: 'retry', reason: 'ratelimited', afterMs: 1_000 });
    const service = made.start('a');
    await service.tick();
    return { ...made, service, absences: createAbsenceStore(store, KEY) };
  }
  const later = '2026-05-08T10:00+02:00';

  it('goes to the substitute, when its reader is away by now', async () => {
    const { absences, clock, service, slack, store } = await waiting();
    const absence = { person: 'ref-11', from: '2026-05-08', to: '2026-05-22', recordedBy: 'ref-11' };
    await absences.recordAbsence({ ...absence, substitute: 'ref-12' }, clock.now());
    clock.set(later);
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    expect(slack.arrived.at(-1)).toMatchObject({ person: 'ref-12' });
    expect(await statuses(store)).not.toHaveProperty('ref-11 -15');
  });

  it('does not go out, when its reader has put it off', async () => {
    const { absences, clock, service, slack } = await waiting();
    await absences.postpone('intermedia', ['ref-11'], null, '2026-05-15', 'ref-11', clock.now());
    clock.set(later);
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    clock.set('2026-05-15T09:00+02:00');
    await service.tick();
    expect(slack.arrived.at(-1)).toMatchObject({ person: 'ref-11', step: 'ricordamelo' });
  });

  it('goes out after all, when its phase was closed and opened again within the step', async () => {
    const { changePhase, clock, service, slack } = await waiting();
    await changePhase({ closes_on: '2026-05-08' });
    clock.set(later);
    await service.tick();
    expect(slack.to()).not.toContain('ref-11');
    await changePhase({ closes_on: null });
    clock.set('2026-05-11T09:30+02:00');
    await service.tick();
    expect(slack.arrived.at(-1)).toMatchObject({ person: 'ref-11', step: '-15' });
  });

  it('stays, when the phase is paused in the middle of the others', async () => {
    const { start, slack, changePhase, clock } = await inMemory();
    for (const person of EVERYBODY)
      slack.next(person, { status: 'retry', reason: 'ratelimited', afterMs: 1_000 });
    const service = start('a', {
      courier: {
        async send(message) {
          const delivery = await slack.courier.send(message);
          if (delivery.status === 'sent') await changePhase({ paused: 1 });
          return delivery;
        },
      },
    });
    await service.tick();
    clock.set(later);
    await service.tick();
    expect(slack.arrived).toHaveLength(1);
  });

  it('comes on the Monday, when it was put off to a Sunday and Slack could not take it at first', async () => {
    const { start, slack, clock, db } = await (async () => {
      const memory = await memoryDatabase(smallPlan());
      return { ...world(memory), db: memory };
    })();
    const service = start('a');
    await service.tick();
    await createAbsenceStore(db, KEY).postpone(
      'intermedia',
      ['ref-11'],
      null,
      '2026-05-17',
      'ref-11',
      clock.now(),
    );
    slack.next('ref-11', { status: 'retry', reason: 'ratelimited', afterMs: 1_000 });
    clock.set('2026-05-18T09:00+02:00');
    await service.tick();
    clock.set('2026-05-18T10:00+02:00');
    await service.tick();
    expect(slack.arrived.at(-1)).toMatchObject({ person: 'ref-11', step: 'ricordamelo' });
  });
});

it('two processes: whoever looked longer than a lease does not send what the other has sent', async () => {
  const { db, openAgain } = await onFile();
  const { clock, slack, start, store } = world(db);
  let elapsed = 0;
  const [item] = smallPlan().items;
  if (!item) throw new Error('no item');
  await store.claim(
    {
      phase: phase(),
      person: 'ref-11',
      onBehalf: '',
      role: 'contact',
      step: '-15',
      stepKey: '-15@2026-05-08',
      asked: [{ item, responsible: 'ref-11' }],
      at: clock.now(),
      late: false,
    },
    [],
    'killed',
    clock.now(),
  );
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let looking = (): void => undefined;
  const isLooking = new Promise<void>((resolve) => {
    looking = resolve;
  });
  const find = async (): Promise<null> => {
    looking();
    await held;
    return null;
  };
  const slow = start('slow', { elapsed: () => elapsed, courier: { find } });
  const quick = start('quick', { elapsed: () => elapsed, db: await openAgain() });
  await slow.tick();
  await quick.tick();
  elapsed += LEASE_MS;
  clock.set('2026-05-08T09:01+02:00');
  const stuck = slow.tick();
  await isLooking;
  await quick.tick();
  elapsed += LEASE_MS;
  clock.set('2026-05-08T09:02+02:00');
  await quick.tick();
  release();
  await stuck;
  expect(slack.to().filter((person) => person === 'ref-11')).toHaveLength(1);
});

describe('the steps before', () => {
  it('are recorded as skipped only for those whom they reach', async () => {
    const base = smallPlan();
    const plan = smallPlan({
      people: [...base.people, { code: 'ref-21', name: 'Referente 21', email: 'ref-21@prova.example' }],
      roles: [...base.roles, role('ref-21', 'contact', 'Settore 2', 'U.2.1')],
    });
    const { start, store, clock } = world(await memoryDatabase(plan));
    const service = start('a');
    for (const day of ['05-08', '05-20', '05-27', '05-29', '06-03', '06-04', '06-08']) {
      clock.set(`2026-${day}T09:00+02:00`);
      await service.tick();
    }
    expect((await store.all()).filter(({ status }) => status === 'skipped')).toEqual([]);
  });
});

describe('when an answer comes in', () => {
  it('redraws each living message that asks for it, and says who sees it', async () => {
    const { start, slack, answered } = await inMemory();
    const service = start('a');
    await service.tick();
    answered.add('objective:2');
    const shown = await service.refresh('intermedia', { kind: 'objective', number: 2 });
    expect([...shown].sort()).toEqual(['ref-11', 'ref-12']);
    const drawn = slack.redrawn.find(({ message }) => message.person === 'ref-11');
    expect(drawn?.message.items.map(({ item, update }) => [itemRef(item), update !== null])).toEqual([
      ['objective:1', false],
      ['objective:2', true],
    ]);
  });

  it('draws again, at a later tick and in another process too, what Slack could not take', async () => {
    const { start, slack, answered } = await inMemory();
    const down = () => Promise.reject(new Error('Slack is down'));
    const service = start('a', { courier: { redraw: down } });
    await service.tick();
    answered.add('objective:2');
    expect(await service.refresh('intermedia', { kind: 'objective', number: 2 })).toEqual([]);
    await expect(service.tick()).rejects.toThrow('2 messages went wrong');

    const restarted = start('b');
    await restarted.tick();
    expect(slack.redrawn.map(({ message }) => message.person).sort()).toEqual(['ref-11', 'ref-12']);
    await restarted.tick();
    expect(slack.redrawn).toHaveLength(2);
  });

  it('ends with what came in last, however slow the first redraw was', async () => {
    const { start, slack, answered } = await inMemory();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let first = true;
    const service = start('a', {
      courier: {
        async redraw(message, place) {
          if (first) {
            first = false;
            await held;
          }
          return slack.courier.redraw(message, place);
        },
      },
    });
    await service.tick();
    answered.add('objective:1');
    const slow = service.refresh('intermedia', { kind: 'objective', number: 1 });
    answered.add('objective:2');
    const quick = service.refresh('intermedia', { kind: 'objective', number: 2 });
    release();
    await Promise.all([slow, quick]);
    const last = slack.redrawn.filter(({ message }) => message.person === 'ref-11').at(-1);
    expect(last?.message.items.every(({ update }) => update !== null)).toBe(true);
  });

  it('tells nobody when no message asks for it', async () => {
    const { start } = await inMemory();
    const service = start('a');
    await service.tick();
    expect(await service.refresh('intermedia', { kind: 'indicator', number: 1 })).toEqual([]);
    expect(await service.refresh('altra', { kind: 'objective', number: 2 })).toEqual([]);
  });

  it('does not ask for it at the next step', async () => {
    const { start, slack, answered, clock } = await inMemory();
    const service = start('a');
    await service.tick();
    answered.add('objective:1').add('objective:2');
    clock.set(SECOND_STEP);
    await service.tick();
    expect(
      slack.arrived
        .filter(({ step }) => step === '-7')
        .map(({ person }) => person)
        .sort(),
    ).toEqual(EVERYBODY.filter((person) => person !== 'ref-11'));
  });
});

describe('«Sollecita ora»', () => {
  it('shows first who would be written to, and sends nothing', async () => {
    const { start, slack } = await inMemory();
    const preview = await start('a').previewByHand(phase());
    expect(preview.map(({ person }) => person).sort()).toEqual(EVERYBODY);
    expect(slack.arrived).toEqual([]);
  });

  it('reaches everybody who owes something, once a day', async () => {
    const { start, slack } = await inMemory();
    const service = start('a');
    await service.sendByHand(phase());
    await service.sendByHand(phase());
    expect(slack.to()).toEqual(EVERYBODY);
  });
});

describe('a database that cannot be written', () => {
  it('full: the claim fails and nothing is sent; with room again it goes out', async () => {
    const { path, db } = await sqliteDatabase(smallPlan());
    const { start, slack } = world(db);
    const pages = Number(
      (await sql<{ page_count: number }>`PRAGMA page_count`.execute(db)).rows[0]?.page_count,
    );
    await sql`PRAGMA max_page_count = ${sql.raw(String(pages))}`.execute(db);
    // What room the outbox's own pages still have is used up first.
    for (let row = 0; ; row++)
      try {
        await db
          .insertInto('outbox')
          .values({
            ...KEY,
            key: `${row}`,
            phase: 'intermedia',
            person: `x${row}`,
            step: 'old@2026-01-01',
            role: 'contact',
            status: 'skipped',
            late: 0,
            items: '[]',
            kind: 'reminder',
            created_at: '2026-01-01T00:00:00Z',
            claimed_at: '2026-01-01T00:00:00Z',
            claimed_by: 'x',
          })
          .execute();
      } catch {
        break;
      }
    await expect(start('a').tick()).rejects.toThrow(/takes nothing more/);
    expect(slack.arrived).toEqual([]);
    await sql`PRAGMA max_page_count = 1000000`.execute(db);
    await start('a').tick();
    expect(slack.to()).toEqual(EVERYBODY);
    expect(path).toMatch(/sqlite$/);
  });

  it('locked by another program: nothing is sent, and it goes out once the lock is gone', async () => {
    const { db, openAgain } = await onFile();
    const { start, slack } = world(db);
    await writing(await openAgain(), async () => {
      await expect(start('a').tick()).rejects.toThrow(/busy/);
      expect(slack.arrived).toEqual([]);
    });
    await start('a').tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });
});

describe('a clock that is moved', () => {
  it('forward past several steps sends only the newest, and back again repeats nothing', async () => {
    const { start, slack, clock, store } = await inMemory();
    const service = start('a');
    await service.tick();
    clock.set('2026-05-28T10:00+02:00');
    await service.tick();
    clock.set(SECOND_STEP);
    await service.tick();
    clock.set(FIRST_STEP);
    await service.tick();
    const steps = slack.arrived.filter(({ person }) => person === 'ref-11').map(({ step }) => step);
    expect(steps).toEqual(['-15', '-2']);
    expect(await statuses(store)).toMatchObject({ 'ref-11 -7': 'skipped' });
  });
});

describe('reminders that newer ones have replaced', () => {
  it('leave one behind, the last; one that others are told under stays too', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, store } = world(db);
    const service = start('a');
    for (const at of [FIRST_STEP, SECOND_STEP]) {
      clock.set(at);
      await service.tick();
    }
    expect(slack.removed).toEqual([]);
    const first = (await store.all()).find(({ person, place }) => person === 'ref-12' && place !== null);
    await db
      .insertInto('outbox')
      .values({
        key: 'receipt',
        ...KEY,
        kind: 'receipt',
        phase: 'intermedia',
        updates: '[1]',
        person: 'ref-12',
        status: 'sent',
        channel: first?.place?.channel ?? '',
        thread: first?.place?.ts ?? '',
        created_at: clock.now().toISOString(),
      })
      .execute();
    clock.set('2026-05-27T09:00+02:00');
    await service.tick();
    await service.tick();
    expect([...slack.removed].sort()).toEqual(
      EVERYBODY.filter((person) => person !== 'ref-12').map((person) => `${person} -15`),
    );
    const kept = (await store.all()).filter(({ person, place }) => person === 'ref-11' && place !== null);
    expect(kept.map(({ stepKey, retired }) => [stepKey.split('@')[0], retired])).toEqual([
      ['-7', true],
      ['-2', false],
    ]);
  });
});

describe('what its reader puts off', () => {
  it('is shown in the message, and comes back in one of its own that retires it', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, store } = world(db);
    const service = start('a');
    await service.tick();
    const [row] = (await store.all()).filter(({ person }) => person === 'ref-11');
    const absences = createAbsenceStore(db, KEY);
    await absences.postpone('intermedia', ['ref-11'], null, '2026-05-12', 'ref-11', clock.now());
    await service.redrawMessage(row?.key ?? '');
    expect(slack.redrawn.at(-1)?.message.snoozedUntil).toBe('2026-05-12');
    clock.set('2026-05-12T09:00+02:00');
    await service.tick();
    await service.tick();
    expect(slack.arrived.filter(({ person }) => person === 'ref-11').map(({ step }) => step)).toEqual([
      '-15',
      'ricordamelo',
    ]);
    expect(slack.redrawn.at(-1)?.message).toMatchObject({ step: '-15', retired: true });
  });

  it('is put off once and for all for whom the reader stands in', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, store } = world(db);
    const absences = createAbsenceStore(db, KEY);
    await absences.recordAbsence(
      { person: 'ref-11', from: '2026-05-01', to: '2026-05-31', substitute: 'ref-12', recordedBy: 'dir-1' },
      clock.now(),
    );
    const service = start('a');
    await service.tick();
    const [row] = (await store.all()).filter(({ person }) => person === 'ref-12');
    const asked = await service.askedBy('ref-12', row?.key ?? '');
    expect([...new Set(asked.map(({ responsible }) => responsible))].sort()).toEqual(['ref-11', 'ref-12']);
    await absences.postpone('intermedia', ['ref-11', 'ref-12'], null, '2026-05-12', 'ref-12', clock.now());
    clock.set('2026-05-12T09:00+02:00');
    await service.tick();
    await service.tick();
    const again = slack.arrived.filter(({ step }) => step === 'ricordamelo');
    expect(again.map(({ person }) => person)).toEqual(['ref-12']);
  });

  it('counts from the last wish, also when that is for an earlier day', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, store } = world(db);
    const service = start('a');
    await service.tick();
    const [row] = (await store.all()).filter(({ person }) => person === 'ref-11');
    const absences = createAbsenceStore(db, KEY);
    await absences.postpone('intermedia', ['ref-11'], null, '2026-05-15', 'ref-11', clock.now());
    clock.set('2026-05-08T10:00+02:00');
    await absences.postpone('intermedia', ['ref-11'], null, '2026-05-12', 'ref-11', clock.now());
    await service.redrawMessage(row?.key ?? '');
    expect(slack.redrawn.at(-1)?.message.snoozedUntil).toBe('2026-05-12');
    for (const day of ['2026-05-12', '2026-05-13', '2026-05-15']) {
      clock.set(`${day}T09:00+02:00`);
      await service.tick();
    }
    expect(slack.arrived.filter(({ step }) => step === 'ricordamelo').map(({ person }) => person)).toEqual([
      'ref-11',
    ]);
    expect(slack.redrawn.at(-1)?.message).toMatchObject({ step: '-15', retired: true });
  });

  it('may be put off by nobody but its reader', async () => {
    const { start, store } = await inMemory();
    const service = start('a');
    await service.tick();
    const [row] = (await store.all()).filter(({ person }) => person === 'ref-11');
    await expect(service.messageOf('ref-12', row?.key ?? '')).rejects.toMatchObject({
      problem: 'reminder_not_yours',
    });
    await expect(service.messageOf('ref-12', 'no such key')).rejects.toMatchObject({
      problem: 'reminder_not_yours',
    });
  });
});

describe('the control office changes a phase whose reminders are out', () => {
  async function running() {
    const db = await memoryDatabase(smallPlan());
    const given = world(db);
    const { dayOf } = createCalendar(smallPlan().head);
    const phases = createPhaseService({
      plans: createPlanSource(db, KEY),
      phases: createPhaseStore(db, KEY),
      clock: given.clock,
      dayOf,
    });
    const service = given.start('a');
    const stepsOn = async (moment: string): Promise<readonly string[]> => {
      const before = given.slack.arrived.length;
      given.clock.set(moment);
      await service.tick();
      const sent = given.slack.arrived.slice(before);
      return [...new Set(sent.map(({ step }) => step))];
    };
    return { ...given, phases, service, stepsOn };
  }

  it('closing: the messages that are out say so, nothing else goes out, and nothing may be put off', async () => {
    const { phases, service, stepsOn, slack, store } = await running();
    expect(await stepsOn(FIRST_STEP)).toEqual(['-15']);
    const [row] = await store.living({ phase: 'intermedia', person: 'ref-11' });
    await phases.close('controllo', 'intermedia');
    await service.refreshPhase('intermedia');
    expect(slack.redrawn.map(({ message }) => message.closed)).toEqual(Array(5).fill(true));
    await expect(service.messageOf('ref-11', row?.key ?? '')).rejects.toMatchObject({
      problem: 'phase_closed',
    });
    for (const day of ['2026-05-20', '2026-05-27', '2026-05-29', '2026-06-08'])
      expect(await stepsOn(`${day}T09:00+02:00`)).toEqual([]);
  });

  it('opening again within a step repeats nothing; the next step goes out, and one that was missed is not late', async () => {
    const { phases, stepsOn, clock, slack } = await running();
    expect(await stepsOn(FIRST_STEP)).toEqual(['-15']);
    await phases.close('controllo', 'intermedia');
    clock.set('2026-05-12T11:00+02:00');
    await phases.reopen('controllo', 'intermedia', 'una delibera tardiva');
    expect(await stepsOn('2026-05-12T11:00+02:00')).toEqual([]);
    await phases.close('controllo', 'intermedia');
    clock.set('2026-05-21T11:00+02:00');
    await phases.reopen('controllo', 'intermedia', 'un’altra');
    expect(await stepsOn('2026-05-21T11:00+02:00')).toEqual(['-7']);
    expect(slack.arrived.slice(5).map(({ late }) => late)).toEqual(Array(5).fill(false));
    expect(await stepsOn('2026-05-27T09:00+02:00')).toEqual(['-2']);
  });

  it('an extension: what was asked since the new step’s day is not asked again, the steps after it are', async () => {
    const { phases, stepsOn, clock } = await running();
    expect(await stepsOn('2026-05-27T09:00+02:00')).toEqual(['-2']);
    clock.set('2026-05-27T15:00+02:00');
    // The step -7 of the new due date falls on the 26th: everybody was asked since.
    await phases.extend('controllo', 'intermedia', '2026-06-05');
    expect(await stepsOn('2026-05-27T15:05+02:00')).toEqual([]);
    expect(await stepsOn('2026-06-03T09:00+02:00')).toEqual(['-2']);
    expect(await stepsOn('2026-06-05T09:00+02:00')).toEqual(['0']);
  });
});

describe('a due date on a Sunday', () => {
  it.each([
    ['2026-05-28', { daysLeft: 1, isDueToday: false, mayPutOff: true, mayTakeInCharge: true }],
    ['2026-05-29', { daysLeft: 0, isDueToday: false, mayPutOff: false, mayTakeInCharge: true }],
    ['2026-06-01', { daysLeft: -1, isDueToday: false, mayPutOff: false, mayTakeInCharge: true }],
  ])('seen on %s', async (day, expected) => {
    const { start, slack, clock } = world(
      await memoryDatabase(smallPlan({ phases: [phase({ dueOn: '2026-05-31' })] })),
    );
    clock.set(`${day}T09:00+02:00`);
    await start('a').tick();
    expect(slack.arrived.find(({ person }) => person === 'ref-11')).toMatchObject(expected);
  });
});

describe('a phase resumed after a step’s time', () => {
  it('is not late, and a bot that is late then says for when it was meant', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock } = world(db);
    await db.updateTable('phase').set({ reminding_since: '2026-05-12T09:00:00Z' }).execute();
    clock.set('2026-05-13T09:00+02:00');
    await start('a').tick();
    expect(slack.arrived[0]).toMatchObject({ late: true, plannedFor: '2026-05-12' });
  });
});

describe('a message that replaces another', () => {
  /** What the living messages of a person ask: every item once, each with its step. */
  const standing = async (store: ReminderStore, person: string) =>
    (await store.living({ phase: 'intermedia', person })).flatMap(({ stepKey, asked }) =>
      asked.map(({ item, responsible }) => `${stepKey.split('@')[0]} ${item} of ${responsible}`),
    );

  it('keeps what the other still asks: a substitute gets what an absent colleague had put off', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, clock, store, answered } = world(db);
    const absences = createAbsenceStore(db, KEY);
    const service = start('a');
    await service.tick();
    await absences.postpone('intermedia', ['ref-11'], ['objective:1'], '2026-05-14', 'ref-11', clock.now());
    await absences.recordAbsence(
      { person: 'ref-11', from: '2026-05-13', to: '2026-05-22', substitute: 'ref-12', recordedBy: 'ref-11' },
      clock.now(),
    );
    answered.add('objective:3');
    clock.set('2026-05-14T09:00+02:00');
    await service.tick();
    expect(await standing(store, 'ref-12')).toEqual([
      'ricordamelo objective:1 of ref-11',
      'ricordamelo objective:2 of ref-11',
      'ricordamelo objective:2 of ref-12',
    ]);
  });

  it('keeps it at a step of the ladder too: what was asked by hand just before', async () => {
    const { start, clock, store } = await inMemory();
    const service = start('a');
    clock.set('2026-06-04T08:45+02:00');
    await service.sendByHand(phase());
    clock.set('2026-06-04T09:00+02:00');
    await service.tick();
    expect(await standing(store, 'dir-1')).toEqual([
      '+3 objective:1 of dir-1',
      '+3 objective:2 of dir-1',
      '+3 objective:3 of dir-1',
      '+3 process:1 of dir-1',
    ]);
  });

  it('keeps what a head was told when something is asked by hand', async () => {
    const { start, clock, store } = await inMemory();
    const service = start('a');
    clock.set('2026-06-04T09:00+02:00');
    await service.tick();
    clock.set('2026-06-05T10:00+02:00');
    await service.sendByHand(phase());
    expect((await standing(store, 'dir-1')).map((line) => line.split(' ').slice(0, 2))).toEqual([
      ['adesso', 'objective:1'],
      ['adesso', 'objective:2'],
      ['adesso', 'objective:3'],
      ['adesso', 'process:1'],
    ]);
  });

  it('keeps what is asked in the place of somebody who has no account, time and again', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, store } = world(db);
    slack.unreachable.add('ref-11');
    const service = start('a');
    await service.tick();
    for (const day of ['2026-05-12', '2026-05-14']) {
      await createAbsenceStore(db, KEY).postpone(
        'intermedia',
        ['dir-1'],
        ['process:1'],
        day,
        'dir-1',
        clock.now(),
      );
      clock.set(`${day}T09:00+02:00`);
      await service.tick();
      expect(await standing(store, 'dir-1')).toEqual([
        'ricordamelo objective:1 of ref-11',
        'ricordamelo objective:2 of ref-11',
        'ricordamelo process:1 of dir-1',
      ]);
    }
  });

  it('does not ask again what was put off, nor for whom somebody else answers now', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, clock, store } = world(db);
    const absences = createAbsenceStore(db, KEY);
    await absences.recordAbsence(
      { person: 'ref-11', from: '2026-05-08', to: '2026-05-12', substitute: 'ref-12', recordedBy: 'ref-11' },
      clock.now(),
    );
    const service = start('a');
    await service.tick();
    await absences.postpone('intermedia', ['ref-12'], ['objective:3'], '2026-05-19', 'ref-12', clock.now());
    await absences.postpone('intermedia', ['ref-12'], ['objective:2'], '2026-05-14', 'ref-12', clock.now());
    clock.set('2026-05-14T09:00+02:00');
    await service.tick();
    expect(await standing(store, 'ref-12')).toEqual(['ricordamelo objective:2 of ref-12']);
  });

  describe('is not the one on behalf of somebody else', () => {
    const OWED = ['objective:1', 'objective:2'];
    const refusedLater = (afterMs: number): Delivery[] => [
      { status: 'retry', reason: 'ratelimited', afterMs },
      { status: 'refused', reason: 'is_archived' },
    ];

    it('which stands beside that of its own step, until a newer step replaces both', async () => {
      const { start, slack, clock, store } = await inMemory();
      const service = start('a');
      slack.next('ref-11', ...refusedLater(60_000));
      await service.tick();
      clock.set('2026-05-08T09:05+02:00');
      await service.tick();
      expect(await standing(store, 'dir-1')).toEqual([
        '-15 process:1 of dir-1',
        ...OWED.map((item) => `-15 ${item} of ref-11`),
      ]);
      clock.set(SECOND_STEP);
      await service.tick();
      expect(await standing(store, 'dir-1')).toEqual(['-7 process:1 of dir-1']);
    });

    it('nor one of an earlier step, that goes out after a message that came back', async () => {
      const db = await memoryDatabase(smallPlan());
      const { start, slack, clock, store } = world(db);
      const service = start('a');
      slack.next('ref-11', ...refusedLater(5 * 86_400_000));
      await service.tick();
      await createAbsenceStore(db, KEY).postpone(
        'intermedia',
        ['dir-1'],
        ['process:1'],
        '2026-05-12',
        'dir-1',
        clock.now(),
      );
      for (const day of ['2026-05-12', '2026-05-13', '2026-05-14']) {
        clock.set(`${day}T09:05+02:00`);
        await service.tick();
      }
      expect(await standing(store, 'dir-1')).toEqual([
        'ricordamelo process:1 of dir-1',
        ...OWED.map((item) => `-15 ${item} of ref-11`),
      ]);
    });
  });
});

describe('an answer that comes in while its reminder is being sent', () => {
  it('is shown at once: the message is drawn again', async () => {
    const { start, slack, answered } = await inMemory();
    const service = start('a', {
      courier: {
        async send(message) {
          if (message.person === 'ref-11') answered.add('objective:1');
          return slack.courier.send(message);
        },
      },
    });
    await service.tick();
    const drawn = slack.redrawn.find(({ message }) => message.person === 'ref-11')?.message;
    expect(drawn?.items.map(({ item, update }) => [itemRef(item), update !== null])).toEqual([
      ['objective:1', true],
      ['objective:2', false],
    ]);
  });
});

describe('a phase that changes while its reminders go out', () => {
  it('stops them when it is paused: the rest waits', async () => {
    const { start, slack, changePhase } = await inMemory();
    let elapsed = 0;
    const service = start('a', {
      elapsed: () => (elapsed += 2_000),
      courier: {
        async send(message) {
          await changePhase({ paused: 1 });
          return slack.courier.send(message);
        },
      },
    });
    await service.tick();
    expect(slack.arrived).toHaveLength(1);
    await changePhase({ paused: 0 });
    await start('b').tick();
    expect(slack.to()).toEqual(EVERYBODY);
  });

  it('shows the new due date in what was sent, when it is extended, and sends nothing again', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock } = world(db);
    const service = start('a');
    clock.set('2026-05-27T09:00+02:00');
    await service.tick();
    await db.updateTable('phase').set({ due_on: '2026-06-12' }).where('code', '=', 'intermedia').execute();
    await service.refreshPhase('intermedia');
    expect(slack.redrawn.map(({ message }) => message.phase.dueOn)).toEqual(Array(5).fill('2026-06-12'));
    clock.set('2026-05-28T10:00+02:00');
    await service.tick();
    expect(slack.arrived).toHaveLength(5);
    clock.set('2026-06-03T09:00+02:00');
    await service.tick();
    expect(slack.arrived.slice(5).map(({ step }) => step)).toEqual(Array(5).fill('-7'));
  });
});

describe('notes', () => {
  it('go out through the same outbox, once, and retire no reminder', async () => {
    const db = await memoryDatabase(smallPlan());
    await db.updateTable('phase').set({ channel: 'CPERF' }).execute();
    const { start, slack, clock } = world(db);
    const service = start('a');
    await service.tick();
    clock.set('2026-05-11T09:00+02:00');
    await service.tick();
    await start('b').tick();
    expect(slack.notes.map(({ kind, person }) => `${kind} ${person}`)).toEqual([
      'digest channel:CPERF',
      'digest dir-1',
      'digest dir-2',
    ]);
    expect(slack.redrawn).toEqual([]);
  });

  /** The digest to a channel, whose reply is lost, and what comes of it once no send can be under way any more. */
  async function lostToChannel(
    ending: Delivery | 'lost_reply',
    courier: Partial<Courier<PhaseMessage>> = {},
  ) {
    const db = await memoryDatabase(smallPlan());
    await db.updateTable('phase').set({ channel: 'CPERF' }).execute();
    const { start, slack, clock, store, passLease } = world(db);
    clock.set('2026-05-11T09:00+02:00');
    const service = start('a', { courier });
    slack.next('channel:CPERF', ending);
    await service.tick();
    await service.tick();
    passLease();
    await service.tick();
    await service.tick();
    const row = (await store.all()).find(({ person }) => person === 'channel:CPERF');
    return { sent: slack.notes.filter(({ person }) => person === 'channel:CPERF').length, row };
  }

  it('to a channel that may not be read, whose fate nobody knows, is reported and never repeated', async () => {
    const { sent, row } = await lostToChannel('lost_reply', { find: async () => 'unsearchable' });
    expect(sent).toBe(1);
    expect(row).toMatchObject({ status: 'failed', reason: 'unverified' });
  });

  it('to a channel that may be read is looked for there: found, it is not sent again', async () => {
    const { sent, row } = await lostToChannel('lost_reply');
    expect(sent).toBe(1);
    expect(row).toMatchObject({ status: 'sent', place: { channel: 'D-channel:CPERF' } });
  });

  it('to a channel that may be read, and that did not get it, is sent again', async () => {
    const { sent, row } = await lostToChannel({ status: 'unknown', reason: 'timeout' });
    expect(sent).toBe(1);
    expect(row).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it('of a return say what was answered meanwhile, by whom, and what is still missing', async () => {
    const db = await memoryDatabase(smallPlan());
    const { start, slack, clock, answered } = world(db);
    await createAbsenceStore(db, KEY).recordAbsence(
      { person: 'ref-11', from: '2026-05-06', to: '2026-05-15', substitute: 'ref-12', recordedBy: 'dir-1' },
      clock.now(),
    );
    answered.add('objective:1');
    clock.set('2026-05-18T09:00+02:00');
    await start('a').tick();
    const note = slack.notes.find(({ kind }) => kind === 'return');
    expect(note?.kind === 'return' && { ...note, missing: named(note.missing) }).toMatchObject({
      person: 'ref-11',
      substitutes: ['Account ref-12'],
      missing: ['objective 2'],
    });
  });
});

describe('over random lives of a phase', () => {
  /** Moments from before the phase to after its last step, in quarters of an hour. */
  const start = Date.parse('2026-05-04T00:00+02:00');
  const moments = fc
    .uniqueArray(fc.integer({ min: 0, max: 44 * 96 }), { minLength: 1, maxLength: 12 })
    .map((quarters) => quarters.sort((a, b) => a - b).map((quarter) => new Date(start + quarter * 900_000)));
  const endings = fc.array(
    fc.tuple(
      fc.constantFrom(...EVERYBODY),
      fc.constantFrom<Delivery | 'lost_reply'>(
        'lost_reply',
        { status: 'retry', reason: 'ratelimited', afterMs: null },
        { status: 'unknown', reason: 'timeout' },
      ),
    ),
    { maxLength: 6 },
  );
  const answers = fc.array(
    fc.tuple(
      fc.nat({ max: 11 }),
      fc.constantFrom<ItemRef>('objective:1', 'objective:2', 'objective:3', 'process:1'),
    ),
    { maxLength: 4 },
  );

  it('nobody gets a step twice, nothing at night, nothing that has come in', async () => {
    const calendar = createCalendar(smallPlan().head);
    await fc.assert(
      fc.asyncProperty(moments, endings, answers, async (times, failures, incoming) => {
        const { start: begin, slack, clock, answered, passLease } = await inMemory();
        for (const [person] of failures)
          slack.next(person, ...failures.filter(([of]) => of === person).map(([, ending]) => ending));
        for (const [index, time] of times.entries()) {
          clock.set(time);
          for (const [at, ref] of incoming) if (at === index) answered.add(ref);
          const before = slack.arrived.length;
          // A process of its own each time: the store alone remembers.
          const service = begin(`process ${index}`);
          await service.tick();
          passLease();
          await service.tick();
          const sent = slack.arrived.slice(before);
          if (sent.length > 0) expect(calendar.isWorkingMoment(time)).toBe(true);
          for (const { items } of sent)
            expect(items.some(({ item }) => !answered.has(itemRef(item)))).toBe(true);
        }
        const keys = slack.arrived.map(({ person, step }) => `${person} ${step}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the control office’s daily line', () => {
  it('says once each working day how the phase stands, only where it is wanted', async () => {
    const { start, slack, clock, answered } = await inMemory();
    const daily = () => slack.notes.filter(({ kind }) => kind === 'daily');
    await start('a').tick();
    expect(daily()).toEqual([]);
    const wanted = start('b', { dailyLine: true });
    await wanted.tick();
    await wanted.tick();
    expect(daily()).toMatchObject([{ person: 'controllo', arrived: 0, fresh: 0, waiting: 0 }]);
    answered.add('objective:1');
    clock.set('2026-05-12T09:00+02:00');
    await wanted.tick();
    expect(daily()).toHaveLength(2);
    expect(daily()[1]).toMatchObject({
      person: 'controllo',
      arrived: 1,
      fresh: 1,
      waiting: 1,
      waitingDays: 1,
    });
  });
});
