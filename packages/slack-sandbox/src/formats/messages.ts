import type { Json } from '../json.ts';
import type { Message } from '../model.ts';
import type { Team } from '../team.ts';
import { compareTs } from '../timestamps.ts';
import { slackFile } from './files.ts';

/** The thread figures a parent message carries. */
function threadFields(team: Team, message: Message): Json {
  if (message.threadTs && message.threadTs !== message.ts) return { thread_ts: message.threadTs };
  const replies = team.store
    .messages(message.channel)
    .filter((other) => other.threadTs === message.ts && other.ts !== message.ts && !other.ephemeralFor);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}

/** A message for history, events and interaction payloads. Metadata only when asked for. */
export function slackMessage(team: Team, message: Message, withMetadata = false): Json {
  const { bot, teamId } = team.directory;
  const byBot = message.user === bot.userId;
  const files = (message.files ?? []).flatMap((id) => {
    const file = team.store.file(id);
    return file ? [slackFile(team, file)] : [];
  });
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    team: teamId,
    ts: message.ts,
    text: message.text,
    ...(byBot
      ? {
          bot_id: bot.botId,
          app_id: bot.appId,
          bot_profile: {
            id: bot.botId,
            app_id: bot.appId,
            name: bot.name,
            deleted: false,
            updated: 0,
            team_id: teamId,
          },
        }
      : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions?.length
      ? { reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })) }
      : {}),
    ...(files.length > 0 ? { files } : {}),
    ...threadFields(team, message),
  };
}

/** True for what stands in the conversation itself and not only in a thread. */
export function isTopLevel(message: Message): boolean {
  return !message.threadTs || message.threadTs === message.ts || message.broadcast === true;
}

/** Newest first, as history methods answer. */
export function newestFirst(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((left, right) => compareTs(right.ts, left.ts));
}
