import type { Json } from './json.ts';
import type { Conversation, Message, Person, StoredFile, View } from './model.ts';
import type { Team } from './team.ts';
import { compareTs } from './timestamps.ts';

/** Slack's JSON for the workspace's records. */

/** Seconds east of Greenwich at an instant in a zone. */
function offsetSeconds(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

/** A person for users.info and its sisters; without the scope `users:read.email` the address is left out, as Slack does. */
export function slackUser(team: Team, person: Person, withEmail: boolean): Json {
  const [first = '', ...rest] = person.name.split(' ');
  return {
    id: person.id,
    team_id: team.directory.teamId,
    name: person.handle,
    deleted: !person.active,
    real_name: person.name,
    tz: team.clock.timezone,
    tz_label: team.clock.timezone,
    tz_offset: offsetSeconds(team.clock.timezone, team.clock.now()),
    is_admin: false,
    is_owner: false,
    is_bot: false,
    is_app_user: false,
    is_restricted: false,
    updated: 0,
    locale: 'it-IT',
    profile: {
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.name,
      display_name_normalized: person.name,
      first_name: first,
      last_name: rest.join(' '),
      title: person.title,
      team: team.directory.teamId,
      ...(withEmail ? { email: person.email } : {}),
    },
  };
}

export function slackBotUser(team: Team): Json {
  const { bot, teamId } = team.directory;
  return {
    id: bot.userId,
    team_id: teamId,
    name: bot.name.toLowerCase(),
    deleted: false,
    real_name: bot.name,
    tz: team.clock.timezone,
    is_bot: true,
    is_app_user: false,
    updated: 0,
    profile: {
      real_name: bot.name,
      display_name: bot.name,
      api_app_id: bot.appId,
      bot_id: bot.botId,
      team: teamId,
    },
  };
}

export function slackConversation(team: Team, conversation: Conversation): Json {
  const { bot } = team.directory;
  if (conversation.kind === 'im') {
    const [user] = conversation.memberIds;
    return {
      id: conversation.id,
      created: 0,
      is_im: true,
      is_org_shared: false,
      user,
      is_archived: false,
      is_open: true,
      priority: 0,
    };
  }
  const botIsMember = !team.store.appHasLeft(conversation.id);
  return {
    id: conversation.id,
    name: conversation.name,
    name_normalized: conversation.name,
    created: 0,
    creator: bot.userId,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: false,
    is_member: botIsMember,
    num_members: conversation.memberIds.size + (botIsMember ? 1 : 0),
    topic: { value: conversation.topic, creator: '', last_set: 0 },
    purpose: { value: conversation.topic, creator: '', last_set: 0 },
  };
}

export function slackFile(team: Team, file: StoredFile): Json {
  const address = `${team.url()}/files/${file.id}/${encodeURIComponent(file.name)}`;
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.user,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
  };
}

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

/** A view as Slack returns it and puts it into payloads. `values` is the state of its inputs. */
export function slackView(team: Team, view: View, values: Json = {}): Json {
  const { bot, teamId } = team.directory;
  const { content } = view;
  return {
    id: view.id,
    team_id: teamId,
    app_id: bot.appId,
    app_installed_team_id: teamId,
    bot_id: bot.botId,
    title: { type: 'plain_text', text: team.app.name, emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    callback_id: '',
    external_id: '',
    private_metadata: '',
    ...content,
    state: { values },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
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
