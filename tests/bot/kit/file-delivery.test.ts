import { beforeEach, describe, expect, it } from 'vitest';
import { takeUpMessages } from '../../../src/bot/ask/asked-message.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { as, BOT_TOKEN, type Bot, startBot } from '../../support/slack.ts';

let bot: Bot;
let names: string[];

beforeEach(async () => {
  bot = await startBot();
  names = [];
  bot.slack.answer('files.getUploadURLExternal', ({ filename }) => {
    names.push(String(filename));
    return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${names.length}` };
  });
  bot.slack.answer('upload', () => ({ status: 200, body: 'OK' }));
  bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
  bot.slack.answer('conversations.history', () => ({ ok: true, messages: [] }));
});

const ask = () => bot.command('/scadenze', 'calendario', as('ref-uo-3-2'));
const told = (): unknown => bot.slack.responses.at(-1)?.text;
const shared = () => bot.slack.callsTo('files.completeUploadExternal');
/** Without what parts of a form are told from one another by. */
const lastUpload = () =>
  bot.slack.uploads
    .at(-1)
    ?.toString('utf8')
    .replace(/formdata-undici-\d+/g, '');
const tick = () =>
  takeUpMessages(bot.services, createClient(BOT_TOKEN, bot.slack.url, recordingLogger().logger));
const later = () => bot.clock.set(new Date(bot.clock.now().getTime() + 120_000).toISOString());
const open = async () =>
  (await bot.db.selectFrom('handled_event').select('key').where('content', 'is not', null).execute()).length;

describe('files that do not go out', () => {
  it('are kept no longer once they are there', async () => {
    await ask();
    expect(shared()).toHaveLength(1);
    expect(await open()).toBe(0);
    later();
    await tick();
    expect(shared()).toHaveLength(1);
  });

  it('come later, once, as they were, to the same person', async () => {
    bot.slack.answer('files.completeUploadExternal', () => 'cut');
    await ask();
    expect(told()).toContain('te lo mando appena lo prende');
    expect(await open()).toBe(1);
    const before = lastUpload();
    bot.slack.forget();
    bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
    later();
    await tick();
    await tick();
    expect(shared()).toHaveLength(1);
    expect(shared()[0]).toMatchObject({ initial_comment: expect.stringContaining('6 scadenze') });
    expect(lastUpload()).toBe(before);
    expect(await open()).toBe(0);
  });

  it('are not sent twice where Slack took them and only its reply was lost', async () => {
    bot.slack.answer('files.completeUploadExternal', () => 'cut');
    await ask();
    bot.slack.forget();
    bot.slack.answer('conversations.history', () => ({
      ok: true,
      messages: [{ ts: '1631174461.000100', files: [{ id: 'F1', name: names[0] }] }],
    }));
    later();
    await tick();
    expect(shared()).toEqual([]);
    expect(await open()).toBe(0);
  });

  it('are left to whoever is at work on them', async () => {
    bot.slack.answer('files.completeUploadExternal', () => 'cut');
    await ask();
    bot.slack.forget();
    await tick();
    expect(shared()).toEqual([]);
    expect(await open()).toBe(1);
  });

  it('are not tried again where Slack refuses them for good', async () => {
    bot.slack.answer('files.getUploadURLExternal', () => ({ ok: false, error: 'file_uploads_disabled' }));
    await ask();
    expect(told()).not.toContain('Fatto');
    expect(await open()).toBe(0);
  });
});
