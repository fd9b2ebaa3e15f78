import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Readonly<Record<string, unknown>>;

/** What goes wrong with a call, if anything. */
export type Fault = 'lost_reply' | 'refused' | 'rate_limited';

export interface PostedMessage {
  readonly key: string;
  readonly channel: string;
  readonly ts: string;
  /** `ts` of the message that it answers to. */
  readonly thread: string | null;
  readonly text: string;
}

export interface FaultySlack {
  readonly url: string;
  /** The messages that reached Slack, in order and as they stand: one that was posted twice is there twice. */
  readonly posted: readonly PostedMessage[];
  readonly faults: Readonly<Record<Fault, number>>;
  /** Called after each message that reached Slack. */
  onPost(listener: (count: number) => void): void;
  close(): Promise<void>;
}

/** In a hundred posts: replies lost after the message was taken, posts refused, posts that came too fast. */
const USUAL_FAULTS = { lost_reply: 2, refused: 2, rate_limited: 1 } as const;

/**
 * A Slack Web API on loopback behind something that loses replies, refuses and rate-limits. Deterministic: of each
 * hundred posts the same ones go wrong, in whatever process they are made.
 * @param emails of the accounts that exist
 */
export async function startFaultySlack(
  emails: readonly string[],
  rates: Readonly<Record<Fault, number>> = USUAL_FAULTS,
): Promise<FaultySlack> {
  const accounts = new Map(emails.map((email, index) => [email, `U${String(index).padStart(6, '0')}`]));
  const messages: (PostedMessage & { text: string; metadata: unknown })[] = [];
  const faults = { lost_reply: 0, refused: 0, rate_limited: 0 };
  const kinds = (Object.keys(rates) as Fault[]).flatMap(
    (fault) => Array(rates[fault]).fill(fault) as Fault[],
  );
  let calls = 0;
  let listener: (count: number) => void = () => undefined;

  /** Spreads the faults over each hundred posts. */
  function faultOf(call: number): Fault | null {
    const place = (call * 37) % 100;
    return kinds[place] ?? null;
  }

  const methods: Readonly<Record<string, (args: Json) => Json>> = {
    'auth.test': () => ({ ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T', user: 'traguardo' }),
    'users.lookupByEmail': ({ email }) => {
      const id = accounts.get(String(email));
      return id ? { ok: true, user: { id, profile: { email } } } : { ok: false, error: 'users_not_found' };
    },
    'conversations.open': ({ users }) => ({ ok: true, channel: { id: `D${String(users).slice(1)}` } }),
    'chat.postMessage': (args) => {
      const metadata = args.metadata as { event_payload?: { key?: string } } | undefined;
      const ts = `${1_778_000_000 + messages.length}.000100`;
      const key = metadata?.event_payload?.key ?? '';
      const thread = args.thread_ts === undefined ? null : String(args.thread_ts);
      messages.push({ channel: String(args.channel), ts, thread, metadata, key, text: String(args.text) });
      return { ok: true, channel: args.channel, ts };
    },
    'chat.update': ({ channel, ts, text }) => {
      for (const message of messages) if (message.ts === ts) message.text = String(text);
      return { ok: true, channel, ts };
    },
    // What was posted is counted, whatever is taken away after.
    'chat.delete': ({ channel, ts }) => ({ ok: true, channel, ts }),
    // What answers to a message is in its thread, and nowhere else.
    'conversations.history': ({ channel }) => ({
      ok: true,
      messages: messages
        .filter((message) => message.channel === channel && message.thread === null)
        .reverse()
        .map(({ ts, metadata }) => ({ ts, metadata })),
    }),
    'conversations.replies': ({ channel, ts: parent }) => ({
      ok: true,
      messages: messages
        .filter(
          (message) => message.channel === channel && [message.ts, message.thread].includes(String(parent)),
        )
        .map(({ ts, metadata }) => ({ ts, metadata })),
    }),
  };

  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const method = new URL(request.url ?? '/', 'http://slack').pathname.replace('/api/', '');
    const args: Json = Object.fromEntries(
      [...new URLSearchParams(body)].map(([name, value]) => [
        name,
        /^[[{]/.test(value) ? JSON.parse(value) : value,
      ]),
    );
    const fault = method === 'chat.postMessage' ? faultOf(calls++) : null;
    if (fault) faults[fault]++;
    if (fault === 'rate_limited') {
      response.writeHead(429, { 'retry-after': '1' }).end();
      return;
    }
    if (fault === 'refused') return reply(response, { ok: false, error: 'service_unavailable' });
    const result = methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
    if (fault === 'lost_reply') response.socket?.destroy();
    else reply(response, result);
    if (method === 'chat.postMessage') listener(messages.length);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    get posted() {
      return messages;
    },
    faults,
    onPost: (next) => {
      listener = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const reply = (response: ServerResponse, body: Json): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
