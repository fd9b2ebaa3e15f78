import { z } from 'zod';
import type { PlanKey } from '../../domain/plan/index.ts';
import { CHANGE_CHOICES, type DraftStore, EMPTY_DRAFT } from '../../domain/updates/index.ts';
import { ITEM_STATES } from '../../words/states.ts';
import type { Db } from '../engine/open-store.ts';

const text = z.string().catch('');

/** A draft of an older program lacks fields: what is there is kept. */
const draftSchema = z.object({
  state: z.enum(ITEM_STATES).nullable().catch(null),
  percent: text,
  note: text,
  achievedOn: text,
  criticalPoints: text,
  correctiveActions: text,
  changeField: z.enum(CHANGE_CHOICES).nullable().catch(null),
  newValue: text,
  reason: text,
  act: text,
  evidence: text,
  results: text,
  milestonesDone: text,
  actionsDone: z.array(z.object({ update: z.number(), line: z.number() })).catch([]),
});

/** Keeps what was typed in a form that was not sent, one draft for each person, phase and item. */
export function createDraftStore(db: Db, plan: PlanKey): DraftStore {
  return {
    async load(person, phase, item) {
      const row = await db
        .selectFrom('draft')
        .select(['content', 'at'])
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .where('phase', '=', phase)
        .where('person', '=', person)
        .where('kind', '=', item.kind)
        .where('number', '=', item.number)
        .executeTakeFirst();
      if (!row) return null;
      return {
        draft: draftSchema.parse({ ...EMPTY_DRAFT, ...JSON.parse(row.content) }),
        at: new Date(row.at),
      };
    },
    async save(person, phase, item, draft, at) {
      const values = { content: JSON.stringify(draft), at: at.toISOString() };
      await db
        .insertInto('draft')
        .values({ ...plan, phase, person, kind: item.kind, number: item.number, ...values })
        .onConflict((conflict) =>
          conflict.columns(['body', 'year', 'phase', 'person', 'kind', 'number']).doUpdateSet(values),
        )
        .execute();
    },
    async discard(person, phase, item) {
      await db
        .deleteFrom('draft')
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .where('phase', '=', phase)
        .where('person', '=', person)
        .where('kind', '=', item.kind)
        .where('number', '=', item.number)
        .execute();
    },
  };
}
