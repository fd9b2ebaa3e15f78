import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inject } from 'vitest';
import { bodyPlace, registerPlace } from '../../src/app/bodies/places.ts';
import { type Bodies, runBodies } from '../../src/app/bodies/run-bodies.ts';
import { type Config, type ManyWorkspaces, readConfig } from '../../src/app/config.ts';
import type { Plan } from '../../src/domain/types.ts';
import { createBodyRegister } from '../../src/store/bodies/index.ts';
import { claimMode } from '../../src/store/engine/database-mode.ts';
import { type Db, openStore } from '../../src/store/engine/open-store.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { closing } from './closing.ts';
import { IMPORTED_AT, opened, temporaryFolder } from './database.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { luccaPlan } from './plan.ts';
import { placeAt } from './postgres.ts';
import { recordingLogger } from './recording-logger.ts';
import { CHANNEL, IN_THE_PHASE, SIGNING_SECRET, sign } from './slack.ts';

type Json = Readonly<Record<string, unknown>>;

/** What Slack gives for an installation of the app, to whoever brings a code. */
type Given = (fields: URLSearchParams) => Json;

/** A Slack of several workspaces: each token has one of its own behind it. */
export interface SlackOfMany {
  readonly url: string;
  /** Lets a token into a workspace. */
  let(token: string, into: FakeSlack): void;
  /** Takes a token back. */
  revoke(token: string): void;
  /** How OAuth answers. */
  give(given: Given): void;
  /** What OAuth was asked. */
  readonly asked: readonly URLSearchParams[];
  /** Calls with a token that nobody has, and of apps that were given back. */
  readonly strays: readonly string[];
}

