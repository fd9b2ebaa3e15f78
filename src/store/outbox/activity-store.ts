import type { PlanKey } from '../../domain/plan/index.ts';
import type { ActivityReader, Work } from '../../domain/reminders/index.ts';
import { itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';

/** Who worked on what without answering: forms that were not sent, reports that were given back or opened again. */
export function createActivityReader(db: Db, plan: PlanKey): ActivityReader {
  return {
    async lastWorkedOn() {
      const drafts = await db
        .selectFrom('draft')
        .select(['phase', 'kind', 'number', 'person', 'at'])
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .execute();
      const givenBack = await db
        .selectFrom('update_decision')
        .innerJoin('status_update', 'status_update.id', 'update_decision.update_id')
        .select([
          'status_update.phase',
          'status_update.kind',
          'status_update.number',
          'status_update.author as person',
          'update_decision.at',
        ])
        .where('status_update.body', '=', plan.body)
        .where('status_update.year', '=', plan.year)
        .where('update_decision.kind', 'in', ['returned', 'reopened'])
        .execute();
      const last = new Map<string, Work>();
      for (const { phase, person, at, ...key } of [...drafts, ...givenBack]) {
        const work = { phase, item: itemRef(key), person, at: new Date(at) };
        const known = last.get(`${phase}|${work.item}|${person}`);
        if (!known || known.at < work.at) last.set(`${phase}|${work.item}|${person}`, work);
      }
      return [...last.values()];
    },
  };
}
