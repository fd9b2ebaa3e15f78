import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { type App, isValidSlackRequest, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../../domain/errors.ts';
import { answerHealth, type Health } from './health.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { createSparing } from './sparing.ts';

/** Where Slack sends what it has to say. */
const PATH = '/slack/events';
/** The most a request of Slack's ever weighs is far below this. */
const MAX_BODY_BYTES = 256 * 1024;
/** Slack's own tolerance, to either side. */
const TOLERANCE_SECONDS = 300;
/** A request that has not come whole by then never will. Slack hangs up after three seconds. */
const WHOLE_WITHIN_MS = 6_000;
/** How often that is looked at. */
const LOOKED_AT_MS = 1_000;

/** A hash in hexadecimal, and nothing after it. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{1,12}$/;

/** A proxy keeps its lines open for a minute: whoever closed one earlier would lose what is just being sent on it. */
const KEPT_OPEN_MS = 75_000;
/**
 * When a request that nobody acknowledged is let go. Slack has hung up after three seconds; giving up at the same moment
 * would only turn an answer that comes late, but comes, into a 404.
 */
const UNANSWERED_MS = 10_000;

interface Guard {
  readonly server: Server;
  /** What the app is made with: it then hears of what was let in. */
  readonly receiver: Receiver;
  /** From now on whatever comes is told to come again: 503. */
  refuseNew(): void;
}

/** Answers a browser. @returns false for a path that is none of its own: nothing was answered */
export type Pages = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Takes Slack's requests over HTTP for a Bolt app, each once. Bolt's own receiver (5.1) is not used: a signed body that is no
 * object ends its process, it takes the same signed request again and again, also under endless signatures (whatever
 * follows a second `=`) and from the future, and checks and reads each anew that was checked here. What the headers already
 * show is refused before the body is read.
 */
export function createGuard(options: {
  readonly signingSecret: string;
  readonly replays: ReplayMemory;
  readonly health: Health;
  /** What a browser may ask for. */
  readonly pages?: Pages;
  readonly logger: Logger;
}): Guard {
  const { signingSecret, replays, health, pages = async () => false, logger } = options;
  const sparing = createSparing(logger);
  let app: App | null = null;
  let isEnding = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname =
      request.url === PATH ? PATH : (URL.parse(request.url ?? '/', 'http://bot')?.pathname ?? '');
    if (request.method !== 'POST' || pathname !== PATH) {
      const isAnswered =
        request.method === 'GET' &&
        ((await answerHealth(pathname, health, response)) || (await pages(pathname, request, response)));
      if (!isAnswered) endUnread(response, 404);
      return;
    }
    if (isEnding) return endUnread(response, 503);
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > MAX_BODY_BYTES) return endUnread(response, 413);
    const signature = header(request, 'x-slack-signature');
    const mayBeSigned = SIGNATURE.test(signature) && isTimely(request);
    if (!mayBeSigned && !mayBeCertificateCheck(request, declared))
      return refuse(request, response, 'unsigned');
    const raw = await readBody(request, declared);
    if (raw === 'too large') return endUnread(response, 413);
    if (raw === 'cut') return endUnread(response, 400);
    const text = raw.toString('utf8');
    const fields = isForm(request) ? parse(text) : null;
    // Slack's check of the certificate comes unsigned and carries nothing.
    if (fields?.ssl_check === '1') return answer(response, undefined);
    if (!mayBeSigned || !isSigned(request, signature, text)) return refuse(request, response, 'unsigned');
    const payload = payloadOf(fields, text);
    if (payload === null) return refuse(request, response, 'malformed');
    const claim = await replays.begin(signature);
    if (claim !== 'ours') return refuse(request, response, claim);
    if (payload.type !== 'url_verification') return serve(payload, response, () => replays.served(signature));
    answer(response, { challenge: payload.challenge });
    replays.served(signature);
  }

  /** The app's acknowledgement is what is answered. */
  async function serve(payload: Payload, response: ServerResponse, served: () => void): Promise<void> {
    const unanswered = setTimeout(() => {
      logger.error('a request was acknowledged by nobody');
      if (!response.headersSent) response.writeHead(404).end();
    }, UNANSWERED_MS);
    const ack = async (said?: unknown): Promise<void> => {
      clearTimeout(unanswered);
      if (!response.headersSent) answer(response, said);
      served();
    };
    await app?.processEvent({ body: payload, ack: ack as ReceiverEvent['ack'] });
  }

  /** Whether the body is as it was signed, under the time that its header says. */
  const isSigned = (request: IncomingMessage, signature: string, text: string): boolean =>
    isValidSlackRequest({
      signingSecret,
      body: text,
      headers: {
        'x-slack-signature': signature,
        'x-slack-request-timestamp': Number(header(request, 'x-slack-request-timestamp')),
      },
    });

  function refuse(request: IncomingMessage, response: ServerResponse, verdict: Verdict): void {
    sparing.warn({ verdict }, 'a request was refused at the door');
    if (request.complete) response.writeHead(STATUS[verdict]).end();
    else endUnread(response, STATUS[verdict]);
  }

  const server = createServer(
    {
      headersTimeout: WHOLE_WITHIN_MS,
      requestTimeout: WHOLE_WITHIN_MS,
      connectionsCheckingInterval: LOOKED_AT_MS,
      keepAliveTimeout: KEPT_OPEN_MS,
    },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        logger.error({ err: error }, 'a request could not be read');
        if (!response.headersSent) endUnread(response, error instanceof StoreUnavailable ? 503 : 400);
      });
    },
  );
  return {
    server,
    receiver: {
      init(made) {
        app = made;
      },
      // Whoever holds the server starts and stops it.
      start: async () => undefined,
      stop: async () => undefined,
    },
    refuseNew() {
      isEnding = true;
    },
  };
}

