import { ErrorCode, type WebAPICallError, type WebClient } from '@slack/web-api';
import { channelOf } from '../../domain/reminders/index.ts';
import type { Delivery, MessagePlace, Notifier, OutboxMessage } from '../../domain/sending/index.ts';
import { METADATA } from '../kit/ids.ts';
import { type Pacer, UNPACED } from '../kit/pacing.ts';
import type { PeopleDirectory } from '../kit/people-directory.ts';
import { buildNote } from './note-view.ts';
import { buildReminder } from './reminder-view.ts';

/** How far back a conversation is looked through for a message that may have been sent. */
const PAGE_MESSAGES = 100;
const SEARCHED_PAGES = 5;

/** Slack's answers to a look at an account, or to opening its DM, that say it cannot be written to. */
const NOBODY_THERE = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'channel_not_found',
  'method_not_supported_for_channel_type',
]);

/** Slack's answers that say nothing was done and that a later attempt, or a working token, may get past. */
const NOT_SENT = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'not_authed',
  'invalid_auth',
  'token_expired',
  'token_revoked',
  // What the workspace or its administrators have to put right: nobody's account, and no message's fault.
  'missing_scope',
  'no_permission',
  'access_denied',
  'accesslimited',
  'not_allowed_token_type',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
  'team_added_to_org',
  'enterprise_is_restricted',
]);

/** "It's possible some aspect of the operation succeeded before the error was raised." Source: docs.slack.dev. */
const PERHAPS_SENT = new Set(['internal_error', 'fatal_error']);

/** There is no message to redraw any more, or none that may be changed; the update itself is safe in the store. */
const CANNOT_REDRAW = new Set([
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_archived',
]);

/**
 * Sends what the outbox holds: reminders and notes as direct messages, digests also to channels.
 * @param client made with retries 0 and a time-out: the outbox decides what is tried again
 */
export function createSlackNotifier(
  client: WebClient,
  people: PeopleDirectory,
  timezone: string,
  pacer: Pacer = UNPACED,
): Notifier {
  /** DMs stay what they are once opened. */
  const opened = new Map<string, string>();

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

  function payload(message: OutboxMessage) {
    return {
      ...(message.kind === 'reminder' ? buildReminder(message, timezone) : buildNote(message, timezone)),
      metadata: { event_type: METADATA.reminder, event_payload: { key: message.key } },
      unfurl_links: false,
    };
  }

  /** Found by the look at the account that precedes each send, and good for that send only. */
  const lookedUp = new Map<string, string>();

  return {
    async isReachable(person) {
      try {
        const conversation = await minding(() => conversationOf(person));
        if (conversation !== null) lookedUp.set(person, conversation);
        return conversation !== null;
      } catch (error) {
        // What Slack says of the account itself is an answer; what it says of us (a permission, a token) is not.
        if (NOBODY_THERE.has(platformError(error) ?? '')) return false;
        throw error;
      }
    },

    async send(message): Promise<Delivery> {
      // Outside the `try`: a message that cannot be built is a defect, not an unknown outcome.
      const content = payload(message);
      let channel: string | null;
      try {
        channel = lookedUp.get(message.person) ?? (await minding(() => conversationOf(message.person)));
        lookedUp.delete(message.person);
      } catch (error) {
        return notYet(error);
      }
      if (channel === null) return { status: 'refused', reason: 'no_account' };
      const place = channel;
      await pacer.channelTurn(place);
      try {
        const sent = await minding(() => client.chat.postMessage({ channel: place, ...content }));
        // A person written to in a channel of their own is answered with the channel's id.
        return sent.ts
          ? { status: 'sent', place: { channel: sent.channel ?? place, ts: sent.ts } }
          : { status: 'unknown', reason: 'no_ts_in_reply' };
      } catch (error) {
        return failure(error);
      }
    },

    find: (person, key) =>
      minding(async (): Promise<MessagePlace | null> => {
        const channel = await conversationOf(person);
        if (channel === null) return null;
        let cursor: string | undefined;
        for (let page = 0; page < SEARCHED_PAGES; page++) {
          const history = await client.conversations.history({
            channel,
            limit: PAGE_MESSAGES,
            include_all_metadata: true,
            ...(cursor ? { cursor } : {}),
          });
          const sent = (history.messages ?? []).find(
            ({ metadata }) =>
              metadata?.event_type === METADATA.reminder &&
              (metadata.event_payload as { key?: unknown } | undefined)?.key === key,
          );
          if (sent?.ts) return { channel, ts: sent.ts };
          cursor = history.response_metadata?.next_cursor;
          if (!cursor) return null;
        }
        return null;
      }),

    async redraw(message, place): Promise<void> {
      const content = payload(message);
      await pacer.turn();
      await pacer.channelTurn(place.channel);
      try {
        await minding(() => client.chat.update({ ...place, ...content }));
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

/** How long Slack asks to wait, in milliseconds; null when it does not. */
function retryAfterMs(error: unknown): number | null {
  if ((error as WebAPICallError).code !== ErrorCode.RateLimitedError) return null;
  const { retryAfter } = error as { retryAfter?: number };
  return retryAfter === undefined ? null : retryAfter * 1000;
}

/** Nothing was posted: it may be tried again, unless Slack said that there is nobody there. */
function notYet(error: unknown): Delivery {
  const platform = platformError(error);
  if (platform !== null && NOBODY_THERE.has(platform)) return { status: 'refused', reason: platform };
  const code = (error as WebAPICallError).code;
  return {
    status: 'retry',
    reason: platform ?? (code === ErrorCode.RateLimitedError ? 'ratelimited' : (code ?? 'unexpected')),
    afterMs: retryAfterMs(error),
  };
}

/** What a failed post means: refused for good, surely not sent, or nobody knows. */
export function failure(error: unknown): Delivery {
  const code = (error as WebAPICallError).code;
  if (code === ErrorCode.RateLimitedError)
    return { status: 'retry', reason: 'ratelimited', afterMs: retryAfterMs(error) };
  const platform = platformError(error);
  if (platform === null || PERHAPS_SENT.has(platform))
    return { status: 'unknown', reason: platform ?? code ?? 'unexpected' };
  return NOT_SENT.has(platform)
    ? { status: 'retry', reason: platform, afterMs: null }
    : { status: 'refused', reason: platform };
}
