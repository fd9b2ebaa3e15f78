import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { copyStore } from '../../../src/store/cycle/copy-store.ts';
import { createAuditReader } from '../../../src/store/cycle/index.ts';
import { claimMode } from '../../../src/store/engine/database-mode.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import {
  memoryDatabase,
  newSchema,
  opened,
  pastTriggers,
  sqliteDatabase,
  temporaryDatabase,
  temporaryFolder,
} from '../../support/database.ts';
import { LUCCA } from '../../support/plan.ts';
import { reporting } from '../../support/reporting.ts';

const emptyFile = (): Promise<Db> => opened(join(temporaryFolder(), 'copia.sqlite'));
const place = (db: Db, name: string) => ({ db, name });

it('a database is copied with all that it holds, and goes on from there', async () => {
  const { db } = await temporaryDatabase();
  await reporting(db).report(24);
  await claimMode(db, 'live', 'qui');
  const target = await emptyFile();
  const made = await copyStore(place(db, 'qui'), place(target, 'là'));
  expect(made).toMatchObject({ auditRows: 2, head: (await createAuditReader(db).verify()).head });
  expect(made.rows).toBeGreaterThan(500);
  expect(await createPlanSource(target, LUCCA).current()).toEqual(
    await createPlanSource(db, LUCCA).current(),
  );
  for (const copy of [db, target]) {
    await reporting(copy).report(25);
    expect((await createAuditReader(copy).verify()).breaks).toEqual([]);
  }
});

it('is refused where there is something already, or the audit is not whole, and writes nothing', async () => {
  const { db } = await temporaryDatabase();
  const filled = await memoryDatabase();
  await expect(copyStore(place(db, 'qui'), place(filled, 'là'))).rejects.toThrow(
    /^là contiene già qualcosa \(plan, /,
  );

  const { db: broken, path } = await temporaryDatabase();
  await reporting(broken).report(24);
  await pastTriggers(path, "update audit set actor = 'altri'");
  const target = await emptyFile();
  await expect(copyStore(place(broken, 'qui'), place(target, 'là'))).rejects.toThrow(
    /Il registro di qui non è integro/,
  );
  expect(await target.selectFrom('plan').selectAll().execute()).toEqual([]);
});

it.skipIf(inject('server') === null)('goes to a server and back, and is the same', async () => {
  const { db: file } = await sqliteDatabase();
  await reporting(file).report(24);
  const server = await opened(newSchema());
  const there = await copyStore(place(file, 'file'), place(server, 'server'));
  // Rows are numbered on from those that came with their numbers.
  await reporting(server).report(25);
  const again = await emptyFile();
  const back = await copyStore(place(server, 'server'), place(again, 'file'));
  expect(back.auditRows).toBe(there.auditRows + 2);
  expect(await again.selectFrom('status_update').selectAll().orderBy('id').execute()).toEqual(
    await server.selectFrom('status_update').selectAll().orderBy('id').execute(),
  );
  expect((await createAuditReader(again).verify()).head).toBe(
    (await createAuditReader(server).verify()).head,
  );
});
