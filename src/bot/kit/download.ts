import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { wholeText } from '../../words/typed.ts';
import { isUnreached } from './delivery-errors.ts';

/** A file that was sent to the bot: its bytes, or why there are none. */
export interface DownloadedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer | null;
  readonly problem: string;
}

/** Nobody's plan, or sheet, is larger. */
const MAX_BYTES = 25 * 1024 * 1024;

/** Slack that sends nothing for so long will not, in milliseconds: whoever sent the file waits, and asks nothing else. */
const WHOLE_WITHIN_MS = 20_000;

const described = z.object({ name: z.string().transform(wholeText), size: z.number(), url_private: z.url() });

/**
 * Takes a file out of Slack.
 * @param withinMs after which it is given up
 * @throws what Slack fails with where it cannot be asked
 */
export async function download(
  client: WebClient,
  id: string,
  withinMs: number = WHOLE_WITHIN_MS,
): Promise<DownloadedFile> {
  const without = (name: string, problem: string): DownloadedFile => ({ id, name, bytes: null, problem });
  const found = await client.files.info({ file: id }).catch((error: unknown) => {
    if (isUnreached(error)) throw error;
    return null;
  });
  const file = described.safeParse(found?.file);
  if (!file.success)
    return without(
      found?.file?.name ?? 'Il file',
      'non lo trovo tra i file di Slack: è stato tolto, o sta altrove (per esempio in Google Drive). Scaricalo e mandamelo qui.',
    );
  const { name, size, url_private: address } = file.data;
  if (size > MAX_BYTES)
    return without(name, 'è più grande di 25 MB; in Excel, eliminare immagini, fogli e righe vuote.');
  const bytes = await bytesAt(address, client.token ?? '', withinMs).catch(() => null);
  return bytes === null
    ? without(name, 'Slack non me lo lascia leggere: mandamelo di nuovo.')
    : { id, name, bytes, problem: '' };
}

/** What is at a file's address; null where it is a page that asks for a password. */
async function bytesAt(address: string, token: string, withinMs: number): Promise<Buffer | null> {
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(withinMs),
  });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  return !response.ok || isPage ? null : Buffer.from(await response.arrayBuffer());
}
