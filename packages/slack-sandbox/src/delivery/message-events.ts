import { slackMessage } from '../formats/messages.ts';
import type { Json } from '../json.ts';
import type { Conversation, Message } from '../model.ts';
import type { Team } from '../team.ts';
import { sendEvent } from './events.ts';

const SUBSCRIPTION = { im: 'message.im', channel: 'message.channels' } as const;
const CHANNEL_TYPE = { im: 'im', channel: 'channel' } as const;

function sendMessageEvent(team: Team, conversation: Conversation, event: Json): void {
  sendEvent(team, SUBSCRIPTION[conversation.kind], {
    type: 'message',
    ...event,
    channel: conversation.id,
    channel_type: CHANNEL_TYPE[conversation.kind],
  });
}

/** Tells the app of a new message, its own included: Bolt is who ignores those. */
export function tellAppPosted(team: Team, conversation: Conversation, message: Message): void {
  if (team.store.appHasLeft(conversation.id)) return;
  const event = { ...slackMessage(team, message), event_ts: message.ts };
  sendMessageEvent(team, conversation, event);
  const mentioned = message.text.includes(`<@${team.directory.bot.userId}>`);
  const byPerson = message.user !== team.directory.bot.userId;
  // In direct messages there is no app_mention: https://docs.slack.dev/reference/events/app_mention
  if (mentioned && byPerson && conversation.kind === 'channel') {
    sendEvent(team, 'app_mention', { ...event, type: 'app_mention', channel: conversation.id });
  }
}

export function tellAppEdited(
  team: Team,
  conversation: Conversation,
  message: Message,
  before: Message,
  ts: string,
): void {
  sendMessageEvent(team, conversation, {
    subtype: 'message_changed',
    hidden: true,
    message: slackMessage(team, message),
    previous_message: slackMessage(team, before),
    ts,
    event_ts: ts,
  });
}

export function tellAppDeleted(team: Team, conversation: Conversation, message: Message): void {
  const ts = team.timestamps.next();
  sendMessageEvent(team, conversation, {
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: slackMessage(team, message),
    ts,
    event_ts: ts,
  });
}
