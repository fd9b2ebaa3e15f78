import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { QuestionService } from '../answers/question-service.ts';
import { takeUpMessages } from '../bot/ask/index.ts';
import { drawHome } from '../bot/home/index.ts';
import { createAccounts } from '../bot/kit/accounts.ts';
import { createCourier } from '../bot/kit/courier.ts';
import { createHomePublisher } from '../bot/kit/home-publisher.ts';
import { createPacer, createSharedPacer, type Pacer } from '../bot/kit/pacing.ts';
import { createPeopleDirectory } from '../bot/kit/people-directory.ts';
import { createPictures } from '../bot/kit/pictures.ts';
import type { Quiet } from '../bot/kit/quiet.ts';
import { startScheduler } from '../bot/kit/scheduler.ts';
import type { SharedServices, Years } from '../bot/kit/services.ts';
import { tickAll } from '../bot/kit/tick.ts';
import { createTurns } from '../bot/kit/turns.ts';
import { buildUnwritable, createUnwritableWatch } from '../bot/kit/unwritable.ts';
import type { RefusedAttempts } from '../bot/kit/workspaces.ts';
import type { Painter } from '../charts/painter.ts';
import type { Clock } from '../domain/clock.ts';
import { calendarOfPlan, controllersOf } from '../domain/plan/index.ts';
import { createRefusalLog } from '../store/cycle/index.ts';
import { openedOf } from '../store/engine/engine.ts';
import { probe } from '../store/engine/probe.ts';
import { createFeedbackStore, createHandledEvents, createModelUses } from '../store/talk/index.ts';
import type { Config } from './config.ts';
import { createDailyPrune } from './daily-prune.ts';
import { createYears, type Post } from './installation.ts';
import { type Lead, NOT_YET } from './lead.ts';
import type { Metrics } from './metrics.ts';
import { createPlanImports } from './plan-imports.ts';
import type { ProductStore } from './product-store.ts';
import { readUnitSheet } from './read-unit-sheet.ts';

