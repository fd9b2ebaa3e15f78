import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SlackConfig } from '../../src/app/config.ts';
import { openBotStore, openProductStore, servingWords } from '../../src/app/product-store.ts';
import { modeOf } from '../../src/store/engine/database-mode.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { closing } from '../support/closing.ts';
import { IMPORTED_AT, opened, temporaryFolder } from '../support/database.ts';
import { smallPlan } from '../support/small-plan.ts';

const NOW = new Date('2026-05-08T09:00:00Z');
const LOCAL: SlackConfig = { mode: 'local' };
const REAL: SlackConfig = { mode: 'http', botToken: 'xoxb-1', signingSecret: 'a-secret' };

const somewhere = (): string => join(temporaryFolder(), 'traguardo.sqlite');

async function withOwnPlan(): Promise<string> {
  const database = somewhere();
  await savePlan(await opened(database), smallPlan(), IMPORTED_AT);
  return database;
}

const store = async (opening: ReturnType<typeof openProductStore>) => {
  const made = await opening;
  closing({ close: () => made.db.destroy() });
  return made;
};

describe('an empty database', () => {
  it('gets the bundled plan for a trial, and is a trial’s from then on', async () => {
    const { db, plan } = await store(openProductStore({ database: somewhere(), slack: LOCAL }, NOW));
    expect(plan).toEqual({ body: 'lucca', year: 2021 });
    expect(await modeOf(db)).toBe('trial');
  });

  it.each([openProductStore, openBotStore])('gets none where a real Slack’s tokens are set', async (open) => {
    const database = somewhere();
    await expect(open({ database, slack: REAL }, NOW)).rejects.toThrow(/npm run import -- CARTELLA/);
    expect(await (await opened(database)).selectFrom('plan').selectAll().execute()).toEqual([]);
  });
});

describe('a database with the body’s own plan', () => {
  it('is used by a real Slack, and then never for a trial', async () => {
    const database = await withOwnPlan();
    await store(openBotStore({ database, slack: REAL }, NOW));
    await expect(openBotStore({ database, slack: LOCAL }, NOW)).rejects.toThrow(/in uso con lo Slack/);
  });

  it('is used for a trial, and then never by a real Slack', async () => {
    const database = await withOwnPlan();
    await store(openBotStore({ database, slack: LOCAL }, NOW));
    await expect(openBotStore({ database, slack: REAL }, NOW)).rejects.toThrow(/è quello di una prova/);
  });

  it('is read by the terminal whatever it is used for, and left as it is', async () => {
    const database = await withOwnPlan();
    for (const slack of [LOCAL, REAL]) {
      const { db, plan } = await store(openProductStore({ database, slack }, NOW));
      expect(plan).toEqual({ body: 'prova', year: 2026 });
      expect(await modeOf(db)).toBe(null);
    }
  });
});

describe('of several bodies in a database', () => {
  const both = async (): Promise<string> => {
    const database = somewhere();
    const db = await opened(database);
    await savePlan(db, smallPlan(), NOW);
    await savePlan(
      db,
      { ...smallPlan(), head: { ...smallPlan().head, body: 'altro', bodyName: 'Unione Altra', year: 2027 } },
      NOW,
    );
    return database;
  };

  it('none is served unless one is named, and the refusal lists them', async () => {
    await expect(openProductStore({ database: await both(), slack: LOCAL }, NOW)).rejects.toThrow(
      'indicare in TRAGUARDO_BODY il codice di quale. Ci sono «altro» (Unione Altra, 2027); «prova» (Comune di Prova, 2026).',
    );
  });

  it('the one that is named is served, and another is not taken for it', async () => {
    const database = await both();
    const opened = await store(openProductStore({ database, slack: LOCAL, body: 'prova' }, NOW));
    expect(opened.plan).toEqual({ body: 'prova', year: 2026 });
    expect(servingWords(opened)).toBe(
      'Ente: Comune di Prova («prova»), piano 2026. Nel database ci sono anche «altro» (Unione Altra, 2027): per servirne un altro, il suo codice in TRAGUARDO_BODY.',
    );
    await expect(openProductStore({ database, slack: LOCAL, body: 'lucca' }, NOW)).rejects.toThrow(
      'TRAGUARDO_BODY: trovato «lucca», ma nel database non c’è.',
    );
  });
});
