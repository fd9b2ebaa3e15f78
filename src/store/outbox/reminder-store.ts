import { randomUUID } from 'node:crypto';
import type { Selectable, Updateable } from 'kysely';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { ReminderRow, ReminderStore } from '../../domain/sending/index.ts';
import { itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { ReminderTable } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';

/** The outbox of one plan. The unique key on (phase, person, step) decides who won a claim. */
export function createReminderStore(db: Db, plan: PlanKey): ReminderStore {
  const settle = async (id: number, values: Updateable<ReminderTable>): Promise<void> => {
    await db.updateTable('reminder').set(values).where('id', '=', id).execute();
  };

  const ofPlan = () =>
    db
      .selectFrom('reminder')
      .selectAll()
      .where('body', '=', plan.body)
      .where('year', '=', plan.year)
      .orderBy('id');

  return {
    async all() {
      return (await ofPlan().execute()).map(toRow);
    },

    async unsettled() {
      return (await ofPlan().where('status', 'in', ['claimed', 'waiting']).execute()).map(toRow);
    },

    async living(of) {
      const living = ofPlan().where('status', '=', 'sent').where('retired', '=', 0);
      const rows = of ? living.where('phase', '=', of.phase).where('person', '=', of.person) : living;
      return (await rows.execute()).map(toRow);
    },

    async byKey(key) {
      const row = await ofPlan().where('key', '=', key).executeTakeFirst();
      return row ? toRow(row) : null;
    },

    claim: (due, earlier, by, at) =>
      writing(db, async (tx) => {
        const row = (step: string, status: 'claimed' | 'skipped') => ({
          key: randomUUID(),
          body: plan.body,
          year: plan.year,
          phase: due.phase.code,
          person: due.person,
          step,
          on_behalf: due.onBehalf,
          role: due.role,
          status,
          late: due.late ? 1 : 0,
          items: JSON.stringify(
            due.asked.map(({ item, responsible }) => ({ item: itemRef(item), responsible })),
          ),
          claimed_at: at.toISOString(),
          claimed_by: by,
        });
        const claimed = await tx
          .insertInto('reminder')
          .values(row(due.stepKey, 'claimed'))
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (!claimed) return null;
        for (const step of earlier)
          await tx
            .insertInto('reminder')
            .values(row(step, 'skipped'))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        return toRow(claimed);
      }),

    async takeOver(row, by, at) {
      const taken = await db
        .updateTable('reminder')
        .set({ status: 'claimed', claimed_by: by, claimed_at: at.toISOString() })
        .where('id', '=', row.id)
        .where('status', '=', row.status)
        .where('claimed_by', '=', row.claimedBy)
        .where('claimed_at', '=', row.claimedAt.toISOString())
        .returningAll()
        .executeTakeFirst();
      return taken ? toRow(taken) : null;
    },

    async release(row) {
      await db
        .deleteFrom('reminder')
        .where('id', '=', row.id)
        .where('status', '=', 'claimed')
        .where('claimed_by', '=', row.claimedBy)
        .where('claimed_at', '=', row.claimedAt.toISOString())
        .execute();
    },

    markSent: (id, place, at) =>
      settle(id, { status: 'sent', channel: place.channel, ts: place.ts, settled_at: at.toISOString() }),
    markFailed: (id, reason, at) => settle(id, { status: 'failed', reason, settled_at: at.toISOString() }),
    async markWaiting(id, reason, retryAt) {
      await db
        .updateTable('reminder')
        .set(({ eb }) => ({
          status: 'waiting',
          reason,
          retry_at: retryAt.toISOString(),
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', '=', id)
        .execute();
    },
    markRetired: (id) => settle(id, { retired: 1 }),

    async markStale(ids) {
      if (ids.length === 0) return;
      await db
        .updateTable('reminder')
        .set(({ eb }) => ({ stale: eb('stale', '+', 1) }))
        .where('id', 'in', [...ids])
        .execute();
    },

    async markDrawn(id, seen) {
      if (seen === 0) return;
      await db
        .updateTable('reminder')
        .set(({ eb }) => ({ stale: eb('stale', '-', seen) }))
        .where('id', '=', id)
        .where('stale', '>=', seen)
        .execute();
    },
  };
}

const toRow = (row: Selectable<ReminderTable>): ReminderRow => ({
  id: row.id,
  key: row.key,
  phase: row.phase,
  person: row.person,
  onBehalf: row.on_behalf,
  role: row.role,
  stepKey: row.step,
  status: row.status,
  late: row.late === 1,
  asked: JSON.parse(row.items),
  attempts: row.attempts,
  retryAt: row.retry_at === null ? null : new Date(row.retry_at),
  claimedAt: new Date(row.claimed_at),
  claimedBy: row.claimed_by,
  settledAt: row.settled_at === null ? null : new Date(row.settled_at),
  channel: row.channel,
  ts: row.ts,
  retired: row.retired === 1,
  stale: row.stale,
  reason: row.reason,
});
