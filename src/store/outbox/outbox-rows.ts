import type { ExpressionBuilder, Selectable, Updateable } from 'kysely';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { MessagePlace, OutboxRow, OutboxStore } from '../../domain/sending/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { OutboxTable, Schema } from '../engine/schema.ts';

export type StoredRow = Selectable<OutboxTable>;

/** What all rows have in common. */
export const toOutboxRow = (row: StoredRow): OutboxRow => ({
  id: row.id,
  key: row.key,
  person: row.person,
  status: row.status,
  attempts: row.attempts,
  retryAt: instant(row.retry_at),
  claimedAt: instant(row.claimed_at),
  claimedBy: row.claimed_by,
  settledAt: instant(row.settled_at),
  thread: placeOf(row.channel, row.thread),
  place: placeOf(row.channel, row.ts),
  retired: row.retired === 1,
  stale: row.stale,
  reason: row.reason,
});

export const placeOf = (channel: string | null, ts: string | null): MessagePlace | null =>
  channel !== null && ts !== null ? { channel, ts } : null;

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Every row of a plan's outbox, oldest first. */
export const rowsOf = (db: Db, plan: PlanKey) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('body', '=', plan.body)
    .where('year', '=', plan.year)
    .orderBy('id');

type RowQuery = ReturnType<typeof rowsOf>;

const idsOf = (rows: readonly OutboxRow[]): readonly number[] => rows.map(({ id }) => id);

/** A claim, as whoever read it knows it. */
const isClaimOf = (row: OutboxRow) => (eb: ExpressionBuilder<Schema, 'outbox'>) =>
  eb.and([eb('claimed_by', '=', row.claimedBy), eb('claimed_at', '=', row.claimedAt?.toISOString() ?? null)]);

/**
 * The part of a plan's outbox that reminders, or notices, are.
 * @param ofSameMatter where what is told of one matter is told in order: while one row is claimed, the next ones wait
 */
export function createRows<Row extends OutboxRow>(
  db: Db,
  plan: PlanKey,
  family: 'reminders' | 'notices',
  toRow: (row: StoredRow) => Row,
  ofSameMatter: ((row: Row) => RowQuery) | null = null,
): OutboxStore<Row> {
  const own = () => rowsOf(db, plan).where('kind', family === 'reminders' ? '=' : '<>', 'reminder');
  const read = async (query: RowQuery): Promise<readonly Row[]> => (await query.execute()).map(toRow);

  const set = async (
    ids: readonly number[],
    values: Updateable<OutboxTable>,
    counting?: 'attempts' | 'stale',
  ): Promise<void> => {
    if (ids.length > 0)
      await db
        .updateTable('outbox')
        .set((eb) => ({ ...values, ...(counting && { [counting]: eb(counting, '+', 1) }) }))
        .where('id', 'in', ids)
        .execute();
  };

  return {
    unsettled: () => read(own().where('status', 'in', ['claimed', 'waiting'])),

    living: ({ phase, person, stale } = {}) =>
      read(
        own()
          .where('status', '=', 'sent')
          .where('retired', '=', 0)
          .where('ts', 'is not', null)
          .$if(phase !== undefined, (query) => query.where('phase', '=', phase ?? ''))
          .$if(person !== undefined, (query) => query.where('person', '=', person ?? ''))
          .$if(stale === true, (query) => query.where('stale', '>', 0)),
      ),

    replaced: () =>
      read(
        own()
          .where('status', '=', 'sent')
          .where('retired', '=', 1)
          .where('ts', 'is not', null)
          .where('ts', 'not in', db.selectFrom('outbox').select('thread').where('thread', 'is not', null)),
      ),

    byKey: async (key) => (await read(own().where('key', '=', key)))[0] ?? null,

    async takeOver(rows, by, at, thread) {
      const [first] = rows;
      if (!first) return [];
      const taking = db
        .updateTable('outbox')
        .set({
          status: 'claimed',
          claimed_by: by,
          claimed_at: at.toISOString(),
          ...(thread === undefined ? {} : { channel: thread?.channel ?? null, thread: thread?.ts ?? null }),
        })
        .where('id', 'in', idsOf(rows))
        .where('status', '=', first.status)
        .returningAll();
      const underWay = ofSameMatter?.(first).where('status', '=', 'claimed');
      const taken =
        first.status === 'claimed'
          ? taking.where(isClaimOf(first))
          : underWay
            ? taking.where(({ not, exists }) => not(exists(underWay)))
            : taking;
      return (await taken.execute()).map(toRow).sort((a, b) => a.id - b.id);
    },

    async release(rows) {
      for (const row of rows)
        await db.deleteFrom('outbox').where('id', '=', row.id).where(isClaimOf(row)).execute();
    },

    markSent: (ids, place, at) =>
      set(ids, { status: 'sent', ...place, reason: null, settled_at: at.toISOString() }),
    markShown: (ids, place, at) =>
      set(ids, {
        status: 'sent',
        channel: place?.channel ?? null,
        ts: place?.ts ?? null,
        reason: 'shown_elsewhere',
        settled_at: at.toISOString(),
      }),
    markFailed: (ids, reason, at) => set(ids, { status: 'failed', reason, settled_at: at.toISOString() }),
    markWaiting: (ids, reason, retryAt) =>
      set(ids, { status: 'waiting', reason, retry_at: retryAt.toISOString() }, 'attempts'),
    markUnknown: (ids, reason) => set(ids, { reason }, 'attempts'),
    markRetired: (ids) => set(ids, { retired: 1 }),
    markRemoved: (ids) => set(ids, { ts: null }),
    markStale: (ids) => set(ids, {}, 'stale'),

    async markDrawn(id, seen) {
      if (seen === 0) return;
      await db
        .updateTable('outbox')
        .set(({ eb }) => ({ stale: eb('stale', '-', seen) }))
        .where('id', '=', id)
        .where('stale', '>=', seen)
        .execute();
    },
  };
}
