import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createQuestionService } from './answers/question-service.ts';
import { type Config, ConfigError, readConfig, type SlackConfig } from './app/config.ts';
import { createYears } from './app/installation.ts';
import { openProductStore } from './app/product-store.ts';
import { openLocalWorkspace, trialStart } from './app/trial/local-workspace.ts';
import { createSimulatedClock, type SimulatedClock } from './app/trial/simulated-clock.ts';
import { drawHome } from './bot/home/index.ts';
import { createHomePublisher } from './bot/kit/home-publisher.ts';
import { createPacer } from './bot/kit/pacing.ts';
import { startScheduler } from './bot/kit/scheduler.ts';
import { type Connection, createClient, createSlackApp, TokenRefused } from './bot/kit/slack-app.ts';
import { tickAll } from './bot/kit/tick.ts';
import { registerListeners } from './bot/register-listeners.ts';
import { type CommandLine, runCli } from './cli/run-cli.ts';
import { registerCommands } from './commands/index.ts';
import { calendarOfPlan } from './domain/plan/index.ts';
import type { Plan } from './domain/types.ts';
import { createOpenAiProposer } from './model/openai-proposer.ts';
import { createUpdateStore } from './store/cycle/index.ts';
import {
  createAnswerStore,
  createConversationStore,
  createFeedbackStore,
  createHandledEvents,
  createLive,
  createModelUses,
} from './store/talk/index.ts';

const HELP = `Uso: npm start [-- --reset]

Senza token apre il workspace locale su http://127.0.0.1:$PORT (3000 se non detto); con SLACK_BOT_TOKEN si collega a Slack.

  --reset   cancella prima lo stato locale (database, messaggi, orologio)`;

const MANIFEST = fileURLToPath(new URL('../manifest.json', import.meta.url));

/** The composition root: configuration, store, services, Slack, scheduler; then the way down. */
const OPTIONS = { reset: { type: 'boolean' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const config = readConfig(process.env);
  if (values.reset) resetState(config);

  const logger = pino({ level: config.logLevel });
  const { db, register, plan: key } = await openProductStore(config.database, startOf(config));
  const plan = await register.of(key.year).current();
  const calendarOf = (of: Plan) => calendarOfPlan(of, config.hours);
  const simulated = simulatedClock(config, plan);
  const clock = simulated ?? { now: () => new Date() };

  const modelUses = createModelUses(db);
  const questions = createQuestionService({
    register,
    liveOf: (year) => createLive(register.of(year), createUpdateStore(db, { ...key, year })),
    conversations: createConversationStore(db),
    answers: createAnswerStore(db),
    clock,
    model: config.model && { proposer: await createOpenAiProposer(config.model), uses: modelUses },
  });

  /** Slack, the listeners and the scheduler, once it is known where Slack is. */
  async function startBot(
    botToken: string,
    connection: Connection,
    slackApiUrl: string | null,
  ): Promise<Bot> {
    const client = createClient(botToken, slackApiUrl, logger);
    const { channelPaceMs, leaseMs, paceMs, tickMs } = config.delivery;
    const pacing = new AbortController();
    const homes = createHomePublisher({
      client,
      logger,
      draw: (account) => drawHome(years, account),
    });
    const years = createYears({
      db,
      body: key.body,
      register,
      shared: {
        questions,
        homes,
        feedback: createFeedbackStore(db),
        modelUses,
        handled: createHandledEvents(db),
        clock,
        logger,
      },
      calendarOf,
      client,
      // Three calls in the time of a lease: none can still be under way when another process takes over.
      outbox: createClient(botToken, slackApiUrl, logger, Math.min(10_000, Math.floor(leaseMs / 3))),
      pacer: createPacer(
        paceMs,
        channelPaceMs,
        () => performance.now(),
        (ms) => setTimeout(ms, undefined, { signal: pacing.signal }).catch(() => undefined),
      ),
      leaseMs,
      retryMs: tickMs,
    });
    const slack = createSlackApp({ botToken, connection, slackApiUrl, logger });
    registerCommands(slack.app, years);
    registerListeners(slack.app, years);
    const port = await slack.start();
    const scheduler = startScheduler({ tick: () => tickAll(years) }, logger, tickMs);
    return {
      port,
      tick: scheduler.tick,
      async stop() {
        // First told to stop, then freed from waiting: nothing goes out unpaced.
        const stopped = (await years.made()).map(({ reminders }) => reminders.stop());
        pacing.abort();
        await Promise.all(stopped);
        await scheduler.stop();
        await slack.stop();
        await homes.settled();
      },
    };
  }

  const starting = config.slack.mode === 'local' ? startLocal() : startOnSlack(config.slack);
  const started = starting.catch((error: unknown) => {
    throw error instanceof TokenRefused
      ? new ConfigError([`${error.variable}: Slack non lo accetta (${error.reason})`])
      : error;
  });
  // Before it has started: a signal that comes meanwhile waits for its turn, and nothing is cut short.
  onShutdown(async () => {
    const stop = await started;
    await stop();
    await db.destroy();
  });
  await started;

  async function startLocal(): Promise<() => Promise<void>> {
    const trialClock = simulated ?? createSimulatedClock(trialStart(plan), null);
    const local = await openLocalWorkspace({ register, manifestFile: MANIFEST, config, clock: trialClock });
    const bot = await startBot(local.workspace.botToken, local.connection, local.workspace.slackApiUrl);
    local.serve(bot);
    await bot.tick();
    console.log(`Traguardo è aperto su ${local.workspace.url}`);
    console.log('Ctrl-C per chiudere; «npm start -- --reset» per ricominciare da capo.');
    return async () => {
      trialClock.save();
      await local.workspace.close();
      await bot.stop();
    };
  }

  async function startOnSlack(slack: Exclude<SlackConfig, { mode: 'local' }>): Promise<() => Promise<void>> {
    const connection: Connection =
      slack.mode === 'socket'
        ? slack
        : { mode: 'http', signingSecret: slack.signingSecret, port: config.port };
    const bot = await startBot(slack.botToken, connection, config.slackApiUrl);
    console.log(
      bot.port === null
        ? 'Traguardo è collegato a Slack (Socket Mode).'
        : `Traguardo riceve le richieste di Slack sulla porta ${bot.port}, percorso /slack/events.`,
    );
    await bot.tick();
    return bot.stop;
  }
}

interface Bot {
  readonly port: number | null;
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Tells which plan is the current one, before there is a clock: a simulated year has its own. */
const startOf = ({ simulatedNow }: Config): Date =>
  simulatedNow === null ? new Date() : new Date(`${simulatedNow.slice(0, 10)}T12:00:00Z`);

/** In the local workspace, or when a trial asks for it, a clock that can be moved; null for the real one. */
function simulatedClock(config: Config, plan: Plan): SimulatedClock | null {
  const isLocal = config.slack.mode === 'local';
  if (!isLocal && config.simulatedNow === null) return null;
  const [day = '', time = ''] = config.simulatedNow?.split('T') ?? [];
  const start = config.simulatedNow === null ? trialStart(plan) : calendarOfPlan(plan).at(day, time);
  return createSimulatedClock(start, isLocal ? join(config.stateDir, 'clock') : null);
}

function resetState({ stateDir, database }: Config): void {
  rmSync(stateDir, { recursive: true, force: true });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
}

/** The first signal closes everything in order; a second one ends at once. */
function onShutdown(close: () => Promise<void>): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}

await runCli({ help: HELP, options: OPTIONS }, main);
