import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Incident, IncidentStore } from '../../domain/incidents/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { rowsOf } from './outbox-rows.ts';

/** Ends of a row that say nothing of its recipient: there was nothing more to tell. */
const OF_NO_CONSEQUENCE = ['answered_meanwhile', 'nothing_to_tell', 'phase_unknown'];

/** The incidents of one plan; the unique key of those that are open decides who tells of one. */
export function createIncidentStore(db: Db, plan: PlanKey): IncidentStore {
  const own = () =>
    db
      .selectFrom('incident')
      .selectAll()
      .where('body', '=', plan.body)
      .where('year', '=', plan.year)
      .orderBy('id');
  const messages = () => rowsOf(db, plan).where('kind', '<>', 'incident');

  return {
    open: async () => (await own().where('ended_at', 'is', null).execute()).map(toIncident),
    find: async (ids) => (await own().where('id', 'in', ids).execute()).map(toIncident),

    begin: (found, readers, at) =>
      writing(db, async (tx) => {
        const begun: Incident[] = [];
        for (const { kind, subject, detail } of found) {
          const row = await tx
            .insertInto('incident')
            .values({ ...plan, kind, subject, detail: JSON.stringify(detail), opened_at: at.toISOString() })
            .onConflict((conflict) => conflict.doNothing())
            .returningAll()
            .executeTakeFirst();
          if (row) begun.push(toIncident(row));
        }
        const notices = begun.flatMap(({ id }) =>
          readers.map((person) => ({
            key: randomUUID(),
            ...plan,
            kind: 'incident' as const,
            person,
            incident: id,
            created_at: at.toISOString(),
          })),
        );
        if (notices.length > 0) await tx.insertInto('outbox').values(notices).execute();
        return begun;
      }),

    async end(ids, at) {
      await db
        .updateTable('incident')
        .set({ ended_at: at.toISOString() })
        .where('id', 'in', ids)
        .where('ended_at', 'is', null)
        .execute();
    },

    async outcomes() {
      const rows = await messages()
        .where((eb) =>
          eb.or([
            eb.and([eb('status', '=', 'sent'), eb('ts', 'is not', null), eb('reason', 'is', null)]),
            eb.and([eb('status', '=', 'failed'), eb('reason', 'not in', OF_NO_CONSEQUENCE)]),
          ]),
        )
        .clearOrderBy()
        .orderBy('settled_at')
        .orderBy('id')
        .execute();
      const last = new Map(rows.map((row) => [row.person, row]));
      return [...last].map(([recipient, { status, reason }]) => ({
        recipient,
        failed: status === 'failed',
        reason,
      }));
    },

    async reasons() {
      // Also those of incidents: while Slack refuses everything, they may be all that waits.
      const rows = await rowsOf(db, plan)
        .where('status', '=', 'waiting')
        .where('reason', 'is not', null)
        .execute();
      return [...new Set(rows.flatMap(({ reason }) => (reason === null ? [] : [reason])))];
    },

    async lastSentAt() {
      const row = await messages()
        .where('status', '=', 'sent')
        .where('ts', 'is not', null)
        .where('reason', 'is', null)
        .clearOrderBy()
        .orderBy('settled_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.settled_at == null ? null : new Date(row.settled_at);
    },
  };
}

const toIncident = (row: Selectable<Schema['incident']>): Incident => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  detail: JSON.parse(row.detail),
  openedAt: new Date(row.opened_at),
  endedAt: row.ended_at === null ? null : new Date(row.ended_at),
});
