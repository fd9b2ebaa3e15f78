import type { PlanKey } from '../../domain/plan/index.ts';
import type { EvidenceStore } from '../../domain/record/index.ts';
import { itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';
import { doOnce } from './acts-done.ts';
import { appendAudit } from './audit-log.ts';

/** Links and files attached to the items of one plan. */
export function createEvidenceStore(db: Db, plan: PlanKey): EvidenceStore {
  return {
    add: (documents, once) =>
      writing(db, async (tx) => {
        for (const [index, { kind, number, phase, person, at, title, url }] of documents.entries()) {
          if (index === 0) await doOnce(tx, once, at);
          await tx
            .insertInto('evidence')
            .values({ ...plan, phase, kind, number, title, url, person, at: at.toISOString() })
            .execute();
          await appendAudit(tx, {
            at,
            actor: person,
            action: 'evidence.added',
            subject: `${plan.body}/${plan.year}/${phase}/${itemRef({ kind, number })}`,
            detail: { title, url },
          });
        }
      }),
    async of(item) {
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .where('kind', '=', item.kind)
        .where('number', '=', item.number)
        .orderBy('id')
        .execute();
      return rows.map(({ phase, kind, number, title, url, person, at }) => ({
        phase,
        kind,
        number,
        title,
        url,
        person,
        at: new Date(at),
      }));
    },
  };
}
