import { readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { createQuiet } from '../../bot/kit/quiet.ts';
import { createReplayMemory } from '../../bot/kit/replay-memory.ts';
import { createSlackApp, webClientOptions } from '../../bot/kit/slack-app.ts';
import { registerListeners } from '../../bot/register-listeners.ts';
import { createPainter } from '../../charts/painter.ts';
import { registerCommands } from '../../commands/index.ts';
import type { Clock } from '../../domain/clock.ts';
import { firstSuccess } from '../../domain/first-success.ts';
import { createBodyRegister } from '../../store/bodies/index.ts';
import { claimMode } from '../../store/engine/database-mode.ts';
import { openedOf } from '../../store/engine/engine.ts';
import { mayHoldData, openStore } from '../../store/engine/open-store.ts';
import { placeInWords } from '../../store/engine/postgres-place.ts';
import { readBacklog } from '../../store/outbox/index.ts';
import { createSeenRequests } from '../../store/talk/index.ts';
import type { Config, ManyWorkspaces } from '../config.ts';
import { createDailyPrune } from '../daily-prune.ts';
import { createWatch } from '../health.ts';
import { ALWAYS_OURS, type Lead, takeLead } from '../lead.ts';
import { createAllMetrics } from '../metrics.ts';
import { partsOf, type SharedWords } from '../parts.ts';
import { openBotStore } from '../product-store.ts';
import { type Bot, httpConnection, outboxTimeout } from '../run-bot.ts';
import { createEngineKeeper } from './engine-keeper.ts';
import { createInstaller } from './installer.ts';
import { bodyPlace } from './places.ts';
import { createSeal } from './sealing.ts';
import { createServedBodies, type OpenBody, type ServedBodies } from './served-bodies.ts';

/** Many bodies at work. */
export interface Bodies extends Bot, Pick<ServedBodies, 'count' | 'follow'> {}

/** What the processes of an installation lead: the outboxes of all its bodies. */
const LED = 'bodies';

/**
 * Starts the bot of all the bodies of an installation: one Bolt app for all their workspaces, and for each body what it
 * would have alone.
 * @param most so many have what answers questions in memory, where that is not as usual
 */
export async function runBodies(
  config: Config,
  slack: ManyWorkspaces,
  {
    clock,
    logger,
    mostEngines,
  }: { readonly clock: Clock; readonly logger: Logger; readonly mostEngines?: number },
): Promise<Bodies> {
  const { slackApiUrl } = config;
  const { leaseMs, tickMs } = config.delivery;
  const db = await openStore(config.database);
  await claimMode(db, 'live', placeInWords(config.database));
  const register = createBodyRegister(db);
  const painter = createPainter();
  const quiet = createQuiet();
  const metrics = createAllMetrics(clock, true);
  const noToken = new WebClient(undefined, webClientOptions(slackApiUrl, logger));
  const health = createWatch({ db, reach: () => noToken.api.test(), tickMs, figures: metrics.figures });
  const keeper = createEngineKeeper(mostEngines);
  const everyday = firstSuccess(async (): Promise<SharedWords> => {
    const { everydayOnce } = await import('../../answers/knowledge/vocabulary.ts');
    return everydayOnce();
  });
  const begun = new Set<() => void>();
  const sharing = openedOf(db)?.sharing ?? null;
  const lead: Lead =
    sharing === null
      ? ALWAYS_OURS
      : await takeLead(sharing, LED, () => [...begun].map((tell) => tell()), logger);
  const installer = createInstaller({
    slack,
    slackApiUrl,
    scopes: scopesOfManifest(),
    register,
    seal: createSeal(slack.key, slack.keyBefore),
    installed: () => served.follow(),
    now: clock.now,
    logger,
  });
  const served = createServedBodies({
    register,
    installer,
    open,
    machineOf: (code) => ({
      painter,
      quiet,
      async takeLead(tell) {
        begun.add(tell);
        return { ...lead, stop: async () => void begun.delete(tell) };
      },
      ticked: () => health.ticked(code),
    }),
    forget(code) {
      health.forget(code);
      keeper.forget(code);
    },
    slackApiUrl,
    outboxTimeoutMs: outboxTimeout(leaseMs),
    now: clock.now,
    logger,
  });

  async function open(code: string): Promise<OpenBody | null> {
    const database = bodyPlace(config.bodies ?? '', code);
    if (!(await mayHoldData(database))) return null;
    const store = await openBotStore({ ...config, database }, clock.now());
    const ofBody = logger.child({ body: code });
    const counted = metrics.of(code, () => readBacklog(store.db));
    const parts = partsOf(config, store, { clock, logger: ofBody, metrics: counted, everyday });
    return {
      parts: { ...parts, questions: keeper.keeping(code, parts.questions) },
      pruneDaily: createDailyPrune({ db: store.db, months: config.retentionMonths, clock, logger: ofBody }),
      async close() {
        metrics.forget(code);
        await store.db.destroy();
      },
    };
  }

  const sealed = await installer.sealAnew();
  if (sealed > 0)
    logger.info(
      { sealed },
      'what was encrypted with TRAGUARDO_KEY_BEFORE is with TRAGUARDO_KEY now; the old key may go',
    );
  const app = createSlackApp({
    workspaces: served,
    connection: httpConnection(config, slack.signingSecret),
    slackApiUrl,
    logger,
    replays: await createReplayMemory(createSeenRequests(db), logger),
    health,
    pages: installer.serve,
    observer: metrics.observer,
    quiet,
  });
  registerCommands(app.app, app.yearsOf);
  registerListeners(app.app, app.yearsOf, served);
  const port = await app.start();
  await metrics.prepare();
  const following = setInterval(
    () =>
      void served
        .follow()
        .catch((error: unknown) => logger.error({ err: error }, 'the bodies could not be looked at')),
    tickMs,
  );
  following.unref();
  return {
    port,
    tick: served.tick,
    follow: served.follow,
    count: served.count,
    async stop() {
      clearInterval(following);
      await served.stop(app.stop());
      await lead.stop();
      await painter.close();
      await db.destroy();
    },
  };
}

/** What the app asks for in each workspace: as its manifest says. */
function scopesOfManifest(): readonly string[] {
  const manifest = JSON.parse(readFileSync(new URL('../../../manifest.json', import.meta.url), 'utf8'));
  return manifest.oauth_config.scopes.bot;
}
