import type { MessagePlace } from './outbox.ts';

/** How a channel stands in the outbox's column for persons. */
const CHANNEL = 'channel:';

export const channelRecipient = (channel: string): string => `${CHANNEL}${channel}`;

/** The channel of such a recipient; null for a person. */
export const channelOf = (recipient: string): string | null =>
  recipient.startsWith(CHANNEL) ? recipient.slice(CHANNEL.length) : null;

/** The channel of letters, among the places of messages. */
export const MAIL_CHANNEL = 'mail';

/** Whether a message went, or was about to go, by e-mail. */
export const isByMail = (place: MessagePlace | null | undefined): place is MessagePlace =>
  place?.channel === MAIL_CHANNEL;
