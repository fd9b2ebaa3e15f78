import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../src/options.ts';
import { buttonsOf, openPage, type PagePerson } from '../src/page-person.ts';
import { type SampleApp, startSampleApp } from './sample-app.ts';
import { freePort, SIGNING_SECRET, startSampleWorkspace, temporaryFolder } from './sample-workspace.ts';

const folder = temporaryFolder();
let workspace: Workspace;
let app: SampleApp;
let person: PagePerson;

beforeAll(async () => {
  const port = await freePort();
  workspace = await startSampleWorkspace({
    stateDir: folder.path,
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
  });
  const { slackApiUrl, botToken } = workspace;
  app = await startSampleApp({ port, slackApiUrl, botToken, signingSecret: SIGNING_SECRET });
  person = await openPage(workspace.url, 'anna-rossi');
});
afterAll(async () => {
  person.leave();
  await app.stop();
  await workspace.close();
  folder.remove();
});

describe('somebody at the page', () => {
  it('talks to the bot, and sees its answer', async () => {
    await person.say('ciao');
    const { text } = await person.message(({ text }) => text.startsWith('Hai scritto'));
    expect(text).toBe('Hai scritto: ciao');
    expect(person.messages().map(({ user }) => user === person.userId)).toEqual([true, false]);
  });

  it('talks in a channel, where everybody reads', async () => {
    const other = await openPage(workspace.url, 'bruno-verdi');
    await person.say('@Prova?', 'progetti');
    await other.message(({ text }) => text === `Eccomi, <@${person.userId}>`);
    other.leave();
    await expect(person.say('a nessuno', 'altrove')).rejects.toThrow('no conversation "altrove"');
  });

  it('gives a command, whose answer is among what came since', async () => {
    const since = person.seen();
    await person.command('/chiedi', 'quanto?');
    expect((await person.message(() => true, since)).text).toBe('Risposta a «quanto?»');
  });

  it('presses a button, fills the modal that opens, is told of a mistake, corrects it', async () => {
    await person.say('modulo');
    const message = await person.message(({ blocks }) => buttonsOf(blocks, 'apri').length > 0);
    await person.press(message, buttonsOf(message.blocks, 'apri')[0] ?? {});
    const modal = await person.modal(({ content }) => content.callback_id === 'modulo');
    const fill = (value: string) =>
      person.submit(modal.id, { percentuale: { percentuale: { type: 'number_input', value } } });
    expect(await fill('120')).toMatchObject({
      outcome: 'errors',
      errors: { percentuale: 'La percentuale va da 0 a 100.' },
    });
    expect(await fill('80')).toMatchObject({ outcome: 'accepted' });
    await person.noModal();
    await person.message(({ text }) => text === 'Registrato: 80%');
  });

  it('opens the Home and uses what is on it', async () => {
    const shows = (times: number) =>
      person.home(({ content }) => JSON.stringify(content).includes(`*${times}* volte`));
    const home = await shows(0);
    await person.press({ viewId: home.id }, buttonsOf(home.content.blocks, 'conta')[0] ?? {});
    await shows(1);
  });

  it('does not wait for ever, and says what it saw last', async () => {
    const hasty = await openPage(workspace.url, 'carla-neri', 50);
    await expect(hasty.message(() => false)).rejects.toThrow(
      /^Carla Neri: the message did not show\. Last messages: \[.*"Eccomi, .*\]$/,
    );
    hasty.leave();
  });

  it('has to be somebody', async () => {
    await expect(openPage(workspace.url, 'nessuno')).rejects.toThrow('nobody is called nessuno');
  });
});
