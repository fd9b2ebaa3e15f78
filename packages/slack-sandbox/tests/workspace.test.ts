import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Workspace, WorkspaceOptions } from '../src/options.ts';
import { startWorkspace } from '../src/workspace.ts';
import { messagesIn, openPage } from './page-driver.ts';
import { SAMPLE_MANIFEST, type SampleApp, startSampleApp } from './sample-app.ts';
import {
  freePort,
  SAMPLE_USERS,
  SIGNING_SECRET,
  sampleClock,
  startSampleWorkspace,
  temporaryFolder,
} from './sample-workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: { readonly workspace: Workspace; readonly app: SampleApp } | undefined;

async function start(given: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const port = await freePort();
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const workspace = await startSampleWorkspace({ stateDir: folder.path, requestUrl, ...given });
  const { slackApiUrl, botToken } = workspace;
  running = {
    workspace,
    app: await startSampleApp({ port, slackApiUrl, botToken, signingSecret: SIGNING_SECRET }),
  };
  return workspace;
}

async function stop(): Promise<void> {
  await running?.app.stop();
  await running?.workspace.close();
  running = undefined;
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await stop();
  folder.remove();
});

describe('a workspace that is told the least', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const least = {
    teamName: 'Squadra di Prova',
    users: SAMPLE_USERS,
    manifest: SAMPLE_MANIFEST,
    requestUrl: 'http://127.0.0.1:9/slack/events',
    signingSecret: SIGNING_SECRET,
  };

  it('opens somewhere, with the direct messages alone, and leaves nothing behind', async () => {
    vi.stubEnv('TMPDIR', folder.path);
    const workspace = await startWorkspace(least);
    expect(readdirSync(folder.path)).toHaveLength(1);
    const seen = await (await openPage(workspace, 'anna-rossi')).see();
    expect(seen.conversations.map(({ kind }) => kind)).toEqual(['im']);
    await workspace.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('leaves nothing behind when it cannot be opened', async () => {
    vi.stubEnv('TMPDIR', folder.path);
    const twice = { ...least, users: [...SAMPLE_USERS, ...SAMPLE_USERS] };
    await expect(startWorkspace(twice)).rejects.toThrow('user handle "anna-rossi" occurs twice');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('a real Bolt app in the workspace', () => {
  it('answers a direct message, dated by the simulated clock', async () => {
    const clock = sampleClock();
    const workspace = await start({ clock });
    const page = await openPage(workspace, 'anna-rossi');
    const channel = await page.channel('app');
    await page.ask('message', { channel, text: 'ciao' });
    const answer = await page.until((seen) => messagesIn(seen, channel)[1]);
    expect(answer.text).toBe('Hai scritto: ciao');
    expect(Math.floor(Number(answer.ts))).toBe(clock.now().getTime() / 1000);
  });

  it('answers a mention in its thread', async () => {
    const workspace = await start();
    const page = await openPage(workspace, 'anna-rossi');
    const channel = await page.channel('progetti');
    const { ts } = await page.ask('message', { channel, text: '@Prova?' });
    const answer = await page.until((seen) => messagesIn(seen, channel)[1]);
    expect(answer).toMatchObject({ threadTs: ts, text: `Eccomi, <@${page.userId}>` });
  });

  it('opens a form from a button, refuses a mistake, takes the correction', async () => {
    const workspace = await start();
    const page = await openPage(workspace, 'anna-rossi');
    const channel = await page.channel('app');
    await page.ask('message', { channel, text: 'modulo' });
    const { ts } = await page.until((seen) => messagesIn(seen, channel)[1]);
    await page.ask('action', {
      place: { channel, ts },
      action: { type: 'button', block_id: 'azioni', action_id: 'apri', value: '24' },
      values: {},
    });
    const modal = await page.until((seen) => seen.modals[0]);
    const fill = (percent: string) =>
      page.ask('submit', {
        viewId: modal.id,
        values: { percentuale: { percentuale: { type: 'number_input', value: percent } } },
      });
    expect(await fill('120')).toMatchObject({
      outcome: 'errors',
      errors: { percentuale: 'La percentuale va da 0 a 100.' },
    });
    expect(await fill('80')).toMatchObject({ outcome: 'accepted' });
    expect(await page.until((seen) => messagesIn(seen, channel)[2])).toMatchObject({
      text: 'Registrato: 80%',
    });
  });

  it('finds everything as it was after a restart with the same folder', async () => {
    const first = await start();
    const page = await openPage(first, 'anna-rossi');
    const channel = await page.channel('app');
    await page.ask('message', { channel, text: 'ricordami' });
    await page.until((seen) => messagesIn(seen, channel)[1]);
    await page.ask('opened', { tab: 'home' });
    const home = await page.until((seen) => seen.home ?? undefined);
    const before = await page.see();
    const token = first.botToken;
    await stop();

    const second = await start();
    const again = await openPage(second, 'anna-rossi');
    const after = await again.see();
    expect(second.botToken).toBe(token);
    expect(again.userId).toBe(page.userId);
    expect(messagesIn(after, channel)).toEqual(messagesIn(before, channel));
    expect(after.home).toEqual(home);
    expect(after.conversations.map(({ readTs }) => readTs)).toEqual(
      before.conversations.map(({ readTs }) => readTs),
    );
  });

  it('gives new messages later timestamps than the stored ones, even with an earlier date', async () => {
    const first = await start();
    const page = await openPage(first, 'anna-rossi');
    const channel = await page.channel('app');
    await page.ask('message', { channel, text: 'uno' });
    await page.until((seen) => messagesIn(seen, channel)[1]);
    await stop();
    const second = await start({ clock: sampleClock('2021-01-01T00:00:00+01:00') });
    const again = await openPage(second, 'anna-rossi');
    await again.ask('message', { channel, text: 'due' });
    const messages = messagesIn(await again.see(), channel);
    expect(messages.map(({ text }) => text).slice(0, 3)).toEqual(['uno', 'Hai scritto: uno', 'due']);
  });

  it('moves the clock through what falls due, and only forwards', async () => {
    const clock = sampleClock();
    const workspace = await start({ clock });
    const page = await openPage(workspace, 'anna-rossi');
    expect(await page.ask('clock', { step: 'day' })).toMatchObject({
      status: 200,
      now: '2021-09-16T07:00:00.000Z',
      moving: false,
    });
    expect(await page.ask('clock', { to: '2021-09-20T08:30' })).toMatchObject({
      now: '2021-09-20T06:30:00.000Z',
    });
    expect(await page.ask('clock', { to: '2021-09-01T08:30' })).toMatchObject({ status: 409 });
    expect(await page.ask('clock', { to: 'ieri' })).toMatchObject({ status: 400 });
  });

  it('shows the caller’s milestones and jumps to the next of a kind, as long as there is one', async () => {
    const milestones = [
      { label: 'Due', at: new Date('2021-09-30T09:00:00+02:00'), kind: 'due' },
      { label: 'Second', at: new Date('2021-09-28T09:00:00+02:00'), kind: 'call' },
      { label: 'First', at: new Date('2021-09-21T09:00:00+02:00'), kind: 'call' },
    ];
    const timeline = { milestones: async () => milestones, jumps: [{ kind: 'call', label: 'next call' }] };
    const page = await openPage(await start({ timeline }), 'anna-rossi');
    const { clock } = await page.see();
    expect(clock.milestones.map(({ label }) => label)).toEqual(['First', 'Second', 'Due']);
    expect(clock.jumps).toEqual(timeline.jumps);
    const jump = () => page.ask('clock', { next: 'call' });
    expect(await jump()).toMatchObject({ now: '2021-09-21T07:00:00.000Z' });
    expect(await jump()).toMatchObject({ now: '2021-09-28T07:00:00.000Z' });
    expect(await jump()).toMatchObject({ status: 409 });
  });

  it('tells what the app sent, to whomever, while the clock moved', async () => {
    const still = sampleClock();
    let remind = async (): Promise<void> => {};
    const clock = {
      ...still,
      async moveTo(instant: Date) {
        await still.moveTo(instant);
        await remind();
      },
    };
    const workspace = await start({ clock });
    const [page, head] = [await openPage(workspace, 'anna-rossi'), await openPage(workspace, 'bruno-verdi')];
    remind = async () => {
      await running?.app.app.client.chat.postMessage({ channel: head.userId, text: 'Manca una firma' });
    };
    expect((await page.ask('clock', { step: 'hour' })).sent).toEqual([
      { ts: '1631692800.000000', text: 'Manca una firma', to: 'Bruno Verdi', handle: 'bruno-verdi' },
    ]);
  });

  it('serves its page without anything from elsewhere', async () => {
    const workspace = await start();
    const page = await fetch(workspace.url);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target)).toEqual([
      expect.stringMatching(/^data:/),
      '/client.css',
      '/client.js',
    ]);
    expect(decodeURIComponent(html)).toContain('fill="#1264a3"/><text');
    expect((await fetch(`${workspace.url}/client.js`)).status).toBe(200);
  });
});
