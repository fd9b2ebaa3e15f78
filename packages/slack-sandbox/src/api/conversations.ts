import { slackConversation } from '../formats/conversations.ts';
import { newestFirst, slackMessage } from '../formats/messages.ts';
import { historyOf } from '../messages.ts';
import type { Message } from '../model.ts';
import { compareTs } from '../timestamps.ts';
import {
  findConversation,
  findMessage,
  findPerson,
  joinedConversation,
  paginate,
  requireScope,
} from './lookup.ts';
import { ApiError, type Call, type Method } from './method.ts';

/** https://docs.slack.dev/reference/methods?family=conversations */

/** Keeps what lies between `oldest` and `latest`; the bounds themselves only with `inclusive`. */
function within({ args }: Call, messages: readonly Message[]): readonly Message[] {
  const [oldest, latest] = [args.text('oldest') || '0', args.text('latest')];
  const edge = args.flag('inclusive') ? 0 : 1;
  return messages.filter(
    ({ ts }) => compareTs(ts, oldest) >= edge && (latest === '' || compareTs(ts, latest) <= -edge),
  );
}

function pageOfMessages(call: Call, messages: readonly Message[]) {
  const { page, nextCursor } = paginate(call, messages, 100);
  const withMetadata = call.args.flag('include_all_metadata');
  return {
    messages: page.map((message) => slackMessage(call.team, message, withMetadata)),
    has_more: nextCursor !== '',
    response_metadata: { next_cursor: nextCursor },
  };
}

const history: Method = {
  scopes: [],
  run(call) {
    const conversation = joinedConversation(call, call.args.required('channel'));
    requireScope(call, conversation, 'history');
    const messages = newestFirst(within(call, historyOf(call.team, conversation.id)));
    return { ...pageOfMessages(call, messages), pin_count: 0 };
  },
};

const replies: Method = {
  scopes: [],
  run(call) {
    const conversation = joinedConversation(call, call.args.required('channel'));
    requireScope(call, conversation, 'history');
    const parent = findMessage(call, conversation.id, call.args.required('ts'));
    const threadTs = parent.threadTs ?? parent.ts;
    // The parent always comes along, whatever the bounds.
    const thread = historyOf(call.team, conversation.id, threadTs);
    const [first, ...others] = thread;
    return pageOfMessages(call, first ? [first, ...within(call, others)] : []);
  },
};

const info: Method = {
  scopes: [],
  run(call) {
    const conversation = findConversation(call, call.args.required('channel'));
    requireScope(call, conversation, 'read');
    return { channel: slackConversation(call.team, conversation) };
  },
};

const list: Method = {
  scopes: ['channels:read', 'im:read'],
  run(call) {
    const types = (call.args.text('types') || 'public_channel').split(',');
    const kinds = new Set(
      types.map((type) => (type.trim() === 'im' ? 'im' : type.trim() === 'public_channel' ? 'channel' : '')),
    );
    const wanted = call.team.directory.conversations.filter(({ kind }) => kinds.has(kind));
    for (const conversation of wanted) requireScope(call, conversation, 'read');
    const { page, nextCursor } = paginate(call, wanted, 100);
    return {
      channels: page.map((conversation) => slackConversation(call.team, conversation)),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

const members: Method = {
  scopes: [],
  run(call) {
    const conversation = findConversation(call, call.args.required('channel'));
    requireScope(call, conversation, 'read');
    const { bot } = call.team.directory;
    const app = call.team.store.appHasLeft(conversation.id) ? [] : [bot.userId];
    const { page, nextCursor } = paginate(call, [...conversation.memberIds, ...app], 100);
    return { members: page, response_metadata: { next_cursor: nextCursor } };
  },
};

const open: Method = {
  scopes: ['im:write'],
  run(call) {
    const channel = call.args.text('channel');
    const users = call.args.text('users').split(',').filter(Boolean);
    if (channel === '' && users.length !== 1)
      throw new ApiError(users.length > 1 ? 'not_supported_here' : 'users_list_not_supplied');
    const conversation = channel
      ? findConversation(call, channel)
      : call.team.directory.imOf(findPerson(call, users[0] ?? '').id);
    if (!conversation) throw new ApiError('channel_not_found');
    const [userId = ''] = conversation.memberIds;
    if (conversation.kind === 'im' && !call.team.directory.person(userId)?.active)
      throw new ApiError('user_disabled');
    const full = slackConversation(call.team, conversation);
    return {
      no_op: true,
      already_open: true,
      channel: call.args.flag('return_im') ? full : { id: conversation.id },
    };
  },
};

function membership(member: boolean): Method {
  return {
    scopes: [member ? 'channels:join' : 'channels:manage'],
    run(call) {
      const conversation = findConversation(call, call.args.required('channel'));
      if (conversation.kind === 'im') throw new ApiError('method_not_supported_for_channel_type');
      call.team.store.saveAppMembership(conversation.id, member);
      return member ? { channel: slackConversation(call.team, conversation) } : {};
    },
  };
}

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': membership(true),
  'conversations.leave': membership(false),
};
