import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { as, type Bot, SIGNING_SECRET, seconds, sign, startBot } from '../../support/slack.ts';

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
  ])('%s is answered at once', async (_, payload) => {
    const answer = await bot.post(JSON.stringify({ ...payload, unique: ++unique }), { json: true });
    expect(answer.status).toBe(200);
    await stillServes();
  });

  it('a body larger than anything Slack sends', async () => {
    expect((await bot.post(form({ payload: 'x'.repeat(1_100_000) }))).status).toBe(413);
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

  it.each([
    ['too old', -301],
    ['from the future', 301],
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
  ])('answers %s %s with %i', async (method, path, status) => {
    const answer = await fetch(new URL(path, bot.url), { method });
    expect(answer.status).toBe(status);
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
