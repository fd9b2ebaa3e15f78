import {
  type Courier,
  channelOf,
  type Delivery,
  isByMail,
  MAIL_CHANNEL,
  type MessagePlace,
} from '../domain/sending/index.ts';
import type { Letter, Mailer } from './mailer.ts';

/** What Slack says of somebody that it does not have: nothing was sent, and nothing would arrive. */
const NOT_IN_SLACK: ReadonlySet<string> = new Set([
  'no_account',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
]);

/** What every message of the outbox has. */
interface Addressed {
  readonly key: string;
  /** Code of a person, or a channel. */
  readonly person: string;
}

/** What a message says as a letter. */
export type LetterContent = Omit<Letter, 'id' | 'to' | 'inReplyTo'>;

/**
 * Takes messages to Slack, and by e-mail to whoever has no account there. A letter cannot be looked for once it has
 * gone: before it goes its row says so, and one that was left open then is never sent again.
 * @param addressOf null for somebody whom the plan has no more
 * @param note writes down that a message goes by letter, before it does
 */
export function withMail<Message extends Addressed>(
  slack: Courier<Message>,
  {
    mailer,
    addressOf,
    letterOf,
    note,
  }: {
    readonly mailer: Mailer;
    readonly addressOf: (person: string) => Promise<string | null>;
    readonly letterOf: (message: Message) => Promise<LetterContent>;
    readonly note: (key: string, place: MessagePlace) => Promise<void>;
  },
): Courier<Message> {
  const mailbox = async (recipient: string): Promise<string | null> =>
    channelOf(recipient) === null ? addressOf(recipient) : null;

  async function post(message: Message, to: string, thread: MessagePlace | null): Promise<Delivery> {
    const content = await letterOf(message);
    const id = mailer.idOf(message.key);
    await note(message.key, { channel: MAIL_CHANNEL, ts: id });
    return mailer.send({ ...content, id, to, inReplyTo: isByMail(thread) ? thread.ts : null });
  }

  return {
    async isReachable(person) {
      return (await slack.isReachable(person)) || (await mailbox(person)) !== null;
    },

    async send(message, thread = null) {
      const delivery = await slack.send(message, isByMail(thread) ? null : thread);
      if (delivery.status !== 'refused' || !NOT_IN_SLACK.has(delivery.reason)) return delivery;
      const to = await mailbox(message.person);
      return to === null ? delivery : post(message, to, thread);
    },

    async find(person, key, thread = null) {
      if (!isByMail(thread)) return slack.find(person, key, thread);
      return (await slack.find(person, key, null)) ?? 'unsearchable';
    },

    redraw: async (message, place) => !isByMail(place) && slack.redraw(message, place),
    remove: async (place) => (isByMail(place) ? undefined : slack.remove(place)),
  };
}
