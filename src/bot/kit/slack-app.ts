import type { Server } from 'node:http';
import { App, type AppOptions, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import {
  type AuthTestResponse,
  WebClient as Client,
  LogLevel,
  type WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Logger } from 'pino';
import { installEdge, type RefusedAttempts } from './edge.ts';
import { harmlessly } from './harmless.ts';
import type { Health } from './health.ts';
import type { Observer } from './observer.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { createGuard } from './request-guard.ts';
import { slackErrorOf } from './slack-errors.ts';
import { guardFrames } from './socket-frames.ts';
import { createSparing } from './sparing.ts';

/** How requests of Slack's come in. */
export type Connection =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number; readonly host?: string };

interface SlackAppOptions {
  readonly botToken: string;
  readonly connection: Connection;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  readonly logger: Logger;
  readonly refused: RefusedAttempts;
  /** What was served before, over HTTP. */
  readonly replays: ReplayMemory;
  /** Told to whoever watches, over HTTP. */
  readonly health: Health;
  /** Hears how long acknowledgements took. */
  readonly observer?: Observer;
  /** Hears that a request came in. */
  readonly arrived?: () => void;
  /** Slack takes the token of Socket Mode no longer, as shows when a connection is renewed. */
  readonly onRevoked?: (reason: string) => void;
}

/** How long a call to Slack may take before its outcome counts as unknown. */
const CALL_TIMEOUT_MS = 10_000;

/** Never tries again by itself: a repeated post doubles a message; the outbox, or the user, decides. */
export const webClientOptions = (
  slackApiUrl: string | null,
  logger: Logger,
  timeoutMs: number = CALL_TIMEOUT_MS,
): WebClientOptions => ({
  ...(slackApiUrl === null ? {} : { slackApiUrl }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: timeoutMs,
  logger: boltLogger(logger),
  fetch: harmlessly(fetch),
});

/**
 * A client for what the bot says on its own account.
 * @param timeoutMs shorter than the usual time-out, for calls that somebody else would otherwise repeat
 */
export const createClient = (
  botToken: string,
  slackApiUrl: string | null,
  logger: Logger,
  timeoutMs?: number,
): WebClient => new Client(botToken, webClientOptions(slackApiUrl, logger, timeoutMs));

export interface SlackApp {
  readonly app: App;
  /** Starts taking requests; resolves with the port listened on, null in Socket Mode. */
  start(): Promise<number | null>;
  /** Takes no more requests, and waits for those at work. */
  stop(): Promise<void>;
}

/** The Bolt app on its receiver, with the edge installed and nothing registered yet. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { connection, logger } = options;
  const clientOptions = webClientOptions(options.slackApiUrl, logger);
  const client = createClient(options.botToken, options.slackApiUrl, logger);
  const identity = rememberedOnce(() => client.auth.test());
  const common = {
    // Bolt would ask Slack who the bot is before every listener: it never changes.
    authorize: async () => ({ botToken: options.botToken, ...botIds(await identity()) }),
    clientOptions,
    logger: boltLogger(logger),
    extendedErrorHandler: true,
    deferInitialization: true,
  } satisfies AppOptions;

  const transport =
    connection.mode === 'socket' ? socketTransport(connection.appToken) : httpTransport(connection);
  const app = new App({ ...common, receiver: transport.receiver });
  const edge = installEdge(app, client, logger, options.refused, options.observer, options.arrived);

  return {
    app,
    async start() {
      await refusing('SLACK_BOT_TOKEN', identity()).catch((error: unknown) => {
        if (error instanceof TokenRefused) throw error;
        logger.warn({ err: error }, 'Slack does not answer yet; who the bot is will be asked again');
      });
      await app.init();
      return refusing('SLACK_APP_TOKEN', transport.start());
    },
    async stop() {
      transport.refuseNew();
      await edge.drain();
      await transport.stop();
      await options.replays.flush();
    },
  };

  function socketTransport(appToken: string) {
    // What is refused at the start is its caller's to tell.
    let isOpen = false;
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLogger(logger),
      // Opening a connection may be tried again as often as it takes: without it a moment's silence of Slack's, when
      // a connection is renewed, would end the process.
      installerOptions: {
        clientOptions: {
          ...socketClientOptions(clientOptions),
          fetch: noticingRefusals((reason) => isOpen && options.onRevoked?.(reason)),
        },
      },
    });
    guardFrames(receiver.client, logger);
    return {
      receiver,
      // What Slack sends until the connection is closed is served: it has no way to be told to come again.
      refuseNew: () => undefined,
      start: async (): Promise<null> => {
        await receiver.start();
        isOpen = true;
        return null;
      },
      stop: async (): Promise<void> => {
        await receiver.stop();
      },
    };
  }

  function httpTransport({ signingSecret, port, host }: Extract<Connection, { mode: 'http' }>) {
    const receiver = new HTTPReceiver({
      signingSecret,
      logger: boltLogger(logger),
      unhandledRequestTimeoutMillis: UNANSWERED_MS,
    });
    const { replays, health } = options;
    const { server, refuseNew } = createGuard({ receiver, signingSecret, replays, health, logger });
    return {
      receiver,
      refuseNew,
      start: () => listen(server, port, host),
      stop: () => close(server),
    };
  }
}

/**
 * When a request that nobody acknowledged is let go. Slack has hung up after three seconds; giving up at the same moment
 * would only turn an answer that comes late, but comes, into a 404.
 */
const UNANSWERED_MS = 10_000;

/** Slack does not take a token: nothing will work until it is changed. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';
  readonly reason: string;

  constructor(variable: TokenRefused['variable'], reason: string) {
    super(`${variable}: ${reason}`);
    this.variable = variable;
    this.reason = reason;
  }
}

const TOKEN_ERRORS = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
]);

/** Why Slack takes a token no longer, from what a call was refused with; null for any other failure. */
export function tokenRefusal(error: unknown): string | null {
  const code = slackErrorOf(error);
  return TOKEN_ERRORS.has(code) ? code : null;
}

async function refusing<T>(variable: TokenRefused['variable'], call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const code = tokenRefusal(error);
    throw code === null ? error : new TokenRefused(variable, code);
  }
}

