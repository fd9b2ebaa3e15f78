import { createQuiet } from '../bot/kit/quiet.ts';
import { createReplayMemory } from '../bot/kit/replay-memory.ts';
import { type Connection, createClient, createSlackApp } from '../bot/kit/slack-app.ts';
import { createWorkspace, onlyWorkspace } from '../bot/kit/workspaces.ts';
import { registerListeners } from '../bot/register-listeners.ts';
import { createPainter } from '../charts/painter.ts';
import { registerCommands } from '../commands/index.ts';
import { openedOf } from '../store/engine/engine.ts';
import { createSeenRequests } from '../store/talk/index.ts';
import type { Config } from './config.ts';
import { createWatch, serveHealth } from './health.ts';
import { ALWAYS_OURS, takeLead } from './lead.ts';
import { type BodyParts, serveBody } from './serve-body.ts';

/** What the bot runs on, wherever Slack is. */
export interface BotParts extends BodyParts {
  readonly config: BodyParts['config'] & Pick<Config, 'healthPort' | 'host'>;
}

/** Where Slack is, and what it knows the bot by. */
interface SlackSide {
  readonly botToken: string;
  readonly connection: Connection;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  /** Hears that Slack takes the bot's token no longer. */
  readonly onRevoked?: (reason: string) => void;
}

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
 * Starts the bot of one body in one workspace: its services, the Bolt app with its listeners, the scheduler.
 * @throws TokenRefused when Slack does not take a token
 */
export async function runBot(
  parts: BotParts,
  { botToken, connection, slackApiUrl, onRevoked }: SlackSide,
): Promise<Bot> {
  const { config, store, metrics, logger } = parts;
  const { db, plan } = store;
  const { leaseMs, tickMs } = config.delivery;
  const client = createClient(botToken, slackApiUrl, logger);
  const painter = createPainter();
  const quiet = createQuiet();
  const sharing = openedOf(db)?.sharing ?? null;
  const health = createWatch({ db, reach: () => client.auth.test(), tickMs, figures: metrics.figures });
  const body = await serveBody(
    parts,
    [{ id: '', client, outbox: createClient(botToken, slackApiUrl, logger, outboxTimeout(leaseMs)) }],
    {
      painter,
      quiet,
      takeLead: async (begun) =>
        sharing === null ? ALWAYS_OURS : takeLead(sharing, plan.body, begun, logger),
      ticked: () => health.ticked(plan.body),
    },
  );
  const { refused } = body;
  const [years] = body.years as [(typeof body.years)[number]];
  const workspaces = onlyWorkspace(createWorkspace({ botToken, client, years, refused }), logger, onRevoked);
  const slack = createSlackApp({
    workspaces,
    connection,
    slackApiUrl,
    logger,
    replays: await createReplayMemory(createSeenRequests(db), logger),
    health,
    observer: metrics.observer,
    quiet,
    ...(onRevoked === undefined ? {} : { onRevoked }),
  });
  registerCommands(slack.app, slack.yearsOf);
  registerListeners(slack.app, slack.yearsOf, workspaces);
  const port = await slack.start();
  const apart =
    connection.mode === 'socket' && config.healthPort !== null
      ? await serveHealth(health, config.healthPort, config.host)
      : null;
  await body.start();
  return {
    port,
    tick: body.tick,
    async stop() {
      await body.stop(slack.stop());
      await apart?.close();
      await painter.close();
    },
  };
}

/** Three calls in the time of a lease: none can still be under way when another process takes over. */
export const outboxTimeout = (leaseMs: number): number => Math.min(10_000, Math.floor(leaseMs / 3));

/** Slack's requests come over HTTP, where the configuration says. */
export const httpConnection = (
  { port, host }: Pick<Config, 'port' | 'host'>,
  signingSecret: string,
): Connection => ({
  mode: 'http',
  signingSecret,
  port,
  ...(host === null ? {} : { host }),
});
