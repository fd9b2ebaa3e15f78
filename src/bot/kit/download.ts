import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { wholeText } from '../../words/typed.ts';

/** A file that was sent to the bot: its bytes, or why there are none. */
export interface DownloadedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer | null;
  readonly problem: string;
}

/** Nobody's plan, or sheet, is larger. */
const MAX_BYTES = 25 * 1024 * 1024;

const described = z.object({ name: z.string().transform(wholeText), size: z.number(), url_private: z.url() });

/** Takes a file out of Slack. */
export async function download(client: WebClient, file: string): Promise<DownloadedFile> {
  const { file: found } = await client.files.info({ file });
  const { name, size, url_private: address } = described.parse(found);
  if (size > MAX_BYTES)
    return {
      id: file,
      name,
      bytes: null,
      problem: 'è più grande di 25 MB; in Excel, eliminare immagini, fogli e righe vuote.',
    };
  const response = await fetch(address, { headers: { authorization: `Bearer ${client.token ?? ''}` } });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage)
    return { id: file, name, bytes: null, problem: 'Slack non me lo lascia leggere: mandamelo di nuovo.' };
  return { id: file, name, bytes: Buffer.from(await response.arrayBuffer()), problem: '' };
}
