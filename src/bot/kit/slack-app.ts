import type { Server } from 'node:http';
import { App, type AppOptions, SocketModeReceiver } from '@slack/bolt';
import { WebClient as Client, LogLevel, type WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { dispatchByName } from './dispatch.ts';
import { installEdge } from './edge.ts';
import { harmlessly } from './harmless.ts';
import type { Health } from './health.ts';
import type { Observer } from './observer.ts';
import { posting } from './posting.ts';
import type { Quiet } from './quiet.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { createGuard, type Pages } from './request-guard.ts';
import type { YearsOf } from './services.ts';
import { guardFrames } from './socket-frames.ts';
import { createSparing } from './sparing.ts';
import { refusing, tokenRefusal } from './token-refused.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** How requests of Slack's come in. */
export type Connection =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number; readonly host?: string };

interface SlackAppOptions {
  readonly workspaces: Workspaces;
  readonly connection: Connection;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  readonly logger: Logger;
  /** What was served before, over HTTP. */
  readonly replays: ReplayMemory;
  /** Told to whoever watches, over HTTP. */
  readonly health: Health;
  /** What a browser may ask for, over HTTP. */
  readonly pages?: Pages;
  /** Hears how long acknowledgements took. */
  readonly observer?: Pick<Observer, 'acknowledged'>;
  /** Hears that a request came in, and that it was acknowledged. */
  readonly quiet?: Pick<Quiet, 'arrived' | 'acknowledged'>;
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
  fetch: harmlessly(posting),
});

/**
 * A client for what the bot says on its own account.
 * @param botToken or what gives it, where it may change
 * @param timeoutMs shorter than the usual time-out, for calls that somebody else would otherwise repeat
 */
export function createClient(
  botToken: string | (() => Promise<string>),
  slackApiUrl: string | null,
  logger: Logger,
  timeoutMs?: number,
): WebClient {
  const options = webClientOptions(slackApiUrl, logger, timeoutMs);
  return typeof botToken === 'string' ? new Client(botToken, options) : new RenewingClient(botToken, options);
}

/** Asks for its token before each call. */
class RenewingClient extends Client {
  readonly #token: () => Promise<string>;

  constructor(token: () => Promise<string>, options: WebClientOptions) {
    super(undefined, options);
    this.#token = token;
  }

  override async apiCall(
    method: string,
    options: Record<string, unknown> = {},
  ): ReturnType<WebClient['apiCall']> {
    return super.apiCall(method, { token: await this.#token(), ...options });
  }
}

export interface SlackApp {
  readonly app: App;
  /** The plans that a request is about: those of the body of the workspace that it came from. */
  readonly yearsOf: YearsOf;
  /** Starts taking requests; resolves with the port listened on, null in Socket Mode. */
  start(): Promise<number | null>;
  /** Takes no more requests, and waits for those at work. */
  stop(): Promise<void>;
}

/** The Bolt app on its receiver, with the edge installed and nothing registered yet. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { connection, logger, workspaces } = options;
  const clientOptions = webClientOptions(options.slackApiUrl, logger);
  /** Where each request that is at work came from, by its payload. */
  const origins = new WeakMap<object, Workspace>();
  const common = {
    authorize: async (origin, payload: object = {}) => {
      const workspace = await workspaces.of(origin);
      origins.set(payload, workspace);
      return workspace.authorization();
    },
    clientOptions,
    logger: boltLogger(logger),
    extendedErrorHandler: true,
    // Nothing is kept of conversations there.
    convoStore: false,
    deferInitialization: true,
  } satisfies AppOptions;

  const transport =
    connection.mode === 'socket' ? socketTransport(connection.appToken) : httpTransport(connection);
  const app = new App({ ...common, receiver: transport.receiver });
  dispatchByName(app);
  const workspaceOf = (payload: object) => origins.get(payload);
  const edge = installEdge(app, workspaceOf, logger, options.observer, options.quiet);

  return {
    app,
    yearsOf({ body }) {
      const workspace = origins.get(body);
      if (!workspace) throw new Error('a listener was called for a request that was not authorised');
      return workspace.years;
    },
    async start() {
      await workspaces.ready();
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
    const { replays, health, pages } = options;
    const { server, receiver, refuseNew } = createGuard({
      signingSecret,
      replays,
      health,
      logger,
      ...(pages === undefined ? {} : { pages }),
    });
    return {
      receiver,
      refuseNew,
      start: () => listen(server, port, host),
      stop: () => close(server),
    };
  }
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
export function boltLogger(logger: Logger): BoltLogger {
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
