import type { WebClient } from '@slack/web-api';
import type { MessagePlace, Messenger, NoticeMessage } from '../../domain/sending/index.ts';
import { METADATA } from '../kit/ids.ts';
import type { PeopleDirectory } from '../kit/people-directory.ts';
import { cannotRedraw, failure } from '../remind/index.ts';
import { buildNotice } from './notice-view.ts';

/** How many messages are looked through for one that may have been sent: a notice is among the newest. */
const SEARCHED_MESSAGES = 100;

/**
 * Sends notices as direct messages, in a thread where they belong to one.
 * @param client made with retries 0 and a time-out: the outbox decides what is tried again
 */
export function createSlackMessenger(client: WebClient, people: PeopleDirectory): Messenger {
  async function directMessage(person: string): Promise<string | null> {
    const account = await people.accountOf(person);
    if (account === null) return null;
    const { channel } = await client.conversations.open({ users: account });
    return channel?.id ?? null;
  }

  const payload = (message: NoticeMessage) => ({
    ...buildNotice(message),
    metadata: { event_type: METADATA.notice, event_payload: { key: message.key } },
    unfurl_links: false,
  });

  return {
    async send(message, thread) {
      // Outside the `try`: a message that cannot be built is a defect, not an unknown outcome.
      const content = payload(message);
      try {
        const channel = thread?.channel ?? (await directMessage(message.person));
        if (channel === null) return { status: 'refused', reason: 'no_account' };
        const sent = await client.chat.postMessage({
          channel,
          ...content,
          ...(thread === null ? {} : { thread_ts: thread.ts }),
        });
        return sent.ts
          ? { status: 'sent', place: { channel, ts: sent.ts } }
          : { status: 'unknown', reason: 'no_ts_in_reply' };
      } catch (error) {
        return failure(error);
      }
    },

    async find(person, key, thread): Promise<MessagePlace | null> {
      const channel = thread?.channel ?? (await directMessage(person));
      if (channel === null) return null;
      const look = { channel, limit: SEARCHED_MESSAGES, include_all_metadata: true };
      const { messages = [] } =
        thread === null
          ? await client.conversations.history(look)
          : await client.conversations.replies({ ...look, ts: thread.ts });
      const sent = messages.find(
        ({ metadata }) =>
          metadata?.event_type === METADATA.notice &&
          (metadata.event_payload as { key?: unknown } | undefined)?.key === key,
      );
      return sent?.ts ? { channel, ts: sent.ts } : null;
    },

    async redraw(message, place) {
      try {
        await client.chat.update({ ...place, ...payload(message) });
      } catch (error) {
        if (!cannotRedraw(error)) throw error;
      }
    },
  };
}
