import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningClock } from './clocks.ts';
import { createDirectory } from './directory.ts';
import { createHub, LOG_READERS } from './hub.ts';
import { botToken } from './ids.ts';
import { parseManifest } from './manifest.ts';
import { createModalStacks } from './modals.ts';
import {
  SLACK_TIMINGS,
  type Timings,
  type Workspace,
  type WorkspaceOptions,
  type WorkspaceSettings,
} from './options.ts';
import { createBundler } from './page/bundle.ts';
import { createClockBar } from './page/clock.ts';
import { createRequestLog } from './request-log.ts';
import { createResponseUrls } from './response-urls.ts';
import { createWorkspaceServer } from './server.ts';
import { createStatuses } from './statuses.ts';
import { openStore } from './store.ts';
import type { Team } from './team.ts';
import { createTimestamps } from './timestamps.ts';
import { createTriggers } from './triggers.ts';
import { createUploads } from './uploads.ts';

/** How often the pages' clock is compared with the workspace's, in milliseconds. */
const TICK_MS = 1_000;

function createTeam(
  options: WorkspaceSettings,
  timings: Timings,
  url: () => string,
  closing: AbortSignal,
): Team {
  const { clock, requestUrl } = options;
  const now = () => clock.now();
  const app = parseManifest(options.manifest);
  const directory = createDirectory(options, app);
  const store = openStore(options.stateDir);
  const hub = createHub();
  const log = createRequestLog(now, (entry) => {
    hub.publish({ type: 'log', entry }, LOG_READERS);
    if (entry.violations.length > 0) hub.publish({ type: 'refused', count: log.refused() }, 'all');
  });
  return {
    app,
    directory,
    store,
    hub,
    clock,
    timings,
    closing,
    url,
    log,
    timestamps: createTimestamps(now, store.newestTs()),
    triggers: createTriggers(timings.triggerMs, () => performance.now()),
    responseUrls: createResponseUrls(now),
    modals: createModalStacks(now, (pageId, userId, stack) =>
      hub.publish({ type: 'modals', pageId, stack }, new Set([userId])),
    ),
    statuses: createStatuses((channel, statuses) => {
      const members = directory.conversation(channel)?.memberIds ?? new Set();
      hub.publish({ type: 'statuses', channel, statuses }, members);
    }),
    uploads: createUploads(),
    botToken: botToken(options.teamName, options.signingSecret),
    signingSecret: options.signingSecret,
    requestUrl: typeof requestUrl === 'string' ? () => requestUrl : requestUrl,
    tour: options.tour ?? [],
  };
}

/**
 * Opens a local Slack for one app: its Web API, its deliveries and a page to act as anyone.
 * Throws when the options contradict themselves or the port is taken.
 */
export async function startWorkspace(
  options: WorkspaceOptions,
  timings: Timings = SLACK_TIMINGS,
): Promise<Workspace> {
  const { stateDir, ...others } = { channels: [], clock: runningClock(), ...options };
  if (stateDir !== undefined) return open({ ...others, stateDir }, timings);
  const temporary = mkdtempSync(join(tmpdir(), 'slack-sandbox-'));
  const forget = () => rmSync(temporary, { recursive: true, force: true });
  try {
    const workspace = await open({ ...others, stateDir: temporary }, timings);
    return {
      ...workspace,
      async close() {
        await workspace.close();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}

async function open(options: WorkspaceSettings, timings: Timings): Promise<Workspace> {
  const closing = new AbortController();
  // Every open page and every waiting repetition listens; their number is no leak.
  setMaxListeners(0, closing.signal);
  const host = options.host ?? '127.0.0.1';
  let port = options.port ?? 0;
  const url = () => `http://${host}:${port}`;
  const team = createTeam(options, timings, url, closing.signal);
  const clockBar = createClockBar(options.clock, team.hub, options.timeline);
  const server = createWorkspaceServer({ team, clockBar, bundle: createBundler() });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  port = (server.address() as AddressInfo).port;

  let shown = '';
  const tick = setInterval(() => {
    const minute = options.clock.now().toISOString().slice(0, 16);
    if (minute !== shown) void clockBar.show();
    shown = minute;
  }, TICK_MS);
  tick.unref();

  return {
    url: url(),
    slackApiUrl: `${url()}/api/`,
    botToken: team.botToken,
    port,
    async close() {
      clearInterval(tick);
      closing.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
