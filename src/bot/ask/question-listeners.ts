import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { cleanMessage } from '../../answers/language/clean.ts';
import { askingAs, conversationKey } from '../kit/asking.ts';
import type { Services } from '../kit/services.ts';
import { answerReports } from '../update/index.ts';
import { buildAnswer } from './answer-view.ts';

/** A question in the DM with the bot. What bots, edits and deletions send is not for us. */
export const handleDirectMessage =
  (services: Services) =>
  async ({ message, client }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs): Promise<void> => {
    if (message.channel_type !== 'im' || !isTyped(message.subtype)) return;
    if (!('user' in message) || !message.user || ('bot_id' in message && message.bot_id)) return;
    const thread = 'thread_ts' in message ? message.thread_ts : undefined;
    const place = { channel: message.channel, ts: message.ts, thread, attached: isAttached(message) };
    await answerIn(services, client, place, message.user, message.text ?? '');
  };

/** What a person wrote: also with a file, from a thread to the whole conversation, or about oneself ("/me"). */
const isTyped = (subtype: string | undefined): boolean =>
  subtype === undefined || /^(file_share|thread_broadcast|me_message)$/.test(subtype);

/** A question that names the bot in a channel: answered in its thread. */
export const handleMention =
  (services: Services) =>
  async ({
    event,
    body,
    client,
  }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs): Promise<void> => {
    // Another bot's mention stays unanswered: two bots would never stop.
    if (!event.user || event.bot_id) return;
    const place = {
      channel: event.channel,
      ts: event.ts,
      thread: event.thread_ts ?? event.ts,
      attached: isAttached(event),
      isShared: body.is_ext_shared_channel === true,
    };
    await answerIn(services, client, place, event.user, event.text);
  };

const isAttached = (message: object): boolean =>
  ['files', 'attachments'].some((part) => {
    const found: unknown = (message as Readonly<Record<string, unknown>>)[part];
    return Array.isArray(found) && found.length > 0;
  });

interface Place {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  /** A file, a recording or another message came with it. */
  readonly attached: boolean;
  /** Other organisations are in the channel. */
  readonly isShared?: boolean;
}

/** Slack delivers at least once, and a mention in a DM comes as two events: the first to claim the message answers. */
async function answerIn(
  services: Services,
  client: AllMiddlewareArgs['client'],
  place: Place,
  user: string,
  text: string,
): Promise<void> {
  if (!(await services.handled.claim(`message:${place.channel}:${place.ts}`, services.clock.now()))) return;
  const cleaned = cleanMessage(text);
  if (place.attached && cleaned === '') {
    await client.chat.postMessage({
      channel: place.channel,
      text: 'Non leggo file, messaggi vocali né inoltrati: scrivi qui la domanda.',
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    });
    return;
  }
  const words = await answerReports(services, client, place, user, cleaned || text.trim());
  if (words === null) return;
  const given = await services.questions.ask(words, {
    conversation: conversationKey.message(place.channel, place.thread),
    ...(await askingAs(services, user, place.isShared)),
  });
  await client.chat.postMessage({
    channel: place.channel,
    ...buildAnswer(given, { shareable: false }),
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    unfurl_links: false,
  });
}
