import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { fromOwnPage, readBody, sendJson } from '../http.ts';
import { randomId } from '../ids.ts';
import { parseJson } from '../json.ts';
import { mimetypeOf } from '../mimetypes.ts';
import type { StoredFile } from '../model.ts';
import { streamChanges, streamLog } from './changes.ts';
import { HANDLERS, type PageContext, PageError, type PageRequestContext, personOf } from './handlers.ts';
import { REQUESTS, type RequestName } from './requests.ts';
import { pageFile } from './shapes.ts';
import { pageTeam } from './snapshot.ts';

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

async function perform<Name extends RequestName>(
  context: PageRequestContext,
  name: Name,
  body: unknown,
): Promise<object> {
  const parsed = REQUESTS[name].safeParse(body);
  if (!parsed.success) throw new PageError(400, z.prettifyError(parsed.error));
  // The schema and the handler of a name belong together; the compiler cannot follow that through the table.
  const handler = HANDLERS[name] as (
    context: PageRequestContext,
    request: unknown,
  ) => object | Promise<object>;
  return handler(context, parsed.data);
}

/** Keeps a file a person chose for a message or a form. */
function keepFile({ team }: PageContext, url: URL, bytes: Buffer): object {
  const person = personOf(team, url.searchParams.get('user') ?? '');
  const name = url.searchParams.get('name') || 'file';
  const file: StoredFile = {
    id: randomId('F'),
    name,
    title: name,
    size: bytes.length,
    mimetype: mimetypeOf(name),
    user: person.id,
    created: Math.floor(team.clock.now().getTime() / 1000),
  };
  team.store.saveFile(file, bytes);
  return pageFile(file);
}

async function post(context: PageContext, request: IncomingMessage, url: URL, name: string): Promise<object> {
  const body = await readBody(request);
  if (name === 'file') return keepFile(context, url, body);
  if (!isRequestName(name)) throw new PageError(404, `Richiesta sconosciuta: "${name}"`);
  const pageId = String(request.headers['x-page'] ?? '');
  return perform({ ...context, pageId }, name, parseJson(body.toString('utf8')));
}

async function get({ team, clockBar }: PageContext, name: string): Promise<object> {
  if (name === 'team') return pageTeam(team, await clockBar.read());
  if (name === 'log') return { entries: team.log.entries() };
  throw new PageError(404, `Richiesta sconosciuta: "${name}"`);
}

/** Answers the page's own requests under /workspace/. */
export async function answerPage(
  context: PageContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const name = url.pathname.slice('/workspace/'.length);
  try {
    if (!fromOwnPage(request)) throw new PageError(403, 'Richiesta da un altro sito.');
    if (name === 'changes') {
      const person = personOf(context.team, url.searchParams.get('user') ?? '');
      const pageId = url.searchParams.get('page') ?? '';
      return await streamChanges(context.team, context.clockBar, { person, pageId }, response);
    }
    if (name === 'requests') return streamLog(context.team, response);
    sendJson(
      response,
      200,
      await (request.method === 'POST' ? post(context, request, url, name) : get(context, name)),
    );
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    sendJson(response, error.status, { error: error.message });
  }
}
