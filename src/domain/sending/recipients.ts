/** How a channel stands in the outbox's column for persons. */
const CHANNEL = 'channel:';

export const channelRecipient = (channel: string): string => `${CHANNEL}${channel}`;

/** The channel of such a recipient; null for a person. */
export const channelOf = (recipient: string): string | null =>
  recipient.startsWith(CHANNEL) ? recipient.slice(CHANNEL.length) : null;
