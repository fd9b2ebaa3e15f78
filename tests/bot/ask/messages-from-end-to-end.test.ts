import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, startBot } from '../../support/slack.ts';

const contact = as('ref-uo-3-2');

let bot: Bot;
beforeAll(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00', questions: 'real' });
  await bot.services.questions.reportsIn('');
});
beforeEach(() => bot.slack.forget());

let last = 0;
/** The one reply to a message in the DM. */
async function reply(text: string): Promise<Readonly<Record<string, unknown>>> {
  await bot.event(directMessage(contact, text, `1631300000.${String(++last).padStart(6, '0')}`));
  const posted = bot.slack.callsTo('chat.postMessage').filter(({ channel }) => channel === dmOf(contact));
  expect(posted).toHaveLength(1);
  return posted[0] ?? {};
}

describe('a message in the DM, read from end to end', () => {
  it.each([
    ['24', 'rocesso 24'],
    ['quanti obiettivi ha il <https://x.example|settore 5>?', '11 obiettivi'],
    ['&gt; obiettivi con costo superiore a 100 000 euro', '9 obiettivi'],
    ['il personale dell’obiettivo 24 quanto costa? :+1:', '26.039,41'],
    ['scusa messaggio sbagliato', 'non ho registrato niente'],
    ['@Marco ci vediamo alle 15 in sala riunioni', 'per qualcun altro'],
    ['cancella l’obiettivo 12', 'Questo non lo posso fare'],
    ['sono in ferie fino al 22 settembre', '/monitoraggio assenza'],
  ])('«%s»', async (text, words) => {
    expect(String((await reply(text)).text)).toContain(words);
  });

  it('tells whether one’s own report came in, before and after', async () => {
    expect(String((await reply('il 24 l’ho già aggiornato?')).text)).toMatch(/^No\. .*Bicipolitana/);
    bot.slack.forget();
    const offered = await reply('il 24 è al 60 %, grazie');
    const [, value] =
      /"action_id":"intent\.confirm".*?"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(offered.blocks)) ??
      [];
    await bot.press(ACTIONS.confirmIntent, JSON.parse(`"${value}"`), contact, { in: 'message' });
    bot.slack.forget();
    expect(String((await reply('il 24 l’ho già aggiornato?')).text)).toMatch(
      /^Sì\. .*Bicipolitana.*in fase, 60 %, comunicato il 9 settembre 2021/,
    );
  });
});
