import type { ImageBlock, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Courier, channelOf, type Delivery, type MessagePlace } from '../../domain/sending/index.ts';
import type { MessageView } from './blocks.ts';
import {
  cannotRedraw,
  cannotRemove,
  failure,
  isNobodyThere,
  isThreadGone,
  mayNotRead,
  notYet,
  retryAfterMs,
} from './delivery-errors.ts';
import { keyMetadata, keyOfMessage } from './message-key.ts';
import { type Pacer, UNPACED } from './pacing.ts';
import type { PeopleDirectory } from './people-directory.ts';
import { updateShowing, withPicture } from './pictures.ts';
import { readPage } from './posted.ts';

/** How far back a conversation is looked through for a message that may have been sent. */
const PAGE_MESSAGES = 100;
const SEARCHED_PAGES = 5;

/** What every message of the outbox has, whatever it says. */
interface Addressed {
  readonly key: string;
  /** Code of a person, or a channel. */
  readonly person: string;
}

/**
 * Takes messages of the outbox to direct messages and channels, in a thread where they belong to one.
 * @param client made with retries 0 and a time-out: the outbox decides what is tried again
 * @param viewOf makes a message's text and blocks
 * @param pictureOf what is drawn into a message once it is there: it must not hold up the sending, nor double it
 */
export function createCourier<Message extends Addressed>(
  client: WebClient,
  people: Pick<PeopleDirectory, 'accountOf'>,
  viewOf: (message: Message) => MessageView<KnownBlock>,
  pacer: Pacer = UNPACED,
  pictureOf: (message: Message) => Promise<ImageBlock | null> = () => Promise.resolve(null),
): Courier<Message> {
  /** DMs stay what they are once opened. */
  const opened = new Map<string, string>();
  /** Found by the look at the account that precedes a send, and good for that send only. */
  const lookedUp = new Map<string, string>();

  /** Where a recipient reads; null for somebody without a working account. */
  async function conversationOf(recipient: string): Promise<string | null> {
    const channel = channelOf(recipient);
    if (channel !== null) return channel;
    const account = await people.accountOf(recipient);
    if (account === null) return null;
    const known = opened.get(account);
    if (known !== undefined) return known;
    const { channel: dm } = await client.conversations.open({ users: account });
    if (dm?.id) opened.set(account, dm.id);
    return dm?.id ?? null;
  }

  /** A pause that Slack asks for is everybody's. */
  async function minding<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const pause = retryAfterMs(error);
      if (pause !== null) pacer.hold(pause);
      throw error;
    }
  }

  /** What Slack says of the account itself is an answer; what it says of us (a permission, a token) is not. */
  async function reachable(recipient: string): Promise<string | null> {
    try {
      return await minding(() => conversationOf(recipient));
    } catch (error) {
      if (isNobodyThere(error)) return null;
      throw error;
    }
  }

  const payload = (message: Message) => ({
    ...viewOf(message),
    metadata: keyMetadata(message.key),
    unfurl_links: false,
  });

  async function search(
    channel: string,
    key: string,
    thread: MessagePlace | null,
  ): Promise<MessagePlace | null> {
    let cursor: string | undefined;
    for (let page = 0; page < SEARCHED_PAGES; page++) {
      const { messages = [], response_metadata: more } = await readPage(
        client,
        { channel, limit: PAGE_MESSAGES, ...(cursor ? { cursor } : {}) },
        thread?.ts ?? null,
      );
      const sent = messages.find((message) => keyOfMessage(message) === key);
      if (sent?.ts) return { channel, ts: sent.ts };
      cursor = more?.next_cursor;
      if (!cursor) return null;
    }
    return null;
  }

  return {
    async isReachable(person) {
      const conversation = await reachable(person);
      if (conversation !== null) lookedUp.set(person, conversation);
      return conversation !== null;
    },

    async send(message, thread = null): Promise<Delivery> {
      // Outside the `try`: a message that cannot be built is a defect, not an unknown outcome.
      const content = payload(message);
      let conversation: string | null;
      try {
        conversation = lookedUp.get(message.person) ?? (await minding(() => conversationOf(message.person)));
        lookedUp.delete(message.person);
      } catch (error) {
        return notYet(error);
      }
      if (conversation === null) return { status: 'refused', reason: 'no_account' };
      const channel = thread?.channel ?? conversation;
      await pacer.channelTurn(channel);
      try {
        const sent = await minding(() =>
          client.chat.postMessage({
            channel,
            ...content,
            ...(thread === null ? {} : { thread_ts: thread.ts }),
          }),
        );
        // A person written to in a channel of their own is answered with the channel's id.
        return sent.ts
          ? { status: 'sent', place: { channel: sent.channel ?? channel, ts: sent.ts } }
          : { status: 'unknown', reason: 'no_ts_in_reply' };
      } catch (error) {
        return failure(error);
      }
    },

    async find(person, key, thread = null) {
      const conversation = await reachable(person);
      if (conversation === null) return null;
      try {
        return await minding(() => search(thread?.channel ?? conversation, key, thread));
      } catch (error) {
        if (mayNotRead(error)) return 'unsearchable';
        if (isThreadGone(error)) return null;
        throw error;
      }
    },

    async redraw(message, place): Promise<boolean> {
      const content = payload(message);
      const image = await pictureOf(message);
      await pacer.turn('answer');
      await pacer.channelTurn(place.channel);
      try {
        await minding(() =>
          updateShowing(client, { ...place, ...content, blocks: withPicture(content.blocks, image) }),
        );
        return true;
      } catch (error) {
        if (!cannotRedraw(error)) throw error;
        return false;
      }
    },

    async remove(place): Promise<void> {
      await pacer.turn('answer');
      try {
        await minding(() => client.chat.delete({ ...place }));
      } catch (error) {
        if (!cannotRemove(error)) throw error;
      }
    },
  };
}
