import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openedOf } from '../../../src/store/engine/engine.ts';
import { probe } from '../../../src/store/engine/probe.ts';
import { sqliteDatabase } from '../../support/database.ts';

it('a round brings what was written into the file, and does nothing where only its own probe has written', async () => {
  const { db, path } = await sqliteDatabase();
  const afterRound = async (): Promise<string> => {
    await probe(db);
    await openedOf(db)?.checkpoint();
    return hash('sha256', readFileSync(path));
  };
  const idle = await afterRound();
  expect(await afterRound()).toBe(idle);
  expect(await afterRound()).toBe(idle);
  await db.insertInto('handled_event').values({ key: 'a', at: '2026-01-01T00:00:00Z' }).execute();
  const busy = await afterRound();
  expect(busy).not.toBe(idle);
  expect(await afterRound()).toBe(busy);
});
