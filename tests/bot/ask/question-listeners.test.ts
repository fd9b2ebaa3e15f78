import { sql } from 'kysely';
import { beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { takeUpMessages } from '../../../src/bot/ask/asked-message.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { FULL_ANSWER } from '../../support/canned-questions.ts';
import { opened } from '../../support/database.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { as, BOT_TOKEN, type Bot, CHANNEL, directMessage, mention, startBot } from '../../support/slack.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});

const contact = as('ref-uo-3-2');
const posted = () => bot.slack.callsTo('chat.postMessage');
/** Messages that were taken and are not answered yet. */
const open = async () =>
  (await bot.db.selectFrom('handled_event').select('key').where('content', 'is not', null).execute()).length;

describe('a question in the DM', () => {
  it('is answered in the DM, outside any thread', async () => {
    await bot.event(directMessage(contact, 'quanto costa il 24?'));
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({
      channel: dmOf(contact),
      text: expect.stringContaining('3.850,00 €'),
    });
    expect(posted()[0]).not.toHaveProperty('thread_ts');
  });

  it('stays in the thread in which it was asked, as a conversation of its own', async () => {
    await bot.event({ ...directMessage(contact, 'e il 25?'), thread_ts: '1631090000.000100' });
    expect(posted()[0]).toMatchObject({ thread_ts: '1631090000.000100' });
    expect(bot.questions.asked[0]?.asking.conversation).toBe(`thread:${dmOf(contact)}:1631090000.000100`);
  });

  it('reaches the answers as it was typed, with who asks and in which conversation', async () => {
    await bot.event(directMessage(contact, '  costi &lt; 5.000 &amp; peso &gt; 10  '));
    expect(bot.questions.asked[0]).toMatchObject({
      question: 'costi < 5.000 & peso > 10',
      asking: { conversation: `dm:${dmOf(contact)}`, asker: { person: 'ref-uo-3-2' } },
    });
  });

  it('is answered once though Slack delivers it three times', async () => {
    const event = directMessage(contact, 'quanto costa il 24?');
    await Promise.all([
      bot.event(event),
      bot.event(event, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }),
      bot.event(event, { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }),
    ]);
    expect(posted()).toHaveLength(1);
  });

  it('is answered once though it names the bot and so comes as two events', async () => {
    const message = { ...directMessage(contact, '<@UBOT> quanto costa il 24?'), ts: '1631100001.000100' };
    await Promise.all([
      bot.event(message),
      bot.event({ ...message, type: 'app_mention', channel_type: undefined }),
    ]);
    expect(posted()).toHaveLength(1);
  });

  it('is answered again when it is asked again', async () => {
    await bot.event(directMessage(contact, 'quanto costa il 24?', '1631100000.000001'));
    await bot.event(directMessage(contact, 'quanto costa il 24?', '1631100000.000002'));
    expect(posted()).toHaveLength(2);
  });

  it('is answered even to an account that the plan does not know', async () => {
    await bot.event(directMessage(STRANGER, 'quanto costa il 24?'));
    expect(posted()).toHaveLength(1);
    expect(bot.questions.asked[0]?.asking.asker).toBeNull();
  });

  it.each([
    ['what the bot itself wrote', { user: 'UBOT', bot_id: 'BBOT' }],
    ['what another bot wrote', { bot_id: 'BOTHER' }],
    ['an edit', { subtype: 'message_changed', message: { text: 'x' } }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a message of a channel', { channel_type: 'channel', channel: CHANNEL }],
  ])('leaves alone %s', async (_, change) => {
    await bot.event({ ...directMessage(contact, 'ciao'), ...change });
    expect(bot.questions.asked).toEqual([]);
    expect(posted()).toEqual([]);
  });
});

