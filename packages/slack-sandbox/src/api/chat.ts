import { slackMessage } from '../formats/messages.ts';
import { deleteMessage, editMessage, postMessage } from '../messages.ts';
import type { Message } from '../model.ts';
import { findConversation, findMessage, joinedConversation } from './lookup.ts';
import { readContent } from './message-content.ts';
import { ApiError, type Call, type Method } from './method.ts';

/** https://docs.slack.dev/reference/methods?family=chat */

const CHAT_WRITE = ['chat:write'];

/** The thread a message goes to. Slack files a reply to a reply under the parent. */
function readThread(call: Call, channel: string): { readonly threadTs?: string } {
  const threadTs = call.args.text('thread_ts');
  if (threadTs === '') return {};
  const parent = call.team.store.message(channel, threadTs);
  if (!parent) throw new ApiError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

const postMessageMethod: Method = {
  scopes: CHAT_WRITE,
  run(call) {
    const conversation = joinedConversation(call, call.args.required('channel'));
    const content = readContent(call);
    const thread = readThread(call, conversation.id);
    const broadcast = thread.threadTs && call.args.flag('reply_broadcast') ? { broadcast: true } : {};
    const user = call.team.directory.bot.userId;
    const message = postMessage(call.team, {
      channel: conversation.id,
      user,
      ...content,
      ...thread,
      ...broadcast,
    });
    return { channel: conversation.id, ts: message.ts, message: slackMessage(call.team, message, true) };
  },
};

const postEphemeral: Method = {
  scopes: CHAT_WRITE,
  run(call) {
    const conversation = joinedConversation(call, call.args.required('channel'));
    const userId = call.args.required('user');
    if (!conversation.memberIds.has(userId)) throw new ApiError('user_not_in_channel');
    const content = readContent(call);
    const message = postMessage(call.team, {
      channel: conversation.id,
      user: call.team.directory.bot.userId,
      ephemeralFor: userId,
      ...content,
      ...readThread(call, conversation.id),
    });
    return { message_ts: message.ts };
  },
};

/** The app may change only what it posted itself. */
function ownMessage(call: Call, code: string): Message {
  const channel = call.args.required('channel');
  // Unlike for posting, a person's id does not stand for their direct messages here.
  if (!call.team.directory.conversation(channel)) throw new ApiError('channel_not_found');
  const message = findMessage(call, channel, call.args.required('ts'));
  if (message.user !== call.team.directory.bot.userId) throw new ApiError(code);
  return message;
}

const update: Method = {
  scopes: CHAT_WRITE,
  run(call) {
    const before = ownMessage(call, 'cant_update_message');
    const content = readContent(call);
    // A text without blocks removes the blocks there were; attachments and metadata stay unless given.
    const { blocks: _blocks, ...rest } = before;
    const message = editMessage(call.team, rest, content);
    return {
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: slackMessage(call.team, message, true),
    };
  },
};

const remove: Method = {
  scopes: CHAT_WRITE,
  run(call) {
    const message = ownMessage(call, 'cant_delete_message');
    deleteMessage(call.team, message);
    return { channel: message.channel, ts: message.ts };
  },
};

const getPermalink: Method = {
  scopes: [],
  run(call) {
    const conversation = findConversation(call, call.args.required('channel'));
    const message = findMessage(call, conversation.id, call.args.required('message_ts'));
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${conversation.id}` : '';
    const permalink = `${call.team.url()}/archives/${conversation.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: conversation.id, permalink };
  },
};

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessageMethod,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
