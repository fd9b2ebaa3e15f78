import { request } from 'node:http';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { VIEWS } from '../../../src/bot/kit/ids.ts';
import { createReplayMemory } from '../../../src/bot/kit/replay-memory.ts';
import { createSeenRequests } from '../../../src/store/talk/seen-requests.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { as, type Bot, SIGNING_SECRET, seconds, sign, startBot, WELL } from '../../support/slack.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});

const contact = as('ref-uo-3-2');
const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
let unique = 0;
const command = (): string =>
  form({
    command: '/monitoraggio',
    text: '',
    user_id: contact,
    channel_id: 'C1',
    trigger_id: String(++unique),
    response_url: bot.slack.responseUrl(),
  });

const directMessageOf = (fields: Readonly<Record<string, unknown>>) => ({
  type: 'event_callback',
  event: {
    type: 'message',
    channel_type: 'im',
    channel: 'D1',
    user: contact,
    text: 'ciao',
    ts: '1.1',
    ...fields,
  },
});
const submissionOf = (fields: Readonly<Record<string, unknown>>) => ({
  type: 'view_submission',
  user: { id: contact },
  view: { id: 'V1', type: 'modal', callback_id: VIEWS.updateForm, private_metadata: '', ...fields },
});

/** What a bare request is answered with. */
const statusOf = (method: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(bot.url).port, method, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** The process lives and serves. */
async function stillServes(): Promise<void> {
  bot.slack.forget();
  expect((await bot.post(command())).status).toBe(200);
  expect(JSON.stringify(bot.slack.responses)).toContain('Sintesi Monitoraggio');
}

describe('a signed body that Slack would never send is refused, and the process lives', () => {
  it.each([
    ['null as JSON', 'null', true],
    ['an array', '[]', true],
    ['a text', '"ciao"', true],
    ['a number', '42', true],
    ['broken JSON', '{"type":', true],
    ['nothing at all', '', true],
    ['payload=null', 'payload=null', false],
    ['a payload that is a list', 'payload=%5B%5D', false],
    ['a broken payload', 'payload=%7B', false],
    ['an empty form', '', false],
    ['a form without payload or command', 'a=1', false],
  ])('%s', async (_, body, json) => {
    expect((await bot.post(body, { json })).status).toBe(400);
    await stillServes();
  });

  it.each([
    ['an object with nothing in it', {}],
    ['an event that is null', { type: 'event_callback', event: null }],
    ['an event without a type', { type: 'event_callback', event: {} }],
    ['a message without a user', { type: 'event_callback', event: { type: 'message', channel_type: 'im' } }],
    ['actions that are null', { type: 'block_actions', actions: null, user: { id: contact } }],
    ['no actions', { type: 'block_actions', actions: [], user: { id: contact } }],
    ['a form without a view', { type: 'view_submission', user: { id: contact } }],
    ['a message in no channel', { type: 'event_callback', event: { type: 'message', channel: null } }],
    ['a message with a number for words', directMessageOf({ text: 42 })],
    ['a message from a list', directMessageOf({ user: [] })],
    ['a form with fields that are none', submissionOf({ state: { values: 'x' } })],
    ['a form with a list for an id', submissionOf({ id: [] })],
    ['a button that carries an object', { type: 'block_actions', user: { id: contact }, actions: [{}] }],
  ])('%s is answered at once, and is no failure of the program', async (_, payload) => {
    const before = bot.logs.length;
    const answer = await bot.post(JSON.stringify({ ...payload, unique: ++unique }), { json: true });
    expect(answer.status).toBe(200);
    expect(bot.logs.slice(before).filter(({ level }) => Number(level) >= 50)).toEqual([]);
    await stillServes();
  });

  it('a path that is none', async () => {
    const before = bot.logs.length;
    expect(await statusOf('POST', '//')).toBe(404);
    expect(bot.logs.slice(before).filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('a body larger than anything Slack sends', async () => {
    expect((await bot.post(form({ payload: 'x'.repeat(300_000) }))).status).toBe(413);
    await stillServes();
  });
});

describe('the door', () => {
  it('serves a request once, and answers 200 to its replay', async () => {
    const body = command();
    const at = seconds();
    bot.slack.forget();
    expect((await bot.post(body, { at })).status).toBe(200);
    expect((await bot.post(body, { at })).status).toBe(200);
    expect(bot.slack.responses).toHaveLength(1);
  });

  it.each(['=1', '=', '=x=y', ' ', '0'])(
    'takes no signature with «%s» after it, under which the same request would be another',
    async (tail) => {
      const body = command();
      const at = seconds();
      bot.slack.forget();
      const signed = { 'x-slack-signature': `${sign(body, at)}${tail}` };
      const { status } = await bot.post(body, { at, headers: signed });
      expect(bot.slack.responses).toHaveLength(tail.trim() === '' ? 1 : 0);
      expect(status).toBe(tail.trim() === '' ? 200 : 401);
    },
  );

  it('knows a request that was served before a restart', async () => {
    const body = command();
    const at = seconds();
    const signature = sign(body, at);
    await bot.db.insertInto('seen_request').values({ signature, at: new Date().toISOString() }).execute();
    const replays = await createReplayMemory(createSeenRequests(bot.db), recordingLogger().logger);
    expect(await replays.begin(signature)).toBe('served');
    expect(await replays.begin(sign(command(), at))).toBe('ours');
  });

  it('serves again what a program ended over, and tells whoever repeats it meanwhile to come again', async () => {
    const signature = sign(command(), seconds());
    const restarted = () => createReplayMemory(createSeenRequests(bot.db), recordingLogger().logger);
    const ended = await restarted();
    expect(await ended.begin(signature)).toBe('ours');
    expect(await ended.begin(signature)).toBe('under way');
    await ended.flush();
    const next = await restarted();
    expect(await next.begin(signature)).toBe('ours');
    next.served(signature);
    await next.flush();
    expect(await next.begin(signature)).toBe('served');
    expect(await (await restarted()).begin(signature)).toBe('served');
  });

  it('keeps what it served, and lets go of what is too old to come again', async () => {
    const body = command();
    const at = seconds();
    await bot.db
      .insertInto('seen_request')
      .values({ signature: 'v0=old', at: '2020-01-01T00:00:00.000Z' })
      .execute();
    await bot.post(body, { at });
    await vi.waitFor(async () => {
      const kept = await bot.db.selectFrom('seen_request').select('signature').execute();
      expect(kept.map(({ signature }) => signature)).toContain(sign(body, at));
      expect(kept.map(({ signature }) => signature)).not.toContain('v0=old');
    }, EVENTUALLY);
  });

  it.each([
    ['too old', -301],
    // Ahead by more than it may take to get here.
    ['from the future', 900],
  ])('refuses a request that is %s', async (_, shift) => {
    bot.slack.forget();
    expect((await bot.post(command(), { at: seconds() + shift })).status).toBe(401);
    expect(bot.slack.responses).toEqual([]);
  });

  it.each([
    ['with another secret', { secret: 'another-secret' }],
    ['with a signature cut short', { headers: { 'x-slack-signature': 'v0=abc' } }],
    ['with no signature', { headers: { 'x-slack-signature': '' } }],
    ['without a time', { headers: { 'x-slack-request-timestamp': '' } }],
    ['with a time that is none', { headers: { 'x-slack-request-timestamp': 'now' } }],
  ])('refuses a request signed %s', async (_, options) => {
    bot.slack.forget();
    expect((await bot.post(command(), options)).status).toBe(401);
    expect(bot.slack.responses).toEqual([]);
  });

  it('refuses a body changed after it was signed', async () => {
    const at = seconds();
    const changed = { 'x-slack-signature': sign(command(), at) };
    expect((await bot.post(command(), { at, headers: changed })).status).toBe(401);
  });

  it('lets no command in under Slack’s unsigned check of the certificate', async () => {
    bot.slack.forget();
    const smuggled = `${command()}&ssl_check=1`;
    expect((await bot.post(smuggled, { secret: 'another-secret' })).status).toBe(200);
    expect(bot.slack.responses).toEqual([]);
  });

  it('answers Slack’s check of the address', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', unique: ++unique });
    expect(await bot.post(body, { json: true })).toEqual({ status: 200, body: '{"challenge":"abc"}' });
  });

  it.each([
    ['GET', '/slack/events', 404],
    ['POST', '/elsewhere', 404],
    ['GET', '/health', 200],
    ['GET', '/live', 200],
    ['GET', '/ready', 200],
    ['POST', '/ready', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    const answer = await fetch(new URL(path, bot.url), { method });
    expect(answer.status).toBe(status);
  });

  it('refuses what its headers already show, before the body comes', async () => {
    const unsigned = { 'content-type': 'application/json', 'content-length': '200000' };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(bot.url, { method: 'POST', headers: unsigned }, ({ statusCode }) => {
        resolve(statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.flushHeaders();
    });
    expect(status).toBe(401);
  });

  it('outlives a sender who hangs up halfway', async () => {
    await new Promise<void>((resolve) => {
      const half = request(bot.url, { method: 'POST', headers: { 'content-length': '1000' } });
      half.on('error', () => resolve());
      half.write('payload=');
      setImmediate(() => half.destroy());
      half.on('close', () => resolve());
    });
    await stillServes();
  });

  it('logs a refusal without what was in it', async () => {
    await bot.post(form({ payload: 'segreto' }), { secret: `${SIGNING_SECRET}-wrong` });
    expect(bot.logs).toContainEqual(expect.objectContaining({ level: 40, verdict: 'unsigned' }));
    expect(JSON.stringify(bot.logs)).not.toContain('segreto');
  });
});

it('says what it cannot do, and that it is not ready then', async () => {
  const ill = await startBot({
    health: { ...WELL, readiness: async () => ({ database: 'busy', tick: null, slack: 'invalid_auth' }) },
  });
  const asked = await fetch(new URL('/ready', ill.url));
  expect(asked.status).toBe(503);
  expect(await asked.json()).toEqual({ ready: false, database: 'busy', tick: 'ok', slack: 'invalid_auth' });
  expect((await fetch(new URL('/live', ill.url))).status).toBe(200);
});

it('tells whoever comes while it ends to come again', async () => {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const ending = await startBot({
    also: (app) => {
      app.command('/attendi', async ({ ack }) => {
        await ack();
        begun.resolve();
        await gate.promise;
      });
    },
  });
  const waiting = form({
    command: '/attendi',
    user_id: contact,
    channel_id: 'C1',
    trigger_id: 'T',
    text: '',
  });
  const served = ending.post(waiting);
  await begun.promise;
  const stopped = ending.stopApp();
  expect((await fetch(ending.url, { method: 'POST', body: 'x' })).status).toBe(503);
  gate.resolve();
  await stopped;
  expect((await served).status).toBe(200);
  await expect(fetch(ending.url, { method: 'POST', body: 'x' })).rejects.toThrow();
});