type Verdict = 'unsigned' | 'malformed' | 'served' | 'under way';
/**
 * A replay gets 200: it was served the first time, and whoever repeats it must not insist. One that is under way may come
 * again: whoever is at it may end over it.
 */
const STATUS: Readonly<Record<Verdict, number>> = {
  unsigned: 401,
  malformed: 400,
  served: 200,
  'under way': 503,
};

/** What Slack sends, whatever it is about. */
type Payload = Readonly<Record<string, unknown>>;

/** Slack takes words as they are, and anything else as JSON. */
function answer(response: ServerResponse, said: unknown): void {
  const isText = said === undefined || typeof said === 'string';
  const text = isText ? (said ?? '') : JSON.stringify(said);
  response
    .writeHead(200, {
      ...(isText ? {} : { 'content-type': 'application/json' }),
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}

/** The rest of the body is not read, so nothing else can come on this connection. */
const endUnread = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close' }).end();
};

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const isForm = (request: IncomingMessage): boolean =>
  header(request, 'content-type').split(';')[0]?.trim() === 'application/x-www-form-urlencoded';

function isTimely(request: IncomingMessage): boolean {
  const timestamp = header(request, 'x-slack-request-timestamp');
  if (!TIMESTAMP.test(timestamp)) return false;
  return Math.abs(Math.floor(Date.now() / 1000) - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/** Slack's check is a form of two short fields. */
const CHECK_BYTES = 1_000;
const mayBeCertificateCheck = (request: IncomingMessage, declared: number): boolean =>
  isForm(request) && declared > 0 && declared <= CHECK_BYTES;

/**
 * What a body carries: a command is its form, all else is JSON, in a field of a form or by itself.
 * @param fields of a form; null where the body is none
 * @returns null for what Slack never sends
 */
function payloadOf(fields: Payload | null, text: string): Payload | null {
  const json = fields === null ? text : fields.payload;
  if (json === undefined) return fields?.command === undefined ? null : fields;
  try {
    const value: unknown = JSON.parse(String(json));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;
  } catch {
    return null;
  }
}

/**
 * @param declared the length that the headers say, 0 where they say none
 * @returns the body; `cut` where the other side went away in the middle
 */
const readBody = (request: IncomingMessage, declared: number): Promise<Buffer | 'too large' | 'cut'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= MAX_BODY_BYTES) return;
      request.pause().removeAllListeners('data');
      resolve('too large');
    });
    request.once('end', () => resolve(size < declared ? 'cut' : Buffer.concat(chunks)));
    request.once('error', () => resolve('cut'));
    request.once('close', () => resolve('cut'));
  });
