import { describe, expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import type { Plan } from '../../src/domain/types.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { DELIVERY_NOW, deliveryWorld, killedAt, spread } from '../support/delivery-world.ts';
import type { FaultySlack, PostedMessage } from '../support/faulty-slack.ts';
import { inFull } from '../support/long-run.ts';
import { assignment, item, phase, role, smallPlan } from '../support/small-plan.ts';
import { aDraft } from '../support/updates.ts';

const DEPARTMENTS = inFull(40, 8);
const UNITS = 5;
const AUTHORS = DEPARTMENTS * UNITS;
const KILLS = inFull(4, 2);
/** Of all posts, in percent. */
const LOST = 2;
const REFUSED = 2;
const RATE_LIMITED = 1;
const LIMIT_MS = 600_000;
const KEY = { body: 'prova', year: 2026 };

const departments = Array.from({ length: DEPARTMENTS }, (_, index) => ({
  code: `Settore ${index + 1}`,
  head: `dir-${index + 1}`,
}));
const authors = Array.from({ length: AUTHORS }, (_, index) => ({
  number: index + 1,
  person: `ref-${index + 1}`,
  unit: `U.${index + 1}`,
  department: `Settore ${(index % DEPARTMENTS) + 1}`,
  head: `dir-${(index % DEPARTMENTS) + 1}`,
}));

/** Departments with a head each, and contacts with an item each. Reminders are paused: notices alone go out. */
const plan = (): Plan =>
  smallPlan({
    departments: departments.map(({ code }) => ({ code, name: code, aliases: [], level: null })),
    units: authors.map(({ unit, department }) => ({
      code: unit,
      department,
      name: unit,
      aliases: [],
      level: null,
      parent: null,
      note: null,
    })),
    items: authors.map(({ number }) => item('objective', number)),
    assignments: authors.map(({ number, department, unit }) =>
      assignment('objective', number, department, unit),
    ),
    people: [...authors.map(({ person }) => person), ...departments.map(({ head }) => head), 'controllo'].map(
      (code) => ({ code, name: `Account ${code}`, email: `${code}@prova.example` }),
    ),
    roles: [
      ...authors.map(({ person, department, unit }) => role(person, 'contact', department, unit)),
      ...departments.map(({ code, head }) => role(head, 'head', code)),
      role('controllo', 'controller'),
    ],
    phases: [phase({ paused: true })],
  });

/** The body, and who reports and decides in it, on the database that the programs share. */
async function world() {
  const made = await deliveryWorld(plan());
  const plans = createPlanSource(made.db, KEY);
  const clock = fixedClock(`${DELIVERY_NOW}+02:00`);
  const { dayOf } = createCalendar(plan().head);
  const { updates, approvals } = createMonitoring({ db: made.db, key: KEY, plans, clock, dayOf });
  const unsettled = () =>
    made.db.selectFrom('outbox').select('id').where('status', '<>', 'sent').limit(1).execute();
  const toldAll = async (): Promise<boolean> => (await unsettled()).length === 0;
  return { ...made, updates, approvals, toldAll };
}

/** The conversation of a person, as the Slack of these tests names it. */
const dmOf = (person: string): string => {
  const place = plan().people.findIndex(({ code }) => code === person);
  return `D${String(place).padStart(6, '0')}`;
};

const saying = ({ posted }: FaultySlack, words: string): readonly PostedMessage[] =>
  posted.filter(({ text }) => text.includes(words));

const channels = (messages: readonly PostedMessage[]): readonly string[] =>
  messages.map(({ channel }) => channel).sort();

const dms = (people: readonly string[]): readonly string[] => people.map(dmOf).sort();

/** Everybody reports, then every head approves: what each of them is told, over so many programs and kills. */
async function reportAndApprove(programs: number): Promise<void> {
  const here = await world();
  const { slack, updates, approvals, toldAll } = here;
  const heads = departments.map(({ head }) => head);
  const draft = aDraft({ state: 'in_progress', percent: '60' });
  for (const { person, number } of authors)
    await updates.submit(person, { kind: 'objective', number }, 'intermedia', 0, draft);

  const asked = AUTHORS + DEPARTMENTS;
  await killedAt(here, programs, spread(KILLS, 0, asked), toldAll);
  const receipts = saying(slack, 'Ricevuto.');
  expect(channels(receipts)).toEqual(dms(authors.map(({ person }) => person)));
  const requests = saying(slack, `${UNITS} aggiornamenti aspettano la tua approvazione`);
  expect(channels(requests)).toEqual(dms(heads));
  expect(slack.posted).toHaveLength(asked);

  for (const head of heads)
    await approvals.approve(
      head,
      (await approvals.pendingOf(head)).map(({ id }) => id),
    );
  const all = asked + AUTHORS;
  await killedAt(here, programs, spread(KILLS, asked, all), toldAll);
  const outcomes = saying(slack, 'ha approvato 1 aggiornamento');
  expect(channels(outcomes)).toEqual(dms(authors.map(({ person }) => person)));
  // Each in the thread of what it decides on.
  const receiptOf = new Map(receipts.map(({ channel, ts }) => [channel, ts]));
  expect(outcomes.filter(({ channel, thread }) => thread !== receiptOf.get(channel))).toEqual([]);
  // The requests were drawn again where they stand.
  expect(channels(saying(slack, 'non c’è niente da approvare'))).toEqual(dms(heads));
  expect(slack.posted).toHaveLength(all);
  expect(new Set(slack.posted.map(({ key }) => key)).size).toBe(all);

  const atLeast = (percent: number): number => Math.floor((all * percent) / 100);
  expect(slack.faults.lost_reply).toBeGreaterThanOrEqual(atLeast(LOST));
  expect(slack.faults.refused).toBeGreaterThanOrEqual(atLeast(REFUSED));
  expect(slack.faults.rate_limited).toBeGreaterThanOrEqual(atLeast(RATE_LIMITED));
}

describe('receipts, requests and outcomes by the hundred, over a Slack that loses 2 % of replies, refuses 2 % and rate-limits 1 %', () => {
  it.concurrent(
    'are told exactly once each, though the program is killed again and again',
    () => reportAndApprove(1),
    LIMIT_MS,
  );

  it.concurrent(
    'are told exactly once each by two programs on one database, killed by turns',
    () => reportAndApprove(2),
    LIMIT_MS,
  );
});
