import { ErrorCode, type WebAPICallError, type WebClient } from '@slack/web-api';
import type { Delivery, MessagePlace, Notifier, ReminderMessage } from '../domain/reminder-service.ts';
import { METADATA } from './ids.ts';
import type { PeopleDirectory } from './people-directory.ts';
import { buildReminder } from './views/reminder-view.ts';

/** How many messages of a DM are looked through for one that may have been sent: a reminder is among the newest. */
const SEARCHED_MESSAGES = 100;

/** Slack's answers that say nothing was done and that a later attempt, or a working token, may get past. */
const NOT_SENT = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_expired',
  'token_revoked',
]);

/** "It's possible some aspect of the operation succeeded before the error was raised." Source: docs.slack.dev. */
const PERHAPS_SENT = new Set(['internal_error', 'fatal_error']);

/** There is no message to redraw any more, or none that may be changed; the update itself is safe in the store. */
const CANNOT_REDRAW = new Set([
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/**
 * Sends reminders as direct messages.
 * @param client made with retries 0 and a time-out: the outbox decides what is tried again
 */
export function createSlackNotifier(client: WebClient, people: PeopleDirectory, timezone: string): Notifier {
  async function directMessage(person: string): Promise<string | null> {
    const account = await people.accountOf(person);
    if (account === null) return null;
    const { channel } = await client.conversations.open({ users: account });
    return channel?.id ?? null;
  }

  function payload(message: ReminderMessage) {
    return {
      ...buildReminder(message, timezone),
      metadata: { event_type: METADATA.reminder, event_payload: { key: message.key } },
      unfurl_links: false,
    };
  }

  return {
    isReachable: async (person) => (await people.accountOf(person)) !== null,

    async send(message): Promise<Delivery> {
      // Outside the `try`: a message that cannot be built is a defect, not an unknown outcome.
      const content = payload(message);
      try {
        const channel = await directMessage(message.person);
        if (channel === null) return { status: 'refused', reason: 'no_account' };
        const sent = await client.chat.postMessage({ channel, ...content });
        return sent.ts
          ? { status: 'sent', place: { channel, ts: sent.ts } }
          : { status: 'unknown', reason: 'no_ts_in_reply' };
      } catch (error) {
        return failure(error);
      }
    },

    async find(person, key): Promise<MessagePlace | null> {
      const channel = await directMessage(person);
      if (channel === null) return null;
      const { messages = [] } = await client.conversations.history({
        channel,
        limit: SEARCHED_MESSAGES,
        include_all_metadata: true,
      });
      const sent = messages.find(
        ({ metadata }) =>
          metadata?.event_type === METADATA.reminder &&
          (metadata.event_payload as { key?: unknown } | undefined)?.key === key,
      );
      return sent?.ts ? { channel, ts: sent.ts } : null;
    },

    async redraw(message, place): Promise<void> {
      try {
        await client.chat.update({ ...place, ...payload(message) });
      } catch (error) {
        if (!cannotRedraw(error)) throw error;
      }
    },
  };
}

/** The code of Slack's refusal. The SDK puts the text of a reply that it cannot read in the same place: that is none. */
function platformError(error: unknown): string | null {
  if ((error as WebAPICallError).code !== ErrorCode.PlatformError) return null;
  const code = (error as { data?: { error?: string } }).data?.error ?? '';
  return /^[a-z][a-z0-9_]*$/.test(code) ? code : null;
}

/** Whether a message is gone, or closed to changes, so that redrawing it again would be in vain. */
export const cannotRedraw = (error: unknown): boolean => CANNOT_REDRAW.has(platformError(error) ?? '');

/** What a failed send means: refused for good, surely not sent, or nobody knows. */
export function failure(error: unknown): Delivery {
  const code = (error as WebAPICallError).code;
  if (code === ErrorCode.RateLimitedError) {
    const { retryAfter } = error as { retryAfter?: number };
    return {
      status: 'retry',
      reason: 'ratelimited',
      afterMs: retryAfter === undefined ? null : retryAfter * 1000,
    };
  }
  const platform = platformError(error);
  if (platform === null || PERHAPS_SENT.has(platform))
    return { status: 'unknown', reason: platform ?? code ?? 'unexpected' };
  return NOT_SENT.has(platform)
    ? { status: 'retry', reason: platform, afterMs: null }
    : { status: 'refused', reason: platform };
}
