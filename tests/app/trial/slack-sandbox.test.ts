import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startBotProcess } from '../../support/bot-process.ts';
import { closing } from '../../support/closing.ts';
import { temporaryDatabase, temporaryFolder } from '../../support/database.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The bot as it is installed where `packages/` is left out; gives the folder of its programs. */
function installedWithoutSandbox(): string {
  const folder = temporaryFolder();
  for (const part of ['src', 'data', 'manifest.json', 'package.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '@traguardo') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  return join(folder, 'src');
}

describe('a bot installed without the local Slack', () => {
  let programs: string;
  beforeAll(() => {
    programs = installedWithoutSandbox();
  });
  const env = () => ({ TRAGUARDO_DB: join(temporaryFolder(), 'db.sqlite'), PORT: '0' });

  it.each(['main.ts', 'cli/simulate.ts'])(
    'says in a sentence what is missing and what to do: %s',
    async (program) => {
      const bot = await startBotProcess(env(), join(programs, program));
      expect(await bot.ended).toBe(1);
      expect(bot.output().trim()).toMatch(
        /^Il workspace locale non è installato: .*npm ci.*SLACK_BOT_TOKEN.*\.$/,
      );
    },
  );

  it('runs on a real Slack', async () => {
    const slack = closing(await startFakeSlack(luccaPlan()));
    const onSlack = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '12345678',
      SLACK_API_URL: slack.url,
      LOG_LEVEL: 'info',
      // Before any phase of the plan, and at night: nothing is sent while it ends, whatever the hour.
      TRAGUARDO_SIMULATE: '1',
      TRAGUARDO_NOW: '2021-05-03T03:00',
    };
    const { path } = await temporaryDatabase();
    const bot = await startBotProcess(
      { ...env(), TRAGUARDO_DB: path, ...onSlack },
      join(programs, 'main.ts'),
    );
    const port = await vi.waitFor(() => {
      const [, found] = /sulla porta (\d+)/.exec(bot.output()) ?? [];
      if (!found) throw new Error(bot.output());
      return found;
    }, EVENTUALLY);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    expect(await bot.stop()).toBe(0);
  });
});
