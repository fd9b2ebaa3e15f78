import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { isOutOfReach, mayNotRead } from './delivery-errors.ts';
import { keepOpen, settleKept } from './keeping.ts';
import { conversationWith } from './posted.ts';
import type { Services } from './services.ts';

/** A file as it is handed to somebody. */
export interface DeliveredFile {
  readonly name: string;
  readonly content: Buffer;
}

/** What somebody is owed: kept until it went out. */
const parcelSchema = z.object({
  account: z.string(),
  comment: z.string(),
  /** When it was promised; in seconds since 1970, as Slack dates messages. */
  since: z.number(),
  /** Contents in base 64. */
  files: z.array(z.object({ name: z.string(), content: z.string() })),
});
type Parcel = z.output<typeof parcelSchema>;

const PREFIX = 'files:';

/** Whether what was left open is files, by its key. */
export const isParcel = (key: string): boolean => key.startsWith(PREFIX);

/** What is said where files did not go out at once. */
export const ON_THEIR_WAY =
  'Slack non ha ancora preso il file: te lo mando appena lo prende, senza che tu lo chieda di nuovo.';

/**
 * Sends files to somebody's direct messages, with a line that says what they are (escaped mrkdwn). They are kept before
 * they are sent, as they are: what a restart or a failure cuts short is sent by `takeUpParcel`, once.
 * @returns whether they are there; false where they come later
 * @throws Error where Slack refuses them for good
 */
export async function sendFiles(
  { handled, clock, logger }: Pick<Services, 'handled' | 'clock' | 'logger'>,
  client: WebClient,
  account: string,
  comment: string,
  files: readonly DeliveredFile[],
): Promise<boolean> {
  const key = `${PREFIX}${randomUUID()}`;
  const at = clock.now();
  const parcel: Parcel = {
    account,
    comment,
    since: at.getTime() / 1000,
    files: files.map(({ name, content }) => ({ name, content: content.toString('base64') })),
  };
  const isKept = (await keepOpen({ handled, logger }, key, parcel, at, 'a file')) !== 'not kept';
  try {
    await upload(client, parcel, await conversationWith(client, account));
  } catch (error) {
    if (isKept && !isOutOfReach(error)) {
      logger.warn({ err: error }, 'files did not go out; it is tried again');
      return false;
    }
    if (isKept) await settleKept({ handled, logger }, key);
    throw error;
  }
  if (isKept) await settleKept({ handled, logger }, key);
  return true;
}

/** Sends what was left open, by this process or by one that is gone, unless it is there already. */
export async function takeUpParcel(
  { handled, logger }: Pick<Services, 'handled' | 'logger'>,
  client: WebClient,
  key: string,
  content: unknown,
): Promise<void> {
  const parcel = parcelSchema.safeParse(content);
  if (!parcel.success) {
    logger.error({ key }, 'files that were left open cannot be read');
    await handled.settle(key);
    return;
  }
  try {
    const channel = await conversationWith(client, parcel.data.account);
    if (!(await isThere(client, parcel.data, channel))) await upload(client, parcel.data, channel);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    logger.error({ err: error, key }, 'files that were left open are refused for good');
  }
  await handled.settle(key);
}

async function upload(client: WebClient, { comment, files }: Parcel, channel: string): Promise<void> {
  await client.files.uploadV2({
    channel_id: channel,
    initial_comment: comment,
    file_uploads: files.map(({ name: filename, content }) => ({
      filename,
      file: Buffer.from(content, 'base64'),
    })),
  });
}

/** An upload may have been taken though its reply was lost; where the bot may not look, it was not. */
async function isThere(client: WebClient, { files, since }: Parcel, channel: string): Promise<boolean> {
  const named = z.object({ files: z.array(z.object({ name: z.string() })) });
  try {
    const { messages = [] } = await client.conversations.history({
      channel,
      limit: 100,
      oldest: String(since),
    });
    return messages.some((message) => {
      const there = named.safeParse(message);
      const names = new Set(there.success ? there.data.files.map(({ name }) => name) : []);
      return files.every(({ name }) => names.has(name));
    });
  } catch (error) {
    if (mayNotRead(error)) return false;
    throw error;
  }
}
