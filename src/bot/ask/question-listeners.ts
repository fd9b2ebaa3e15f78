import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { planFileIn } from '../imports/index.ts';
import { acknowledgeOf } from '../kit/keeping.ts';
import type { Services } from '../kit/services.ts';
import { type AskedMessage, answerOnce } from './asked-message.ts';

/** A question in the DM with the bot. What bots, edits and deletions send is not for us. */
export const handleDirectMessage =
  (services: Services) =>
  async ({
    message,
    client,
    context,
  }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs): Promise<void> => {
    if (message.channel_type !== 'im') return;
    const acknowledge = acknowledgeOf(context);
    if (message.subtype === 'message_changed') {
      const changed = editOf(message);
      return changed === null ? undefined : answerOnce(services, client, changed, acknowledge);
    }
    if (!isTyped(message.subtype)) return;
    if (!('user' in message) || !message.user || ('bot_id' in message && message.bot_id)) return;
    await answerOnce(
      services,
      client,
      {
        channel: message.channel,
        ts: message.ts,
        thread: 'thread_ts' in message ? (message.thread_ts ?? null) : null,
        account: message.user,
        text: message.text ?? '',
        attached: isAttached(message),
        told: null,
        planFile: planFileIn(message),
        isShared: false,
      },
      acknowledge,
    );
  };

const EDITED =
  'Hai modificato un messaggio: della modifica non tengo conto. Scrivi di nuovo la domanda; un aggiornamento già confermato si corregge con /aggiorna, «Modifica».';

const said = z.object({
  user: z.string(),
  text: z.string(),
  thread_ts: z.string().nullish(),
  /** Of what a person changed: an unfurled link changes a message too. */
  edited: z.object({ ts: z.string() }),
  bot_id: z.null().optional(),
});
const change = z.object({
  channel: z.string(),
  ts: z.string(),
  message: said,
  previous_message: z.object({ text: z.string() }),
});

/** A message whose author changed its words; null for any other change. */
function editOf(event: unknown): AskedMessage | null {
  const { data } = change.safeParse(event);
  if (!data || data.message.text === data.previous_message.text) return null;
  return {
    channel: data.channel,
    ts: data.ts,
    thread: data.message.thread_ts ?? null,
    account: data.message.user,
    text: data.message.text,
    attached: false,
    told: EDITED,
    planFile: null,
    isShared: false,
  };
}

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
    context,
  }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs): Promise<void> => {
    // Another bot's mention stays unanswered: two bots would never stop.
    if (!event.user || event.bot_id) return;
    await answerOnce(
      services,
      client,
      {
        channel: event.channel,
        ts: event.ts,
        thread: event.thread_ts ?? event.ts,
        account: event.user,
        text: event.text ?? '',
        attached: isAttached(event),
        told: null,
        planFile: null,
        isShared: body.is_ext_shared_channel === true,
      },
      acknowledgeOf(context),
    );
  };

const isAttached = (message: object): boolean =>
  ['files', 'attachments'].some((part) => {
    const found: unknown = (message as Readonly<Record<string, unknown>>)[part];
    return Array.isArray(found) && found.length > 0;
  });
