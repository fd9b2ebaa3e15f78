import { expect, it } from 'vitest';
import { as, startBot } from '../../support/slack.ts';

it('all who listen to a name hear a request, and nobody who listens to another', async () => {
  const heard: string[] = [];
  const bot = await startBot({
    also(app) {
      app.action('test.two', async ({ ack }) => {
        await ack();
        heard.push('first');
        throw new Error('the first fails');
      });
      app.action('test.two', async () => void heard.push('second'));
      app.action('test.twofold', async () => void heard.push('another button'));
      app.view('test.two', async () => void heard.push('a form'));
    },
  });
  const { status } = await bot.press('test.two', 'x', as('ref-uo-3-2'));
  expect(status).toBe(200);
  expect(heard.sort()).toEqual(['first', 'second']);
  expect(bot.logs.map(({ msg }) => msg)).toContain('a listener failed');
});

it('a form that is closed is not one that is sent', async () => {
  const heard: string[] = [];
  const bot = await startBot({
    also(app) {
      app.view('test.form', async ({ ack }) => {
        await ack();
        heard.push('sent');
      });
      app.view({ callback_id: 'test.form', type: 'view_closed' }, async ({ ack }) => {
        await ack();
        heard.push('closed');
      });
    },
  });
  await bot.submit({ type: 'modal', callback_id: 'test.form' }, {}, as('ref-uo-3-2'));
  expect(heard).toEqual(['sent']);
});
