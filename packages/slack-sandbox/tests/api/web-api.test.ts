import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/json.ts';
import type { Workspace } from '../../src/options.ts';
import { messagesIn, openPage, type PageDriver } from '../page-driver.ts';
import { QUIET } from '../quiet-logger.ts';
import { SAMPLE_MANIFEST } from '../sample-app.ts';
import { startSampleWorkspace, temporaryFolder } from '../sample-workspace.ts';

let workspace: Workspace;
let page: PageDriver;
let client: WebClient;
const folder = temporaryFolder();

function clientOf({ slackApiUrl, botToken }: Workspace, token = botToken): WebClient {
  return new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 }, logger: QUIET });
}

/** The body of the refusal, as the SDK hands it on. */
async function refusal(call: Promise<unknown>): Promise<Json> {
  try {
    await call;
  } catch (error) {
    return (error as { readonly data?: Json }).data ?? {};
  }
  throw new Error('The call was accepted');
}

async function raw(method: string, body: string, headers: Record<string, string>): Promise<Json> {
  const response = await fetch(`${workspace.slackApiUrl}${method}`, { method: 'POST', body, headers });
  return (await response.json()) as Json;
}

beforeAll(async () => {
  workspace = await startSampleWorkspace({ stateDir: folder.path });
  page = await openPage(workspace, 'anna-rossi');
  client = clientOf(workspace);
});
afterAll(async () => {
  await workspace.close();
  folder.remove();
});

describe('authentication and scopes', () => {
  it('says who the app is', async () => {
    const me = await client.auth.test();
    expect(me).toMatchObject({ ok: true, team: 'Squadra di Prova', user: 'prova' });
    expect((await client.bots.info({ bot: me.bot_id ?? '' })).bot).toMatchObject({ user_id: me.user_id });
  });

  it('refuses a call without token and one with a wrong token', async () => {
    expect(await raw('auth.test', '', {})).toEqual({ ok: false, error: 'not_authed' });
    expect(await refusal(clientOf(workspace, 'xoxb-falso').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
  });

  it('names the scope the manifest lacks', async () => {
    expect(await refusal(client.team.info())).toMatchObject({ error: 'missing_scope', needed: 'team:read' });
  });

  it('asks for the scope of the kind of conversation', async () => {
    const manifest = { ...SAMPLE_MANIFEST, oauth_config: { scopes: { bot: ['channels:history'] } } };
    const other = temporaryFolder();
    const narrow = await startSampleWorkspace({ stateDir: other.path, manifest });
    const channel = await page.channel('app');
    expect(await refusal(clientOf(narrow).conversations.history({ channel }))).toMatchObject({
      error: 'missing_scope',
      needed: 'im:history',
    });
    await narrow.close();
    other.remove();
  });

  it('knows no other methods', async () => {
    expect(await refusal(client.apiCall('chat.scheduleMessage'))).toMatchObject({ error: 'unknown_method' });
  });

  it('takes forms and JSON alike', async () => {
    const authorization = `Bearer ${workspace.botToken}`;
    const json = JSON.stringify({ channel: 'progetti', text: 'JSON' });
    const form = new URLSearchParams({
      channel: 'progetti',
      text: 'modulo',
      token: workspace.botToken,
    }).toString();
    expect(
      await raw('chat.postMessage', json, {
        authorization,
        'content-type': 'application/json; charset=utf-8',
      }),
    ).toMatchObject({ ok: true });
    expect(
      await raw('chat.postMessage', form, { 'content-type': 'application/x-www-form-urlencoded' }),
    ).toMatchObject({ ok: true });
  });
});

describe('messages', () => {
  it('appear in the conversation and in its history with their metadata', async () => {
    const metadata = { event_type: 'prova', event_payload: { key: '42' } };
    const posted = await client.chat.postMessage({ channel: page.userId, text: 'Ciao', metadata });
    const channel = posted.channel ?? '';
    expect(messagesIn(await page.see(), channel).at(-1)).toMatchObject({ text: 'Ciao', ts: posted.ts });
    const plain = await client.conversations.history({ channel, limit: 1 });
    const full = await client.conversations.history({ channel, limit: 1, include_all_metadata: true });
    expect(plain.messages?.[0]?.metadata).toBeUndefined();
    expect(full.messages?.[0]).toMatchObject({ ts: posted.ts, metadata });
  });

  it('are refused with the pointer of what is wrong', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] as const;
    expect(
      await refusal(client.chat.postMessage({ channel: 'progetti', text: 'a', blocks: [...blocks] })),
    ).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  it('need a channel, something to say and a thread that is there', async () => {
    expect(await refusal(client.chat.postMessage({ channel: 'C404', text: 'a' }))).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await refusal(client.chat.postMessage({ channel: 'progetti', text: '' }))).toMatchObject({
      error: 'no_text',
    });
    expect(
      await refusal(client.chat.postMessage({ channel: 'progetti', text: 'a', thread_ts: '1.000001' })),
    ).toMatchObject({ error: 'thread_not_found' });
  });

  it('lose their blocks when only a text replaces them, and then count as edited', async () => {
    const blocks = [{ type: 'divider' } as const];
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: 'progetti',
      text: 'Prima',
      blocks,
    });
    await client.chat.update({ channel, ts, text: 'Con blocchi', blocks });
    expect(messagesIn(await page.see(), channel).at(-1)).not.toHaveProperty('edited');
    await client.chat.update({ channel, ts, text: 'Dopo' });
    const message = messagesIn(await page.see(), channel).at(-1);
    expect(message).toMatchObject({ text: 'Dopo', edited: {} });
    expect(message).not.toHaveProperty('blocks');
  });

  it('can be changed and deleted only by who posted them', async () => {
    const channel = await page.channel('progetti');
    const { ts } = (await page.ask('message', { channel, text: 'Mio' })) as { ts: string };
    expect(await refusal(client.chat.update({ channel, ts, text: 'Tuo' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(client.chat.delete({ channel, ts }))).toMatchObject({
      error: 'cant_delete_message',
    });
    const own = await client.chat.postMessage({ channel, text: 'Da togliere' });
    await client.chat.delete({ channel, ts: own.ts ?? '' });
    expect(messagesIn(await page.see(), channel).map(({ text }) => text)).not.toContain('Da togliere');
  });

  it('gather in threads whose figures the parent carries', async () => {
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: 'progetti',
      text: 'Padre',
    });
    const reply = await client.chat.postMessage({ channel, text: 'Figlio', thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel, ts });
    expect(messages).toMatchObject([
      { ts, reply_count: 1, latest_reply: reply.ts },
      { ts: reply.ts, thread_ts: ts },
    ]);
    const { messages: top } = await client.conversations.history({ channel, limit: 1 });
    expect(top).toMatchObject([{ ts }]);
  });

  it('that are ephemeral are for one member only and leave no trace in the history', async () => {
    const channel = await page.channel('cantiere');
    await client.chat.postEphemeral({ channel, user: page.userId, text: 'Solo a te' });
    const head = await openPage(workspace, 'bruno-verdi');
    expect(messagesIn(await page.see(), channel).at(-1)).toMatchObject({ text: 'Solo a te' });
    expect(messagesIn(await head.see(), channel)).toEqual([]);
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
    const outsider = await openPage(workspace, 'carla-neri');
    expect(
      await refusal(client.chat.postEphemeral({ channel, user: outsider.userId, text: 'a' })),
    ).toMatchObject({ error: 'user_not_in_channel' });
  });

  it('cannot be posted where the app is no member', async () => {
    const channel = await page.channel('progetti');
    const manifest = {
      ...SAMPLE_MANIFEST,
      oauth_config: { scopes: { bot: ['chat:write', 'channels:manage'] } },
    };
    const other = temporaryFolder();
    const left = await startSampleWorkspace({ stateDir: other.path, manifest });
    await clientOf(left).conversations.leave({ channel });
    expect(await refusal(clientOf(left).chat.postMessage({ channel, text: 'a' }))).toMatchObject({
      error: 'not_in_channel',
    });
    await left.close();
    other.remove();
  });

  it('have a permalink and take reactions once', async () => {
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: 'progetti',
      text: 'Ecco',
    });
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toBe(`${workspace.url}/archives/${channel}/p${ts.replace('.', '')}`);
    await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
    expect(await refusal(client.reactions.add({ channel, timestamp: ts, name: 'eyes' }))).toMatchObject({
      error: 'already_reacted',
    });
  });
});

