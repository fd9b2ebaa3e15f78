import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the endpoint answers to one request: text of the completion, an HTTP status, or nothing at all. */
export type Turn =
  | { readonly content: string }
  | { readonly status: number }
  | { readonly hang: true }
  /** The same as bytes that never end: as many as are taken, or one now and then. */
  | { readonly endless: 'flood' | 'drip' }
  | { readonly redirectTo: string }
  /** The whole body of the reply. */
  | { readonly raw: Buffer };

export interface FakeModel {
  readonly baseUrl: string;
  /** The bodies received, in order. */
  readonly requests: { messages: { role: string; content: string }[]; response_format: unknown }[];
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible endpoint on loopback.
 * @param turns what it answers in order, of which the last one repeats; or what it answers whenever it is asked
 */
export async function startFakeModel(turns: readonly Turn[] | (() => Turn)): Promise<FakeModel> {
  const requests: FakeModel['requests'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(JSON.parse(body));
    const turn = typeof turns === 'function' ? turns() : turns[Math.min(requests.length, turns.length) - 1];
    if (!turn || 'hang' in turn) return;
    if ('redirectTo' in turn) {
      response.writeHead(307, { location: turn.redirectTo }).end();
      return;
    }
    if ('endless' in turn) {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (turn.endless === 'drip') response.write('{');
      else for (let chunks = 0; chunks < 64; chunks++) response.write('x'.repeat(16_384));
      return;
    }
    if ('raw' in turn) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(turn.raw);
      return;
    }
    if ('status' in turn) {
      response.writeHead(turn.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'no', type: 'x' } }));
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        id: 'x',
        object: 'chat.completion',
        created: 1,
        model: 'fake',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: turn.content } }],
        usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
