import { randomUUID } from 'node:crypto';
import type { Selectable, Updateable } from 'kysely';
import type { ReminderRow, ReminderStore } from '../domain/reminder-service.ts';
import { itemRef } from '../domain/types.ts';
import type { Db } from './open-store.ts';
import type { ReminderTable } from './schema.ts';
import { writing } from './transaction.ts';

/** The outbox of one plan. The unique key on (phase, person, step) decides who won a claim. */
export function createReminderStore(
  db: Db,
  plan: { readonly body: string; readonly year: number },
): ReminderStore {
  const settle = async (id: number, values: Updateable<ReminderTable>): Promise<void> => {
    await db.updateTable('reminder').set(values).where('id', '=', id).execute();
  };

  return {
    async all() {
      const rows = await db
        .selectFrom('reminder')
        .selectAll()
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .orderBy('id')
        .execute();
      return rows.map(toRow);
    },

    claim: (due, earlier, by, at) =>
      writing(db, async (tx) => {
        const row = (step: string, status: 'claimed' | 'skipped') => ({
          key: randomUUID(),
          ...plan,
          phase: due.phase.code,
          person: due.person,
          step,
          role: due.role,
          status,
          late: due.late ? 1 : 0,
          items: JSON.stringify(due.items.map(itemRef)),
          claimed_at: at.toISOString(),
          claimed_by: by,
        });
        const claimed = await tx
          .insertInto('reminder')
          .values(row(due.step, 'claimed'))
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
        .set({ claimed_by: by, claimed_at: at.toISOString() })
        .where('id', '=', row.id)
        .where('status', '=', 'claimed')
        .where('claimed_by', '=', row.claimedBy)
        .where('claimed_at', '=', row.claimedAt.toISOString())
        .returningAll()
        .executeTakeFirst();
      return taken ? toRow(taken) : null;
    },

    markSent: (id, place, at) =>
      settle(id, { status: 'sent', channel: place.channel, ts: place.ts, settled_at: at.toISOString() }),
    markFailed: (id, reason, at) => settle(id, { status: 'failed', reason, settled_at: at.toISOString() }),
    async release(id) {
      await db.deleteFrom('reminder').where('id', '=', id).where('status', '=', 'claimed').execute();
    },
  };
}

const toRow = (row: Selectable<ReminderTable>): ReminderRow => ({
  id: row.id,
  key: row.key,
  phase: row.phase,
  person: row.person,
  role: row.role,
  step: row.step,
  status: row.status,
  late: row.late === 1,
  items: JSON.parse(row.items),
  claimedAt: new Date(row.claimed_at),
  claimedBy: row.claimed_by,
  channel: row.channel,
  ts: row.ts,
  reason: row.reason,
});
