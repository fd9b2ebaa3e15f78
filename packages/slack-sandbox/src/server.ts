import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerCall } from './api/call.ts';
import { respond } from './delivery/respond.ts';
import { BodyTooLarge, fromOwnPage, readBody, sendJson, sendText, uploadedBytes } from './http.ts';
import { isObject, parseJson } from './json.ts';
import type { Bundle, Bundler } from './page/bundle.ts';
import { PAGE_HEADERS, pageDocument } from './page/document.ts';
import type { PageContext } from './page/handlers.ts';
import { answerPage } from './page/routes.ts';

export interface ServerContext extends PageContext {
  readonly bundle: Bundler;
}

type Route = (
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void> | void;

const api: Route = async ({ team }, request, response, url) => {
  const answer = answerCall(team, {
    name: url.pathname.slice('/api/'.length),
    query: url.searchParams,
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    body: (await readBody(request)).toString('utf8'),
  });
  sendJson(response, 200, answer, { 'x-oauth-scopes': team.app.scopes.join(',') });
};

const responseUrl: Route = async ({ team }, request, response, url) => {
  const started = performance.now();
  const target = team.responseUrls.answer(url.pathname.slice('/response/'.length));
  const body = parseJson((await readBody(request)).toString('utf8'));
  const outcome =
    typeof target === 'string'
      ? { ok: false as const, error: target, problems: [] }
      : isObject(body)
        ? respond(team, target, body)
        : { ok: false as const, error: 'invalid_payload', problems: [] };
  const status = outcome.ok ? 200 : typeof target === 'string' ? 404 : 400;
  team.log.add({
    direction: 'from_app',
    name: 'response_url',
    ms: Math.round(performance.now() - started),
    status,
    request: body,
    response: outcome,
    violations: outcome.ok ? [] : [outcome.error, ...outcome.problems],
  });
  sendJson(response, status, outcome.ok ? { ok: true } : { ok: false, error: outcome.error });
};

const upload: Route = async ({ team }, request, response, url) => {
  const bytes = await uploadedBytes(request.headers['content-type'] ?? '', await readBody(request));
  const known = team.uploads.receive(url.pathname.slice('/upload/'.length), bytes);
  sendText(response, known ? 200 : 404, 'text/plain', known ? `OK - ${bytes.length}` : 'unknown upload');
};

/** A file, for the page or for the app with its token. */
const file: Route = ({ team }, request, response, url) => {
  const byApp = request.headers.authorization === `Bearer ${team.botToken}`;
  const known = team.store.file(url.pathname.split('/')[2] ?? '');
  if (!known || !(byApp || fromOwnPage(request))) return sendText(response, 404, 'text/plain', 'not found');
  const inline = known.mimetype.startsWith('image/') && !url.searchParams.has('download');
  sendText(response, 200, known.mimetype, team.store.fileBytes(known.id), {
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(known.name)}`,
    'x-content-type-options': 'nosniff',
  });
};

/** A permalink opens the page at its conversation; who is looking is asked there. */
const permalink: Route = (_context, _request, response, url) => {
  const [, , channel = ''] = url.pathname.split('/');
  sendText(response, 302, 'text/plain', '', { location: `/#c=${encodeURIComponent(channel)}` });
};

const asset =
  (contentType: string, pick: (bundle: Bundle) => string): Route =>
  async ({ bundle }, _request, response) => {
    sendText(response, 200, `${contentType}; charset=utf-8`, pick(await bundle()), PAGE_HEADERS);
  };

const page: Route = ({ team }, _request, response) => {
  sendText(
    response,
    200,
    'text/html; charset=utf-8',
    pageDocument(team.directory.teamName, team.app),
    PAGE_HEADERS,
  );
};

const ROUTES: readonly (readonly [prefix: string, route: Route])[] = [
  ['/api/', api],
  ['/response/', responseUrl],
  ['/upload/', upload],
  ['/files/', file],
  ['/archives/', permalink],
  ['/workspace/', answerPage],
  ['/client.js', asset('text/javascript', ({ script }) => script)],
  ['/client.css', asset('text/css', ({ style }) => style)],
];

async function answer(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = url.pathname === '/' ? page : ROUTES.find(([prefix]) => url.pathname.startsWith(prefix))?.[1];
  if (!route) return sendText(response, 404, 'text/plain', 'not found');
  await route(context, request, response, url);
}

/** The workspace's HTTP server; it does not listen yet. */
export function createWorkspaceServer(context: ServerContext): Server {
  return createServer((request, response) => {
    answer(context, request, response).catch((error: unknown) => {
      const status = error instanceof BodyTooLarge ? 413 : 500;
      if (status === 500) console.error('Workspace: a request failed', error);
      if (!response.headersSent)
        sendText(response, status, 'text/plain', status === 413 ? 'too large' : 'internal error');
      else response.end();
    });
  });
}
