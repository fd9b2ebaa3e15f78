import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openedOf, type Sharing } from '../../../src/store/engine/engine.ts';
import { createSeenRequests } from '../../../src/store/talk/index.ts';
import { sqliteDatabase, type TemporaryDatabase, temporaryDatabase } from '../../support/database.ts';

const HOUR = 3_600_000;

it('on a file each process does everything, and remembers what it served by itself', async () => {
  const { db } = await sqliteDatabase();
  expect(openedOf(db)?.sharing).toBeNull();
  expect(createSeenRequests(db).claim).toBeUndefined();
});

describe.skipIf(inject('server') === null)('processes that share a server', () => {
  let database: TemporaryDatabase;
  let one: Sharing;
  let other: Sharing;
  const sharingOf = (db: TemporaryDatabase['db']): Sharing => {
    const sharing = openedOf(db)?.sharing;
    if (!sharing) throw new Error('a server is shared');
    return sharing;
  };
  beforeAll(async () => {
    database = await temporaryDatabase();
    one = sharingOf(database.db);
    other = sharingOf(await database.openAgain());
  });

  it('have one leader, who keeps the lead until it is left', async () => {
    const asked = await Promise.all([one.lead('lucca', 'a', HOUR), other.lead('lucca', 'b', HOUR)]);
    expect(asked.filter((leads) => leads)).toHaveLength(1);
    const [leader, follower] = asked[0] ? (['a', 'b'] as const) : (['b', 'a'] as const);
    expect(await one.lead('lucca', leader, HOUR)).toBe(true);
    await other.leave('lucca', follower);
    expect(await other.lead('lucca', follower, HOUR)).toBe(false);
    await one.leave('lucca', leader);
    expect(await other.lead('lucca', follower, HOUR)).toBe(true);
  });

  it('take over from one that took the lead no longer, for each body by itself', async () => {
    expect(await one.lead('molise', 'a', 0)).toBe(true);
    expect(await other.lead('molise', 'b', HOUR)).toBe(true);
    expect(await one.lead('molise', 'a', HOUR)).toBe(false);
    expect(await one.lead('besnate', 'a', HOUR)).toBe(true);
  });

  it('take the turns of one pace', async () => {
    expect(await one.turn('workspace', HOUR, 0)).toBe(0);
    expect(await other.turn('workspace', HOUR, 0)).toBeGreaterThan(0.9 * HOUR);
    expect(await one.turn('workspace', HOUR, 0)).toBeGreaterThan(1.9 * HOUR);
    // An answer goes ahead of the pace, and counts all the same.
    expect(await other.turn('workspace', HOUR, 10 * HOUR)).toBe(0);
    expect(await one.turn('workspace', HOUR, 0)).toBeGreaterThan(3.9 * HOUR);
    expect(await one.turn('channel C1', HOUR, 0)).toBe(0);
  });

  it('all wait where Slack asked one of them for a pause', async () => {
    expect(await one.heldFor('held')).toBe(0);
    await one.hold('held', HOUR);
    await other.hold('held', 1);
    expect(await other.heldFor('held')).toBeGreaterThan(0.9 * HOUR);
    expect(await other.turn('held', 0, HOUR)).toBeGreaterThan(0.9 * HOUR);
  });

  it('serve a request of Slack’s once', async () => {
    const again = createSeenRequests(await database.openAgain());
    const served = createSeenRequests(database.db);
    const at = new Date('2021-09-15T07:00:00Z');
    const came = await Promise.all([served.claim?.('v0=twice', at), again.claim?.('v0=twice', at)]);
    expect(came.sort()).toEqual(['ours', 'under way']);
    expect(await again.claim?.('v0=another', at)).toBe('ours');
    await served.keep(['v0=twice'], at, at);
    expect(await again.claim?.('v0=twice', at)).toBe('served');
  });

  it('serve a request again that one of them ended over, when it can be at it no longer', async () => {
    const [one, other] = [createSeenRequests(database.db), createSeenRequests(await database.openAgain())];
    const at = new Date('2021-09-15T07:00:00Z');
    const later = new Date('2021-09-15T07:00:11Z');
    expect(await one.claim?.('v0=left', at)).toBe('ours');
    expect(await other.since(at)).not.toContain('v0=left');
    expect(await other.claim?.('v0=left', at)).toBe('under way');
    expect(await other.claim?.('v0=left', later)).toBe('ours');
    expect(await one.claim?.('v0=left', later)).toBe('under way');
  });

  it('serve each of many that come at once in one place, and each that came twice once', async () => {
    const places = [createSeenRequests(database.db), createSeenRequests(await database.openAgain())];
    const at = new Date('2021-09-09T07:00:00Z');
    const asked = Array.from({ length: 300 }, (_, request) => `v0=many-${request}`).flatMap((signature) =>
      [...places, places[0]].map(async (place) => ({ signature, won: await place?.claim?.(signature, at) })),
    );
    const won = (await Promise.all(asked))
      .filter((one) => one.won === 'ours')
      .map(({ signature }) => signature);
    expect(won).toHaveLength(300);
    expect(new Set(won).size).toBe(300);
  });
});
