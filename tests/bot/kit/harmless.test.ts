import { expect, it } from 'vitest';
import { dmOf } from '../../support/fake-slack.ts';
import { as, startBot } from '../../support/slack.ts';

const controller = as('controllo');
const HOSTILE = '<!channel> <@U1> <https://x|fase> R&D';

it('no text of a message mentions or links, whoever named what is in it', async () => {
  const bot = await startBot({ now: '2021-09-09T09:00+02:00' });
  await bot.db.updateTable('phase').set({ name: HOSTILE }).execute();
  await bot.services.reminders.tick();
  await bot.command('/monitoraggio', '', controller);
  await bot.command('/monitoraggio', 'pausa', controller);
  await bot.command('/monitoraggio', 'consegne', controller);
  const texts = [
    ...bot.slack.messages.map(({ args }) => String(args.text)),
    ...bot.slack.responses.map(({ text }) => String(text)),
  ];
  expect(texts.length).toBeGreaterThan(43);
  expect(texts.filter((text) => /[<>]/.test(text))).toEqual([]);
  expect(texts.filter((text) => text.includes('&lt;!channel&gt;')).length).toBeGreaterThan(2);
  expect(texts.filter((text) => text.includes('&amp;amp;') || text.includes('&amp;lt;'))).toEqual([]);
  expect(bot.slack.messages.some(({ channel }) => channel === dmOf(as('ref-uo-3-2')))).toBe(true);
});
