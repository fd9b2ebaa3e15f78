import type { ActivityReader } from '../domain/reminder-state.ts';
import { itemRef } from '../domain/types.ts';
import type { Db } from './open-store.ts';

/** Who worked on what without answering: forms that were not sent, reports that were given back or opened again. */
export function createActivityReader(
  db: Db,
  plan: { readonly body: string; readonly year: number },
): ActivityReader {
  return {
    async lastWorkedOn() {
      const drafts = await db
        .selectFrom('draft')
        .select(['phase', 'kind', 'number', 'at'])
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .execute();
      const givenBack = await db
        .selectFrom('update_decision')
        .innerJoin('status_update', 'status_update.id', 'update_decision.update_id')
        .select(['status_update.phase', 'status_update.kind', 'status_update.number', 'update_decision.at'])
        .where('status_update.body', '=', plan.body)
        .where('status_update.year', '=', plan.year)
        .where('update_decision.kind', 'in', ['returned', 'reopened'])
        .execute();
      const last = new Map<string, Date>();
      for (const { phase, at, ...item } of [...drafts, ...givenBack]) {
        const key = `${phase}|${itemRef(item)}`;
        const known = last.get(key);
        if (!known || known < new Date(at)) last.set(key, new Date(at));
      }
      return last;
    },
  };
}
