import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asObject, type Json } from '../src/json.ts';

/** A delivery as it arrived at the app. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The event envelope, the interaction payload or the command's fields. */
  readonly payload: Json;
}

interface Reply {
  readonly status?: number;
  readonly body?: string | Json;
  /** Milliseconds to wait before answering. */
  readonly after?: number;
}

export interface RecordingReceiver {
  readonly url: string;
  readonly received: Received[];
  /** Decides the answers from now on. */
  answer(reply: (received: Received) => Reply): void;
  close(): Promise<void>;
}

function read(contentType: string, body: string): Json {
  if (contentType.includes('json')) return asObject(JSON.parse(body));
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload ? asObject(JSON.parse(fields.payload)) : fields;
}

/** An app that does nothing but note what Slack sends it. */
export async function startRecordingReceiver(): Promise<RecordingReceiver> {
  const received: Received[] = [];
  let decide: (one: Received) => Reply = () => ({});
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const one = {
      headers: request.headers,
      body,
      payload: read(request.headers['content-type'] ?? '', body),
    };
    received.push(one);
    const { status = 200, body: answer = '', after = 0 } = decide(one);
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    }, after);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    received,
    answer: (reply) => {
      decide = reply;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
