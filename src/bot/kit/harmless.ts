import type { FetchFunction } from '@slack/web-api';

/**
 * Makes the plain `text` of every message harmless on its way out, whoever wrote what is in it: it is read as mrkdwn
 * by notifications, where there are no blocks, and by screen readers. The product never puts a mention or a link there,
 * so that nothing is lost; what was escaped already stays as it is. Blocks are escaped by the views that make them.
 */
export const harmlessly =
  (send: FetchFunction): FetchFunction =>
  (url, init) =>
    send(url, init && typeof init.body === 'string' ? { ...init, body: harmlessBody(init.body) } : init);

const inert = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A response is sent as JSON, a call of the Web API as the fields of a form. */
function harmlessBody(body: string): string {
  if (body.startsWith('{')) {
    const message = JSON.parse(body) as { readonly text?: unknown };
    return typeof message.text === 'string'
      ? JSON.stringify({ ...message, text: inert(message.text) })
      : body;
  }
  const fields = new URLSearchParams(body);
  const text = fields.get('text');
  if (text === null) return body;
  fields.set('text', inert(text));
  return fields.toString();
}
