import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { requireRole } from '../kit/asking.ts';
import { type MessageView, plainSection } from '../kit/blocks.ts';
import { tellDirectly } from '../kit/direct-telling.ts';
import { type DownloadedFile, download } from '../kit/download.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import type { Services } from '../kit/services.ts';
import { reportOnSheet } from '../sheets/index.ts';
import { parseImportForm } from './import-form.ts';
import { buildImportReport } from './import-view.ts';

/** A file was sent with the form, a plan or a structure's sheet: its report comes as a message, for whoever sent it. */
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
    const sent = await download(client, file);
    const told = (await reportOnSheet(services, body.user.id, sent)) ?? (await report(services, sent));
    await tellDirectly(services, client, body.user.id, told);
  };

/** What is said of a plan's file that the control office dropped in the DM. */
export async function reportOnDropped(
  services: Services,
  user: string,
  file: DownloadedFile,
): Promise<MessageView<KnownBlock>> {
  await requireRole(services, user, ['controller']);
  return report(services, file);
}

/** The first file of a message that may be a plan; null where there is none. */
export function planFileIn(message: object): string | null {
  const files = z
    .array(z.object({ id: z.string(), name: z.string() }))
    .safeParse((message as { readonly files?: unknown }).files);
  return files.data?.find(({ name }) => /\.(?:xls[xmb]?|ods|csv|tsv|txt)$/i.test(name))?.id ?? null;
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

async function report(services: Services, file: DownloadedFile): Promise<MessageView<KnownBlock>> {
  const { id, name, bytes, problem } = file;
  if (bytes !== null) return buildImportReport(name, id, await services.imports.preview(name, bytes), false);
  const sentence = `${name}: ${problem}`;
  return { text: sentence, blocks: [plainSection(sentence)] };
}
