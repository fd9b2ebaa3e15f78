import type { Absence, Postponement } from '../domain/absences.ts';
import { type ItemKind, type ItemRef, itemRef } from '../domain/types.ts';
import { appendAudit } from './audit-log.ts';
import type { Db } from './open-store.ts';
import { writing } from './transaction.ts';

/** Who is away (kept for the body) and what was put off (kept for a plan's phases). */
export function createAbsenceStore(db: Db, plan: { readonly body: string; readonly year: number }) {
  return {
    /** The absences that were not cancelled, oldest first. */
    async absences(): Promise<readonly Absence[]> {
      const rows = await db
        .selectFrom('absence')
        .selectAll()
        .where('body', '=', plan.body)
        .where('cancelled_at', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        person: row.person,
        from: row.from_day,
        to: row.to_day,
        substitute: row.substitute,
        recordedBy: row.recorded_by,
      }));
    },

    /** Records an absence, with its audit row. */
    recordAbsence: (absence: Omit<Absence, 'id'>, at: Date): Promise<void> =>
      writing(db, async (tx) => {
        await tx
          .insertInto('absence')
          .values({
            body: plan.body,
            person: absence.person,
            from_day: absence.from,
            to_day: absence.to,
            substitute: absence.substitute,
            recorded_by: absence.recordedBy,
            recorded_at: at.toISOString(),
          })
          .execute();
        await appendAudit(tx, {
          at,
          actor: absence.recordedBy,
          action: 'absence.recorded',
          subject: `${plan.body}/${absence.person}`,
          detail: { from: absence.from, to: absence.to, substitute: absence.substitute },
        });
      }),

    /** Takes an absence back, with its audit row. */
    cancelAbsence: (absence: Absence, by: string, at: Date): Promise<void> =>
      writing(db, async (tx) => {
        await tx
          .updateTable('absence')
          .set({ cancelled_at: at.toISOString() })
          .where('id', '=', absence.id)
          .execute();
        await appendAudit(tx, {
          at,
          actor: by,
          action: 'absence.cancelled',
          subject: `${plan.body}/${absence.person}`,
          detail: { from: absence.from, to: absence.to },
        });
      }),

    async postponements(): Promise<readonly Postponement[]> {
      const rows = await db
        .selectFrom('postponement')
        .selectAll()
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        phase: row.phase,
        person: row.person,
        item:
          row.kind === null || row.number === null ? null : itemRef({ kind: row.kind, number: row.number }),
        until: row.until_day,
        at: new Date(row.at),
      }));
    },

    /** Records what was put off, with its audit row; one row per person and item, or one for the whole reminder. */
    postpone: (
      phase: string,
      people: readonly string[],
      items: readonly ItemRef[] | null,
      until: string,
      by: string,
      at: Date,
    ): Promise<void> =>
      writing(db, async (tx) => {
        for (const person of people)
          for (const ref of items ?? [null])
            await tx
              .insertInto('postponement')
              .values({
                body: plan.body,
                year: plan.year,
                phase,
                person,
                ...keyOf(ref),
                until_day: until,
                at: at.toISOString(),
              })
              .execute();
        await appendAudit(tx, {
          at,
          actor: by,
          action: items === null ? 'reminder.snoozed' : 'items.taken_in_charge',
          subject: `${plan.body}/${plan.year}/${phase}`,
          detail: { until, people, items },
        });
      }),
  };
}

function keyOf(ref: ItemRef | null): { kind: ItemKind | null; number: number | null } {
  if (ref === null) return { kind: null, number: null };
  const [kind, number] = ref.split(':') as [ItemKind, string];
  return { kind, number: Number(number) };
}
