import { setTimeout as sleep } from 'node:timers/promises';
import { randomId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Team } from '../team.ts';
import { type Answer, send } from './send.ts';

/** The envelope of the Events API: https://docs.slack.dev/apis/events-api/#callback-field */
function envelope(team: Team, event: Json): Json {
  const { teamId, bot } = team.directory;
  return {
    token: 'verification-token-is-deprecated',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: randomId('Ev'),
    event_time: Math.floor(team.clock.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: randomId('4-'),
  };
}

function attempt(team: Team, payload: Json, name: string, retry: number, reason: string): Promise<Answer> {
  const body = JSON.stringify(payload);
  const headers: Readonly<Record<string, string>> =
    retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason } : {};
  const label = retry > 0 ? `${name} (ripetizione ${retry})` : name;
  return send(team, { name: label, contentType: 'application/json', body, headers, payload });
}

async function deliver(team: Team, event: Json, name: string): Promise<void> {
  const payload = envelope(team, event);
  let answer = await attempt(team, payload, name, 0, '');
  for (const [index, wait] of team.timings.eventRetryMs.entries()) {
    if (!answer.failure || team.closing.aborted) return;
    await sleep(wait, undefined, { signal: team.closing, ref: false });
    answer = await attempt(team, payload, name, index + 1, answer.failure);
  }
}

/**
 * Sends an event when the manifest subscribes to it (`subscription`, e.g. "message.im"); repeats it up to three times,
 * as Slack does, while the app does not answer. Returns at once: events are nobody's answer.
 */
export function sendEvent(team: Team, subscription: string, event: Json): void {
  if (!team.app.events.includes(subscription) || team.closing.aborted) return;
  // The only rejection is the wait cut short by closing.
  deliver(team, event, `event ${subscription}`).catch(() => undefined);
}
