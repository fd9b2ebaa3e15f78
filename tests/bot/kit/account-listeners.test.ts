import { expect, it } from 'vitest';
import { as, startBot } from '../../support/slack.ts';

it('the app that is uninstalled, or whose own token is revoked, ends; another’s token is not its', async () => {
  const heard: string[] = [];
  const bot = await startBot({ onRevoked: (reason) => heard.push(reason) });
  await bot.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
  expect(heard).toEqual([]);
  await bot.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } });
  await bot.event({ type: 'app_uninstalled' });
  expect(heard).toEqual(['tokens_revoked', 'app_uninstalled']);
});

it('an account that was changed in Slack is asked anew at once, and another’s is not', async () => {
  const bot = await startBot();
  const contact = as('ref-uo-3-2');
  const asked = () => bot.slack.callsTo('users.info').length;
  await bot.command('/aggiorna', '', contact);
  const first = asked();
  await bot.command('/aggiorna', '', contact);
  await bot.event({ type: 'user_change', user: { id: as('ref-uo-3-1') } });
  await bot.command('/aggiorna', '', contact);
  expect(asked()).toBe(first);
  await bot.event({ type: 'user_change', user: { id: contact } });
  await bot.command('/aggiorna', '', contact);
  expect(asked()).toBe(first + 1);
});
