import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import type { Plan } from '../../src/domain/types.ts';
import { BOT_TOKEN, type SlackServer } from './slack.ts';

type Json = Readonly<Record<string, unknown>>;

const MANIFEST = fileURLToPath(new URL('../../manifest.json', import.meta.url));

/** A call of the bot's that came in, with what it was answered. */
interface AnsweredCall {
  readonly method: string;
  readonly answer: Json;
}

/** A message as that Slack holds it. */
export interface HeldMessage {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json;
}

export interface EmulatedSlack extends SlackServer {
  /** Oldest first. */
  readonly calls: readonly AnsweredCall[];
  /** The bot's own client, for what a test asks; it is heard too. */
  readonly client: WebClient;
  triggerId(account: string): Promise<string>;
  /** The account of a person of the plan, by code. */
  accountOf(person: string): Promise<string>;
  /** The direct messages between an account and the bot. */
  dmOf(account: string): Promise<string>;
  /** What a conversation holds, oldest first: outside threads, or in the thread of a message. */
  messagesIn(channel: string, thread?: string): Promise<readonly HeldMessage[]>;
  /** The modal or the Home that was shown last, as that Slack keeps it. */
  lastView(): Json;
}

/**
 * `emulate`: the one Slack of these tests that was written by somebody else. It has the plan's people, refuses what the
 * manifest asks no scope for, and opens a form only for a trigger it has given itself. It sends nothing to the bot:
 * events and interactions are the test's to post. Between the two stands a listener, since it shows no view to anybody.
 */
export async function startEmulatedSlack(plan: Plan): Promise<EmulatedSlack> {
  const { oauth_config } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    readonly oauth_config: { readonly scopes: { readonly bot: string[] } };
  };
  const scopes = oauth_config.scopes.bot;
  const bot = { app_id: 'ATRAGUARDO', bot_id: 'BTRAGUARDO', bot_user_id: 'UTRAGUARDO' };
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: plan.people.map(({ code, email, name }) => ({ name: code, email, real_name: name })),
        oauth_apps: [
          { ...bot, client_id: '1.1', client_secret: 'x', name: 'Traguardo', redirect_uris: [], scopes },
        ],
        tokens: [{ ...bot, token: BOT_TOKEN, type: 'bot', user_id: bot.bot_user_id, scopes }],
      },
    },
  });

  const calls: AnsweredCall[] = [];
  const listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answered = await fetch(`${emulator.url}${request.url}`, {
      method: request.method ?? 'POST',
      headers: {
        'content-type': request.headers['content-type'] ?? '',
        authorization: request.headers.authorization ?? '',
      },
      body: Buffer.concat(chunks),
    });
    const body = await answered.text();
    const method = request.url?.split('/').at(-1) ?? '';
    calls.push({ method, answer: answered.ok ? JSON.parse(body) : { ok: false, error: answered.status } });
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: `${base}/api/`, retryConfig: { retries: 0 } });

  return {
    url: `${base}/api/`,
    calls,
    client,
    responseUrl: () => `${base}/response_url`,
    async triggerId(account) {
      const given: Json = { ...(await client.apiCall('views.generateTriggerId', { user_id: account })) };
      return String(given.trigger_id);
    },
    async accountOf(person) {
      const email = plan.people.find(({ code }) => code === person)?.email ?? '';
      return (await client.users.lookupByEmail({ email })).user?.id ?? '';
    },
    async dmOf(account) {
      return (await client.conversations.open({ users: account })).channel?.id ?? '';
    },
    async messagesIn(channel, thread) {
      const look = { channel, include_all_metadata: true };
      const { messages = [] } =
        thread === undefined
          ? await client.conversations.history(look)
          : await client.conversations.replies({ ...look, ts: thread });
      const held: readonly Json[] = messages.map((message) => ({ ...message }));
      return held
        .map(({ ts, text, blocks = [], metadata = {} }) => ({
          channel,
          ts: String(ts),
          text: String(text),
          blocks: blocks as readonly Json[],
          metadata: metadata as Json,
        }))
        .sort((one, other) => Number(one.ts) - Number(other.ts));
    },
    lastView() {
      const view = calls.findLast(({ answer }) => answer.view !== undefined)?.answer.view;
      if (!view) throw new Error('no view was shown');
      return view as Json;
    },
    async close() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
      await emulator.close();
    },
  };
}
