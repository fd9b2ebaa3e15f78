import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest body taken, in bytes: uploads included. */
const MAX_BODY = 20 * 1024 * 1024;

export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new BodyTooLarge(`Request body of more than ${MAX_BODY} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export function sendText(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendText(response, status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * True when a browser request comes from the workspace's own page. A foreign site that makes the browser call us
 * shows in `Origin`; one that points its own name at 127.0.0.1 shows in `Host`.
 */
export function fromOwnPage(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  if (!LOOPBACK.has(host.replace(/:\d+$/, ''))) return false;
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** The bytes of an upload: the body itself, or the first part of a multipart form. */
export async function uploadedBytes(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const [first] = [...form.values()];
  if (first === undefined || typeof first === 'string') return Buffer.from(first ?? '');
  return Buffer.from(await first.arrayBuffer());
}
