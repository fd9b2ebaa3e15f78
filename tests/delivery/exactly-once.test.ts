import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/types.ts';
import { createReminderStore } from '../../src/store/outbox/reminder-store.ts';
import { deliveryWorld, killedAt, spread } from '../support/delivery-world.ts';
import { inFull } from '../support/long-run.ts';
import { assignment, item, role, smallPlan } from '../support/small-plan.ts';

const PEOPLE = inFull(500, 100);
const KILLS = inFull(8, 3);
/** Of all posts, in percent. */
const LOST = 2;
const REFUSED = 2;
const RATE_LIMITED = 1;
const LIMIT_MS = 600_000;

/** A body of so many units, each with one item and one contact. */
function largePlan(): Plan {
  const numbers = Array.from({ length: PEOPLE }, (_, index) => index + 1);
  const codes = numbers.map((number) => ({ number, unit: `U.1.${number}`, person: `ref-${number}` }));
  return smallPlan({
    units: [
      ...smallPlan().units.filter(({ code }) => code === 'U.1.2'),
      ...codes.map(({ unit }) => ({
        code: unit,
        department: 'Settore 1',
        name: unit,
        aliases: [],
        level: null,
        parent: null,
        note: null,
      })),
    ].filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index),
    items: numbers.map((number) => item('objective', number)),
    assignments: codes.map(({ number, unit }) => assignment('objective', number, 'Settore 1', unit)),
    people: [...codes.map(({ person }) => person), 'dir-1', 'controllo'].map((code) => ({
      code,
      name: `Account ${code}`,
      email: `${code}@prova.example`,
    })),
    roles: [
      ...codes.map(({ person, unit }) => role(person, 'contact', 'Settore 1', unit)),
      role('dir-1', 'head', 'Settore 1'),
      role('controllo', 'controller'),
    ],
  });
}

/** The outbox of that body, and whether everything is out. */
async function world() {
  const made = await deliveryWorld(largePlan());
  const store = createReminderStore(made.db, { body: 'prova', year: 2026 });
  const settled = async (): Promise<boolean> => {
    const rows = await store.all();
    return rows.length === PEOPLE && rows.every(({ status }) => status === 'sent');
  };
  return { ...made, settled };
}

function expectEachOnce({ slack }: Pick<Awaited<ReturnType<typeof world>>, 'slack'>): void {
  const atLeast = (percent: number): number => Math.floor((PEOPLE * percent) / 100);
  expect(slack.faults.lost_reply).toBeGreaterThanOrEqual(atLeast(LOST));
  expect(slack.faults.refused).toBeGreaterThanOrEqual(atLeast(REFUSED));
  expect(slack.faults.rate_limited).toBeGreaterThanOrEqual(atLeast(RATE_LIMITED));
  const byChannel = new Map<string, number>();
  for (const { channel } of slack.posted) byChannel.set(channel, (byChannel.get(channel) ?? 0) + 1);
  expect([...byChannel.values()].filter((count) => count !== 1)).toEqual([]);
  expect(byChannel.size).toBe(PEOPLE);
  expect(new Set(slack.posted.map(({ key }) => key)).size).toBe(PEOPLE);
}

describe('hundreds of reminders, over a Slack that loses 2 % of replies, refuses 2 % and rate-limits 1 %', () => {
  it.concurrent(
    'go out exactly once each, though the program is killed again and again',
    async () => {
      const here = await world();
      await killedAt(here, 1, spread(KILLS, 0, PEOPLE), here.settled);
      expectEachOnce(here);
    },
    LIMIT_MS,
  );

  it.concurrent(
    'go out exactly once each from two programs on one database, killed by turns',
    async () => {
      const here = await world();
      await killedAt(here, 2, spread(KILLS, 0, PEOPLE), here.settled);
      expectEachOnce(here);
    },
    LIMIT_MS,
  );
});
