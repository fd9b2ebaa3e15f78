import { createHmac } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asObject, asString, type Json } from '../../src/json.ts';
import type { Workspace } from '../../src/options.ts';
import { messagesIn, openPage, type PageDriver } from '../page-driver.ts';
import { QUIET } from '../quiet-logger.ts';
import { type Received, type RecordingReceiver, startRecordingReceiver } from '../recording-receiver.ts';
import { FAST, SIGNING_SECRET, startSampleWorkspace, temporaryFolder } from '../sample-workspace.ts';

let workspace: Workspace;
let receiver: RecordingReceiver;
let page: PageDriver;
let client: WebClient;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  receiver = await startRecordingReceiver();
  workspace = await startSampleWorkspace(
    { stateDir: folder.path, requestUrl: receiver.url },
    { ...FAST, ackMs: 1_500 },
  );
  client = new WebClient(workspace.botToken, {
    slackApiUrl: workspace.slackApiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
  });
  page = await openPage(workspace, 'anna-rossi');
});
afterEach(async () => {
  await workspace.close();
  await receiver.close();
  folder.remove();
});

const eventOf = ({ payload }: Received): Json => asObject(payload.event);

/** Waits until the app has received `count` deliveries that satisfy `wanted`. */
async function received(
  count: number,
  wanted: (one: Received) => boolean = () => true,
): Promise<readonly Received[]> {
  const deadline = performance.now() + 45_000;
  while (receiver.received.filter(wanted).length < count) {
    if (performance.now() > deadline)
      throw new Error(`Only ${receiver.received.filter(wanted).length} of ${count} deliveries came`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return receiver.received.filter(wanted);
}

async function lastNotice(channel: string): Promise<string> {
  return messagesIn(await page.see(), channel).at(-1)?.text ?? '';
}

describe('events', () => {
  it('arrive signed, with the envelope of the Events API', async () => {
    const channel = await page.channel('app');
    const { ts } = await page.ask('message', { channel, text: 'quanto costa < 5?' });
    const [one] = await received(1);
    const timestamp = one?.headers['x-slack-request-timestamp'];
    const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${one?.body}`).digest('hex');
    expect(one?.headers['x-slack-signature']).toBe(`v0=${digest}`);
    expect(one?.payload).toMatchObject({
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      event_time: Date.parse('2021-09-15T07:00:00Z') / 1000,
      authorizations: [{ is_bot: true }],
      event: {
        type: 'message',
        channel_type: 'im',
        channel,
        user: page.userId,
        ts,
        text: 'quanto costa &lt; 5?',
      },
    });
  });

  it('tell a mention in a channel as app_mention alone, when the manifest does not ask for channel messages', async () => {
    const channel = await page.channel('progetti');
    await page.ask('message', { channel, text: 'senza menzione' });
    await page.ask('message', { channel, text: '@Prova ci sei?' });
    const [one] = await received(1);
    expect(one && eventOf(one)).toMatchObject({ type: 'app_mention', channel });
    expect(receiver.received).toHaveLength(1);
  });

  it('say which tab was opened, with the Home once there is one', async () => {
    await page.ask('opened', { tab: 'home' });
    const [first] = await received(1);
    expect(first && eventOf(first)).toMatchObject({
      type: 'app_home_opened',
      tab: 'home',
      user: page.userId,
    });
    expect(first && eventOf(first)).not.toHaveProperty('view');
    await client.views.publish({ user_id: page.userId, view: { type: 'home', blocks: [] } });
    await page.ask('opened', { tab: 'home' });
    const second = (await received(2))[1];
    expect(second && eventOf(second)).toMatchObject({ view: { type: 'home' } });
  });

  it('are repeated three times, saying why, while the app fails', async () => {
    receiver.answer(() => ({ status: 500 }));
    await page.ask('message', { channel: await page.channel('app'), text: 'a' });
    const all = await received(4);
    expect(all.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual(
      [
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_error'],
        ['3', 'http_error'],
      ],
    );
    expect(new Set(all.map(({ payload }) => payload.event_id)).size).toBe(1);
  });

  it('stop being repeated once the app answers', async () => {
    receiver.answer(({ headers }) => ({ status: headers['x-slack-retry-num'] ? 200 : 500 }));
    await page.ask('message', { channel: await page.channel('app'), text: 'a' });
    await received(2);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(receiver.received).toHaveLength(2);
  });
});

describe('slash commands', () => {
  const run = async (command: string, text = '') =>
    page.ask('command', { channel: await page.channel('app'), command, text });

  it('arrive as the form Slack sends', async () => {
    await run('/chiedi', 'quanto costa?');
    const [one] = await received(1);
    expect(one?.headers['content-type']).toContain('application/x-www-form-urlencoded');
    expect(one?.payload).toMatchObject({
      command: '/chiedi',
      text: 'quanto costa?',
      user_id: page.userId,
      user_name: 'anna-rossi',
      channel_name: 'directmessage',
      response_url: expect.stringContaining('/response/'),
      trigger_id: expect.any(String),
    });
  });

  it('show what the acknowledgement says, to that person alone', async () => {
    receiver.answer(() => ({ body: 'Subito' }));
    await run('/chiedi');
    const seen = messagesIn(await page.see(), await page.channel('app')).at(-1);
    expect(seen).toMatchObject({ text: 'Subito', ephemeralFor: page.userId });
  });

  it('show it to all when it says so', async () => {
    receiver.answer(() => ({ body: { response_type: 'in_channel', text: 'A tutti' } }));
    const channel = await page.channel('progetti');
    await page.ask('command', { channel, command: '/costi', text: 'progetto 3' });
    const head = await openPage(workspace, 'bruno-verdi');
    expect(messagesIn(await head.see(), channel).at(-1)).toMatchObject({
      text: 'A tutti',
      command: '/costi progetto 3',
    });
  });

  it('tell the person when the app does not answer in time, fails or is not there', async () => {
    const channel = await page.channel('app');
    receiver.answer(() => ({ after: 2_500 }));
    expect(await run('/chiedi')).toMatchObject({ accepted: false });
    expect(await lastNotice(channel)).toContain('operation_timeout');
    receiver.answer(() => ({ status: 500 }));
    await run('/chiedi');
    expect(await lastNotice(channel)).toContain('http_service_error');
    await receiver.close();
    await run('/chiedi');
    expect(await lastNotice(channel)).toContain('dispatch_failed');
  });

  it('that do not exist are not sent', async () => {
    expect(await run('/inesistente')).toMatchObject({ accepted: false });
    expect(await lastNotice(await page.channel('app'))).toContain('non è un comando valido');
    expect(receiver.received).toEqual([]);
  });

  it('can be answered five times at their response_url', async () => {
    await run('/chiedi');
    const url = asString((await received(1))[0]?.payload.response_url);
    const answer = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Ancora' }) });
    const statuses = [];
    for (let index = 0; index < 6; index += 1) statuses.push((await answer()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(messagesIn(await page.see(), await page.channel('app'))).toHaveLength(5);
  });
});

describe('actions in messages', () => {
  const blocks = [
    {
      type: 'actions' as const,
      block_id: 'b',
      elements: [
        {
          type: 'button' as const,
          action_id: 'apri',
          value: '24',
          text: { type: 'plain_text' as const, text: 'Apri' },
        },
      ],
    },
  ];
  const isAction = ({ payload }: Received) => payload.type === 'block_actions';

  async function press(text = 'Premi') {
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: page.userId, text, blocks });
    const values = { campo: { nome: { type: 'plain_text_input', value: 'x' } } };
    const outcome = await page.ask('action', {
      place: { channel, ts },
      action: { block_id: 'b', action_id: 'apri', type: 'button', value: '24' },
      values,
    });
    return { channel, ts, outcome };
  }

  it('arrive with message, state, container and the means to answer', async () => {
    const { channel, ts, outcome } = await press();
    expect(outcome).toMatchObject({ outcome: 'ok' });
    const [one] = await received(1, isAction);
    expect(one?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: page.userId },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      message: { ts, text: 'Premi', blocks },
      state: { values: { campo: { nome: { value: 'x' } } } },
      actions: [
        {
          action_id: 'apri',
          block_id: 'b',
          value: '24',
          type: 'button',
          text: { text: 'Apri' },
          action_ts: expect.any(String),
        },
      ],
      response_url: expect.any(String),
      trigger_id: expect.any(String),
    });
  });

  it('on what is no longer there are not sent', async () => {
    const { channel, ts } = await press();
    const gone = await page.ask('action', {
      place: { channel, ts },
      action: { block_id: 'b', action_id: 'altro' },
      values: {},
    });
    expect(gone).toMatchObject({ outcome: 'not_found' });
  });

  it('can replace or delete the message they came from', async () => {
    const { channel } = await press();
    const url = asString((await received(1, isAction))[0]?.payload.response_url);
    const answer = (body: Json) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
    await answer({ replace_original: true, text: 'Fatto' });
    expect(messagesIn(await page.see(), channel).at(-1)).toMatchObject({ text: 'Fatto' });
    expect(messagesIn(await page.see(), channel).at(-1)).not.toHaveProperty('blocks');
    await answer({ delete_original: true });
    expect(messagesIn(await page.see(), channel)).toEqual([]);
  });

  it('say so when the app does not acknowledge', async () => {
    receiver.answer((one) => (isAction(one) ? { after: 2_500 } : {}));
    expect((await press()).outcome).toMatchObject({ outcome: 'failed' });
  });
});

describe('modals', () => {
  const title = { type: 'plain_text' as const, text: 'Modulo' };
  const field = (block_id: string) => ({
    type: 'input' as const,
    block_id,
    label: title,
    element: { type: 'plain_text_input' as const, action_id: 'testo' },
  });
  const view = (extra: object = {}) => ({
    type: 'modal' as const,
    callback_id: 'm',
    title,
    submit: title,
    blocks: [field('uno')],
    ...extra,
  });
  const values = { uno: { testo: { type: 'plain_text_input', value: 'x' } } };

  async function openModal(extra: object = {}): Promise<string> {
    await page.ask('command', { channel: await page.channel('app'), command: '/modulo', text: '' });
    const trigger_id = asString(receiver.received.at(-1)?.payload.trigger_id);
    await client.views.open({ trigger_id, view: view(extra) });
    return (await page.see()).modals[0]?.id ?? '';
  }
  const submit = async (viewId: string) => page.ask('submit', { viewId, values });
  const openTitles = async () => (await page.see()).modals.map(({ content }) => asObject(content.title).text);

  it('are submitted with their values and close at an empty acknowledgement', async () => {
    const viewId = await openModal({ private_metadata: 'chiave' });
    expect(await submit(viewId)).toMatchObject({ outcome: 'accepted' });
    expect(receiver.received.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: {
        id: viewId,
        callback_id: 'm',
        private_metadata: 'chiave',
        state: { values },
        root_view_id: viewId,
        hash: expect.any(String),
      },
    });
    expect(await openTitles()).toEqual([]);
  });

  it('stay open with the errors the app gives, but not for a block they do not have', async () => {
    const viewId = await openModal();
    receiver.answer(() => ({ body: { response_action: 'errors', errors: { uno: 'Non va' } } }));
    expect(await submit(viewId)).toMatchObject({ outcome: 'errors', errors: { uno: 'Non va' } });
    receiver.answer(() => ({ body: { response_action: 'errors', errors: { due: 'Non va' } } }));
    expect(await submit(viewId)).toMatchObject({ outcome: 'failed' });
    expect(await openTitles()).toEqual(['Modulo']);
  });

  it('are updated, pushed and cleared by the acknowledgement', async () => {
    const viewId = await openModal();
    const named = (text: string) => view({ title: { type: 'plain_text', text } });
    receiver.answer(() => ({ body: { response_action: 'update', view: named('Secondo') } }));
    await submit(viewId);
    expect(await openTitles()).toEqual(['Secondo']);
    receiver.answer(() => ({ body: { response_action: 'push', view: named('Terzo') } }));
    await submit(viewId);
    expect(await openTitles()).toEqual(['Secondo', 'Terzo']);
    receiver.answer(() => ({ body: { response_action: 'clear' } }));
    await submit(viewId);
    expect(await openTitles()).toEqual([]);
  });

  it('refuse an update with a view Slack would refuse, and one with an old hash', async () => {
    const viewId = await openModal();
    const hash = (await page.see()).modals[0]?.hash ?? '';
    receiver.answer(() => ({
      body: {
        response_action: 'update',
        view: view({ title: { type: 'plain_text', text: 'x'.repeat(25) } }),
      },
    }));
    expect(await submit(viewId)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('/view/title/text'),
    });
    await client.views.update({ view_id: viewId, hash, view: view() });
    await expect(client.views.update({ view_id: viewId, hash, view: view() })).rejects.toMatchObject({
      data: { error: 'hash_conflict' },
    });
  });

  it('keep what was typed when the app is late', async () => {
    const viewId = await openModal();
    receiver.answer(() => ({ after: 2_500 }));
    expect(await submit(viewId)).toMatchObject({ outcome: 'failed', reason: 'http_timeout' });
    expect(await openTitles()).toEqual(['Modulo']);
  });

  it('report being closed when they asked for it', async () => {
    const viewId = await openModal({ notify_on_close: true });
    await page.ask('close', { viewId });
    const [one] = await received(1, ({ payload }) => payload.type === 'view_closed');
    expect(one?.payload).toMatchObject({ view: { id: viewId }, is_cleared: false });
  });

  it('open once per trigger', async () => {
    await page.ask('command', { channel: await page.channel('app'), command: '/modulo', text: '' });
    const trigger_id = asString(receiver.received.at(-1)?.payload.trigger_id);
    await client.views.open({ trigger_id, view: view() });
    await expect(client.views.open({ trigger_id, view: view() })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
  });

  it('stack three high and no higher', async () => {
    const viewId = await openModal({
      blocks: [
        { type: 'actions', block_id: 'b', elements: [{ type: 'button', action_id: 'p', text: title }] },
      ],
    });
    const push = async () => {
      const top = (await page.see()).modals.at(-1)?.id ?? viewId;
      await page.ask('action', {
        place: { viewId: top },
        action: { block_id: 'b', action_id: 'p' },
        values: {},
      });
      const trigger_id = asString(receiver.received.at(-1)?.payload.trigger_id);
      const blocks = [
        {
          type: 'actions' as const,
          block_id: 'b',
          elements: [{ type: 'button' as const, action_id: 'p', text: title }],
        },
      ];
      return client.views.push({ trigger_id, view: { type: 'modal', title, blocks } });
    };
    await push();
    await push();
    await expect(push()).rejects.toMatchObject({ data: { error: 'push_limit_reached' } });
  });

  it('ask the app for the options of external menus', async () => {
    const menu = {
      type: 'input',
      block_id: 'm',
      label: title,
      element: { type: 'external_select', action_id: 'cerca' },
    };
    const viewId = await openModal({ blocks: [menu] });
    receiver.answer(() => ({ body: { options: [{ text: title, value: '1' }] } }));
    const answer = await page.ask('options', {
      place: { viewId },
      blockId: 'm',
      actionId: 'cerca',
      typed: 'bib',
    });
    expect(answer.options).toMatchObject([{ value: '1' }]);
    expect(receiver.received.at(-1)?.payload).toMatchObject({
      type: 'block_suggestion',
      action_id: 'cerca',
      block_id: 'm',
      value: 'bib',
    });
  });
});
