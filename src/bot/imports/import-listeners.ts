import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { requireRole } from '../kit/asking.ts';
import { type MessageView, plainSection } from '../kit/blocks.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import type { Services } from '../kit/services.ts';
import { parseImportForm } from './import-form.ts';
import { buildImportReport } from './import-view.ts';

type Client = WebClient;

/** A plan's file was sent with the form: its report comes as a message, for whoever sent it. */
export const handleImportSubmission =
  (services: Services) =>
  async ({ ack, body, client, view }: SubmissionArgs): Promise<void> => {
    await requireRole(services, body.user.id, ['controller']);
    const file = parseImportForm(view);
    if (file === null) {
      await ack({ response_action: 'errors', errors: { file: 'Metti un file.' } });
      return;
    }
    await ack();
    const { channel } = await client.conversations.open({ users: body.user.id });
    await client.chat.postMessage({
      channel: channel?.id ?? body.user.id,
      ...(await report(services, client, file)),
    });
  };

/** What is said of a plan's file that the control office dropped in the DM. */
export async function reportOnDropped(
  services: Services,
  client: Client,
  user: string,
  file: string,
): Promise<MessageView<KnownBlock>> {
  await requireRole(services, user, ['controller']);
  return report(services, client, file);
}

/** The first file of a message that may be a plan; null where there is none. */
export function planFileIn(message: object): string | null {
  const files = z
    .array(z.object({ id: z.string(), name: z.string() }))
    .safeParse((message as { readonly files?: unknown }).files);
  return files.data?.find(({ name }) => /\.(?:xlsx?|xlsm|csv|tsv)$/i.test(name))?.id ?? null;
}

/** Imports what was seen; where it would be another by now, it is shown again. */
export const handleImportConfirm =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await requireRole(services, body.user.id, ['controller']);
    const [file = '', seen = ''] = (action.value ?? '').split('|');
    const { name, bytes, problem } = await download(client, file);
    if (bytes === null) {
      await respond({ text: `${name}: ${problem}`, replace_original: true });
      return;
    }
    const done = await services.imports.confirm(name, bytes, seen, person.code);
    await respond({ ...buildImportReport(name, file, done, true), replace_original: true });
  };

async function report(services: Services, client: Client, file: string): Promise<MessageView<KnownBlock>> {
  const { name, bytes, problem } = await download(client, file);
  if (bytes !== null)
    return buildImportReport(name, file, await services.imports.preview(name, bytes), false);
  const sentence = `${name}: ${problem}`;
  return { text: sentence, blocks: [plainSection(sentence)] };
}

/** Nobody's plan is larger. */
const MAX_BYTES = 25 * 1024 * 1024;

const described = z.object({ name: z.string(), size: z.number(), url_private: z.url() });

/** The bytes of a file that was sent to the bot, or why there are none. */
async function download(
  client: Client,
  file: string,
): Promise<{ readonly name: string; readonly bytes: Buffer | null; readonly problem: string }> {
  const { file: found } = await client.files.info({ file });
  const { name, size, url_private: address } = described.parse(found);
  if (size > MAX_BYTES)
    return {
      name,
      bytes: null,
      problem: 'è più grande di 25 MB; in Excel, eliminare immagini, fogli e righe vuote.',
    };
  const response = await fetch(address, { headers: { authorization: `Bearer ${client.token ?? ''}` } });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage)
    return { name, bytes: null, problem: 'Slack non me lo lascia leggere: mandamelo di nuovo.' };
  return { name, bytes: Buffer.from(await response.arrayBuffer()), problem: '' };
}
