import { setTimeout as wait } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createAccounts } from '../../bot/kit/accounts.ts';
import { retryAfterMs } from '../../bot/kit/delivery-errors.ts';
import { webClientOptions } from '../../bot/kit/slack-app.ts';
import { slackErrorOf } from '../../bot/kit/slack-errors.ts';
import type { Person } from '../../domain/types.ts';
import type { SlackConfig } from '../config.ts';
import { type Finding, failing, ok } from './findings.ts';
import { judgeAccounts, judgeChannel, judgeClock, judgeScopes, type Membership } from './judgements.ts';

/** What is asked of a real Slack. */
export interface SlackSide {
  readonly slack: Exclude<SlackConfig, { mode: 'local' | 'many' }>;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  /** Scopes of the manifest. */
  readonly wanted: readonly string[];
  /** Those who have a role in the plan. */
  readonly people: readonly Person[];
  /** Channels of the digests of open phases. */
  readonly channels: readonly string[];
  /** Hears how far the long part is. */
  readonly progress: (line: string) => void;
}

/** Asks Slack about the tokens, the clock, the people and the channels. One that does not answer ends the asking. */
export async function askSlack(side: SlackSide): Promise<readonly Finding[]> {
  const { slack, slackApiUrl, wanted, people, channels, progress } = side;
  let answeredAt: { readonly theirs: number; readonly ours: number } | null = null;
  const quiet = pino({ level: 'silent' });
  const options = webClientOptions(slackApiUrl, quiet);
  const client = new WebClient(slack.botToken, {
    ...options,
    fetch: async (url, init) => {
      const asked = Date.now();
      const response = await fetch(url, init);
      const theirs = Date.parse(response.headers.get('date') ?? '');
      // Their second began at most one before, and half of the way was after it.
      if (!Number.isNaN(theirs)) answeredAt ??= { theirs: theirs + 500, ours: (asked + Date.now()) / 2 };
      return response;
    },
  });
  const { team, user, scopes, refused } = await client.auth.test().then(
    ({ team, user, response_metadata: about }) => ({
      team: team ?? '?',
      user: user ?? '?',
      scopes: about?.scopes ?? null,
      refused: null,
    }),
    (error: unknown) => ({
      team: '',
      user: '',
      scopes: null,
      refused: slackErrorOf(error),
    }),
  );
  if (refused === '')
    return [
      failing(
        'slack',
        'Slack: non risponde.',
        'Controllare che dalla macchina si arrivi a slack.com (rete, proxy, firewall), e ripetere.',
      ),
    ];
  if (refused !== null)
    return [
      failing(
        'slack',
        `Slack: SLACK_BOT_TOKEN non vale (${refused}).`,
        'Copiare di nuovo il «Bot User OAuth Token» dell’app (OAuth & Permissions).',
      ),
    ];
  const clock = answeredAt as { readonly theirs: number; readonly ours: number } | null;
  const findings = [
    ok('slack', `Slack: workspace «${team}», bot «${user}».`),
    ...(slack.mode === 'socket' ? [await lookAtAppToken(slack.appToken, options)] : []),
    judgeScopes(scopes, wanted),
    judgeClock(clock === null ? null : clock.ours - clock.theirs),
  ];
  for (const channel of channels) findings.push(judgeChannel(channel, await membershipIn(client, channel)));
  findings.push(await lookAtPeople(client, people, progress));
  return findings;
}

/** Whether a connection of Socket Mode would be opened; none is. */
async function lookAtAppToken(
  appToken: string,
  options: ReturnType<typeof webClientOptions>,
): Promise<Finding> {
  try {
    await new WebClient(appToken, options).apps.connections.open({});
    return ok('app_token', 'Socket Mode: SLACK_APP_TOKEN vale.');
  } catch (error) {
    return failing(
      'app_token',
      `Socket Mode: SLACK_APP_TOKEN non vale (${slackErrorOf(error) || 'Slack non risponde'}).`,
      'Generarne uno con «connections:write» in Basic Information → App-Level Tokens.',
    );
  }
}

const OF_CHANNEL: Readonly<Record<string, Membership>> = {
  channel_not_found: 'not found',
  missing_scope: 'not told',
};

async function membershipIn(client: WebClient, channel: string): Promise<Membership> {
  try {
    const { channel: found } = await patiently(() => client.conversations.info({ channel }));
    if (found?.is_archived) return 'archived';
    return found?.is_member ? 'member' : 'outside';
  } catch (error) {
    return OF_CHANNEL[slackErrorOf(error)] ?? 'not told';
  }
}

/** So many are looked up between two lines that say how far it is. */
const SHOWN_EVERY = 25;

async function lookAtPeople(
  client: WebClient,
  people: readonly Person[],
  progress: (line: string) => void,
): Promise<Finding> {
  const accounts = createAccounts(client);
  const without: string[] = [];
  for (const [index, { name, email }] of people.entries()) {
    if (index > 0 && index % SHOWN_EVERY === 0) progress(`account: ${index} persone su ${people.length}…`);
    try {
      if ((await patiently(() => accounts.idOf(email))) === null) without.push(`${name} (${email})`);
    } catch (error) {
      return failing(
        'accounts',
        `Persone: Slack non dice chi ha un account (${slackErrorOf(error) || 'non risponde'}).`,
        'Controllare i permessi users:read e users:read.email, e ripetere.',
      );
    }
  }
  return judgeAccounts(without, people.length);
}

/** Slack takes about fifty of these a minute: where it says to wait, it is waited. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await call();
    } catch (error) {
      const pause = retryAfterMs(error);
      if (pause === null) throw error;
      await wait(pause);
    }
}
