import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, mention, startBot } from '../../support/slack.ts';

const contact = as('ref-uo-3-2');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

let last = 0;
const say = (text: string, by = contact) =>
  bot.event(directMessage(by, text, `1631200000.${String(++last).padStart(6, '0')}`));
const replies = () => bot.slack.messages.filter(({ channel }) => channel === dmOf(contact));
const texts = (): readonly string[] => replies().map(({ args }) => String(args.text));
const saved = () => bot.db.selectFrom('status_update').selectAll().orderBy('id').execute();

/** Presses a button of the nth reply. */
async function press(action: string, at: number): Promise<void> {
  const reply = replies()[at];
  const blocks = JSON.stringify(reply?.args.blocks);
  const found = (JSON.parse(blocks) as { elements?: { action_id: string; value: string }[] }[])
    .flatMap(({ elements }) => elements ?? [])
    .find(({ action_id: id }) => id === action);
  await bot.press(action, String(found?.value), contact, { in: 'message', channel: dmOf(contact) });
}

describe('a report in a message', () => {
  it.each([
    'Buonasera, il *24* è al sessanta per cento :tada:, grazie',
    '<@UBOT> l‘obiettivo 24 è al 60\u202f% 👍',
  ])('«%s» is shown as understood, and saved only when confirmed', async (text) => {
    await say(text);
    expect(texts()).toEqual(['Ho capito: Obiettivo 24 – Bicipolitana: in fase, 60 %. Confermi?']);
    expect(await saved()).toEqual([]);
    expect(bot.questions.asked).toEqual([]);
    await press(ACTIONS.confirmIntent, 0);
    expect(await saved()).toEqual([expect.objectContaining({ number: 24, percent: 60 })]);
  });

  it('of several items is confirmed for each on its own', async () => {
    await say('24: 60%\n38: raggiunto\n19: nessuna variazione');
    expect(texts()).toHaveLength(3);
    await press(ACTIONS.confirmIntent, 1);
    expect(await saved()).toEqual([expect.objectContaining({ number: 38, state: 'achieved' })]);
    await press(ACTIONS.confirmIntent, 0);
    expect(await saved()).toHaveLength(2);
  });

  it('of more items than are read at once says so', async () => {
    await say(Array.from({ length: 25 }, (_, at) => `il ${at + 1} è al 60 %`).join('\n'));
    expect(texts()).toHaveLength(21);
    expect(texts().at(-1)).toContain(
      'leggo al più 20 aggiornamenti: gli altri mandali in un altro messaggio',
    );
  });

  it('is understood by the name of the item, from whoever may report on it', async () => {
    await say('ho finito la bicipolitana');
    expect(texts()[0]).toBe('Ho capito: Obiettivo 24 – Bicipolitana: raggiunto. Confermi?');
  });

  it('by a name that somebody else answers for is a question for the answers', async () => {
    await say('ho finito la bicipolitana', as('ref-uo-2-1'));
    expect(bot.questions.asked).toHaveLength(1);
  });

  it('with a question beside it is followed by the answer', async () => {
    await say('Il 24 è al 60 %. Quando scade il 38?');
    expect(texts()[0]).toContain('in fase, 60 %. Confermi?');
    expect(bot.questions.asked.map(({ question }) => question)).toEqual(['Quando scade il 38?']);
  });

  it('in a thread stays there, also when it is sent to the whole conversation', async () => {
    await bot.event({
      ...directMessage(contact, 'il 24 è al 60 %'),
      subtype: 'thread_broadcast',
      thread_ts: '1631090000.000100',
    });
    expect(bot.slack.callsTo('chat.postMessage')[0]).toMatchObject({ thread_ts: '1631090000.000100' });
  });

  it('by mention in a channel is understood alike', async () => {
    await bot.event(mention(contact, 'il 24 è al 60 %'));
    expect(String(bot.slack.callsTo('chat.postMessage')[0]?.text)).toContain('in fase, 60 %. Confermi?');
  });

  it('of an account that the plan does not know is a question', async () => {
    await say('il 24 è al 60 %', STRANGER);
    expect(bot.questions.asked).toHaveLength(1);
  });
});

describe('what is not said for sure', () => {
  it.each(['il 24 non è ancora raggiunto', 'il 24 è quasi finito', 'il 24 sarà raggiunto a dicembre'])(
    '«%s» says that nothing was recorded, and offers the form',
    async (text) => {
      await say(text);
      expect(texts()[0]).toMatch(
        /^Non ho registrato niente: vuoi comunicare a che punto è «Obiettivo 24 – Bicipolitana»\?/,
      );
      const buttons = JSON.stringify(replies()[0]?.args.blocks);
      expect(buttons).toContain(ACTIONS.openIntent);
      expect(buttons).not.toContain(ACTIONS.confirmIntent);
    },
  );

  it('is offered as it was probably meant, with the button', async () => {
    await say('la palestra del 24 è finita');
    expect(texts()[0]).toMatch(
      /^Non ho registrato niente: vuoi comunicare «Obiettivo 24 – Bicipolitana: raggiunto»\?/,
    );
    await press(ACTIONS.confirmIntent, 0);
    expect(await saved()).toEqual([expect.objectContaining({ number: 24, state: 'achieved' })]);
  });

  it('a percentage that cannot be is told at once', async () => {
    await say('il 24 è al 150 %');
    expect(texts()).toEqual([
      '150 % non è possibile: la percentuale va da 0 a 100. Non ho registrato niente per «Obiettivo 24 – Bicipolitana».',
    ]);
  });
});

describe('a report that does not say of what', () => {
  it.each(['60%', 'raggiunto', 'Fatto, grazie!'])(
    '«%s» asks which, among those that are owed',
    async (text) => {
      await say(text);
      expect(texts()[0]).toMatch(/^Ho capito: .+\. Di quale\?.*Obiettivo 24 – Bicipolitana.*Processo 38/s);
    },
  );

  it('«tutti invariati» gives the list from which several are confirmed at once', async () => {
    await say('tutti invariati');
    expect(JSON.stringify(replies()[0]?.args.blocks)).toContain(ACTIONS.confirmMany);
  });

  it('is a question for whoever owes nothing', async () => {
    await say('60%', as('nucleo'));
    expect(bot.questions.asked).toHaveLength(1);
  });
});

it.each([
  ['files', { subtype: 'file_share', files: [{ id: 'F1', mimetype: 'audio/mp4' }] }],
  ['a forwarded message', { attachments: [{ is_share: true, text: 'il 24 è al 60 %' }] }],
])('says that it does not read %s without words', async (_, with_) => {
  await bot.event({ ...directMessage(contact, ''), ...with_ });
  expect(texts()).toEqual([expect.stringContaining('né messaggi vocali o inoltrati')]);
});