async function startSlackOfMany(): Promise<SlackOfMany> {
  const behind = new Map<string, FakeSlack>();
  const asked: URLSearchParams[] = [];
  const strays: string[] = [];
  let given: Given = () => ({ ok: false, error: 'invalid_code' });
  const server = createServer((request, response) => {
    // A workspace that was closed with its test does not answer.
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const reply = (said: Json): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    };
    if (path === '/api/oauth.v2.access') {
      const fields = new URLSearchParams(body.toString('utf8'));
      asked.push(fields);
      return reply(given(fields));
    }
    if (path === '/api/api.test') return reply({ ok: true });
    const slack = behind.get(token);
    if (slack === undefined || path === '/api/apps.uninstall') {
      strays.push(`${path.replace('/api/', '')} ${token}`);
      return reply({ ok: slack !== undefined, error: 'invalid_auth' });
    }
    const answered = await fetch(new URL(path.replace('/api/', ''), slack.url), {
      method: 'POST',
      body,
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    });
    response
      .writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' })
      .end(await answered.text());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing({
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    let: (token, into) => void behind.set(token, into),
    revoke: (token) => void behind.delete(token),
    give: (next) => {
      given = next;
    },
    asked,
    strays,
  };
}

/** How the bot answered a browser. */
interface Page {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

/** A body, its own database and its workspace. */
export interface Tenant {
  readonly code: string;
  readonly team: string;
  readonly slack: FakeSlack;
  readonly db: Db;
  readonly token: string;
}

export interface ManyBodies {
  readonly bodies: Bodies;
  /** A folder, or the address of a server, where each body has its database. */
  readonly place: string;
  readonly register: ReturnType<typeof createBodyRegister>;
  readonly registerDb: Db;
  readonly clock: FixedClock;
  readonly slack: SlackOfMany;
  readonly logs: readonly Json[];
  /** Base of the bot's own address. */
  readonly url: string;
  browse(path: string, cookie?: string): Promise<Page>;
  /** Begins an installation, and comes back from Slack with a code. */
  install(code?: string): Promise<Page>;
  /**
   * @param responseUrl where its answers go
   * @param more fields of the request
   */
  command(
    team: string,
    name: string,
    text: string,
    by: string,
    responseUrl?: string,
    more?: Readonly<Record<string, string>>,
  ): Promise<string>;
  press(team: string, actionId: string, value: string, by: string): Promise<number>;
  event(team: string, event: Json, more?: Json): Promise<number>;
  /** Ends it and begins anew, over the same databases. */
  restart(more?: Readonly<Record<string, string>>): Promise<ManyBodies>;
  /** Begins another program beside it, over the same databases. */
  beside(): Promise<ManyBodies>;
}

export const KEY = 'a1'.repeat(32);

/** What Slack tells of an app given to a workspace. */
export const givenTo = (team: string, token: string, more: Json = {}): Json => ({
  ok: true,
  access_token: token,
  token_type: 'bot',
  scope: 'chat:write,commands',
  bot_user_id: 'UBOT',
  app_id: 'A1',
  team: { id: team, name: team },
  enterprise: null,
  is_enterprise_install: false,
  authed_user: { id: 'UADMIN' },
  ...more,
});

/** Makes a body's database where those of all are. */
export async function bodyIn(place: string, code: string, plan: Plan): Promise<Db> {
  const db = await opened(bodyPlace(place, code));
  await savePlan(db, plan, IMPORTED_AT);
  await claimMode(db, 'live', code);
  return db;
}

/** The plan of another body: the same people and numbers, other words and amounts. */
export function planOf(code: string, name: string): Plan {
  const plan = luccaPlan();
  return {
    ...plan,
    head: { ...plan.head, body: code, bodyName: name },
    items: plan.items.map((item) => ({ ...item, shortTitle: `${item.shortTitle} (${name})` })),
  };
}

/** A bot of many bodies, in an empty folder, or at the server where the tests have one. */
export async function startManyBodies(
  more: Readonly<Record<string, string>> = {},
  prepare: (place: string) => Promise<void> = async () => undefined,
): Promise<ManyBodies> {
  const server = inject('server');
  const place =
    server === null
      ? join(temporaryFolder(), 'enti')
      : placeAt(server, { schema: `enti_${randomUUID().slice(0, 8)}` });
  await prepare(place);
  return begin(place, await startSlackOfMany(), fixedClock(IN_THE_PHASE), more);
}

/** What a program needs to serve the bodies at a place, over HTTP, on a port of its own. */
export const environmentOf = (place: string, slack: Pick<SlackOfMany, 'url'>) => ({
  TRAGUARDO_BODIES: place,
  TRAGUARDO_KEY: KEY,
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'il-segreto-del-client',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.url,
  PORT: '0',
  HOST: '127.0.0.1',
});

async function begin(
  place: string,
  slack: SlackOfMany,
  clock: FixedClock,
  more: Readonly<Record<string, string>>,
): Promise<ManyBodies> {
  const env = {
    ...environmentOf(place, slack),
    TRAGUARDO_TICK_MS: '3600000',
    TRAGUARDO_PACE_MS: '0',
    ...more,
  };
  const read = readConfig(env, { forAll: true });
  // Nobody's messages wait for the second before.
  const config: Config = { ...read, delivery: { ...read.delivery, channelPaceMs: 0 } };
  const { logger, logs } = recordingLogger();
  const bodies = await runBodies(config, config.slack as ManyWorkspaces, { clock, logger });
  let isOver = false;
  const stop = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await bodies.stop();
  };
  closing({ close: stop });
  const registerDb = await openStore(registerPlace(place));
  closing({ close: () => registerDb.destroy() });
  const url = `http://127.0.0.1:${bodies.port}`;

  async function browse(path: string, cookie = ''): Promise<Page> {
    const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
    return {
      status: response.status,
      text: await response.text(),
      cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    };
  }

  async function post(body: string, json: boolean): Promise<Response> {
    const at = Math.floor(Date.now() / 1_000);
    return fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': sign(body, at),
      },
    });
  }

  return {
    bodies,
    place,
    register: createBodyRegister(registerDb),
    registerDb,
    clock,
    slack,
    logs,
    url,
    browse,
    async install(code = 'un-codice') {
      const { text, cookie } = await browse('/slack/install');
      const state = /state=([^&"]+)/.exec(text)?.[1] ?? '';
      return browse(`/slack/oauth_redirect?code=${code}&state=${state}`, cookie);
    },
    async command(team, name, text, by, responseUrl = '', fields = {}) {
      const response = await post(
        new URLSearchParams({
          command: name,
          text,
          user_id: by,
          channel_id: CHANNEL,
          team_id: team,
          trigger_id: randomUUID(),
          response_url: responseUrl,
          ...fields,
        }).toString(),
        false,
      );
      return `${response.status} ${await response.text()}`;
    },
    async press(team, actionId, value, by) {
      const payload = {
        type: 'block_actions',
        user: { id: by, team_id: team },
        team: { id: team },
        trigger_id: randomUUID(),
        channel: { id: CHANNEL },
        container: { type: 'message', channel_id: CHANNEL, message_ts: '1631000000.000001' },
        actions: [
          {
            type: 'button',
            action_id: actionId,
            block_id: 'b',
            value,
            text: { type: 'plain_text', text: 'x' },
          },
        ],
      };
      return (await post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), false)).status;
    },
    async event(team, event, others = {}) {
      const body = {
        type: 'event_callback',
        team_id: team,
        event_id: `Ev${randomUUID()}`,
        authorizations: [{ team_id: team, enterprise_id: null, is_enterprise_install: false }],
        event,
        ...others,
      };
      return (await post(JSON.stringify(body), true)).status;
    },
    async restart(others = {}) {
      await stop();
      return begin(place, slack, clock, others);
    },
    beside: () => begin(place, slack, clock, {}),
  };
}

/** A body with a workspace where the app is installed. */
export async function tenant(many: ManyBodies, code: string, team: string, plan: Plan): Promise<Tenant> {
  const slack = closing(await startFakeSlack(plan));
  const token = `xoxb-${team}`;
  many.slack.let(token, slack);
  const db = await bodyIn(many.place, code, plan);
  await many.register.add(code, many.clock.now());
  await many.register.connect({ id: team, body: code, organisation: null }, many.clock.now());
  many.slack.give(() => givenTo(team, token));
  const page = await many.install();
  if (page.status !== 200) throw new Error(`the app was not installed: ${page.text}`);
  return { code, team, slack, db, token };
}
