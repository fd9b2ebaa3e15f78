import type { Json } from '../json.ts';
import type { Person } from '../model.ts';
import type { Team } from '../team.ts';

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
