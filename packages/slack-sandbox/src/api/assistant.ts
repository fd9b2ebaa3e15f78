import { describeProblems, list, object, string } from '../blocks/checks.ts';
import { LIMITS } from '../blocks/limits.ts';
import { asArray, asString, isObject } from '../json.ts';
import { findConversation } from './lookup.ts';
import { ApiError, type Call, explained, type Method } from './method.ts';

/** https://docs.slack.dev/reference/methods?family=assistant */

/** The agent's conversation; with `agent_view` there may be no thread. */
function threadOf(call: Call) {
  const conversation = findConversation(call, call.args.required('channel_id'));
  const threadTs = call.args.text('thread_ts');
  if (threadTs !== '' && !call.team.store.message(conversation.id, threadTs))
    throw new ApiError('thread_not_found');
  return { channel: conversation.id, threadTs };
}

const setStatus: Method = {
  scopes: ['assistant:write', 'chat:write'],
  run(call) {
    const loadingMessages = asArray(call.args.json('loading_messages')).map(asString).filter(Boolean);
    call.team.statuses.set({ ...threadOf(call), text: call.args.text('status'), loadingMessages });
    return {};
  },
};

const promptList = list(object({ title: string({ min: 1 }), message: string({ min: 1 }) }), {
  min: 1,
  max: LIMITS.prompts,
});

const setSuggestedPrompts: Method = {
  scopes: ['assistant:write'],
  run(call) {
    const { channel } = threadOf(call);
    const given = call.args.json('prompts');
    const problems = describeProblems(promptList(given, '/prompts'));
    if (problems.length > 0) throw explained('invalid_arguments', problems);
    const prompts = asArray(given)
      .filter(isObject)
      .map(({ title, message }) => ({ title: asString(title), message: asString(message) }));
    call.team.store.savePrompts(channel, prompts);
    call.team.hub.publish(
      { type: 'prompts', channel, prompts },
      call.team.directory.conversation(channel)?.memberIds ?? new Set(),
    );
    return {};
  },
};

const setTitle: Method = {
  scopes: ['assistant:write'],
  run(call) {
    threadOf(call);
    call.args.required('title');
    return {};
  },
};

export const ASSISTANT: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'assistant.threads.setTitle': setTitle,
};
