import type { WebClient } from '@slack/web-api';
import { mayNotRead } from './delivery-errors.ts';
import { keyOfMessage } from './message-key.ts';

/** Of a conversation, with what messages carry unseen. */
interface Page {
  readonly channel: string;
  readonly limit: number;
  readonly oldest?: string;
  readonly cursor?: string;
}

/** @param thread its first message; null outside any */
export const readPage = (client: WebClient, page: Page, thread: string | null) =>
  thread === null
    ? client.conversations.history({ ...page, include_all_metadata: true })
    : client.conversations.replies({ ...page, include_all_metadata: true, ts: thread });

/** So many of the last messages are looked at. */
const LOOKED_AT = 100;

/** Somebody's own conversation with the bot, by its id. */
export async function conversationWith(client: WebClient, account: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: account });
  if (!channel?.id) throw new Error('conversations.open gave no channel');
  return channel.id;
}

/**
 * The keys of our messages that are in a conversation already: a post may have been taken though its reply was lost.
 * Where the bot may not look, there are none.
 * @param thread its first message; null outside any
 * @param since Slack's time of the first that can be among them; null for the last ones
 */
export async function postedIn(
  client: WebClient,
  {
    channel,
    thread,
    since,
  }: { readonly channel: string; readonly thread: string | null; readonly since: string | null },
): Promise<ReadonlySet<string>> {
  const page = { channel, limit: LOOKED_AT, ...(since === null ? {} : { oldest: since }) };
  try {
    const { messages = [] } = await readPage(client, page, thread);
    return new Set(messages.flatMap((message) => keyOfMessage(message) ?? []));
  } catch (error) {
    if (mayNotRead(error)) return new Set();
    throw error;
  }
}
