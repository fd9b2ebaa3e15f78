import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { createAuditReader } from '../../../src/store/cycle/index.ts';
import { type Opened, openedOf } from '../../../src/store/engine/engine.ts';
import { type Db, openStore } from '../../../src/store/engine/open-store.ts';
import { DatabaseRefused, SCHEMA_VERSION } from '../../../src/store/migrations/migrate.ts';
import { MIGRATIONS, type MigrationsOn } from '../../../src/store/migrations/migrations.ts';
import { savePlan } from '../../../src/store/plan/index.ts';
import { closing } from '../../support/closing.ts';
import { IMPORTED_AT, newPlace, pastTriggers } from '../../support/database.ts';
import { luccaPlan } from '../../support/plan.ts';
import { reporting } from '../../support/reporting.ts';

/** What the next version might bring: a table, and a column of a table whose rows are never changed. */
const next =
  (begun: () => void = () => undefined): MigrationsOn =>
  (engine) => ({
    ...MIGRATIONS(engine),
    '9998-labels': {
      up: async (db) => {
        begun();
        await db.schema
          .createTable('label')
          .addColumn('name', 'text', (column) => column.primaryKey())
          .addColumn('address', engine.caseless)
          .modifyEnd(engine.keyed)
          .execute();
        await engine.freeze(db, 'label');
        await db.schema.alterTable('status_update').addColumn('label', 'text').execute();
      },
    },
  });
const NEXT = next();

/** A database as the version of the baseline leaves it, with a report. */
async function left(): Promise<{ readonly place: string; readonly updates: readonly object[] }> {
  const place = newPlace();
  const db = await openStore(place);
  await savePlan(db, luccaPlan(), IMPORTED_AT);
  await reporting(db).report(24);
  const updates = await updatesIn(db);
  await db.destroy();
  return { place, updates };
}

const updatesIn = (db: Db): Promise<object[]> => db.selectFrom('status_update').selectAll().execute();

async function openedWith(place: string, migrations: MigrationsOn, told: string[] = []): Promise<Db> {
  const db = await openStore(place, { migrations, tell: (sentence) => told.push(sentence) });
  closing({ close: () => db.destroy() });
  return db;
}

describe('a database of the version before', () => {
  it('is carried over with all that it holds, and told', async () => {
    const { place, updates } = await left();
    const told: string[] = [];
    const db = await openedWith(place, NEXT, told);
    expect(updates).toHaveLength(1);
    expect(await updatesIn(db)).toEqual(updates.map((update) => ({ ...update, label: null })));
    expect(await createAuditReader(db).verify()).toMatchObject({ rows: 2, breaks: [] });
    expect(told).toEqual([expect.stringContaining('aggiornato')]);
    expect(told[0]).toContain(`schema ${SCHEMA_VERSION}`);
    await reporting(db).report(25);
    expect(await updatesIn(db)).toHaveLength(2);
    await expect(sql`delete from status_update`.execute(db)).rejects.toThrow('never deleted');
  });

  it('gets tables that are as those before: in the order of bytes, frozen, and noticed where they are written to', async () => {
    const { place } = await left();
    const db = await openedWith(place, NEXT);
    const { state } = openedOf(db) as Opened;
    const before = await state();
    for (const name of ['a', 'B', 'è'])
      await sql`insert into label values (${name}, ${`${name}@Comune.it`})`.execute(db);
    expect(await state()).not.toBe(before);
    const names = await sql<{ name: string }>`select name from label order by name`.execute(db);
    expect(names.rows.map(({ name }) => name)).toEqual(['B', 'a', 'è']);
    const found = await sql`select name from label where address = 'b@comune.IT'`.execute(db);
    expect(found.rows).toEqual([{ name: 'B' }]);
    await expect(sql`delete from label`.execute(db)).rejects.toThrow('never deleted');
  });

  it('is migrated once, however many begin at the same moment', async () => {
    const { place, updates } = await left();
    let begun = 0;
    const counting = next(() => {
      begun += 1;
    });
    const all = await Promise.all([1, 2, 3].map(() => openedWith(place, counting)));
    expect(begun).toBe(1);
    for (const db of all) expect(await updatesIn(db)).toHaveLength(updates.length);
    const told: string[] = [];
    await openedWith(place, counting, told);
    expect([begun, told]).toEqual([1, []]);
  });

  it('stays as it was where a migration fails', async () => {
    const { place, updates } = await left();
    const failing: MigrationsOn = (engine) => ({
      ...NEXT(engine),
      '9999-impossible': { up: async (db) => void (await sql`insert into nowhere values (1)`.execute(db)) },
    });
    await expect(openStore(place, { migrations: failing, tell: () => undefined })).rejects.toThrow('nowhere');
    const db = await openedWith(place, MIGRATIONS);
    expect(await updatesIn(db)).toEqual(updates);
    await expect(sql`select * from label`.execute(db)).rejects.toThrow('label');
  });

  it('is refused by the program of before, once it is carried over', async () => {
    const { place } = await left();
    await openedWith(place, NEXT);
    const refused = openStore(place);
    await expect(refused).rejects.toThrow(DatabaseRefused);
    await expect(refused).rejects.toThrow(
      `è di una versione più recente di Traguardo (schema ${SCHEMA_VERSION + 1}, questa arriva a ${SCHEMA_VERSION})`,
    );
  });
});

it.skipIf(inject('server') === null)('waits until the program of before has left the server', async () => {
  const { place } = await left();
  const before = await openedWith(place, MIGRATIONS);
  const { sharing } = openedOf(before) as Opened;
  await sharing?.lead('outbox', 'before', 60_000);
  let over = false;
  const opening = openedWith(place, NEXT).then((db) => {
    over = true;
    return db;
  });
  // It asks again and again, and nothing is changed under whoever works there.
  for (let asked = 0; asked < 3; asked += 1) await reporting(before).report(25 + asked);
  expect(over).toBe(false);
  await sharing?.leave('outbox', 'before');
  expect(await updatesIn(await opening)).toHaveLength(4);
});

it.skipIf(inject('server') === null)('is told how to go on where it is of before the baseline', async () => {
  const { place } = await left();
  await pastTriggers(place, 'update traguardo_schema set version = 22');
  const refused = openStore(place);
  await expect(refused).rejects.toThrow(DatabaseRefused);
  await expect(refused).rejects.toThrow(/versione precedente.*schema 22.*npm run export.*npm run import/);
});
