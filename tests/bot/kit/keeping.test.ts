import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/domain/errors.ts';
import { as, type Bot, directMessage, mention, startBot } from '../../support/slack.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});

const contact = as('ref-uo-3-2');
const QUESTION = 'quanto costa l’obiettivo 24?';
const ASKING = {
  'by command': () => bot.command('/chiedi', QUESTION, contact),
  'in direct messages': () => bot.event(directMessage(contact, QUESTION)),
  'in a channel': () => bot.event(mention(contact, QUESTION)),
} as const;
const WAYS = Object.keys(ASKING) as (keyof typeof ASKING)[];

/** What is done of the next request, in its order. @param failure of the store, which then keeps nothing */
function whatIsDone(failure?: Error): readonly string[] {
  const done: string[] = [];
  const process = bot.app.processEvent.bind(bot.app);
  bot.app.processEvent = (event) =>
    process({
      ...event,
      ack: async (response) => {
        done.push('acknowledged');
        await event.ack(response);
      },
    });
  const { claim } = bot.services.handled;
  vi.spyOn(bot.services.handled, 'claim').mockImplementation(async (...asked) => {
    if (failure) throw failure;
    const won = await claim(...asked);
    done.push('kept');
    return won;
  });
  return done;
}

describe('a question', () => {
  it.each(WAYS)(
    '%s is acknowledged when it is kept, so that whoever ends the program loses none',
    async (way) => {
      const done = whatIsDone();
      await ASKING[way]();
      expect(done).toEqual(['kept', 'acknowledged']);
      expect(bot.questions.asked).toHaveLength(1);
    },
  );

  it.each(WAYS)('%s is acknowledged and answered though nothing can be kept', async (way) => {
    const done = whatIsDone(new StoreUnavailable('full'));
    await ASKING[way]();
    expect(done).toEqual(['acknowledged']);
    expect(bot.questions.asked).toHaveLength(1);
  });

  it.each(WAYS)('%s that nobody can take in is acknowledged, and its author is told', async (way) => {
    const done = whatIsDone(new Error('broken'));
    await ASKING[way]();
    expect(done).toEqual(['acknowledged']);
    const told = [...bot.slack.responses, ...bot.slack.callsTo('chat.postMessage')];
    expect(told.map((one) => String(one.text))).toEqual([expect.stringContaining('segnala il codice')]);
  });
});

it('what is no question of anybody is acknowledged all the same', async () => {
  const done = whatIsDone();
  await bot.event({ ...directMessage(contact, QUESTION), bot_id: 'BBOT' });
  expect(done).toEqual(['acknowledged']);
  expect(bot.questions.asked).toEqual([]);
});