/** What a body is served out of, wherever Slack is. */
export interface BodyParts {
  readonly config: Pick<Config, 'dailyLine' | 'delivery' | 'hours' | 'mail' | 'retentionMonths'>;
  readonly store: ProductStore;
  readonly questions: QuestionService;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The way to a workspace. */
export interface Site {
  /** Slack's id of it; empty where there is one alone, and nobody asks. */
  readonly id: string;
  readonly client: WebClient;
  /** For the outbox: made with a shorter time-out. */
  readonly outbox: WebClient;
}

/** What there is one of in a process, however many bodies it serves. */
export interface Machine {
  readonly painter: Painter;
  readonly quiet: Quiet;
  /** Takes the lead among the processes that share a database. */
  readonly takeLead: (begun: () => void) => Promise<Lead>;
  /** A body had its round. */
  readonly ticked: () => void;
}

/** A body at work. */
export interface BodyAtWork {
  /** The plans, as people of each workspace get at them: in the order of the workspaces. */
  readonly years: readonly Years[];
  readonly refused: RefusedAttempts;
  /** Does what is done every few moments, from now on. */
  start(): Promise<void>;
  /** Does it now. */
  tick(): Promise<void>;
  /**
   * Sends nothing more.
   * @param drained when what was asked before has been answered
   */
  stop(drained: Promise<void>): Promise<void>;
}

/** So long after its first tick a program has time for what nobody waits for, in milliseconds. */
const SETTLED_MS = 3_000;

/** Of a round in which another process leads. */
const NOTHING_SENT = { sent: 0, failed: 0, postponed: 0 };

/**
 * Puts together what serves one body: the services of each of its plans, its outbox and its rounds.
 * @param sites its workspaces, the first one first
 */
export async function serveBody(
  { config, store, questions, metrics, clock, logger }: BodyParts,
  sites: readonly [Site, ...Site[]],
  { painter, quiet, takeLead, ticked }: Machine,
): Promise<BodyAtWork> {
  const { db, register, plan } = store;
  const { leaseMs, tickMs } = config.delivery;
  const pacing = new AbortController();
  const sleep = (ms: number) => wait(ms, undefined, { signal: pacing.signal }).catch(() => undefined);
  const pacer = pacerOf(store, config.delivery, sleep, logger);
  const ofBody = {
    questions,
    feedback: createFeedbackStore(db, plan.body),
    modelUses: createModelUses(db),
    imports: createPlanImports({ db, body: plan.body, clock }),
    readSheet: readUnitSheet,
    clock,
    logger,
  };
  const places = sites.map((site) => ({ ...site, pictures: createPictures(painter, logger) }));
  const posts = places.map(
    ({ id, outbox, pictures }): Post => ({ id, client: outbox, accounts: createAccounts(outbox), pictures }),
  ) as [Post, ...Post[]];

  function yearsAt({ id, client, pictures }: (typeof places)[number]) {
    const shared: SharedServices = {
      ...ofBody,
      pictures,
      accounts: createAccounts(client),
      homes: createHomePublisher({
        client,
        pictures,
        logger,
        draw: (account) => drawHome(years, account),
      }),
      handled: createHandledEvents(db, id),
      turns: createTurns({}, quiet.later),
    };
    const years = createYears({
      db,
      body: plan.body,
      register,
      shared,
      calendarOf: (of) => calendarOfPlan(of, config.hours),
      observer: metrics.observer,
      dailyLine: config.dailyLine,
      ...(config.mail === null ? {} : { mail: config.mail }),
      posts,
      pacer,
      leaseMs,
      retryMs: tickMs,
    });
    return { years, client, homes: shared.homes };
  }

  const workspaces = places.map(yearsAt);
  // Any of them sends what is due, whichever workspace it goes to.
  const [first] = workspaces as [(typeof workspaces)[number], ...typeof workspaces];
  const { plans } = await first.years.current();
  const lookAtDisk = createUnwritableWatch({
    probe: () => probe(db),
    courier: createCourier(
      first.client,
      createPeopleDirectory(createAccounts(first.client), plans),
      buildUnwritable,
    ),
    readers: async () => controllersOf(await plans.current()),
    today: async () => calendarOfPlan(await plans.current()).dayOf(clock.now()),
    logger,
  });
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
  let lead = NOT_YET;
  /** What one process alone does. */
  const leading = async () => {
    for (const { years, client } of workspaces) await takeUpMessages(await years.current(), client);
    const report = await tickAll(first.years);
    await pruneDaily();
    return report;
  };
  const round = async () => {
    if (lead.wasOurs()) await lookAtDisk();
    const report = lead.isOurs() ? await leading() : NOTHING_SENT;
    // A round does not wait for it, nor does the end of the program.
    if (hasSettled) void prepare();
    await openedOf(db)?.checkpoint();
    ticked();
    settling ??= settle();
    return report;
  };
  const refusals = createRefusalLog(db);
  let scheduler: ReturnType<typeof startScheduler> | null = null;
  return {
    years: workspaces.map(({ years }) => years),
    refused: { record: (attempt) => refusals.record(attempt, clock.now()) },
    async start() {
      const started = startScheduler({ tick: () => metrics.timingTick(round) }, logger, tickMs);
      scheduler = started;
      // What is due is looked at as soon as this process is the one to do so.
      lead = await takeLead(() => void started.tick());
    },
    tick: async () => scheduler?.tick(),
    async stop(drained) {
      // No more is taken in while what is at work ends. The others are first told to stop, then freed from waiting:
      // nothing goes out unpaced.
      const made = await Promise.all(workspaces.map(({ years }) => years.made()));
      const stopped = made.flat().flatMap(({ notices, reminders }) => [notices.stop(), reminders.stop()]);
      pacing.abort();
      await Promise.all(stopped);
      await scheduler?.stop();
      if (settling !== null) clearTimeout(settling);
      await lead.stop();
      await drained;
      await Promise.all(workspaces.map(({ homes }) => homes.settled()));
    },
  };
}

function pacerOf(
  { db }: Pick<ProductStore, 'db'>,
  { channelPaceMs, paceMs }: Config['delivery'],
  sleep: (ms: number) => Promise<void>,
  logger: Logger,
): Pacer {
  const sharing = openedOf(db)?.sharing ?? null;
  return sharing === null
    ? createPacer(paceMs, channelPaceMs, () => performance.now(), sleep)
    : createSharedPacer(sharing, paceMs, channelPaceMs, sleep, (error) =>
        logger.error({ err: error }, 'a pause could not be told to the other processes'),
      );
}
