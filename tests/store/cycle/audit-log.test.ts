import { describe, expect, it } from 'vitest';
import { type AuditEntry, appendAudit, GENESIS_HASH, hashOf } from '../../../src/store/cycle/audit-log.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { memoryDatabase, temporaryDatabase } from '../../support/database.ts';
import { LUCCA } from '../../support/plan.ts';

const entry = (subject: string): AuditEntry => ({
  at: new Date('2021-09-09T07:00:00Z'),
  actor: 'ref-uo-3-2',
  action: 'update.submitted',
  subject,
  detail: { state: 'in_progress', percent: 34.5 },
});
const add = (db: Db, ...subjects: string[]): Promise<void> =>
  db.transaction().execute(async (tx) => {
    for (const subject of subjects) await appendAudit(tx, entry(subject));
  });
const rows = (db: Db) => db.selectFrom('audit').selectAll().orderBy('id').execute();

describe('the audit', () => {
  it('starts from a hash of zeroes and carries in each row the hash of the one before', async () => {
    const db = await memoryDatabase();
    await add(db, 'uno', 'due');
    await add(db, 'tre');
    const kept = await rows(db);
    expect(kept.map(({ previous_hash }) => previous_hash)).toEqual([
      GENESIS_HASH,
      kept[0]?.hash,
      kept[1]?.hash,
    ]);
  });

  it('can be recomputed from its own rows', async () => {
    const db = await memoryDatabase();
    await add(db, 'uno', 'due', 'tre');
    for (const { id: _, hash, ...row } of await rows(db)) expect(hashOf(row)).toBe(hash);
  });

  it.each(['at', 'actor', 'action', 'subject', 'detail', 'previous_hash'] as const)(
    'has another hash when its %s is another',
    async (column) => {
      const db = await memoryDatabase();
      await add(db, 'uno');
      const [first] = await rows(db);
      if (!first) throw new Error('no row');
      const { id: _, hash, ...row } = first;
      expect(hashOf({ ...row, [column]: `${row[column]}x` })).not.toBe(hash);
    },
  );

  it('goes on from the last row of another process', async () => {
    const { db, openAgain } = await temporaryDatabase();
    await add(db, 'uno');
    await add(await openAgain(), 'due');
    const kept = await rows(db);
    expect(kept[1]?.previous_hash).toBe(kept[0]?.hash);
  });

  it('keeps nothing of a transaction that fails', async () => {
    const db = await memoryDatabase();
    const failing = db.transaction().execute(async (tx) => {
      await appendAudit(tx, entry('uno'));
      throw new Error('the change itself failed');
    });
    await expect(failing).rejects.toThrow('the change itself failed');
    expect(await rows(db)).toEqual([]);
  });

  it('refuses to change or delete a row', async () => {
    const db = await memoryDatabase();
    await add(db, 'uno');
    await expect(db.updateTable('audit').set({ actor: 'altri' }).execute()).rejects.toThrow('never changed');
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('never deleted');
    expect(await rows(db)).toHaveLength(1);
  });
});

describe('status updates', () => {
  const update = {
    ...LUCCA,
    phase: 'monitoraggio-2021',
    kind: 'objective',
    number: 24,
    version: 1,
    state: 'in_progress',
    percent: 34.5,
    author: 'ref-uo-3-2',
    at: '2021-09-09T07:00:00.000Z',
  } as const;
  const insert = (db: Db, changes: object = {}) =>
    db
      .insertInto('status_update')
      .values({ ...update, ...changes } as never)
      .execute();

  it('cannot be changed or deleted, only added to', async () => {
    const db = await memoryDatabase();
    await insert(db);
    await expect(db.updateTable('status_update').set({ percent: 100 }).execute()).rejects.toThrow(
      'never changed',
    );
    await expect(db.deleteFrom('status_update').execute()).rejects.toThrow('never deleted');
    await insert(db, { version: 2 });
    expect(await db.selectFrom('status_update').select('version').execute()).toHaveLength(2);
  });

  it('have each version once', async () => {
    const db = await memoryDatabase();
    await insert(db);
    await expect(insert(db, { percent: 50 })).rejects.toThrow(/unique/i);
  });

  it('have a percent from 0 to 100, a known state and a phase that exists', async () => {
    const db = await memoryDatabase();
    await expect(insert(db, { percent: 100.5 })).rejects.toThrow(/check/i);
    await expect(insert(db, { state: 'finito' })).rejects.toThrow(/check/i);
    await expect(insert(db, { phase: 'altra' })).rejects.toThrow(/foreign key/i);
  });
});
