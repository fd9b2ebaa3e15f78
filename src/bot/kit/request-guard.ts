import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { type HTTPReceiver, verifySlackRequest } from '@slack/bolt';
import type { Logger } from 'pino';
import { StoreUnavailable } from '../../domain/errors.ts';
import { answerHealth, type Health } from './health.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { createSparing } from './sparing.ts';

/** The most a request of Slack's ever weighs is far below this. */
const MAX_BODY_BYTES = 256 * 1024;
/** Slack's own tolerance; Bolt checks that a request is not too old, not that it comes from the future. */
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

interface Guard {
  readonly server: Server;
  /** From now on whatever comes is told to come again: 503. */
  refuseNew(): void;
}

/** Answers a browser. @returns false for a path that is none of its own: nothing was answered */
export type Pages = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Stands before Bolt's HTTP receiver and refuses what it lets through or falls over (Bolt 5.1): a signed body that
 * is no object ends the process, the same signed request is accepted again and again, also under endless signatures
 * (whatever follows a second `=`), a timestamp may lie ahead. What the headers already show is refused before the body
 * is read.
 */
export function createGuard(options: {
  readonly receiver: HTTPReceiver;
  readonly signingSecret: string;
  readonly replays: ReplayMemory;
  readonly health: Health;
  /** What a browser may ask for. */
  readonly pages?: Pages;
  readonly logger: Logger;
}): Guard {
  const { receiver, signingSecret, replays, health, pages = async () => false, logger } = options;
  const sparing = createSparing(logger);
  let isEnding = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = URL.parse(request.url ?? '/', 'http://bot')?.pathname ?? '';
    if (request.method !== 'POST' || pathname !== '/slack/events') {
      const isAnswered =
        request.method === 'GET' &&
        ((await answerHealth(pathname, health, response)) || (await pages(pathname, request, response)));
      if (!isAnswered) endUnread(response, 404);
      return;
    }
    if (isEnding) return endUnread(response, 503);
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > MAX_BODY_BYTES) return endUnread(response, 413);
    const signed = SIGNATURE.test(header(request, 'x-slack-signature')) && isTimely(request);
    if (!signed && !mayBeCertificateCheck(request, declared)) return refuse(request, response, 'unsigned');
    const raw = await readBody(request, declared);
    if (raw === 'too large') return endUnread(response, 413);
    if (raw === 'cut') return endUnread(response, 400);
    const verdict = await judge(request, raw.toString('utf8'), signed);
    if (verdict !== 'accept') return refuse(request, response, verdict);
    // Bolt takes a body that was read before it from here.
    (request as IncomingMessage & { rawBody: Buffer }).rawBody = raw;
    receiver.requestListener(request, response);
  }

  async function judge(request: IncomingMessage, text: string, signed: boolean): Promise<Verdict> {
    // Slack's check of the certificate comes unsigned and carries nothing; Bolt answers it.
    if (isForm(request) && parse(text).ssl_check === '1') return 'accept';
    if (!signed) return 'unsigned';
    const signature = header(request, 'x-slack-signature');
    try {
      verifySlackRequest({
        signingSecret,
        body: text,
        headers: {
          'x-slack-signature': signature,
          'x-slack-request-timestamp': Number(header(request, 'x-slack-request-timestamp')),
        },
      });
    } catch {
      return 'unsigned';
    }
    if (!isObject(text, isForm(request))) return 'malformed';
    return (await replays.isNew(signature)) ? 'accept' : 'replayed';
  }

  function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    verdict: Exclude<Verdict, 'accept'>,
  ): void {
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
    refuseNew() {
      isEnding = true;
    },
  };
}

type Verdict = 'accept' | 'unsigned' | 'malformed' | 'replayed';
/** A replay gets 200: it was served the first time, and whoever repeats it must not insist. */
const STATUS: Readonly<Record<Exclude<Verdict, 'accept'>, number>> = {
  unsigned: 401,
  malformed: 400,
  replayed: 200,
};

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

function isObject(text: string, form: boolean): boolean {
  const fields = form ? parse(text) : null;
  const json = fields ? fields.payload : text;
  if (json === undefined) return fields !== null && fields.command !== undefined;
  try {
    const value: unknown = JSON.parse(String(json));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * @param declared the length that the headers say, 0 where they say none
 * @returns the body; `cut` where the other side went away in the middle
 */
async function readBody(request: IncomingMessage, declared: number): Promise<Buffer | 'too large' | 'cut'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'cut';
  }
  return size < declared ? 'cut' : Buffer.concat(chunks);
}
