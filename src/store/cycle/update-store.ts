import type { PlanKey } from '../../domain/plan/index.ts';
import {
  chainOf,
  newestIn,
  newestOfChains,
  newestOfItems,
  type StatusUpdate,
  stands,
  type UpdateStore,
} from '../../domain/record/index.ts';
import { type ItemRef, itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import { writing } from '../engine/transaction.ts';
import { addNotices } from '../outbox/index.ts';
import { doOnce } from './acts-done.ts';
import { appendingTogether } from './append-updates.ts';
import { appendAudit } from './audit-log.ts';
import {
  addDecisions,
  asVersions,
  decisionEntry,
  versionRows,
  versionRowsInOrder,
  versionsOfItem,
} from './update-rows.ts';

/** Versions of one plan's items and the decisions on them. Rows are only ever added; triggers refuse anything else. */
export function createUpdateStore(db: Db, plan: PlanKey): UpdateStore {
  const versionsOfPhase = async (phase: string): Promise<readonly StatusUpdate[]> =>
    asVersions(db, await versionRowsInOrder(db, plan).where('phase', '=', phase).execute());

  return {
    latest: async (phase, item, wanted) =>
      newestIn(await versionsOfItem(db, plan, phase, item))(phase, item, wanted),

    latestOfPhase: async (phase) => newestOfItems(await versionsOfPhase(phase)).filter(stands),

    async answeredIn(phase) {
      const answered = new Map<ItemRef, Set<string>>();
      for (const version of newestOfChains(await versionsOfPhase(phase)).filter(stands)) {
        const structures = answered.get(itemRef(version)) ?? new Set<string>();
        answered.set(itemRef(version), structures.add(chainOf(version)));
      }
      return answered;
    },

    versionsOfPhase,

    // In no order: for the sake of one SQLite would go through all the reports of the year.
    versionsOf: async (item) =>
      byTime(
        await asVersions(
          db,
          await versionRows(db, plan)
            .where('kind', '=', item.kind)
            .where('number', '=', item.number)
            .execute(),
        ),
      ),

    find: async (ids) =>
      ids.length === 0
        ? []
        : asVersions(
            db,
            await versionRowsInOrder(db, plan)
              .where('id', 'in', [...ids])
              .execute(),
          ),

    append: appendingTogether(db, plan),

    decide: (ids, taken, from, noticesOf, { insteadOf = () => null, once } = {}) =>
      writing(db, async (tx) => {
        const found = await asVersions(
          tx,
          await versionRowsInOrder(tx, plan)
            .where('id', 'in', [...ids])
            .execute(),
        );
        const decided = found
          .filter(({ outcome }) => from.includes(outcome))
          .map((update) => ({ update, decision: { ...taken, insteadOf: insteadOf(update) } }));
        const updates = decided.map(({ update, decision }) => ({
          ...update,
          outcome: decision.kind,
          decisions: [...update.decisions, decision],
        }));
        if (decided.length === 0) return updates;
        await doOnce(tx, once, taken.at);
        await addDecisions(tx, decided);
        await appendAudit(tx, ...decided.map((one) => decisionEntry(plan, one)));
        await addNotices(
          tx,
          plan,
          noticesOf(updates).map((notice) => ({
            ...notice,
            updates: notice.updates ?? updates.map(({ id }) => id),
            at: taken.at,
          })),
        );
        return updates;
      }),
  };
}

const byTime = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
  [...versions].sort((a, b) => a.id - b.id);
