import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { QuestionService } from '../answers/question-service.ts';
import { takeUpMessages } from '../bot/ask/index.ts';
import { drawHome } from '../bot/home/index.ts';
import { createAccounts } from '../bot/kit/accounts.ts';
import { createCourier } from '../bot/kit/courier.ts';
import type { RefusedAttempts } from '../bot/kit/edge.ts';
import { createHomePublisher } from '../bot/kit/home-publisher.ts';
import { createPacer, createSharedPacer } from '../bot/kit/pacing.ts';
import { createPeopleDirectory } from '../bot/kit/people-directory.ts';
import { createPictures } from '../bot/kit/pictures.ts';
import { createQuiet } from '../bot/kit/quiet.ts';
import { createReplayMemory } from '../bot/kit/replay-memory.ts';
import { startScheduler } from '../bot/kit/scheduler.ts';
import { type Connection, createClient, createSlackApp } from '../bot/kit/slack-app.ts';
import { tickAll } from '../bot/kit/tick.ts';
import { createTurns } from '../bot/kit/turns.ts';
import { buildUnwritable, createUnwritableWatch } from '../bot/kit/unwritable.ts';
import { registerListeners } from '../bot/register-listeners.ts';
import { createPainter } from '../charts/painter.ts';
import { registerCommands } from '../commands/index.ts';
import type { Clock } from '../domain/clock.ts';
import { calendarOfPlan, controllersOf } from '../domain/plan/index.ts';
import { createRefusalLog } from '../store/cycle/index.ts';
import { openedOf } from '../store/engine/engine.ts';
import { probe } from '../store/engine/probe.ts';
import {
  createFeedbackStore,
  createHandledEvents,
  createModelUses,
  createSeenRequests,
} from '../store/talk/index.ts';
import type { Config } from './config.ts';
import { createDailyPrune } from './daily-prune.ts';
import { createWatch, serveHealth } from './health.ts';
import { createYears } from './installation.ts';
import { ALWAYS_OURS, type Lead, NOT_YET, takeLead } from './lead.ts';
import type { Metrics } from './metrics.ts';
import { createPlanImports } from './plan-imports.ts';
import type { ProductStore } from './product-store.ts';
import { readUnitSheet } from './read-unit-sheet.ts';

