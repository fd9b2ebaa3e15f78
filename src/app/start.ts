import { TokenRefused, tokenRefusal } from '../bot/kit/token-refused.ts';
import type { Clock } from '../domain/clock.ts';
import type { Plan } from '../domain/types.ts';
import { readBacklog } from '../store/outbox/index.ts';
import { type Config, ConfigError, type ManyWorkspaces, type SlackConfig } from './config.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { partsOf } from './parts.ts';
import { openBotStore, type ProductStore, servingWords } from './product-store.ts';
import { type BotParts, httpConnection, runBot } from './run-bot.ts';
import { onShutdown } from './shutdown.ts';
import { createSimulatedClock, wallTime } from './trial/simulated-clock.ts';
import { VERSION } from './version.ts';

/** Ends what was started, in order. */
type Stop = () => Promise<void>;

/**
 * Opens the product as its configuration says, in the local workspace or on a real Slack, until a signal ends it.
 * @throws ConfigError when Slack refuses a token
 * @throws DatabaseRefused when the database cannot be used, or is used for the other of trial and real Slack
 */
export async function start(config: Config): Promise<void> {
  const { slack } = config;
  if (slack.mode === 'many') return startMany(config, slack);
  const store = await openBotStore(config, startingDay(config));
  const started = begin(config, store).catch((error: unknown) => {
    throw error instanceof TokenRefused
      ? new ConfigError([`${error.variable}: Slack non lo accetta (${error.reason})`])
      : error;
  });
  // Before it has started: a signal that comes meanwhile waits for its turn, and nothing is cut short.
  onShutdown(async () => {
    const stop = await started;
    await stop();
    await store.db.destroy();
  });
  await started;
}

async function begin(config: Config, store: ProductStore): Promise<Stop> {
  const { slack } = config;
  if (slack.mode === 'many') throw new Error('many bodies have no store in common');
  const plan = await store.register.of(store.plan.year).current();
  if (slack.mode !== 'local')
    return runOnSlack(config, slack, singleParts(config, store, slackClock(config, plan)));
  const { createTrialClock, runTrial } = await import('./trial/run-trial.ts');
  const clock = createTrialClock(config, plan);
  return runTrial(config, singleParts(config, store, clock), clock);
}

/** What the one body is served out of. */
function singleParts(config: Config, store: ProductStore, clock: Clock): BotParts {
  const metrics = createMetrics(() => readBacklog(store.db), clock, isWatched(config));
  return partsOf(config, store, { clock, logger: createLog(config.logLevel), metrics });
}

/** All the bodies of an installation, until a signal ends it. */
async function startMany(config: Config, slack: ManyWorkspaces): Promise<void> {
  const logger = createLog(config.logLevel);
  const { runBodies } = await import('./bodies/run-bodies.ts');
  const started = runBodies(config, slack, { clock: { now: () => new Date() }, logger });
  onShutdown(async () => (await started).stop());
  const { port, count } = await started;
  logger.info(
    { version: VERSION, port, bodies: count() },
    `Traguardo serve ${count()} enti; riceve le richieste di Slack sulla porta ${port}, percorso /slack/events, e si installa da /slack/install.`,
  );
}

/** Over HTTP whoever reaches the bot's port may ask for its figures; in Socket Mode there is one only if it is named. */
const isWatched = ({ slack, healthPort }: Config): boolean => slack.mode !== 'socket' || healthPort !== null;

async function runOnSlack(
  config: Config,
  slack: Exclude<SlackConfig, { mode: 'local' | 'many' }>,
  parts: BotParts,
): Promise<Stop> {
  const connection = slack.mode === 'socket' ? slack : httpConnection(config, slack.signingSecret);
  const { botToken } = slack;
  endWhenRevoked();
  const bot = await runBot(parts, {
    botToken,
    connection,
    slackApiUrl: config.slackApiUrl,
    onRevoked: endRevoked,
  });
  parts.logger.info(
    { version: VERSION, port: bot.port },
    bot.port === null
      ? 'Traguardo è collegato a Slack (Socket Mode).'
      : `Traguardo riceve le richieste di Slack sulla porta ${bot.port}, percorso /slack/events.`,
  );
  parts.logger.info(servingWords(parts.store));
  await bot.tick();
  return bot.stop;
}

/** A token that Slack takes back while the bot runs may show where nobody waits for it. */
function endWhenRevoked(): void {
  process.on('unhandledRejection', (error: unknown) => {
    const reason = tokenRefusal(error);
    if (reason !== null) endRevoked(reason);
    console.error(error);
    process.exit(1);
  });
}

function endRevoked(reason: string): never {
  console.error(
    `Slack non accetta più i token di Traguardo (${reason}): crearne di nuovi, metterli al posto di quelli in SLACK_BOT_TOKEN e SLACK_APP_TOKEN e riavviare. Niente di quello che è stato salvato è perso.`,
  );
  process.exit(1);
}

/** Tells which plan is the current one, before there is a clock: a simulated year has its own. */
const startingDay = ({ simulatedNow }: Config): Date =>
  simulatedNow === null ? new Date() : new Date(`${simulatedNow.slice(0, 10)}T12:00:00Z`);

/** The real clock, unless a trial on a real Slack asks for one of its own. */
const slackClock = ({ simulatedNow }: Config, plan: Plan): Clock =>
  simulatedNow === null
    ? { now: () => new Date() }
    : createSimulatedClock(wallTime(plan, simulatedNow), null);
