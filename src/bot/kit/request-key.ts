import { createHash } from 'node:crypto';
import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';

/*
 * What tells a request from another one that asks the same: a form that is sent again, a button that is pressed twice, a
 * command that is delivered again are the same request, and are done once.
 */

/** One form, opened once, with what was typed in it: it may have been sent before, and refused. */
export const keyOfForm = ({ user, view }: Pick<ViewSubmitAction, 'user' | 'view'>): string =>
  digest(['form', user.id, view.id, view.callback_id, view.private_metadata, view.state?.values]);

/** One button of one message, or of one view. */
export const keyOfButton = (
  { user, container }: Pick<BlockAction, 'user' | 'container'>,
  { action_id: action, value }: { readonly action_id: string; readonly value?: string },
): string => {
  const { channel_id: channel, message_ts: message, view_id: view } = container;
  return digest(['button', user.id, action, value, channel, message, view]);
};

/** One command, given once: each has a trigger of its own. */
export const keyOfCommand = ({ command, trigger_id: trigger, user_id: user }: SlashCommand): string =>
  digest(['command', user, command, trigger]);

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
