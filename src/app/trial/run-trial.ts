import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../domain/types.ts';
import type { Config } from '../config.ts';
import { servingWords } from '../product-store.ts';
import { type BotParts, runBot } from '../run-bot.ts';
import { openLocalWorkspace, trialStart } from './local-workspace.ts';
import { createSimulatedClock, type SimulatedClock, wallTime } from './simulated-clock.ts';

const MANIFEST = fileURLToPath(new URL('../../../manifest.json', import.meta.url));

/**
 * Opens the local workspace with the bot behind it, and says where.
 * @param clock that of `parts`, which the workspace moves
 * @returns what closes both, and keeps the clock where it is
 */
export async function runTrial(
  config: Config,
  parts: BotParts,
  clock: SimulatedClock,
): Promise<() => Promise<void>> {
  const { register } = parts.store;
  const local = await openLocalWorkspace({ register, manifestFile: MANIFEST, config, clock });
  const { workspace, connection } = local;
  const { botToken, slackApiUrl } = workspace;
  const bot = await runBot(parts, { botToken, connection, slackApiUrl });
  local.serve(bot);
  await bot.tick();
  console.log(`Traguardo è aperto su ${workspace.url}`);
  console.log(servingWords(parts.store));
  console.log('Ctrl-C per chiudere; «npm start -- --reset» per ricominciare da capo.');
  return async () => {
    clock.save();
    await workspace.close();
    await bot.stop();
  };
}

/** The clock of the local workspace: where it was left, else where it is told to start, else where the plan gets interesting. */
export const createTrialClock = ({ simulatedNow, stateDir }: Config, plan: Plan): SimulatedClock =>
  createSimulatedClock(
    simulatedNow === null ? trialStart(plan) : wallTime(plan, simulatedNow),
    join(stateDir, 'clock'),
  );
