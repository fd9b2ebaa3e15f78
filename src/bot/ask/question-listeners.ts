import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { askerOf, conversationKey } from '../kit/asking.ts';
import type { Services } from '../kit/services.ts';
import { answerIntent } from '../update/index.ts';
import { buildAnswer } from './answer-view.ts';

/** A question in the DM with the bot. What bots, edits and deletions send is not for us. */
export const handleDirectMessage =
  (services: Services) =>
  async ({ message, client }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs): Promise<void> => {
    if (message.channel_type !== 'im' || (message.subtype !== undefined && message.subtype !== 'file_share'))
      return;
    if (!('user' in message) || !message.user || ('bot_id' in message && message.bot_id)) return;
    const thread = 'thread_ts' in message ? message.thread_ts : undefined;
    const place = { channel: message.channel, ts: message.ts, thread };
    await answerIn(services, client, place, message.user, message.text ?? '');
  };

/** A question that names the bot in a channel: answered in its thread. */
export const handleMention =
  (services: Services) =>
  async ({ event, client }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs): Promise<void> => {
    // Another bot's mention stays unanswered: two bots would never stop.
    if (!event.user || event.bot_id) return;
    const place = { channel: event.channel, ts: event.ts, thread: event.thread_ts ?? event.ts };
    await answerIn(services, client, place, event.user, event.text.replace(/<@[A-Z0-9]+(\|[^>]*)?>/g, ' '));
  };

interface Place {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
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
  const words = unescapeSlack(text.trim());
  if (await answerIntent(services, client, place, user, words)) return;
  const given = await services.questions.ask(words, {
    conversation: conversationKey.message(place.channel, place.thread),
    asker: await askerOf(services, user),
  });
  await client.chat.postMessage({
    channel: place.channel,
    ...buildAnswer(given, { shareable: false }),
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    unfurl_links: false,
  });
}

/** Slack escapes three characters in what users write. Source: docs.slack.dev/messaging/formatting-message-text. */
const unescapeSlack = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
