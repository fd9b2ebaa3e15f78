import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/types.ts';
import { createReminderStore } from '../../src/store/outbox/reminder-store.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';
import { closing } from '../support/closing.ts';
import { IMPORTED_AT, opened, temporaryFolder } from '../support/database.ts';
import { startFaultySlack } from '../support/faulty-slack.ts';
import { assignment, item, role, smallPlan } from '../support/small-plan.ts';

const PEOPLE = 500;
const KILLS = 8;
const LIMIT_MS = 300_000;

/** How many messages are out at a kill: the kills are spread evenly over the reminders. */
const markOf = (kill: number): number => Math.floor(((kill + 1) * PEOPLE) / (KILLS + 1));

/** A body of 500 units, each with one item and one contact. */
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

/** A database and a Slack that goes wrong; `start` runs the program on both. */
async function world() {
  const plan = largePlan();
  const path = join(temporaryFolder(), 'traguardo.sqlite');
  const db = await opened(path);
  await savePlan(db, plan, IMPORTED_AT);
  const slack = closing(await startFaultySlack(plan.people.map(({ email }) => email)));
  const start = (): Promise<BotProcess> =>
    startBotProcess({
      SLACK_BOT_TOKEN: 'xoxb-of-the-tests',
      SLACK_SIGNING_SECRET: 'a-secret-of-the-tests',
      SLACK_API_URL: slack.url,
      PORT: '0',
      TRAGUARDO_DB: path,
      TRAGUARDO_SIMULATE: '1',
      TRAGUARDO_NOW: '2026-05-08T09:00',
      TRAGUARDO_TICK_MS: '250',
      TRAGUARDO_PACE_MS: '0',
      TRAGUARDO_LEASE_MS: '1500',
    });
  const store = createReminderStore(db, { body: 'prova', year: 2026 });
  const settled = async (): Promise<boolean> => {
    const rows = await store.all();
    return rows.length === PEOPLE && rows.every(({ status }) => status === 'sent');
  };
  return { slack, start, store, settled };
}

/** Resolves when something holds; it is looked at again and again. */
async function until(holds: () => boolean | Promise<boolean>, everyMs = 20): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

function expectEachOnce({ slack }: Pick<Awaited<ReturnType<typeof world>>, 'slack'>): void {
  // Of five hundred posts or more, ten replies are lost, ten are refused and five come too fast.
  expect(slack.faults.lost_reply).toBeGreaterThanOrEqual(10);
  expect(slack.faults.refused).toBeGreaterThanOrEqual(10);
  expect(slack.faults.rate_limited).toBeGreaterThanOrEqual(5);
  const byChannel = new Map<string, number>();
  for (const { channel } of slack.posted) byChannel.set(channel, (byChannel.get(channel) ?? 0) + 1);
  expect([...byChannel.values()].filter((count) => count !== 1)).toEqual([]);
  expect(byChannel.size).toBe(PEOPLE);
  expect(new Set(slack.posted.map(({ key }) => key)).size).toBe(PEOPLE);
}

describe('500 reminders, over a Slack that loses 2 % of replies, refuses 2 % and rate-limits 1 %', () => {
  it.concurrent(
    'go out exactly once each, though the program is killed eight times',
    async () => {
      const here = await world();
      let kills = 0;
      let bot = await here.start();
      for (; kills < KILLS; kills++) {
        const mark = markOf(kills);
        await until(() => here.slack.posted.length >= mark);
        await bot.kill();
        bot = await here.start();
      }
      await until(here.settled, 250);
      await bot.stop();
      expect(kills).toBe(KILLS);
      expectEachOnce(here);
    },
    LIMIT_MS,
  );

  it.concurrent(
    'go out exactly once each from two programs on one database, killed eight times between them',
    async () => {
      const here = await world();
      const bots = await Promise.all([here.start(), here.start()]);
      for (let kills = 0; kills < KILLS; kills++) {
        const mark = markOf(kills);
        await until(() => here.slack.posted.length >= mark);
        await bots[kills % 2]?.kill();
        bots[kills % 2] = await here.start();
      }
      await until(here.settled, 250);
      await Promise.all(bots.map((bot) => bot.stop()));
      expectEachOnce(here);
    },
    LIMIT_MS,
  );
});
