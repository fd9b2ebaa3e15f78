import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, CHOICE_ACTIONS, FOLLOW_UP_ACTIONS, SUGGESTED_ACTIONS } from '../../../src/bot/kit/ids.ts';
import { FULL_ANSWER } from '../../support/canned-questions.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, CHANNEL, mention, startBot } from '../../support/slack.ts';

const contact = as('ref-uo-3-2');
let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});

/** Gives an answer and its id, as a command before the click did. */
async function given(): Promise<string> {
  const asking = { conversation: `command:${CHANNEL}:${contact}`, asker: null };
  return (await bot.questions.ask('quanto costa il 24?', asking)).id;
}

describe('«Come ho calcolato»', () => {
  it('opens the arithmetic of that answer', async () => {
    await bot.press(ACTIONS.showProof, await given(), contact);
    const [opened] = bot.slack.callsTo('views.open');
    expect(JSON.stringify(opened?.view)).toContain('riga 24: 3.850,00 €');
  });

  it.each(['', 'no-such-answer'])('says that the answer is gone when it is: «%s»', async (id) => {
    await bot.press(ACTIONS.showProof, id, contact);
    expect(bot.slack.responses[0]?.text).toContain('La risposta non c’è più: ripeti la domanda.');
  });
});

describe('«Condividi qui»', () => {
  it('posts the answer for all, and leaves the private one where it is', async () => {
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    expect(bot.slack.responses[0]).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(JSON.stringify(bot.slack.responses[0])).toContain('3.850,00 €');
  });

  it('says first what was asked, and who shares it', async () => {
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    const { text, blocks } = bot.slack.responses[0] as { text: string; blocks: unknown[] };
    const asked = 'Domanda, condivisa da Referente U.O. 3.2: «quanto costa il 24?»';
    expect(text.startsWith(asked)).toBe(true);
    expect(JSON.stringify(blocks[0])).toContain(asked);
  });

  it.each([
    [
      'a channel shared with other organisations',
      { ok: true, channel: { id: CHANNEL, is_ext_shared: true } },
    ],
    ['a conversation that the bot may not look into', { ok: false, error: 'channel_not_found' }],
  ])('answers again, with no more than is published, in %s', async (_, told) => {
    bot.slack.answer('conversations.info', () => told);
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    expect(bot.questions.asked).toHaveLength(2);
    expect(bot.questions.asked.at(-1)).toMatchObject({
      question: 'quanto costa il 24?',
      query: { type: 'item' },
      asking: { conversation: `shared:${CHANNEL}`, published: true },
    });
    expect(bot.slack.responses[0]).toMatchObject({ response_type: 'in_channel' });
  });

  it('is kept as it is, and not answered again, in a channel of the body’s own', async () => {
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    expect(bot.questions.asked).toHaveLength(1);
  });

  it('does not offer to be shared once more', async () => {
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    expect(JSON.stringify(bot.slack.responses[0])).not.toContain(ACTIONS.shareAnswer);
  });
});