const botIds = ({ bot_id: botId, user_id: botUserId }: AuthTestResponse) => ({
  ...(botId === undefined ? {} : { botId }),
  ...(botUserId === undefined ? {} : { botUserId }),
});

/** Keeps the first success; a failure is tried again by whoever asks next. */
function rememberedOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

/** A fetch that tells of a token that is taken no longer: whoever renews a connection would try for ever. */
const noticingRefusals =
  (tell: (reason: string) => unknown): typeof fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    const said: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    const reason = tokenRefusal({ data: said });
    if (reason !== null) tell(reason);
    return response;
  };

function socketClientOptions({
  retryConfig: _,
  rejectRateLimitedCalls: __,
  ...others
}: WebClientOptions): WebClientOptions {
  return others;
}

/** Connections that wait to be taken: Node's own 511 are too few for a deadline's last minutes. */
const BACKLOG = 4_096;

/** @returns the port, chosen by the system when 0 was asked for */
function listen(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, backlog: BACKLOG, ...(host === undefined ? {} : { host }) }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    // Whatever was at work is done: what is left is half a request, or a line held open.
    server.closeAllConnections();
  });

type BoltLogger = NonNullable<AppOptions['logger']>;

/** Bolt's lines go to the structured log one level down: they never carry what people write. */
function boltLogger(logger: Logger): BoltLogger {
  const child = logger.child({ from: 'bolt' });
  const sparing = createSparing(child);
  return {
    debug: () => undefined,
    info: (...message: unknown[]) => child.debug(message.map(String).join(' ')),
    warn: (...message: unknown[]) => sparing.warn({}, message.map(String).join(' ')),
    error: (...message: unknown[]) => child.error(message.map(String).join(' ')),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
