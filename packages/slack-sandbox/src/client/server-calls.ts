/// <reference lib="dom" />
import type { Json } from '../json.ts';
import type { PageRequest, RequestName } from '../page/requests.ts';
import type { PageFile, PageTeam } from '../page/shapes.ts';

/** What the page asks of the server. A refusal becomes an Error whose message can be shown. */

/** Names this page until it is reloaded: modals belong to the page they were opened from. */
export const PAGE_ID = crypto.randomUUID();

async function answerOf<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { readonly error?: string };
  if (!response.ok) throw new Error(body.error ?? `Errore ${response.status}`);
  return body;
}

export async function ask<T = Json>(name: RequestName, request: PageRequest<RequestName>): Promise<T> {
  const response = await fetch(`/workspace/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-page': PAGE_ID },
    body: JSON.stringify(request),
  });
  return answerOf<T>(response);
}

export async function fetchTeam(): Promise<PageTeam> {
  return answerOf(await fetch('/workspace/team'));
}

export async function uploadFile(userId: string, file: File): Promise<PageFile> {
  const query = new URLSearchParams({ user: userId, name: file.name });
  return answerOf(await fetch(`/workspace/file?${query}`, { method: 'POST', body: file }));
}
