import type { ClosingStore } from '../../domain/closing/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import { type ItemKey, type ItemRef, itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { doOnce } from './acts-done.ts';
import { appendAudit, GENESIS_HASH } from './audit-log.ts';

type NewChange = Pick<
  Schema['plan_change'],
  'number' | 'update_id' | 'field' | 'old_value' | 'new_value' | 'kind'
>;

/** Records of the phases of one plan, and what their closing changed in it. */
export function createClosingStore(db: Db, plan: PlanKey): ClosingStore {
  const changes = () =>
    db
      .selectFrom('plan_change')
      .selectAll()
      .where('body', '=', plan.body)
      .where('year', '=', plan.year)
      .orderBy('id');

  return {
    async newest(phase, kind) {
      const row = await db
        .selectFrom('phase_record')
        .selectAll()
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .where('phase', '=', phase)
        .where('kind', '=', kind)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row
        ? { content: JSON.parse(row.content), hash: row.hash, actor: row.actor, at: new Date(row.at) }
        : null;
    },

    add: (phase, kind, { content, hash, actor, at }, once) =>
      writing(db, async (tx) => {
        await doOnce(tx, once, at);
        await tx
          .insertInto('phase_record')
          .values({
            ...plan,
            phase,
            kind,
            content: JSON.stringify(content),
            hash,
            actor,
            at: at.toISOString(),
          })
          .execute();
        await appendAudit(tx, {
          at,
          actor,
          action: `phase.${kind}`,
          subject: `${plan.body}/${plan.year}/${phase}`,
          detail: kind === 'minutes' ? { hash } : { hash, content },
        });
      }),

    apply: (phase, entries, restored, at) =>
      writing(db, async (tx) => {
        const withdrawn = await lastWithdrawals(phase);
        const rows: NewChange[] = [
          ...entries.map((entry) => ({
            kind: entry.kind,
            number: entry.number,
            update_id: entry.update,
            field: entry.field,
            old_value: entry.old,
            new_value: entry.field === 'withdrawn' ? phase : entry.new,
          })),
          // What gave the item back is the newest version, which is none of the withdrawing ones.
          ...(await Promise.all(
            restored.map(async (item) => ({
              kind: item.kind,
              number: item.number,
              update_id: await newestVersion(item),
              field: 'withdrawn' as const,
              old_value: withdrawn.get(itemRef(item)) ?? phase,
              new_value: null,
            })),
          )),
        ];
        for (const row of rows) {
          const made = await tx
            .insertInto('plan_change')
            .values({ ...plan, phase, ...row, applied_at: at.toISOString() })
            .onConflict((conflict) => conflict.columns(['update_id', 'field']).doNothing())
            .returning('id')
            .executeTakeFirst();
          if (made)
            await appendAudit(tx, {
              at,
              actor: 'traguardo',
              action: 'plan.changed',
              subject: `${plan.body}/${plan.year}/${phase}/${row.kind}:${row.number}`,
              detail: { field: row.field, old: row.old_value, new: row.new_value, update: row.update_id },
            });
        }

        async function newestVersion(item: ItemKey): Promise<number> {
          const { id } = await tx
            .selectFrom('status_update')
            .select('id')
            .where('body', '=', plan.body)
            .where('year', '=', plan.year)
            .where('phase', '=', phase)
            .where('kind', '=', item.kind)
            .where('number', '=', item.number)
            .orderBy('version', 'desc')
            .limit(1)
            .executeTakeFirstOrThrow();
          return id;
        }
        async function lastWithdrawals(code: string): Promise<ReadonlyMap<ItemRef, string | null>> {
          const known = await tx
            .selectFrom('plan_change')
            .selectAll()
            .where('body', '=', plan.body)
            .where('year', '=', plan.year)
            .where('phase', '=', code)
            .where('field', '=', 'withdrawn')
            .orderBy('id')
            .execute();
          return new Map(known.map((row) => [itemRef(row), row.new_value]));
        }
      }),

    async withdrawnIn(phase) {
      const rows = await changes().where('phase', '=', phase).where('field', '=', 'withdrawn').execute();
      return [...new Map(rows.map((row) => [itemRef(row), row])).values()]
        .filter(({ new_value }) => new_value !== null)
        .map(({ kind, number }) => ({ kind, number }));
    },

    async closingOf(phase) {
      const row = await db
        .selectFrom('audit')
        .select(['actor', 'at'])
        .where('action', '=', 'phase.closed')
        .where('subject', '=', `${plan.body}/${plan.year}/${phase}`)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { actor: row.actor, at: new Date(row.at) } : null;
    },

    async askedIn(phase) {
      const rows = await db
        .selectFrom('outbox')
        .select(['person', 'step', 'status', 'claimed_at', 'items'])
        .where('kind', '=', 'reminder')
        .where('body', '=', plan.body)
        .where('year', '=', plan.year)
        .where('phase', '=', phase)
        .orderBy('id')
        .execute();
      return rows.map(({ claimed_at, items, step, ...row }) => ({
        ...row,
        step: step ?? '',
        at: claimed_at ?? '',
        items: (JSON.parse(items ?? '[]') as { item: string }[]).map(({ item }) => item),
      }));
    },

    async auditHead() {
      const last = await db
        .selectFrom('audit')
        .select('hash')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return last?.hash ?? GENESIS_HASH;
    },
  };
}
