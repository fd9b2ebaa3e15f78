import { randomUUID } from 'node:crypto';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { ReminderRow, ReminderStore } from '../../domain/reminders/index.ts';
import { itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';
import { createRows, rowsOf, type StoredRow, toOutboxRow } from './outbox-rows.ts';

/** Reminders and notes of one plan. The unique key on (phase, person, step) decides who won a claim. */
export function createReminderStore(db: Db, plan: PlanKey): ReminderStore {
  return {
    ...createRows(db, plan, 'reminders', toReminder),

    all: async () => (await rowsOf(db, plan).where('kind', '=', 'reminder').execute()).map(toReminder),

    claim: (due, earlier, by, at) =>
      writing(db, async (tx) => {
        const row = (step: string, status: 'claimed' | 'skipped') => ({
          key: randomUUID(),
          ...plan,
          kind: 'reminder' as const,
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
          created_at: at.toISOString(),
          claimed_at: at.toISOString(),
          claimed_by: by,
        });
        const claimed = await tx
          .insertInto('outbox')
          .values(row(due.stepKey, 'claimed'))
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (!claimed) return null;
        for (const step of earlier)
          await tx
            .insertInto('outbox')
            .values(row(step, 'skipped'))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        return toReminder(claimed);
      }),
  };
}

const toReminder = (row: StoredRow): ReminderRow => ({
  ...toOutboxRow(row),
  phase: row.phase ?? '',
  onBehalf: row.on_behalf,
  role: row.role ?? 'staff',
  stepKey: row.step ?? '',
  late: row.late === 1,
  asked: JSON.parse(row.items ?? '[]'),
  claimedAt: new Date(row.claimed_at ?? row.created_at),
});
