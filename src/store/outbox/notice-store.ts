import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { AbsenceReader } from '../../domain/absences/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { AbsenceNoticeKind, NewNotice, Notice, NoticeStore } from '../../domain/sending/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { NoticeTable, Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';

/** Adds what must be told, inside the transaction that writes what it tells. */
export async function addNotices(
  tx: Transaction<Schema>,
  plan: PlanKey,
  notices: readonly NewNotice[],
  at: Date,
): Promise<void> {
  for (const { kind, person, phase, updates = [] } of notices)
    await tx
      .insertInto('notice')
      .values({
        key: randomUUID(),
        ...plan,
        phase,
        kind,
        person,
        updates: JSON.stringify(updates),
        created_at: at.toISOString(),
      })
      .execute();
}

/** Adds what must be told of an absence, each row in the outbox of one plan: the services of two never both tell it. */
export async function addAbsenceNotices(
  tx: Transaction<Schema>,
  kind: AbsenceNoticeKind,
  absence: { readonly id: number; readonly body: string },
  readers: readonly AbsenceReader[],
  at: Date,
): Promise<void> {
  for (const { year, person } of readers)
    await tx
      .insertInto('notice')
      .values({
        key: randomUUID(),
        body: absence.body,
        year,
        phase: '',
        kind,
        person,
        updates: '[]',
        absence: absence.id,
        created_at: at.toISOString(),
      })
      .execute();
}

/**
 * Settles what was not told yet of an absence that was taken back.
 * @returns those who were not told, and need not hear of the end either
 */
export async function withdrawAbsenceNotices(
  tx: Transaction<Schema>,
  absence: number,
  at: Date,
): Promise<readonly AbsenceReader[]> {
  return tx
    .updateTable('notice')
    .set({ status: 'sent', settled_at: at.toISOString(), reason: 'taken_back' })
    .where('absence', '=', absence)
    .where('status', '=', 'waiting')
    .returning(['year', 'person'])
    .execute();
}

/** The outbox of notices of one plan. */
export function createNoticeStore(db: Db, { body, year }: PlanKey): NoticeStore {
  const settle = async (ids: readonly number[], values: Partial<Selectable<NoticeTable>>): Promise<void> => {
    if (ids.length > 0)
      await db
        .updateTable('notice')
        .set(values)
        .where('id', 'in', [...ids])
        .execute();
  };

  return {
    claimNext: (by, at, which) =>
      writing(db, async (tx) => {
        const waiting = tx
          .selectFrom('notice')
          .selectAll()
          .where('body', '=', body)
          .where('year', '=', year)
          .where('status', '=', 'waiting')
          .$if(which === 'reports', (query) => query.where('absence', 'is', null));
        const first = await waiting.orderBy('id').limit(1).executeTakeFirst();
        if (!first) return null;
        const claimed = await tx
          .updateTable('notice')
          .set((eb) => ({
            status: 'claimed' as const,
            claimed_by: by,
            claimed_at: at.toISOString(),
            attempts: eb('attempts', '+', 1),
          }))
          .where('body', '=', body)
          .where('year', '=', year)
          .where('status', '=', 'waiting')
          .where('phase', '=', first.phase)
          .where('kind', '=', first.kind)
          .where('person', '=', first.person)
          .returningAll()
          .execute();
        return claimed.map(toNotice);
      }),

    takeOver: async (before, by, at, which) => {
      const taken = await db
        .updateTable('notice')
        .set({ claimed_by: by, claimed_at: at.toISOString() })
        .where('body', '=', body)
        .where('year', '=', year)
        .where('status', '=', 'claimed')
        .where('claimed_at', '<', before.toISOString())
        .$if(which === 'reports', (query) => query.where('absence', 'is', null))
        .returningAll()
        .execute();
      return taken.map(toNotice);
    },

    markSent: (ids, place, at) =>
      settle(ids, {
        status: 'sent',
        channel: place?.channel ?? null,
        ts: place?.ts ?? null,
        settled_at: at.toISOString(),
      }),
    markFailed: (ids, reason, at) => settle(ids, { status: 'failed', reason, settled_at: at.toISOString() }),
    release: (ids) => settle(ids, { status: 'waiting', claimed_by: null, claimed_at: null }),

    async newestSent(kind, person, phase) {
      const row = await db
        .selectFrom('notice')
        .selectAll()
        .where('body', '=', body)
        .where('year', '=', year)
        .where('phase', '=', phase)
        .where('kind', '=', kind)
        .where('person', '=', person)
        .where('status', '=', 'sent')
        .where('ts', 'is not', null)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toNotice(row) : null;
    },

    async threadOf(person, phase, update, item) {
      const receipts = await db
        .selectFrom('notice')
        .select(['channel', 'ts', 'updates'])
        .where('body', '=', body)
        .where('year', '=', year)
        .where('phase', '=', phase)
        .where('kind', '=', 'receipt')
        .where('person', '=', person)
        .where('status', '=', 'sent')
        .where('ts', 'is not', null)
        .orderBy('id', 'desc')
        .execute();
      const receipt = receipts.find((row) => (JSON.parse(row.updates) as number[]).includes(update));
      const reminders = receipt
        ? []
        : await db
            .selectFrom('reminder')
            .select(['channel', 'ts', 'items'])
            .where('body', '=', body)
            .where('year', '=', year)
            .where('phase', '=', phase)
            .where('person', '=', person)
            .where('status', '=', 'sent')
            .where('ts', 'is not', null)
            .orderBy('id', 'desc')
            .execute();
      const found =
        receipt ??
        reminders.find((row) =>
          (JSON.parse(row.items) as { item: string }[]).some((one) => one.item === item),
        );
      return found?.channel && found.ts ? { channel: found.channel, ts: found.ts } : null;
    },
  };
}

const toNotice = (row: Selectable<NoticeTable>): Notice => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  person: row.person,
  phase: row.phase,
  updates: JSON.parse(row.updates),
  absence: row.absence,
  status: row.status,
  attempts: row.attempts,
  claimedAt: row.claimed_at === null ? null : new Date(row.claimed_at),
  claimedBy: row.claimed_by,
  place: row.channel !== null && row.ts !== null ? { channel: row.channel, ts: row.ts } : null,
});
