import { tellAppDeleted, tellAppEdited, tellAppPosted } from './delivery/message-events.ts';
import { isTopLevel } from './formats/messages.ts';
import type { Conversation, Message } from './model.ts';
import { pageMessage } from './page/shapes.ts';
import type { Team } from './team.ts';

/** A message about to be posted. */
export type Draft = Omit<Message, 'ts' | 'edited' | 'reactions'>;

/** Who hears of a message: the one it is for, or all members. */
function audienceOf(conversation: Conversation, message: Message): ReadonlySet<string> {
  return message.ephemeralFor ? new Set([message.ephemeralFor]) : conversation.memberIds;
}

function conversationOf(team: Team, message: Draft): Conversation {
  const conversation = team.directory.conversation(message.channel);
  if (!conversation)
    throw new Error(`Message for channel "${message.channel}", which is not in the directory`);
  return conversation;
}

function show(team: Team, message: Message): void {
  const change = { type: 'message', message: pageMessage(team, message) } as const;
  team.hub.publish(change, audienceOf(conversationOf(team, message), message));
}

/** Stores a message, shows it, and tells the app of it. What the agent was "doing" in that thread is over. */
export function postMessage(team: Team, draft: Draft): Message {
  const message: Message = { ...draft, ts: team.timestamps.next() };
  team.store.saveMessage(message);
  show(team, message);
  if (message.user === team.directory.bot.userId) {
    team.statuses.clear(message.channel, message.threadTs ?? '');
    if (!message.ephemeralFor) team.statuses.clear(message.channel, '');
  } else if (!message.notice) {
    markRead(team, message.user, message.channel, message.ts);
  }
  if (!message.ephemeralFor) tellAppPosted(team, conversationOf(team, message), message);
  return message;
}

/** Replaces what a message says. An ephemeral one is replaced silently, as Slack does. */
export function editMessage(team: Team, before: Message, change: Partial<Draft>): Message {
  const ts = team.timestamps.next();
  // With blocks Slack does not mark the message as edited.
  const marked = !before.ephemeralFor && !change.blocks?.length;
  const edited = marked ? { edited: { user: team.directory.bot.userId, ts } } : {};
  const message: Message = { ...before, ...change, ...edited };
  team.store.saveMessage(message);
  show(team, message);
  if (!message.ephemeralFor) tellAppEdited(team, conversationOf(team, message), message, before, ts);
  return message;
}

/** Changes what the app is not told of as an edit: reactions. */
export function amendMessage(team: Team, message: Message): void {
  team.store.saveMessage(message);
  show(team, message);
}

export function deleteMessage(team: Team, message: Message): void {
  team.store.removeMessage(message);
  const { channel, ts } = message;
  team.hub.publish(
    { type: 'message_removed', channel, ts },
    audienceOf(conversationOf(team, message), message),
  );
  if (!message.ephemeralFor) tellAppDeleted(team, conversationOf(team, message), message);
}

export function markRead(team: Team, userId: string, channel: string, ts: string): void {
  team.store.saveRead(userId, channel, ts);
  team.hub.publish({ type: 'read', channel, ts }, new Set([userId]));
}

/** A line only one person sees, from the workspace itself. */
export function postNotice(
  team: Team,
  userId: string,
  channel: string,
  text: string,
  threadTs?: string,
): void {
  postMessage(team, {
    channel,
    user: team.directory.bot.userId,
    text,
    ephemeralFor: userId,
    notice: true,
    ...(threadTs ? { threadTs } : {}),
  });
}

/** What `userId` sees of a conversation, oldest first. */
export function visibleMessages(team: Team, userId: string, channel: string): readonly Message[] {
  return team.store.messages(channel).filter(({ ephemeralFor }) => !ephemeralFor || ephemeralFor === userId);
}

/** The messages of a conversation itself, or of one thread with its parent. */
export function historyOf(team: Team, channel: string, threadTs?: string): readonly Message[] {
  const shared = team.store.messages(channel).filter(({ ephemeralFor }) => !ephemeralFor);
  return threadTs
    ? shared.filter((message) => message.ts === threadTs || message.threadTs === threadTs)
    : shared.filter(isTopLevel);
}
