import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Plan } from '../../src/domain/types.ts';
import { messageProblems, viewProblems } from './block-limits.ts';

type Json = Readonly<Record<string, unknown>>;

/** One call of a Web API method, with its arguments as Slack would read them. */
interface ApiCall {
  readonly method: string;
  readonly args: Json;
}

/** A reply, or a way of going wrong: a status of its own, a line cut, a reply that never comes. */
export type Reply =
  | Json
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    }
  | 'cut'
  | 'silence';

/** Decides the reply to a call; undefined leaves it to the usual one. */
type Answering = (args: Json) => Reply | undefined;

interface StoredMessage {
  readonly channel: string;
  readonly ts: string;
  readonly args: Json;
}

export interface FakeSlack {
  /** Base of the Web API. */
  readonly url: string;
  readonly calls: readonly ApiCall[];
  /** The requests that brought files, as they came. */
  readonly uploads: readonly Buffer[];
  /** What came in through a `response_url`. */
  readonly responses: readonly Json[];
  /** Messages as they stand now, oldest first. */
  readonly messages: readonly StoredMessage[];
  callsTo(method: string): readonly Json[];
  /** Changes how a method answers; null for the usual way. */
  answer(method: string, answering: Answering | null): void;
  /** A fresh `response_url`. */
  responseUrl(): string;
  /** Makes `response_url`s answer with this status, or with what is made of the message. */
  responseStatus(status: number | ((message: Json) => number)): void;
  deactivate(account: string): void;
  remove(ts: string): void;
  /** Forgets what was called and said; accounts and messages stay. */
  forget(): void;
  close(): Promise<void>;
}

/** The Slack account of a person of the plan. */
export const accountId = (person: string): string => `U${person.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
/** The DM between an account and the bot. */
export const dmOf = (account: string): string => `D${account.slice(1)}`;
/** An account that the plan does not know. */
export const STRANGER = 'USTRANGER';

/**
 * A Slack Web API on loopback: it knows the plan's people, keeps messages, refuses the blocks that Slack refuses, and
 * goes wrong on demand.
 */
export async function startFakeSlack(plan: Plan): Promise<FakeSlack> {
  const emails = new Map(plan.people.map(({ code, email }) => [accountId(code), email]));
  emails.set(STRANGER, 'stranger@elsewhere.example');
  const deactivated = new Set<string>();
  const answerings = new Map<string, Answering>();
  let calls: ApiCall[] = [];
  let responses: Json[] = [];
  const uploads: Buffer[] = [];
  let messages: StoredMessage[] = [];
  let responseStatus: (message: Json) => number = () => 200;
  let count = 0;

  const user = (id: string): Json => ({
    id,
    deleted: deactivated.has(id),
    profile: { email: emails.get(id) },
  });
  const ok = (more: Json = {}): Json => ({ ok: true, ...more });
  const refused = (error: string): Json => ({ ok: false, error });

  const methods: Readonly<Record<string, (args: Json) => Json>> = {
    'auth.test': () => ok({ user_id: 'UBOT', bot_id: 'BBOT', team_id: 'TTEAM', user: 'traguardo' }),
    'users.info': ({ user: id }) =>
      emails.has(String(id)) ? ok({ user: user(String(id)) }) : refused('user_not_found'),
    'users.lookupByEmail': ({ email }) => {
      const found = [...emails].find(([, address]) => address === email);
      return found ? ok({ user: user(found[0]) }) : refused('users_not_found');
    },
    'conversations.info': ({ channel }) => ok({ channel: { id: channel, is_member: true } }),
    'conversations.open': ({ users }) => ok({ channel: { id: dmOf(String(users)) } }),
    'chat.postMessage': (args) => {
      if (args.blocks !== undefined && messageProblems(args.blocks).length > 0)
        return {
          ...refused('invalid_blocks'),
          response_metadata: { messages: messageProblems(args.blocks) },
        };
      const to = String(args.channel);
      const channel = to.startsWith('U') ? dmOf(to) : to;
      const ts = `${1_631_000_000 + ++count}.000100`;
      messages.push({ channel, ts, args });
      return ok({ channel, ts });
    },
    'chat.update': (args) => {
      if (messageProblems(args.blocks).length > 0) return refused('invalid_blocks');
      const known = messages.some(({ ts }) => ts === args.ts);
      messages = messages.map((message) => (message.ts === args.ts ? { ...message, args } : message));
      return known ? ok({ ts: args.ts, channel: args.channel }) : refused('message_not_found');
    },
    'chat.delete': ({ channel, ts }) => {
      const known = messages.some((message) => message.channel === channel && message.ts === ts);
      messages = messages.filter((message) => message.channel !== channel || message.ts !== ts);
      return known ? ok({ channel, ts }) : refused('message_not_found');
    },
    'conversations.history': ({ channel, include_all_metadata: withMetadata, limit }) =>
      ok({
        messages: messages
          .filter((message) => message.channel === channel)
          .reverse()
          .slice(0, Number(limit ?? 100))
          .map(({ ts, args }) => ({
            ts,
            text: args.text,
            ...(String(withMetadata) === 'true' ? { metadata: args.metadata } : {}),
          })),
      }),
    'assistant.threads.setSuggestedPrompts': () => refused('not_allowed_token_type'),
    'views.open': ({ view }) => viewReply(view),
    'views.push': ({ view }) => viewReply(view),
    'views.update': ({ view }) => viewReply(view),
    'views.publish': ({ view }) => viewReply(view),
  };

  const viewReply = (view: unknown): Json => {
    const problems = viewProblems(view);
    return problems.length === 0
      ? ok({ view: { id: `V${++count}` } })
      : { ...refused('invalid_arguments'), response_metadata: { messages: problems } };
  };

  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks);
    const body = raw.toString('utf8');
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    if (path.startsWith('/response/')) {
      const message = JSON.parse(body) as Json;
      responses.push(message);
      response.writeHead(responseStatus(message)).end('ok');
      return;
    }
    const method = path.replace('/api/', '');
    // A file's bytes may look like anything, a form among it.
    const args = path.endsWith('/upload') ? {} : readArguments(body);
    if (path.endsWith('/upload')) uploads.push(raw);
    calls.push({ method, args });
    const reply = answerings.get(method)?.(args) ?? methods[method]?.(args) ?? refused('unknown_method');
    if (reply === 'silence') return;
    if (reply === 'cut') {
      response.socket?.destroy();
      return;
    }
    if (typeof reply.status === 'number') {
      response.writeHead(reply.status, reply.headers as Record<string, string> | undefined);
      response.end(Buffer.isBuffer(reply.body) ? reply.body : String(reply.body ?? ''));
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${base}/api/`,
    get calls() {
      return calls;
    },
    get uploads() {
      return uploads;
    },
    get responses() {
      return responses;
    },
    get messages() {
      return messages;
    },
    callsTo: (method) => calls.filter((call) => call.method === method).map(({ args }) => args),
    answer: (method, answering) => {
      if (answering) answerings.set(method, answering);
      else answerings.delete(method);
    },
    responseUrl: () => `${base}/response/${++count}`,
    responseStatus: (status) => {
      responseStatus = typeof status === 'number' ? () => status : status;
    },
    deactivate: (account) => void deactivated.add(account),
    remove: (ts) => {
      messages = messages.filter((message) => message.ts !== ts);
    },
    forget: () => {
      calls = [];
      responses = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The SDK sends forms in which lists and objects are JSON. */
function readArguments(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
