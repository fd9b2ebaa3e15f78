import { slackBotUser, slackUser } from '../formats/users.ts';
import type { Person } from '../model.ts';
import { findPerson, paginate } from './lookup.ts';
import { ApiError, type Call, type Method } from './method.ts';

/** https://docs.slack.dev/reference/methods?family=users */

function describe(call: Call, person: Person) {
  return slackUser(call.team, person, call.scopes.has('users:read.email'));
}

const info: Method = {
  scopes: ['users:read'],
  run(call) {
    const id = call.args.required('user');
    if (id === call.team.directory.bot.userId) return { user: slackBotUser(call.team) };
    return { user: describe(call, findPerson(call, id)) };
  },
};

const lookupByEmail: Method = {
  scopes: ['users:read.email'],
  run(call) {
    const person = call.team.directory.personByEmail(call.args.required('email'));
    // Slack does not find deactivated people by e-mail.
    if (!person?.active) throw new ApiError('users_not_found');
    return { user: describe(call, person) };
  },
};

const list: Method = {
  scopes: ['users:read'],
  run(call) {
    const { page, nextCursor } = paginate(call, call.team.directory.people, 1000);
    const app = nextCursor === '' ? [slackBotUser(call.team)] : [];
    return {
      members: [...page.map((person) => describe(call, person)), ...app],
      cache_ts: Math.floor(call.team.clock.now().getTime() / 1000),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

const conversations: Method = {
  scopes: ['channels:read', 'im:read'],
  run(call) {
    const userId = call.args.text('user');
    const { directory, store } = call.team;
    const channels = directory.conversations.filter(
      ({ kind, id, memberIds }) =>
        kind === 'channel' && (userId ? memberIds.has(userId) : !store.appHasLeft(id)),
    );
    const { page, nextCursor } = paginate(call, channels, 100);
    return {
      channels: page.map(({ id, name }) => ({ id, name })),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

export const USERS: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
  'users.list': list,
  'users.conversations': conversations,
};