describe('a follow-on question', () => {
  const press = async (id: string, value: string, place: Parameters<Bot['press']>[3]) =>
    bot.press(id, value, contact, place);

  it('is answered privately where the private answer is', async () => {
    await press(FOLLOW_UP_ACTIONS[0] ?? '', `${await given()}|0`, { in: 'ephemeral', channel: CHANNEL });
    expect(bot.slack.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(bot.slack.callsTo('chat.postMessage')).toEqual([]);
  });

  it('is answered in the thread in which its button is', async () => {
    await press(FOLLOW_UP_ACTIONS[0] ?? '', `${await given()}|0`, {
      in: 'message',
      channel: CHANNEL,
      thread: '1631090000.000100',
    });
    expect(bot.slack.callsTo('chat.postMessage')[0]).toMatchObject({
      channel: CHANNEL,
      thread_ts: '1631090000.000100',
    });
  });

  it('goes on with the conversation of the answer that offered it, as a ready query', async () => {
    await press(FOLLOW_UP_ACTIONS[0] ?? '', `${await given()}|0`, { in: 'message' });
    expect(bot.questions.asked.at(-1)).toMatchObject({
      question: 'quanto costa il 24? → E il 25?',
      query: { type: 'item', items: ['objective:25'] },
      asking: { conversation: `command:${CHANNEL}:${contact}`, asker: { person: 'ref-uo-3-2' } },
    });
  });

  it.each(['|0', '|', 'x|0'])('with the forged value «%s» says that the answer is gone', async (value) => {
    await press(FOLLOW_UP_ACTIONS[0] ?? '', value, { in: 'message' });
    expect(bot.slack.responses[0]?.text).toContain('La risposta non c’è più');
  });

  it.each(['9', '-1', 'x'])('with the forged position «%s» is refused in words', async (index) => {
    await press(FOLLOW_UP_ACTIONS[0] ?? '', `${await given()}|${index}`, { in: 'message' });
    expect(bot.slack.responses[0]?.text).toMatch(/^Non ho capito/);
  });
});

describe('where others than the body’s own people read', () => {
  /** Asks by a mention; gives the answer's id and the account's rights of the question. */
  async function mentioned(isShared: boolean): Promise<string> {
    const event = mention(contact, 'chi deve ancora rispondere?');
    await bot.post(
      JSON.stringify({
        type: 'event_callback',
        team_id: 'TTEAM',
        event_id: 'Ev1',
        event,
        ...(isShared ? { is_ext_shared_channel: true } : {}),
      }),
      { json: true },
    );
    expect(bot.questions.asked.at(-1)?.asking.published).toBe(isShared);
    const [, id = ''] = /good\|([\w-]+)/.exec(JSON.stringify(bot.slack.callsTo('chat.postMessage'))) ?? [];
    return id;
  }
  const goOn = (id: string) =>
    bot.press(FOLLOW_UP_ACTIONS[0] ?? '', `${id}|0`, contact, { in: 'message', channel: CHANNEL });

  it.each([
    ['is no more than is published in a channel shared with other organisations', true],
    ['is what whoever asks may read in a channel of the body’s own', false],
  ])('what goes on from an answer %s', async (_, isShared) => {
    await goOn(await mentioned(isShared));
    expect(bot.questions.asked).toHaveLength(2);
    expect(bot.questions.asked.at(-1)?.asking).toMatchObject({
      asker: { person: 'ref-uo-3-2' },
      published: isShared,
    });
  });

  it('what goes on from an answer that was shared is no more than is published', async () => {
    await bot.press(ACTIONS.shareAnswer, await given(), contact, { in: 'ephemeral', channel: CHANNEL });
    const [, id = ''] = /good\|([\w-]+)/.exec(JSON.stringify(bot.slack.responses[0])) ?? [];
    await goOn(id);
    expect(bot.questions.asked.at(-1)?.asking.published).toBe(true);
  });
});

it('a choice of «Forse intendevi» is answered as the query it stands for', async () => {
  const choices = FULL_ANSWER.followUps;
  bot.questions.reply(() => ({ ...FULL_ANSWER, kind: 'clarification', choices }));
  const id = await given();
  await bot.press(CHOICE_ACTIONS[0] ?? '', `${id}|0`, contact);
  expect(bot.questions.asked.at(-1)?.query).toMatchObject({ items: ['objective:25'] });
});

it('a question suggested in the Home is answered in the DM', async () => {
  await bot.press(SUGGESTED_ACTIONS[0] ?? '', 'Costi di personale per settore', contact, { in: 'home' });
  expect(bot.questions.asked[0]).toMatchObject({
    question: 'Costi di personale per settore',
    asking: { conversation: `dm:${dmOf(contact)}` },
  });
  expect(bot.slack.callsTo('chat.postMessage')[0]).toMatchObject({ channel: dmOf(contact) });
});
