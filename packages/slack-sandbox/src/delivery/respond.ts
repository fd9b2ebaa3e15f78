import { describeProblems } from '../blocks/checks.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { checkMessageBlocks } from '../blocks/validate.ts';
import { asString, isObject, type Json } from '../json.ts';
import { deleteMessage, editMessage, postMessage } from '../messages.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { Team } from '../team.ts';

export type Responded =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly problems: readonly string[] };

const refused = (error: string, problems: readonly string[] = []): Responded => ({
  ok: false,
  error,
  problems,
});

/**
 * Shows an answer given through a `response_url` or in the body of an acknowledgement.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function respond(team: Team, target: ResponseTarget, answer: Json): Responded {
  const original = target.messageTs ? team.store.message(target.channel, target.messageTs) : undefined;
  if (answer.delete_original === true) {
    if (original) deleteMessage(team, original);
    return { ok: true };
  }

  const problems = answer.blocks === undefined ? [] : describeProblems(checkMessageBlocks(answer.blocks));
  if (problems.length > 0) return refused('invalid_blocks', problems);
  const blocks = answer.blocks === undefined ? undefined : completeBlocks(answer.blocks);
  const text = asString(answer.text);
  if (text === '' && !blocks?.length && !answer.attachments) return refused('no_text');
  const content = {
    text,
    ...(blocks?.length ? { blocks } : {}),
    ...(Array.isArray(answer.attachments) ? { attachments: answer.attachments.filter(isObject) } : {}),
    ...(isObject(answer.metadata) ? { metadata: answer.metadata } : {}),
  };

  if (answer.replace_original === true && original) {
    const { blocks: _blocks, attachments: _attachments, ...rest } = original;
    editMessage(team, rest, content);
    return { ok: true };
  }
  const threadTs = asString(answer.thread_ts) || target.threadTs;
  postMessage(team, {
    channel: target.channel,
    user: team.directory.bot.userId,
    ...content,
    ...(threadTs ? { threadTs } : {}),
    ...(answer.response_type === 'in_channel'
      ? target.command
        ? { command: target.command }
        : {}
      : { ephemeralFor: target.userId }),
  });
  return { ok: true };
}
