import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReplayMemory } from '../../../src/bot/kit/replay-memory.ts';
import type { Years } from '../../../src/bot/kit/services.ts';
import { createClient, createSlackApp, type SlackApp } from '../../../src/bot/kit/slack-app.ts';
import { TokenRefused } from '../../../src/bot/kit/token-refused.ts';
import { createWorkspace, onlyWorkspace } from '../../../src/bot/kit/workspaces.ts';
import { registerListeners } from '../../../src/bot/register-listeners.ts';
import { registerCommands } from '../../../src/commands/index.ts';
import { fixedClock } from '../../support/clock.ts';
import { closing } from '../../support/closing.ts';
import { temporaryDatabase } from '../../support/database.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import {
  as,
  BOT_TOKEN,
  CHANNEL,
  directMessage,
  IN_THE_PHASE,
  makeYears,
  startBot,
  WELL,
} from '../../support/slack.ts';
import { type SocketSlack, startSocketSlack } from '../../support/socket-slack.ts';

const contact = as('ref-uo-3-2');
/** Socket Mode has no signed requests that could come twice. */
const NO_REPLAYS: ReplayMemory = {
  begin: async () => 'ours',
  served: () => undefined,
  flush: async () => undefined,
};
const only = (slack: FakeSlack, years: Years, logger: ReturnType<typeof recordingLogger>['logger']) =>
  onlyWorkspace(
    createWorkspace({
      botToken: BOT_TOKEN,
      client: createClient(BOT_TOKEN, slack.url, logger),
      years,
      refused: { record: async () => undefined },
    }),
    logger,
  );

describe('over Socket Mode', () => {
  let slack: FakeSlack;
  let socket: SocketSlack;
  const revoked: string[] = [];
  let app: SlackApp;

  beforeAll(async () => {
    slack = closing(await startFakeSlack(luccaPlan()));
    socket = closing(await startSocketSlack());
    slack.answer('apps.connections.open', () => ({ ok: true, url: socket.url }));
    const { logger } = recordingLogger();
    const { years } = makeYears(slack, fixedClock(IN_THE_PHASE), logger, await temporaryDatabase());
    const workspaces = only(slack, years, logger);
    app = createSlackApp({
      workspaces,
      connection: { mode: 'socket', appToken: 'xapp-of-the-tests' },
      slackApiUrl: slack.url,
      logger,
      replays: NO_REPLAYS,
      health: WELL,
      onRevoked: (reason) => revoked.push(reason),
    });
    registerCommands(app.app, app.yearsOf);
    registerListeners(app.app, app.yearsOf, workspaces);
    expect(await app.start()).toBeNull();
  });
  afterAll(() => app.stop());

  const command = () => ({
    command: '/monitoraggio',
    text: '',
    user_id: contact,
    channel_id: CHANNEL,
    response_url: slack.responseUrl(),
  });
  const acknowledged = (id: string) =>
    vi.waitFor(() => expect(socket.acks.map(({ envelope_id }) => envelope_id)).toContain(id), EVENTUALLY);
  const answered = (times: number) =>
    vi.waitFor(() => expect(slack.responses).toHaveLength(times), EVENTUALLY);

  it('a command is acknowledged on the socket and answered at its response_url', async () => {
    slack.forget();
    await acknowledged(socket.deliver('slash_commands', command()));
    await answered(1);
    expect(JSON.stringify(slack.responses)).toContain('Sintesi Monitoraggio intermedio 2021');
  });

  it('a form that cannot be saved is answered in the acknowledgement', async () => {
    const id = socket.deliver('interactive', {
      type: 'view_submission',
      user: { id: contact },
      team: { id: 'TTEAM' },
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'item.update-form',
        private_metadata: 'x',
        state: { values: {} },
      },
    });
    await acknowledged(id);
    expect(socket.acks.find(({ envelope_id }) => envelope_id === id)?.payload).toMatchObject({
      response_action: 'update',
    });
  });

  it('a message delivered again in another envelope is acknowledged again, and answered once', async () => {
    slack.forget();
    const event = { type: 'event_callback', team_id: 'TTEAM', event: directMessage(contact, 'ciao') };
    const ids = [socket.deliver('events_api', event), socket.deliver('events_api', event)];
    for (const id of ids) await acknowledged(id);
    await acknowledged(socket.deliver('slash_commands', command()));
    await answered(1);
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });

  it('a payload of nothing is acknowledged, and the process lives', async () => {
    await acknowledged(socket.deliver('slash_commands', null));
    slack.forget();
    socket.deliver('slash_commands', command());
    await answered(1);
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['an event that is nothing', { type: 'events_api', envelope_id: 'E', payload: { event: null } }],
    ['an event without a payload', { type: 'events_api', envelope_id: 'E' }],
    ['an event without a type', { type: 'events_api', envelope_id: 'E', payload: { event: {} } }],
  ])('a frame of %s is dropped, and the process serves on', async (_, frame) => {
    slack.forget();
    socket.send(JSON.stringify(frame));
    await acknowledged(socket.deliver('slash_commands', command()));
    await answered(1);
  });

  it('connects again when Slack asks, even if Slack is silent for a moment, and goes on serving', async () => {
    const before = socket.opened;
    let attempts = 0;
    slack.answer('apps.connections.open', () => (++attempts === 1 ? 'cut' : { ok: true, url: socket.url }));
    socket.refresh();
    await vi.waitFor(() => expect(socket.opened).toBe(before + 1), EVENTUALLY);
    expect(attempts).toBe(2);
    slack.forget();
    await acknowledged(socket.deliver('slash_commands', command()));
    await answered(1);
  });

  it('tells of a token that is taken no longer when a connection is renewed', async () => {
    expect(revoked).toEqual([]);
    const before = socket.opened;
    slack.answer('apps.connections.open', () =>
      revoked.length === 0 ? { ok: false, error: 'token_revoked' } : { ok: true, url: socket.url },
    );
    socket.refresh();
    await vi.waitFor(() => expect(socket.opened).toBe(before + 1), EVENTUALLY);
    expect(revoked).toEqual(['token_revoked']);
  });
});

describe('a token that Slack refuses', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'auth.test'],
    ['SLACK_APP_TOKEN', 'apps.connections.open'],
  ])('is named when the app starts: %s', async (variable, method) => {
    const slack = closing(await startFakeSlack(luccaPlan()));
    slack.answer(method, () => ({ ok: false, error: 'invalid_auth' }));
    const { logger } = recordingLogger();
    const app = createSlackApp({
      workspaces: only(slack, {} as Years, logger),
      connection: { mode: 'socket', appToken: 'xapp-of-the-tests' },
      slackApiUrl: slack.url,
      logger,
      replays: NO_REPLAYS,
      health: WELL,
    });
    await expect(app.start()).rejects.toEqual(
      new TokenRefused(variable as 'SLACK_APP_TOKEN', 'invalid_auth'),
    );
  });
});

describe('who the bot is', () => {
  it('is asked of Slack once, whatever comes in', async () => {
    const bot = await startBot();
    for (const text of ['uno', 'due', 'tre'])
      await bot.event(directMessage(contact, text, `163110000${text.length}.1`));
    await bot.command('/monitoraggio', '', contact);
    expect(bot.slack.callsTo('auth.test')).toHaveLength(1);
  });
});
