import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { posting } from '../../../src/bot/kit/posting.ts';
import { closing } from '../../support/closing.ts';

/** A server that answers as the test says. */
async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  closing({ close: () => void server.close(() => undefined) });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const json = { 'Content-Type': 'application/json' };

it('posts a text and gives what was answered', async () => {
  const url = await serving(async (request, response) => {
    const got = { type: request.headers['content-type'], method: request.method, text: await text(request) };
    response.writeHead(200, { 'x-oauth-scopes': 'chat:write' }).end(JSON.stringify(got));
  });
  const answer = await posting(url, { method: 'POST', headers: json, body: '{"text":"perché €"}' });
  expect([answer.ok, answer.status, answer.headers.get('x-oauth-scopes')]).toEqual([true, 200, 'chat:write']);
  expect(JSON.parse(await answer.text())).toEqual({
    type: 'application/json',
    method: 'POST',
    text: '{"text":"perché €"}',
  });
});

it.each([
  [429, { 'retry-after': '30' }, 'retry-after', '30'],
  [204, {}, 'retry-after', null],
])('an answer with %i is told with its headers', async (status, headers, name, value) => {
  const url = await serving((request, response) => {
    request.resume();
    response.writeHead(status, headers).end();
  });
  const answer = await posting(url, { method: 'POST', body: 'x' });
  expect([answer.status, answer.headers.get(name), await answer.text()]).toEqual([status, value, '']);
});

it('takes what was posted nowhere else, though it is told to', async () => {
  const asked: (string | undefined)[] = [];
  const url = await serving((request, response) => {
    asked.push(request.url);
    request.resume();
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect((await posting(url, { method: 'POST', body: 'x' })).status).toBe(307);
  expect(asked).toEqual(['/']);
});

it('fails where the line is cut before, or in the midst of, the answer, and where it takes too long', async () => {
  const cut = await serving((request) => request.socket.destroy());
  await expect(posting(cut, { method: 'POST', body: 'x' })).rejects.toThrow();
  const half = await serving((request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
  });
  await expect(posting(half, { method: 'POST', body: 'x' })).rejects.toThrow();
  const silent = await serving(() => undefined);
  const gaveUp = new AbortController();
  const waiting = posting(silent, { method: 'POST', body: 'x', signal: gaveUp.signal });
  gaveUp.abort();
  await expect(waiting).rejects.toThrow();
});

it('sends what is no text as fetch does', async () => {
  const url = await serving(async (request, response) => {
    await text(request);
    response.end(request.headers['content-type']);
  });
  const form = new FormData();
  form.set('file', new Blob(['x']), 'a.txt');
  expect(await (await posting(url, { method: 'POST', body: form })).text()).toContain('multipart/form-data');
});
