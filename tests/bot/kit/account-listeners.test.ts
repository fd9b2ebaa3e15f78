import { expect, it } from 'vitest';
import { startBot } from '../../support/slack.ts';

it('the app that is uninstalled, or whose own token is revoked, ends; another’s token is not its', async () => {
  const heard: string[] = [];
  const bot = await startBot({ onRevoked: (reason) => heard.push(reason) });
  await bot.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
  expect(heard).toEqual([]);
  await bot.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } });
  await bot.event({ type: 'app_uninstalled' });
  expect(heard).toEqual(['tokens_revoked', 'app_uninstalled']);
});
