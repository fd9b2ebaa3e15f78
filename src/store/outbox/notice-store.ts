import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { AbsenceReader } from '../../domain/absences/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { AbsenceNoticeKind, NewNotice, Notice, NoticeStore } from '../../domain/sending/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { createRows, placeOf, rowsOf, type StoredRow, toOutboxRow } from './outbox-rows.ts';

/** Adds what must be told, each as of a moment, inside the transaction that writes what it tells. */
export async function addNotices(
  tx: Transaction<Schema>,
  plan: PlanKey,
  notices: readonly (NewNotice & { readonly at: Date })[],
): Promise<void> {
  const rows = notices.map(({ updates = [], at, ...notice }) => ({
    key: randomUUID(),
    ...plan,
    ...notice,
    updates: JSON.stringify(updates),
    created_at: at.toISOString(),
  }));
  if (rows.length > 0) await tx.insertInto('outbox').values(rows).execute();
}

/** Adds what must be told of an absence, each row in the outbox of one plan: the services of two never both tell it. */
export async function addAbsenceNotices(
  tx: Transaction<Schema>,
  kind: AbsenceNoticeKind,
  absence: { readonly id: number; readonly body: string },
  readers: readonly AbsenceReader[],
  at: Date,
): Promise<void> {
  const rows = readers.map(({ year, person }) => ({
    key: randomUUID(),
    body: absence.body,
    year,
    kind,
    person,
    absence: absence.id,
    created_at: at.toISOString(),
  }));
  if (rows.length > 0) await tx.insertInto('outbox').values(rows).execute();
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
    .updateTable('outbox')
    .set({ status: 'sent', settled_at: at.toISOString(), reason: 'taken_back' })
    .where('absence', '=', absence)
    .where('status', '=', 'waiting')
    .returning(['year', 'person'])
    .execute();
}

/** The notices of one plan. */
export function createNoticeStore(db: Db, plan: PlanKey): NoticeStore {
  const ofSameMatter = ({ kind, phase, person }: Notice) => {
    const toPerson = rowsOf(db, plan).where('kind', '=', kind).where('person', '=', person);
    return phase === '' ? toPerson.where('phase', 'is', null) : toPerson.where('phase', '=', phase);
  };

  return {
    ...createRows(db, plan, 'notices', toNotice, ofSameMatter),

    async ofPhase(phase) {
      const rows = await rowsOf(db, plan)
        .where('kind', '<>', 'reminder')
        .where((eb) => eb.or([eb('phase', '=', phase), eb('phase', 'is', null)]))
        .execute();
      return rows.map(toNotice);
    },

    async threadOf(person, phase, update, item) {
      const told = await rowsOf(db, plan)
        .where('phase', '=', phase)
        .where('person', '=', person)
        .where('kind', 'in', ['receipt', 'reminder'])
        .where('status', '=', 'sent')
        .where('ts', 'is not', null)
        .execute();
      const shows = (row: StoredRow): boolean =>
        (JSON.parse(row.updates ?? '[]') as number[]).includes(update);
      const asks = (row: StoredRow): boolean =>
        (JSON.parse(row.items ?? '[]') as { item: string }[]).some((one) => one.item === item);
      const found = told.findLast(shows) ?? told.findLast(asks);
      return found ? placeOf(found.channel, found.ts) : null;
    },
  };
}

const toNotice = (row: StoredRow): Notice => {
  if (row.kind === 'reminder') throw new Error(`row ${row.id} of the outbox is a reminder`);
  return {
    ...toOutboxRow(row),
    kind: row.kind,
    phase: row.phase ?? '',
    updates: JSON.parse(row.updates ?? '[]'),
    absence: row.absence,
    incident: row.incident,
  };
};
