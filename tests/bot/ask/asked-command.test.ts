import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeUpMessages } from '../../../src/bot/ask/asked-message.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { as, BOT_TOKEN, type Bot, startBot } from '../../support/slack.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot({ questions: 'real' });
});
beforeEach(async () => {
  bot.slack.forget();
  bot.slack.responseStatus(200);
  for (const method of ['chat.postMessage', 'conversations.history', 'conversations.open'])
    bot.slack.answer(method, null);
  await bot.db.deleteFrom('handled_event').execute();
});

const contact = as('ref-uo-3-2');
const takeUp = () =>
  takeUpMessages(bot.services, createClient(BOT_TOKEN, bot.slack.url, recordingLogger().logger));
const later = () => bot.clock.set(new Date(bot.clock.now().getTime() + 2 * 60_000).toISOString());
const kept = () => bot.db.selectFrom('handled_event').selectAll().where('key', 'like', 'command:%').execute();

describe('a question by command', () => {
  it('is kept from its place in the queue until it is answered, and what it asked is not kept any longer', async () => {
    await bot.command('/chiedi', 'quanto costa l’obiettivo 24?', contact);
    expect(bot.slack.responses).toHaveLength(1);
    expect(await kept()).toMatchObject([{ content: null }]);
  });

  it.each([
    ['/chiedi', 'quanto costa obiettivo 24?', '26.039,41'],
    ['/costi', '24', '26.039,41'],
    ['/scadenze', 'obiettivo 24', '31 dicembre 2021'],
    ['/obiettivi', '24', 'Bicipolitana'],
  ])('%s %s, cut short, is answered in direct messages, once', async (command, text, words) => {
    bot.slack.responseStatus(500);
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.command(command, text, contact);
    const before = bot.slack.messages.length;
    expect(await kept()).toMatchObject([{ content: expect.stringContaining(text) }]);
    bot.slack.answer('chat.postMessage', null);
    later();
    await takeUp();
    await takeUp();
    const [told, ...others] = bot.slack.messages.slice(before).map((message) => JSON.stringify(message));
    expect(others).toEqual([]);
    expect(told).toContain(`Hai chiesto \`${command} ${text}\``);
    expect(told).toContain(words);
    expect(await kept()).toMatchObject([{ content: null }]);
  });

  it('that is in direct messages already, though Slack’s reply was lost, is not answered there again', async () => {
    bot.slack.responseStatus(500);
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.command('/chiedi', 'quanto costa l’obiettivo 24?', contact);
    const before = bot.slack.messages.length;
    const key = (await kept())[0]?.key;
    bot.slack.answer('chat.postMessage', null);
    bot.slack.answer('conversations.history', ({ channel }) => ({
      ok: true,
      messages: channel === dmOf(contact) ? [{ ts: '1', metadata: { event_payload: { key } } }] : [],
    }));
    later();
    await takeUp();
    expect(bot.slack.messages).toHaveLength(before);
    expect(await kept()).toMatchObject([{ content: null }]);
  });

  it('of somebody whose account is gone is left', async () => {
    bot.slack.responseStatus(500);
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.command('/chiedi', 'quanto costa l’obiettivo 24?', contact);
    bot.slack.answer('conversations.open', () => ({ ok: false, error: 'user_disabled' }));
    later();
    await takeUp();
    expect(await kept()).toMatchObject([{ content: null }]);
  });

  it('keeps no address that takes answers', async () => {
    bot.slack.responseStatus(500);
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.command('/chiedi', 'quanto costa l’obiettivo 24?', contact);
    expect(JSON.stringify(await kept())).not.toContain('http');
  });

  it.each([
    ['/aggiorna', '24'],
    ['/monitoraggio', 'stato'],
    ['/scadenze', 'calendario'],
    ['/obiettivi', '24 storia'],
  ])('%s %s asks for more than an answer, and is never done a second time', async (command, text) => {
    await bot.command(command, text, contact);
    expect(await kept()).toEqual([]);
  });
});