/** What the bot runs on, wherever Slack is. */
export interface BotParts {
  readonly config: Pick<
    Config,
    'dailyLine' | 'delivery' | 'healthPort' | 'host' | 'hours' | 'mail' | 'retentionMonths'
  >;
  readonly store: ProductStore;
  readonly questions: QuestionService;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Where Slack is, and what it knows the bot by. */
interface SlackSide {
  readonly botToken: string;
  readonly connection: Connection;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  /** Hears that Slack takes the token of Socket Mode no longer. */
  readonly onRevoked?: (reason: string) => void;
}

/** So long after its first tick a program has time for what nobody waits for, in milliseconds. */
const SETTLED_MS = 3_000;

/** Of a round in which another process leads. */
const NOTHING_SENT = { sent: 0, failed: 0, postponed: 0 };

/** A bot at work. */
export interface Bot {
  /** Where it takes Slack's requests; null in Socket Mode. */
  readonly port: number | null;
  /** Does now what is done every few moments. */
  tick(): Promise<void>;
  /** Takes no more requests, and waits for what is at work. */
  stop(): Promise<void>;
}

/**
 * Starts the bot: the services of each plan, the Bolt app with its listeners, the scheduler.
 * @throws TokenRefused when Slack does not take a token
 */
export async function runBot(
  parts: BotParts,
  { botToken, connection, slackApiUrl, onRevoked }: SlackSide,
): Promise<Bot> {
  const { config, store, questions, metrics, clock, logger } = parts;
  const { db, register, plan } = store;
  const { channelPaceMs, leaseMs, paceMs, tickMs } = config.delivery;
  const client = createClient(botToken, slackApiUrl, logger);
  const painter = createPainter();
  const quiet = createQuiet();
  const pacing = new AbortController();
  const sleep = (ms: number) => wait(ms, undefined, { signal: pacing.signal }).catch(() => undefined);
  const sharing = openedOf(db)?.sharing ?? null;
  const pictures = createPictures(painter, logger);
  const homes = createHomePublisher({
    client,
    pictures,
    logger,
    draw: (account) => drawHome(years, account),
  });
  const years = createYears({
    db,
    body: plan.body,
    register,
    shared: {
      questions,
      pictures,
      accounts: createAccounts(client),
      homes,
      feedback: createFeedbackStore(db, plan.body),
      modelUses: createModelUses(db),
      imports: createPlanImports({ db, body: plan.body, clock }),
      readSheet: readUnitSheet,
      handled: createHandledEvents(db),
      turns: createTurns({}, quiet.later),
      clock,
      logger,
    },
    calendarOf: (of) => calendarOfPlan(of, config.hours),
    observer: metrics.observer,
    dailyLine: config.dailyLine,
    ...(config.mail === null ? {} : { mail: config.mail }),
    // Three calls in the time of a lease: none can still be under way when another process takes over.
    outbox: createClient(botToken, slackApiUrl, logger, Math.min(10_000, Math.floor(leaseMs / 3))),
    pacer:
      sharing === null
        ? createPacer(paceMs, channelPaceMs, () => performance.now(), sleep)
        : createSharedPacer(sharing, paceMs, channelPaceMs, sleep, (error) =>
            logger.error({ err: error }, 'a pause could not be told to the other processes'),
          ),
    leaseMs,
    retryMs: tickMs,
  });
  const health = createWatch({ db, client, tickMs, figures: metrics.figures });
  const { plans } = await years.current();
  const lookAtDisk = createUnwritableWatch({
    probe: () => probe(db),
    courier: createCourier(client, createPeopleDirectory(createAccounts(client), plans), buildUnwritable),
    readers: async () => controllersOf(await plans.current()),
    today: async () => calendarOfPlan(await plans.current()).dayOf(clock.now()),
    logger,
  });
  const refusals = createRefusalLog(db);
  const refused: RefusedAttempts = { record: (attempt) => refusals.record(attempt, clock.now()) };
  const replays = await createReplayMemory(createSeenRequests(db), logger);
  const slack = createSlackApp({
    botToken,
    connection,
    slackApiUrl,
    logger,
    refused,
    replays,
    health,
    observer: metrics.observer,
    arrived: quiet.arrived,
    ...(onRevoked === undefined ? {} : { onRevoked }),
  });
  registerCommands(slack.app, years);
  registerListeners(slack.app, years, onRevoked);
  const port = await slack.start();
  const pruneDaily = createDailyPrune({ db, months: config.retentionMonths, clock, logger });
  // Ahead of whoever asks first after a start, or after a change of a plan; what was to be done at once comes before.
  let hasSettled = false;
  const prepare = () =>
    questions
      .prepare()
      .catch((error: unknown) => logger.error({ err: error }, 'the answers could not be made ready'));
  let settling: NodeJS.Timeout | null = null;
  const settle = (): NodeJS.Timeout =>
    setTimeout(() => {
      hasSettled = true;
      void prepare().then(metrics.prepare);
    }, SETTLED_MS).unref();
  /** What one process alone does. */
  const leading = async () => {
    await takeUpMessages(await years.current(), client);
    const report = await tickAll(years);
    await pruneDaily();
    return report;
  };
  const round = async () => {
    if (lead.wasOurs()) await lookAtDisk();
    const report = lead.isOurs() ? await leading() : NOTHING_SENT;
    if (hasSettled) await prepare();
    await openedOf(db)?.checkpoint();
    health.ticked();
    settling ??= settle();
    return report;
  };
  let lead: Lead = sharing === null ? ALWAYS_OURS : NOT_YET;
  const tick = () => metrics.timingTick(round);
  const apart =
    connection.mode === 'socket' && config.healthPort !== null
      ? await serveHealth(health, config.healthPort, config.host)
      : null;
  const scheduler = startScheduler({ tick }, logger, tickMs);
  // What is due is looked at as soon as this process is the one to do so.
  if (sharing) lead = await takeLead(sharing, plan.body, () => void scheduler.tick(), logger);
  return {
    port,
    tick: scheduler.tick,
    async stop() {
      // No more is taken in while what is at work ends. The others are first told to stop, then freed from waiting:
      // nothing goes out unpaced.
      const slackStopped = slack.stop();
      const stopped = (await years.made()).flatMap(({ notices, reminders }) => [
        notices.stop(),
        reminders.stop(),
      ]);
      pacing.abort();
      if (settling !== null) clearTimeout(settling);
      await Promise.all(stopped);
      await scheduler.stop();
      await lead.stop();
      await slackStopped;
      await apart?.close();
      await homes.settled();
      await painter.close();
    },
  };
}
