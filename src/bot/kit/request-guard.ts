import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { type HTTPReceiver, verifySlackRequest } from '@slack/bolt';
import type { Logger } from 'pino';

/** The most a request of Slack's ever weighs is far below this. */
const MAX_BODY_BYTES = 1_000_000;
/** Slack's own tolerance; Bolt checks that a request is not too old, not that it comes from the future. */
const TOLERANCE_SECONDS = 300;

/**
 * Stands before Bolt's HTTP receiver and refuses what it lets through or falls over (Bolt 5.1): a signed body that
 * is no object ends the process, the same signed request is accepted again and again, a timestamp may lie ahead.
 */
export function createGuardedServer(receiver: HTTPReceiver, signingSecret: string, logger: Logger): Server {
  const seen = new Map<string, number>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || new URL(request.url ?? '/', 'http://bot').pathname !== '/slack/events') {
      end(response, request.url === '/health' ? 200 : 404);
      return;
    }
    const raw = await readBody(request);
    if (raw === null) {
      // The rest of the body is not read, so nothing else can come on this connection.
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const verdict = judge(request, raw);
    if (verdict !== 'accept') {
      logger.warn({ verdict }, 'a request was refused at the door');
      return end(response, STATUS[verdict]);
    }
    // Bolt takes a body that was read before it from here.
    (request as IncomingMessage & { rawBody: Buffer }).rawBody = raw;
    receiver.requestListener(request, response);
  }

  function judge(request: IncomingMessage, raw: Buffer): Verdict {
    const now = Math.floor(Date.now() / 1000);
    const timestamp = Number(request.headers['x-slack-request-timestamp']);
    const signature = String(request.headers['x-slack-signature'] ?? '');
    const text = raw.toString('utf8');
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
    // Slack's check of the certificate comes unsigned and carries nothing; Bolt answers it.
    if (isForm && parse(text).ssl_check === '1') return 'accept';
    if (!(Math.abs(now - timestamp) <= TOLERANCE_SECONDS)) return 'stale';
    try {
      verifySlackRequest({
        signingSecret,
        body: text,
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
      });
    } catch {
      return 'unsigned';
    }
    if (!isObject(text, isForm)) return 'malformed';
    for (const [key, at] of seen) if (now - at > 2 * TOLERANCE_SECONDS) seen.delete(key);
    if (seen.has(signature)) return 'replayed';
    seen.set(signature, now);
    return 'accept';
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'a request could not be read');
      if (!response.headersSent) end(response, 400);
    });
  });
}

type Verdict = 'accept' | 'stale' | 'unsigned' | 'malformed' | 'replayed';
/** A replay gets 200: it was served the first time, and whoever repeats it must not insist. */
const STATUS: Readonly<Record<Exclude<Verdict, 'accept'>, number>> = {
  stale: 401,
  unsigned: 401,
  malformed: 400,
  replayed: 200,
};

const end = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end();
};

function isObject(text: string, isForm: boolean): boolean {
  const fields = isForm ? parse(text) : null;
  const json = fields ? fields.payload : text;
  if (json === undefined) return fields !== null && fields.command !== undefined;
  try {
    const value: unknown = JSON.parse(String(json));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
