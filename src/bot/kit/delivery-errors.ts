import { ErrorCode, type WebAPICallError } from '@slack/web-api';
import { type Delivery, REFUSED_AT_ALL } from '../../domain/sending/index.ts';
import { slackErrorOf } from './slack-errors.ts';

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
  ...REFUSED_AT_ALL,
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

/** There is nothing to remove any more, or nothing that may be. */
const CANNOT_REMOVE = new Set([
  'message_not_found',
  'channel_not_found',
  'cant_delete_message',
  'compliance_exports_prevent_deletion',
  'is_archived',
]);

/** The app may not read a conversation that it writes to: the manifest asks for the history of DMs alone. */
const MAY_NOT_READ = new Set(['missing_scope', 'not_in_channel', 'no_permission', 'not_allowed_token_type']);

/** Slack's answers that say that a conversation, or a thread of it, takes no messages of the app's. */
const PLACE_CLOSED = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'no_permission',
  'posting_to_general_channel_denied',
  'cannot_reply_to_message',
  'channel_is_limited_access',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'thread_not_found',
  'message_not_found',
]);

/** How calls of Slack fail. */
const CALL_FAILURES: ReadonlySet<string> = new Set([
  ErrorCode.RequestError,
  ErrorCode.HTTPError,
  ErrorCode.PlatformError,
  ErrorCode.RateLimitedError,
]);

/** The message that a thread hung from was deleted, and with it what was in it. */
const THREAD_GONE = new Set(['thread_not_found', 'message_not_found']);

/** The code of Slack's refusal. The SDK puts the text of a reply that it cannot read in the same place: that is none. */
function platformError(error: unknown): string | null {
  if ((error as WebAPICallError).code !== ErrorCode.PlatformError) return null;
  const code = slackErrorOf(error);
  return /^[a-z][a-z0-9_]*$/.test(code) ? code : null;
}

const isOneOf =
  (codes: ReadonlySet<string>) =>
  (error: unknown): boolean =>
    codes.has(platformError(error) ?? '');

/** What Slack says of an account itself, not of the app (a permission, a token). */
export const isNobodyThere = isOneOf(NOBODY_THERE);
/** A message is gone, or closed to changes: redrawing it again would be in vain. */
export const cannotRedraw = isOneOf(CANNOT_REDRAW);
export const cannotRemove = isOneOf(CANNOT_REMOVE);
export const mayNotRead = isOneOf(MAY_NOT_READ);
/** Trying again would be in vain: Slack refused the message or its place for good. */
export const isOutOfReach = (error: unknown): boolean => failure(error).status === 'refused';
/** Slack did not answer, or could not say: the same call may succeed later. */
export const isUnreached = (error: unknown): boolean =>
  (CALL_FAILURES.has((error as WebAPICallError).code) || isUntoldLimit(error)) && !isOutOfReach(error);
/** Slack takes no message there; the same one may go elsewhere. */
export const isPlaceClosed = isOneOf(PLACE_CLOSED);
export const isThreadGone = isOneOf(THREAD_GONE);

/** How long Slack asks to wait, in milliseconds; null when it does not. */
export function retryAfterMs(error: unknown): number | null {
  const { code } = error as WebAPICallError;
  const isLimit = code === ErrorCode.RateLimitedError;
  if (!isLimit && !isUntoldLimit(error)) return null;
  const { retryAfter } = error as { retryAfter?: number };
  const seconds = retryAfter !== undefined && retryAfter > 0 ? retryAfter : UNTOLD_PAUSE_SECONDS;
  return seconds * 1000;
}

/** A limit without a time that can be read, as the SDK (web-api 8) tells it. */
const isUntoldLimit = (error: unknown): boolean =>
  /Retry header did not contain a valid timeout/.test(String((error as Error).message));

/** How long is waited where Slack says that it is too much, and not for how long. */
const UNTOLD_PAUSE_SECONDS = 30;

/** What an error before the post means: nothing was posted, and it may be tried again unless there is nobody there. */
export function notYet(error: unknown): Delivery {
  const platform = platformError(error);
  if (platform !== null && NOBODY_THERE.has(platform)) return { status: 'refused', reason: platform };
  const code = (error as WebAPICallError).code;
  const pause = retryAfterMs(error);
  return {
    status: 'retry',
    reason: platform ?? (pause === null ? (code ?? 'unexpected') : 'ratelimited'),
    afterMs: pause,
  };
}

/** What a failed post means: refused for good, surely not sent, or nobody knows. */
export function failure(error: unknown): Delivery {
  const code = (error as WebAPICallError).code;
  const pause = retryAfterMs(error);
  if (pause !== null) return { status: 'retry', reason: 'ratelimited', afterMs: pause };
  const platform = platformError(error);
  if (platform === null || PERHAPS_SENT.has(platform))
    return { status: 'unknown', reason: platform ?? code ?? 'unexpected' };
  return NOT_SENT.has(platform)
    ? { status: 'retry', reason: platform, afterMs: null }
    : { status: 'refused', reason: platform };
}
