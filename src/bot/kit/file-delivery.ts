import type { WebClient } from '@slack/web-api';

/** A file as it is handed to somebody. */
export interface DeliveredFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Sends files to somebody's direct messages, with a line that says what they are (escaped mrkdwn). */
export async function sendFiles(
  client: WebClient,
  account: string,
  comment: string,
  files: readonly DeliveredFile[],
): Promise<void> {
  const { channel } = await client.conversations.open({ users: account });
  if (!channel?.id) throw new Error('conversations.open gave no channel');
  await client.files.uploadV2({
    channel_id: channel.id,
    initial_comment: comment,
    file_uploads: files.map(({ name: filename, content }) => ({ filename, file: content })),
  });
}
