import { beforeAll, describe, expect, it } from 'vitest';
import { STRANGER } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});

async function homeOf(user: string): Promise<string> {
  bot.slack.forget();
  await bot.event({ type: 'app_home_opened', user, channel: 'D1', tab: 'home' });
  const [published] = bot.slack.callsTo('views.publish');
  expect(published).toMatchObject({ user_id: user });
  return JSON.stringify(published?.view);
}

describe('the Messages tab, when it is opened', () => {
  const open = async (user: string) => {
    bot.slack.forget();
    await bot.event({ type: 'app_home_opened', user, channel: 'D1', tab: 'messages' });
    return bot.slack.callsTo('assistant.threads.setSuggestedPrompts');
  };

  it('suggests the questions of the reader’s role, without a thread', async () => {
    const [call] = await open(as('controllo'));
    expect(call).toMatchObject({ channel_id: 'D1' });
    expect(call).not.toHaveProperty('thread_ts');
    expect(JSON.stringify(call?.prompts)).toContain('A che punto è il monitoraggio?');
  });

  it('says nothing to the reader when Slack takes no suggestions', async () => {
    expect(await open(STRANGER)).toHaveLength(1);
    expect(bot.slack.callsTo('chat.postMessage')).toEqual([]);
  });
});

describe('the Home, when it is opened', () => {
  it('lists what a contact owes, each with its button', async () => {
    const home = await homeOf(as('ref-uo-3-2'));
    expect(home).toContain('Referente U.O. 3.2 · referente');
    expect(home).toContain('"value":"2021/monitoraggio-2021/objective:24"');
    expect(home).toContain('"value":"2021/monitoraggio-2021/process:38"');
    expect(home).not.toContain('process:24"');
    expect(home).not.toContain('Sintesi');
  });

  it('shows whoever follows the cycle how far the phase is', async () => {
    for (const person of ['controllo', 'nucleo', 'dir-settore-5'])
      expect(await homeOf(as(person))).toContain('Sintesi Monitoraggio intermedio 2021');
  });

  it('tells an account that the plan does not know what it can do', async () => {
    expect(await homeOf(STRANGER)).toContain('puoi fare domande, ma non inviare aggiornamenti');
  });

  it('is not drawn when the other tab is opened', async () => {
    bot.slack.forget();
    await bot.event({ type: 'app_home_opened', user: STRANGER, channel: 'D1', tab: 'messages' });
    expect(bot.slack.callsTo('views.publish')).toEqual([]);
  });
});
