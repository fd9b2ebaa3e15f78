import type { Selectable } from 'kysely';
import { Problem } from '../domain/errors.ts';
import { itemRef } from '../domain/types.ts';
import type { UpdateStore } from '../domain/update-service.ts';
import type { StatusUpdate } from '../domain/updates.ts';
import { appendAudit } from './audit-log.ts';
import type { Db } from './open-store.ts';
import type { StatusUpdateTable } from './schema.ts';
import { writing } from './transaction.ts';

/** Versions of one plan's items. Rows are only ever added; triggers refuse anything else. */
export function createUpdateStore(
  db: Db,
  plan: { readonly body: string; readonly year: number },
): UpdateStore {
  const ofPhase = (phase: string) =>
    db
      .selectFrom('status_update')
      .selectAll()
      .where('body', '=', plan.body)
      .where('year', '=', plan.year)
      .where('phase', '=', phase);

  return {
    async latest(phase, item) {
      const row = await ofPhase(phase)
        .where('kind', '=', item.kind)
        .where('number', '=', item.number)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toUpdate(row) : null;
    },

    async latestOfPhase(phase) {
      const rows = await ofPhase(phase).orderBy('version').execute();
      return [...new Map(rows.map((row) => [`${row.kind}:${row.number}`, toUpdate(row)])).values()];
    },

    append: (update, basedOn) =>
      writing(db, async (tx) => {
        const newest = await tx
          .selectFrom('status_update')
          .select(['version', 'author'])
          .where('body', '=', plan.body)
          .where('year', '=', plan.year)
          .where('phase', '=', update.phase)
          .where('kind', '=', update.kind)
          .where('number', '=', update.number)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst();
        const current = newest?.version ?? 0;
        if (current !== basedOn)
          throw new Problem('changed_meanwhile', { item: itemRef(update), author: newest?.author ?? '' });
        const row = await tx
          .insertInto('status_update')
          .values({
            ...plan,
            phase: update.phase,
            kind: update.kind,
            number: update.number,
            version: current + 1,
            state: update.state,
            percent: update.percent,
            critical_points: update.criticalPoints,
            corrective_actions: update.correctiveActions,
            author: update.author,
            at: update.at.toISOString(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await appendAudit(tx, {
          at: update.at,
          actor: update.author,
          action: 'update.submitted',
          subject: `${plan.body}/${plan.year}/${update.phase}/${itemRef(update)}`,
          detail: {
            version: row.version,
            state: row.state,
            percent: row.percent,
            criticalPoints: row.critical_points,
            correctiveActions: row.corrective_actions,
          },
        });
        return toUpdate(row);
      }),
  };
}

const toUpdate = (row: Selectable<StatusUpdateTable>): StatusUpdate => ({
  id: row.id,
  phase: row.phase,
  kind: row.kind,
  number: row.number,
  version: row.version,
  state: row.state,
  percent: row.percent,
  criticalPoints: row.critical_points,
  correctiveActions: row.corrective_actions,
  author: row.author,
  at: new Date(row.at),
});