describe('people', () => {
  it('are found by e-mail and by id, with their zone and address', async () => {
    const { user } = await client.users.lookupByEmail({ email: 'ANNA@squadra.example' });
    expect(user).toMatchObject({
      id: page.userId,
      name: 'anna-rossi',
      deleted: false,
      tz: 'Europe/Rome',
      tz_offset: 7200,
      profile: { email: 'anna@squadra.example' },
    });
    expect((await client.users.info({ user: page.userId })).user?.real_name).toBe('Anna Rossi');
  });

  it('who left are listed as deleted, are not found by e-mail and cannot act', async () => {
    const { members = [] } = await client.users.list({});
    const left = members.find(({ name }) => name === 'dario-bianchi');
    expect(left?.deleted).toBe(true);
    expect(await refusal(client.users.lookupByEmail({ email: 'dario@squadra.example' }))).toMatchObject({
      error: 'users_not_found',
    });
    expect(await refusal(client.conversations.open({ users: left?.id ?? '' }))).toMatchObject({
      error: 'user_disabled',
    });
    const gone = await openPage(workspace, 'dario-bianchi');
    expect(await gone.ask('opened', { tab: 'home' })).toMatchObject({ status: 403 });
  });

  it('can be written to even when deactivated, as in Slack', async () => {
    const { members = [] } = await client.users.list({});
    const left = members.find(({ name }) => name === 'dario-bianchi');
    expect(await client.chat.postMessage({ channel: left?.id ?? '', text: 'a' })).toMatchObject({ ok: true });
  });

  it('are reached by opening their direct messages', async () => {
    const { channel } = await client.conversations.open({ users: page.userId });
    expect(channel?.id).toBe(await page.channel('app'));
    expect(await refusal(client.conversations.open({ users: 'U404' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('come a page at a time', async () => {
    const first = await client.users.list({ limit: 3 });
    const second = await client.users.list({ limit: 3, cursor: first.response_metadata?.next_cursor ?? '' });
    expect([first.members?.length, second.members?.length]).toEqual([3, 2]);
  });
});

describe('views and files', () => {
  const home = (text: string) => ({
    type: 'home' as const,
    blocks: [{ type: 'header' as const, text: { type: 'plain_text' as const, text } }],
  });

  it('publishes a Home and refuses an outdated hash', async () => {
    const first = await client.views.publish({ user_id: page.userId, view: home('Uno') });
    const hash = String((first.view as { hash?: string } | undefined)?.hash);
    await client.views.publish({ user_id: page.userId, view: home('Due'), hash });
    expect(
      await refusal(client.views.publish({ user_id: page.userId, view: home('Tre'), hash })),
    ).toMatchObject({ error: 'hash_conflict' });
    expect((await page.see()).home?.content.blocks).toMatchObject([{ text: { text: 'Due' } }]);
  });

  it('opens no modal without a trigger', async () => {
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
    expect(await refusal(client.views.open({ trigger_id: 'falso', view }))).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('names the pointer of what is wrong in a view', async () => {
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'x'.repeat(25) },
      blocks: [],
    };
    expect(await refusal(client.views.open({ trigger_id: 'falso', view }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
  });

  it('uploads a file into a conversation, from where it can be downloaded', async () => {
    const channel = await page.channel('progetti');
    await client.filesUploadV2({
      channel_id: channel,
      filename: 'costi.csv',
      title: 'Costi',
      content: 'a;b\n1;2\n',
      initial_comment: 'Ecco i costi',
    });
    const message = messagesIn(await page.see(), channel).at(-1);
    expect(message).toMatchObject({
      text: 'Ecco i costi',
      files: [{ name: 'costi.csv', title: 'Costi', mimetype: 'text/csv' }],
    });
    const file = await fetch(`${workspace.url}${message?.files?.[0]?.url}`);
    expect(await file.text()).toBe('a;b\n1;2\n');
    expect(file.headers.get('content-disposition')).toContain('attachment');
  });

  it('shows the status of the agent until it answers', async () => {
    const channel = await page.channel('app');
    const statuses = async () => (await page.see()).conversations.find(({ id }) => id === channel)?.statuses;
    await client.apiCall('assistant.threads.setStatus', { channel_id: channel, status: 'sta cercando…' });
    expect(await statuses()).toMatchObject([{ text: 'sta cercando…' }]);
    await client.chat.postMessage({ channel, text: 'Trovato' });
    expect(await statuses()).toEqual([]);
  });

  it('replaces the suggested prompts, at most four', async () => {
    const channel_id = await page.channel('app');
    const prompt = { title: 'Scadenze', message: 'quali scadenze?' };
    await client.apiCall('assistant.threads.setSuggestedPrompts', { channel_id, prompts: [prompt] });
    const seen = (await page.see()).conversations.find(({ id }) => id === channel_id);
    expect(seen?.prompts).toEqual([prompt]);
    const five = Array.from({ length: 5 }, () => prompt);
    expect(
      await refusal(client.apiCall('assistant.threads.setSuggestedPrompts', { channel_id, prompts: five })),
    ).toMatchObject({ error: 'invalid_arguments' });
  });
});

describe('the request log', () => {
  it('marks what Slack would have rejected, and never shows the token', async () => {
    await refusal(client.chat.postMessage({ channel: 'C404', text: 'registrata' }));
    const text = await (await fetch(`${workspace.url}/workspace/log`)).text();
    const { entries } = JSON.parse(text) as { entries: readonly Json[] };
    expect(entries.findLast(({ direction }) => direction === 'from_app')).toMatchObject({
      direction: 'from_app',
      name: 'chat.postMessage',
      violations: ['channel_not_found'],
      request: { text: 'registrata' },
    });
    expect(text).not.toContain(workspace.botToken);
  });
});

describe('protection of the page', () => {
  it('refuses requests of other sites and names that are not this computer', async () => {
    const url = `${workspace.url}/workspace/team`;
    expect((await fetch(url, { headers: { origin: 'https://altrove.example' } })).status).toBe(403);
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await fetch(url)).status).toBe(200);
  });

  it('does not let one person answer for the view of another', async () => {
    const head = await openPage(workspace, 'bruno-verdi');
    const home = (await page.see()).home;
    const place = { viewId: home?.id };
    expect(await head.ask('action', { place, action: {}, values: {} })).toMatchObject({
      outcome: 'not_found',
    });
    expect(await head.ask('submit', { viewId: home?.id, values: {} })).toMatchObject({ status: 410 });
  });
});