describe('a message that its author changed', () => {
  const changed = (text: string, before: string, edited: object | null = { user: contact, ts: '1.2' }) => ({
    type: 'message',
    subtype: 'message_changed',
    channel_type: 'im',
    channel: dmOf(contact),
    ts: '1631100002.000100',
    message: { type: 'message', user: contact, text, ts: '1631100000.000200', ...(edited ? { edited } : {}) },
    previous_message: { type: 'message', user: contact, text: before, ts: '1631100000.000200' },
  });

  it('is not read again: whoever changed it is told once how to go on', async () => {
    await bot.event(changed('quanto costa il 25?', 'quanto costa il 24?'));
    await bot.event(changed('quanto costa il 25?', 'quanto costa il 24?'), { 'x-slack-retry-num': '1' });
    expect(bot.questions.asked).toEqual([]);
    expect(posted().map(({ text }) => text)).toEqual([
      expect.stringContaining('Hai modificato un messaggio: della modifica non tengo conto.'),
    ]);
  });

  it.each([
    ['a link that was unfurled', changed('https://x.example', 'https://x.example', null)],
    ['words that stayed the same', changed('ciao', 'ciao')],
    [
      'what the bot drew again',
      { ...changed('b', 'a'), message: { user: 'UBOT', bot_id: 'B1', text: 'b', edited: { ts: '1.2' } } },
    ],
  ])('unless it was %s', async (_, event) => {
    await bot.event(event);
    expect(posted()).toEqual([]);
  });
});

it.each(['thread_broadcast', 'me_message', 'file_share'])(
  'a message of the kind %s is answered',
  async (subtype) => {
    await bot.event({ ...directMessage(contact, 'quanto costa il 24?'), subtype });
    expect(bot.questions.asked).toHaveLength(1);
  },
);

it.each([
  ['a voice note', { subtype: 'file_share', text: '', files: [{ id: 'F1', mimetype: 'audio/webm' }] }],
  ['a forwarded message', { text: '', attachments: [{ is_share: true, text: 'quanto costa il 24?' }] }],
])('%s without words is told to be written', async (_, change) => {
  await bot.event({ ...directMessage(contact, ''), ...change });
  expect(bot.questions.asked).toEqual([]);
  expect(posted()[0]?.text).toContain('né messaggi vocali o inoltrati: scrivi qui la domanda');
});

describe('a mention in a channel', () => {
  it('is answered in the thread of the message, without the bot’s own name in the question', async () => {
    await bot.event(mention(contact, 'quanto costa il 24?'));
    expect(posted()[0]).toMatchObject({ channel: CHANNEL, thread_ts: '1631100000.000300' });
    expect(bot.questions.asked[0]?.question).toBe('quanto costa il 24?');
  });

  it('goes on in the thread it was made in', async () => {
    await bot.event({ ...mention(contact, 'e il 25?'), thread_ts: '1631090000.000100' });
    expect(posted()[0]).toMatchObject({ thread_ts: '1631090000.000100' });
  });

  it('is not answered when a bot made it: two bots would never stop', async () => {
    await bot.event({ ...mention(contact, 'quanto costa il 24?'), bot_id: 'BOTHER' });
    expect(posted()).toEqual([]);
  });
});

it('never lets text of an answer become a mention, in the blocks or in the notification', async () => {
  bot.questions.reply(() => ({ ...FULL_ANSWER, headline: 'Non trovo <!channel> & altro' }));
  await bot.event(directMessage(contact, '<!channel>'));
  const escaped = 'Non trovo &lt;!channel&gt; &amp; altro';
  expect(posted()[0]).toMatchObject({ text: expect.stringContaining(escaped) });
  expect(posted()[0]?.blocks).toContainEqual({ type: 'section', text: { type: 'mrkdwn', text: escaped } });
});

