import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/domain/types.ts';
import { appendAudit } from '../../../src/store/cycle/audit-log.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { listPlans, loadPlan, savePlan } from '../../../src/store/plan/plan-store.ts';
import { memoryDatabase, opened, temporaryDatabase } from '../../support/database.ts';
import { LUCCA, luccaPlan } from '../../support/plan.ts';
import { item, phase, smallPlan } from '../../support/small-plan.ts';

const LATER = new Date('2021-06-02T08:00:00Z');
const at = '2021-09-09T07:00:00.000Z';

/** One row in each table that an import must not touch. */
async function live(db: Db): Promise<void> {
  const key = { ...LUCCA, phase: 'monitoraggio-2021' };
  await db
    .insertInto('status_update')
    .values({
      ...key,
      kind: 'objective',
      number: 24,
      version: 1,
      state: 'achieved',
      percent: 100,
      author: 'ref-uo-3-2',
      at,
    } as never)
    .execute();
  await db
    .insertInto('outbox')
    .values({
      ...key,
      key: 'k',
      kind: 'reminder',
      created_at: at,
      person: 'ref-uo-3-2',
      step: '-15@2021-09-09',
      role: 'contact',
      status: 'sent',
      items: '[]',
      claimed_at: at,
      claimed_by: 'a',
    } as never)
    .execute();
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      at: new Date(at),
      actor: 'ref-uo-3-2',
      action: 'update.submitted',
      subject: 'x',
      detail: {},
    }),
  );
}

/** All that is kept beside the plan. */
const lifeOf = async (db: Db) => ({
  updates: await db.selectFrom('status_update').selectAll().execute(),
  reminders: await db.selectFrom('outbox').selectAll().execute(),
  audit: await db.selectFrom('audit').selectAll().execute(),
  phases: await db.selectFrom('phase').selectAll().execute(),
});

describe('a plan that is saved', () => {
  it('comes back equal', async () => {
    const db = await memoryDatabase();
    expect(await loadPlan(db, 'lucca', 2021)).toEqual(luccaPlan());
  });

  it('comes back with its items in plan order, indicators last', async () => {
    const plan = smallPlan();
    const db = await memoryDatabase(plan);
    expect((await loadPlan(db, 'prova', 2026))?.items).toEqual(plan.items);
  });

  it('is no other body’s or year’s', async () => {
    const db = await memoryDatabase();
    expect(await loadPlan(db, 'lucca', 2022)).toBeNull();
    expect(await loadPlan(db, 'pisa', 2021)).toBeNull();
  });

  it('stands beside those of other years, the newest first', async () => {
    const db = await memoryDatabase();
    const next: Plan = { ...luccaPlan(), head: { ...luccaPlan().head, year: 2022 } };
    await savePlan(db, next, LATER);
    expect(await listPlans(db)).toEqual([
      { body: 'lucca', year: 2022 },
      { body: 'lucca', year: 2021 },
    ]);
    expect(await loadPlan(db, 'lucca', 2021)).toEqual(luccaPlan());
  });
});

describe('a plan that is imported again', () => {
  it('is replaced as a whole', async () => {
    const db = await memoryDatabase(smallPlan());
    const changed = smallPlan({
      items: [item('objective', 1, { title: 'Un altro titolo' })],
      assignments: [],
    });
    await savePlan(db, changed, LATER);
    expect((await loadPlan(db, 'prova', 2026))?.items).toEqual(changed.items);
  });

  it('leaves updates, reminders, audit and phases as they are', async () => {
    const db = await memoryDatabase();
    await live(db);
    await db.updateTable('phase').set({ due_on: '2021-10-15', paused: 1 }).execute();
    const before = await lifeOf(db);
    await savePlan(db, luccaPlan(), LATER);
    expect(await lifeOf(db)).toEqual(before);
  });

  it('adds the phases that are new', async () => {
    const db = await memoryDatabase(smallPlan());
    await savePlan(
      db,
      smallPlan({ phases: [phase({ dueOn: '2026-06-30' }), phase({ code: 'finale' })] }),
      LATER,
    );
    expect(
      (await loadPlan(db, 'prova', 2026))?.phases.map(({ code, dueOn }) => [code, dueOn]).sort(),
    ).toEqual([
      ['finale', '2026-05-29'],
      ['intermedia', '2026-05-29'],
    ]);
  });

  it('is not changed at all when something in it cannot be written', async () => {
    const db = await memoryDatabase(smallPlan());
    const broken = smallPlan({
      head: { ...smallPlan().head, bodyName: 'Un altro nome' },
      people: [...smallPlan().people, ...smallPlan().people],
    });
    await expect(savePlan(db, broken, LATER)).rejects.toThrow();
    expect(await loadPlan(db, 'prova', 2026)).toEqual(smallPlan());
  });
});

describe('the source of a plan', () => {
  it('gives the same object while nothing changes', async () => {
    const plans = createPlanSource(await memoryDatabase(), LUCCA);
    expect(await plans.current()).toBe(await plans.current());
    expect(await plans.current()).toEqual(luccaPlan());
  });

  it('is the same for all who ask at once', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const plans = createPlanSource(db, LUCCA);
    const other = await openAgain();
    const [one, another] = await Promise.all([
      plans.current(),
      other
        .insertInto('model_use')
        .values({ at: '', outcome: '', input_tokens: 0, output_tokens: 0 })
        .execute()
        .then(() => plans.current()),
    ]);
    expect(another).toBe(one);
  });

  it('sees an import made by another process', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const plans = createPlanSource(db, LUCCA);
    const before = await plans.current();
    const renamed: Plan = { ...luccaPlan(), head: { ...luccaPlan().head, bodyName: 'Città di Lucca' } };
    await savePlan(await openAgain(), renamed, LATER);
    expect(await plans.current()).not.toBe(before);
    expect((await plans.current()).head.bodyName).toBe('Città di Lucca');
  });

  it('sees a phase that another process closes, and keeps the rest of the plan', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const plans = createPlanSource(db, LUCCA);
    const before = await plans.current();
    const again = await openAgain();
    await again.updateTable('phase').set({ closes_on: '2021-10-15' }).execute();
    const after = await plans.current();
    expect(after.phases[0]?.closesOn).toBe('2021-10-15');
    expect({ ...after, phases: [] }).toEqual({ ...before, phases: [] });
  });

  it('refuses to speak of a plan that is not there', async () => {
    const empty = await opened(':memory:');
    await expect(createPlanSource(empty, LUCCA).current()).rejects.toThrow();
  });
});

describe('the closures of a plan', () => {
  it('are kept with it', async () => {
    const closures = [{ day: '2026-12-24', name: 'Chiusura natalizia' }];
    const db = await memoryDatabase(smallPlan({ closures }));
    expect((await loadPlan(db, 'prova', 2026))?.closures).toEqual(closures);
  });
});
