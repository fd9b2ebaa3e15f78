import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { escapeMrkdwn, type MessageView, section } from './blocks.ts';
import { isOutOfReach } from './delivery-errors.ts';
import { keepOpen, settleKept } from './keeping.ts';
import { keyMetadata } from './message-key.ts';
import { conversationWith, postedIn } from './posted.ts';
import type { Services } from './services.ts';

/** What somebody is still to be told: kept until it went out. */
const tellingSchema = z.object({
  account: z.string(),
  text: z.string(),
  blocks: z.array(z.custom<KnownBlock>((block) => typeof block === 'object' && block !== null)),
});

const PREFIX = 'told:';

/** Whether what was left open is something to be told, by its key. */
export const isDirectTelling = (key: string): boolean => key.startsWith(PREFIX);

/**
 * Tells somebody in their direct messages what came of what they did, once, and by a later tick where Slack fails now. It
 * is done by then: that it could not be told is no failure of it, and is never thrown.
 * @param view escaped mrkdwn
 */
export async function tellDirectly(
  services: Pick<Services, 'handled' | 'clock' | 'logger'>,
  client: WebClient,
  account: string,
  { text, blocks }: MessageView<KnownBlock>,
): Promise<void> {
  const { clock, logger } = services;
  const key = `${PREFIX}${randomUUID()}`;
  const kept = await keepOpen(services, key, { account, text, blocks }, clock.now(), 'what is to be told');
  try {
    await client.chat.postMessage(posting(account, text, blocks, key));
  } catch (error) {
    logger.warn({ err: error }, 'what somebody did could not be told to them yet');
    if (kept === 'kept' && !isOutOfReach(error)) return;
  }
  if (kept === 'kept') await settleKept(services, key);
}

const posting = (channel: string, text: string, blocks: KnownBlock[], key: string) => ({
  channel,
  text,
  ...(blocks.length === 0 ? {} : { blocks }),
  metadata: keyMetadata(key),
});

/** The same of a sentence. @param sentence as it is: it is made harmless here */
export const say = (
  services: Parameters<typeof tellDirectly>[0],
  client: WebClient,
  account: string,
  sentence: string,
): Promise<void> => {
  const text = escapeMrkdwn(sentence);
  return tellDirectly(services, client, account, { text, blocks: [section(text)] });
};

/** Tells what was left open, by this process or by one that is gone, unless it was told already. */
export async function takeUpDirectTelling(
  services: Pick<Services, 'handled' | 'logger'>,
  client: WebClient,
  key: string,
  content: unknown,
): Promise<void> {
  const { account, text, blocks } = tellingSchema.parse(content);
  try {
    const channel = await conversationWith(client, account);
    if (!(await postedIn(client, { channel, thread: null, since: null })).has(key))
      await client.chat.postMessage(posting(channel, text, blocks, key));
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    services.logger.warn({ err: error }, 'whoever was to be told something cannot be written to');
  }
  await settleKept(services, key);
}