describe('an answer that does not go out', () => {
  const MINUTES = 2 * 60_000;
  const takeUp = () =>
    takeUpMessages(bot.services, createClient(BOT_TOKEN, bot.slack.url, recordingLogger().logger));
  const later = () => bot.clock.set(new Date(bot.clock.now().getTime() + MINUTES).toISOString());

  it('is posted by a later tick, once, though Slack delivers the question again meanwhile', async () => {
    bot.slack.answer('chat.postMessage', () => 'cut');
    const event = directMessage(contact, 'quanto costa il 24?');
    await bot.event(event);
    expect(bot.slack.messages).toEqual([]);
    bot.slack.answer('chat.postMessage', null);
    await bot.event(event, { 'x-slack-retry-num': '1' });
    expect(bot.slack.messages).toEqual([]);
    later();
    await takeUp();
    await takeUp();
    expect(bot.slack.messages).toHaveLength(1);
    expect(bot.slack.messages[0]?.args.text).toContain('3.850,00 €');
    expect(await open()).toBe(0);
  });

  it('is not posted twice when Slack took it and only its reply was lost', async () => {
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.event(directMessage(contact, 'quanto costa il 24?', '1630000000.000100'));
    bot.slack.answer('chat.postMessage', null);
    const key = `message:${dmOf(contact)}:1630000000.000100:0`;
    bot.slack.answer('conversations.history', () => ({
      ok: true,
      messages: [{ ts: '1630000001.000100', metadata: { event_payload: { key } } }],
    }));
    later();
    await takeUp();
    expect(bot.slack.messages).toEqual([]);
    expect(await open()).toBe(0);
  });

  it('is left to whoever is at work on it', async () => {
    bot.slack.answer('chat.postMessage', () => 'cut');
    await bot.event(directMessage(contact, 'quanto costa il 24?'));
    bot.slack.answer('chat.postMessage', null);
    await takeUp();
    expect(bot.slack.messages).toEqual([]);
    expect(await open()).toBe(1);
  });

  it('is not tried again where Slack refuses it for good', async () => {
    bot.slack.answer('chat.postMessage', () => ({ ok: false, error: 'is_archived' }));
    await bot.event(mention(contact, 'quanto costa il 24?'));
    expect(await open()).toBe(0);
  });

  it('is given all the same when nothing can be written', async () => {
    // A file's lock is for all that writes; a server's is each table's.
    await writing(await opened(bot.database), async (tx) => {
      if (inject('server') !== null) await sql`lock table handled_event in exclusive mode`.execute(tx);
      await bot.event(directMessage(contact, 'quanto costa il 24?'));
      expect(bot.slack.messages).toHaveLength(1);
    });
  });
});

describe('somebody who asks more than can be answered', () => {
  it('hears so once, and is served again when what waited is done; nobody else waits', async () => {
    const held = Promise.withResolvers<void>();
    const many = Array.from({ length: 21 }, () => bot.services.turns.take(contact, () => held.promise));
    for (const [index, question] of ['uno?', 'due?'].entries())
      await bot.event(directMessage(contact, question, `163110000${index}.000200`));
    await bot.command('/chiedi', 'tre?', contact);
    expect(posted().map(({ text }) => text)).toEqual([
      expect.stringContaining('Hai già 20 richieste in attesa'),
    ]);
    expect(JSON.stringify(bot.slack.responses)).toContain('Hai già 20 richieste in attesa');
    // What is not taken is written nowhere: others would wait for that too.
    expect(await bot.db.selectFrom('handled_event').select('key').execute()).toEqual([]);
    await bot.event(directMessage(as('dir-settore-3'), 'quattro?'));
    expect(bot.questions.asked.map(({ question }) => question)).toEqual(['quattro?']);
    held.resolve();
    await Promise.all(many);
    await bot.event(directMessage(contact, 'cinque?', '1631100005.000200'));
    expect(bot.questions.asked.map(({ question }) => question)).toEqual(['quattro?', 'cinque?']);
  });

  it('loses nothing of what waits: it is kept before it is its turn', async () => {
    const held = Promise.withResolvers<void>();
    const before = bot.services.turns.take(contact, () => held.promise);
    const question = bot.event(directMessage(contact, 'quanto costa il 24?'));
    await vi.waitFor(async () => expect(await open()).toBe(1), EVENTUALLY);
    expect(bot.questions.asked).toEqual([]);
    held.resolve();
    await Promise.all([before, question]);
    expect(bot.questions.asked).toHaveLength(1);
    expect(await open()).toBe(0);
  });
});
