import type { Plan } from '../../src/domain/types.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { closing } from './closing.ts';
import { databaseWith } from './database.ts';
import { startFaultySlack } from './faulty-slack.ts';

/** When the programs of `deliveryWorld` run: the morning of the first reminder of `smallPlan`'s phase. */
export const DELIVERY_NOW = '2026-05-08T09:00';

/** A database and a Slack that goes wrong; `start` runs the program on both. */
export async function deliveryWorld(plan: Plan) {
  const { db, path } = await databaseWith(plan);
  const slack = closing(await startFaultySlack(plan.people.map(({ email }) => email)));
  const start = (): Promise<BotProcess> =>
    startBotProcess({
      SLACK_BOT_TOKEN: 'xoxb-of-the-tests',
      SLACK_SIGNING_SECRET: 'a-secret-of-the-tests',
      SLACK_API_URL: slack.url,
      PORT: '0',
      TRAGUARDO_DB: path,
      TRAGUARDO_SIMULATE: '1',
      TRAGUARDO_NOW: DELIVERY_NOW,
      TRAGUARDO_TICK_MS: '250',
      TRAGUARDO_PACE_MS: '0',
      TRAGUARDO_LEASE_MS: '1500',
    });
  return { db, slack, start };
}

type World = Awaited<ReturnType<typeof deliveryWorld>>;

/** Resolves when something holds; it is looked at again and again. */
async function until(holds: () => boolean | Promise<boolean>, everyMs = 20): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/**
 * Runs so many programs at a time until everything is settled, killing one after the other as messages go out.
 * @param marks how many messages are out at each kill
 */
export async function killedAt(
  { slack, start }: World,
  programs: number,
  marks: readonly number[],
  settled: () => Promise<boolean>,
): Promise<void> {
  const bots = await Promise.all(Array.from({ length: programs }, start));
  for (const [kill, mark] of marks.entries()) {
    await until(() => slack.posted.length >= mark);
    await bots[kill % programs]?.kill();
    bots[kill % programs] = await start();
  }
  await until(settled, 250);
  await Promise.all(bots.map((bot) => bot.stop()));
}

/** Kills spread evenly over the messages from the first to the last. */
export const spread = (kills: number, first: number, last: number): readonly number[] =>
  Array.from({ length: kills }, (_, kill) => first + Math.floor(((kill + 1) * (last - first)) / (kills + 1)));
