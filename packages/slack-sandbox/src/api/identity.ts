import { ApiError, type Method } from './method.ts';

/** Who the app is and where. */

const authTest: Method = {
  scopes: [],
  run({ team }) {
    const { bot, teamId, teamName } = team.directory;
    return {
      url: `${team.url()}/`,
      team: teamName,
      user: bot.name.toLowerCase(),
      team_id: teamId,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    };
  },
};

const botsInfo: Method = {
  scopes: ['users:read'],
  run({ args, team }) {
    const { bot } = team.directory;
    const asked = args.text('bot') || bot.botId;
    if (asked !== bot.botId) throw new ApiError('bot_not_found');
    return {
      bot: {
        id: bot.botId,
        deleted: false,
        name: bot.name,
        updated: 0,
        app_id: bot.appId,
        user_id: bot.userId,
        icons: {},
      },
    };
  },
};

const teamInfo: Method = {
  scopes: ['team:read'],
  run({ team }) {
    const { teamId, teamName, domain } = team.directory;
    return { team: { id: teamId, name: teamName, domain, email_domain: '', icon: {} } };
  },
};

export const IDENTITY: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'bots.info': botsInfo,
  'team.info': teamInfo,
  'api.test': { scopes: [], run: ({ args }) => ({ args: args.raw }) },
};
