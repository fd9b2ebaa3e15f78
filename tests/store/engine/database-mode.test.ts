import { describe, expect, it } from 'vitest';
import { claimMode, modeOf } from '../../../src/store/engine/database-mode.ts';
import { memoryDatabase } from '../../support/database.ts';
import { smallPlan } from '../../support/small-plan.ts';

describe('what a database is used for', () => {
  it('is nothing yet after an import', async () => {
    expect(await modeOf(await memoryDatabase(smallPlan()))).toBe(null);
  });

  it('is what the first bot uses it for, which may come again', async () => {
    const db = await memoryDatabase(smallPlan());
    await claimMode(db, 'live', 'x.sqlite');
    await claimMode(db, 'live', 'x.sqlite');
    expect(await modeOf(db)).toBe('live');
  });

  it.each([
    ['live', 'trial', /in uso con lo Slack dell’ente.*SLACK_BOT_TOKEN/],
    ['trial', 'live', /è quello di una prova.*TRAGUARDO_DB/],
  ] as const)('once %s is refused for %s, and stays what it is', async (first, second, words) => {
    const db = await memoryDatabase(smallPlan());
    await claimMode(db, first, 'x.sqlite');
    await expect(claimMode(db, second, 'x.sqlite')).rejects.toThrow(words);
    expect(await modeOf(db)).toBe(first);
  });
});
