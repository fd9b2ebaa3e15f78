import { isObject, parseJson } from '../json.ts';
import { postNotice } from '../messages.ts';
import type { Conversation, Visitor } from '../model.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { Team } from '../team.ts';
import { respond } from './respond.ts';
import { send } from './send.ts';

const FAILURES = {
  http_timeout: 'operation_timeout',
  http_error: 'http_service_error',
  connection_failed: 'dispatch_failed',
} as const;

/**
 * Sends a slash command as Slack does (https://docs.slack.dev/interactivity/implementing-slash-commands) and shows
 * what the acknowledgement says. Returns false when the person should keep what they typed.
 */
export async function runCommand(
  team: Team,
  { person, pageId }: Visitor,
  conversation: Conversation,
  command: string,
  text: string,
): Promise<boolean> {
  const notice = (words: string) => postNotice(team, person.id, conversation.id, words);
  if (!team.app.commands.some((known) => known.command === command)) {
    notice(`\`${command}\` non è un comando valido. Scrivi \`/\` per vedere i comandi disponibili.`);
    return false;
  }
  const { directory } = team;
  const target: ResponseTarget = {
    channel: conversation.id,
    userId: person.id,
    command: `${command} ${text}`.trim(),
  };
  const fields = {
    token: 'verification-token-is-deprecated',
    team_id: directory.teamId,
    team_domain: directory.domain,
    channel_id: conversation.id,
    channel_name: conversation.kind === 'im' ? 'directmessage' : conversation.name,
    user_id: person.id,
    user_name: person.handle,
    command,
    text,
    api_app_id: directory.bot.appId,
    is_enterprise_install: 'false',
    response_url: `${team.url()}/response/${team.responseUrls.issue(target)}`,
    trigger_id: team.triggers.issue({ userId: person.id, pageId }),
  };
  const answer = await send(team, {
    name: `command ${command}`,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
    payload: fields,
  });
  if (answer.failure) {
    notice(`${command} non è riuscito: l’app ha dato l’errore \`${FAILURES[answer.failure]}\`.`);
    return false;
  }
  if (answer.body.trim() !== '') {
    const parsed = parseJson(answer.body);
    const outcome = respond(team, target, isObject(parsed) ? parsed : { text: answer.body });
    if (!outcome.ok)
      notice(
        `${command} non è riuscito: l’app ha dato l’errore \`${outcome.error}\`. ${outcome.problems.join(' ')}`,
      );
  }
  return true;
}
