import type { Selectable, Transaction } from 'kysely';
import { Problem } from '../../domain/errors.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import {
  chainOf,
  type Decision,
  type NewUpdate,
  newestIn,
  newestOfChains,
  newestOfItems,
  type StatusUpdate,
  stands,
  type UpdateStore,
} from '../../domain/record/index.ts';
import { type ItemKey, type ItemRef, itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema, StatusUpdateTable } from '../engine/schema.ts';
import { writing } from '../engine/transaction.ts';
import { addNotices } from '../outbox/index.ts';
import { doOnce } from './acts-done.ts';
import { appendAudit, appendAuditAfter, auditDetail } from './audit-log.ts';

type Executor = Db | Transaction<Schema>;

/** Versions of one plan's items and the decisions on them. Rows are only ever added; triggers refuse anything else. */
export function createUpdateStore(db: Db, plan: PlanKey): UpdateStore {
  const unordered = (on: Executor) =>
    on.selectFrom('status_update').selectAll().where('body', '=', plan.body).where('year', '=', plan.year);
  const rows = (on: Executor) => unordered(on).orderBy('phase').orderBy('version');

  const versionsOfPhase = async (phase: string): Promise<readonly StatusUpdate[]> =>
    withDecisions(db, await rows(db).where('phase', '=', phase).execute());

  const versionsOfItem = async (on: Executor, phase: string, item: ItemKey) =>
    withDecisions(
      on,
      await rows(on)
        .where('phase', '=', phase)
        .where('kind', '=', item.kind)
        .where('number', '=', item.number)
        .execute(),
    );

  /**
   * What is looked at before a report is added, in one statement: meanwhile nobody else writes.
   * - `title`: of the item that has the number now, null for none
   * - `reported`: null where nobody has reported on it in the phase
   * - `head`: hash of the last row of the audit, null where there is none
   */
  const found = (tx: Transaction<Schema>, { phase, kind, number }: ItemKey & { readonly phase: string }) =>
    tx
      .selectNoFrom(({ selectFrom }) => [
        selectFrom('item')
          .innerJoin('plan', 'plan.id', 'item.plan_id')
          .select('item.short_title')
          .where('plan.body', '=', plan.body)
          .where('plan.year', '=', plan.year)
          .where('item.kind', '=', kind)
          .where('item.number', '=', number)
          .limit(1)
          .as('title'),
        selectFrom('status_update')
          .select('status_update.id')
          .where('body', '=', plan.body)
          .where('year', '=', plan.year)
          .where('phase', '=', phase)
          .where('kind', '=', kind)
          .where('number', '=', number)
          .limit(1)
          .as('reported'),
        selectFrom('audit').select('audit.hash').orderBy('audit.id', 'desc').limit(1).as('head'),
      ])
      .executeTakeFirstOrThrow();

  return {
    latest: async (phase, item, wanted) =>
      newestIn(await versionsOfItem(db, phase, item))(phase, item, wanted),

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
        await withDecisions(
          db,
          await unordered(db).where('kind', '=', item.kind).where('number', '=', item.number).execute(),
        ),
      ),

    find: async (ids) =>
      ids.length === 0
        ? []
        : withDecisions(
            db,
            await rows(db)
              .where('id', 'in', [...ids])
              .execute(),
          ),

    append: (update, basedOn, { approvedBy = null, notices = [], about, once } = {}) =>
      writing(db, async (tx) => {
        await doOnce(tx, once, update.at);
        const { title, reported, head } = await found(tx, update);
        // An import gave the number to another item.
        if (about !== undefined && title !== null && title !== about)
          throw new Problem('item_replaced', { item: itemRef(update) });
        const versions = reported === null ? [] : await versionsOfItem(tx, update.phase, update);
        const newest = newestIn(versions)(update.phase, update, chainOf(update));
        if ((newest?.version ?? 0) !== basedOn) {
          if (newest && newest.basedOn === basedOn && isSame(newest, update)) return newest;
          throw new Problem('changed_meanwhile', { item: itemRef(update), author: newest?.author ?? '' });
        }
        const row = await tx
          .insertInto('status_update')
          .values({
            ...plan,
            ...toRow(update),
            version: 1 + (versions.at(-1)?.version ?? 0),
            based_on: basedOn,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        if (update.results.length > 0 || update.milestonesDone.length > 0) await changePlan(tx, plan);
        const entry = {
          at: update.at,
          actor: update.author,
          action: AUDIT_ACTIONS[update.origin],
          subject: subjectOf(plan, update),
          detail: auditDetail(row),
        };
        await appendAuditAfter(tx, head, entry);
        const decisions: Decision[] =
          approvedBy === null
            ? []
            : [{ kind: 'approved', actor: approvedBy, insteadOf: null, at: update.at, reason: null }];
        const saved = toUpdate(row, decisions);
        for (const decision of decisions) await addDecision(tx, plan, saved, decision);
        await addNotices(
          tx,
          plan,
          notices.map((notice) => ({ ...notice, updates: notice.updates ?? [row.id] })),
          update.at,
        );
        return saved;
      }),

    decide: (ids, taken, from, noticesOf, insteadOf = () => null) =>
      writing(db, async (tx) => {
        const found = await withDecisions(
          tx,
          await rows(tx)
            .where('id', 'in', [...ids])
            .execute(),
        );
        const decided: StatusUpdate[] = [];
        for (const update of found.filter(({ outcome }) => from.includes(outcome))) {
          const decision = { ...taken, insteadOf: insteadOf(update) };
          await addDecision(tx, plan, update, decision);
          decided.push({ ...update, outcome: decision.kind, decisions: [...update.decisions, decision] });
        }
        if (decided.length > 0)
          await addNotices(
            tx,
            plan,
            noticesOf(decided).map((notice) => ({
              ...notice,
              updates: notice.updates ?? decided.map(({ id }) => id),
            })),
            taken.at,
          );
        return decided;
      }),
  };
}

/** The plan is another one now: whoever remembers it reads it anew. */
async function changePlan(tx: Transaction<Schema>, { body, year }: PlanKey): Promise<void> {
  await tx.updateTable('plan').set({ year }).where('body', '=', body).where('year', '=', year).execute();
}

const AUDIT_ACTIONS = {
  submission: 'update.submitted',
  confirmation: 'update.confirmed',
  correction: 'update.corrected',
  settlement: 'update.settled',
  transcription: 'update.transcribed',
} as const satisfies Record<StatusUpdate['origin'], string>;

const subjectOf = (
  { body, year }: PlanKey,
  update: Pick<StatusUpdate, 'phase' | 'kind' | 'number'>,
): string => `${body}/${year}/${update.phase}/${itemRef(update)}`;

async function addDecision(
  tx: Transaction<Schema>,
  plan: PlanKey,
  update: StatusUpdate,
  { kind, actor, insteadOf, at, reason }: Decision,
): Promise<void> {
  await tx
    .insertInto('update_decision')
    .values({ update_id: update.id, kind, actor, instead_of: insteadOf, reason, at: at.toISOString() })
    .execute();
  await appendAudit(tx, {
    at,
    actor,
    action: `update.${kind}`,
    subject: subjectOf(plan, update),
    detail: {
      update: update.id,
      version: update.version,
      ...(insteadOf === null ? {} : { insteadOf }),
      ...(reason === null ? {} : { reason }),
    },
  });
}

const toRow = (update: NewUpdate) => ({
  phase: update.phase,
  kind: update.kind,
  number: update.number,
  state: update.state,
  percent: update.percent,
  critical_points: update.criticalPoints,
  corrective_actions: update.correctiveActions,
  author: update.author,
  at: update.at.toISOString(),
  structure: update.structure,
  closes: update.closes ? 1 : 0,
  origin: update.origin,
  note: update.note,
  achieved_on: update.achievedOn,
  changes: JSON.stringify(update.changes),
  sheet: update.sheet === null ? null : JSON.stringify(update.sheet),
  reason: update.reason,
  act: update.act,
  evidence: update.evidence,
  actions_done: JSON.stringify(update.actionsDone),
  results: JSON.stringify(update.results),
  milestones_done: JSON.stringify(update.milestonesDone),
});

/** The same report once more: same author, same words, whenever it was sent. */
const isSame = (saved: StatusUpdate, update: NewUpdate): boolean => {
  const words = ({ at: _, ...row }: ReturnType<typeof toRow>): string => JSON.stringify(row);
  return words(toRow(saved)) === words(toRow(update));
};

const byTime = (versions: readonly StatusUpdate[]): readonly StatusUpdate[] =>
  [...versions].sort((a, b) => a.id - b.id);

/** How many ids a query names one by one. */
const MAX_NAMED = 200;

async function withDecisions(
  on: Executor,
  rows: readonly Selectable<StatusUpdateTable>[],
): Promise<readonly StatusUpdate[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const decisions = new Map<number, Decision[]>();
  const all = on.selectFrom('update_decision').selectAll().orderBy('id');
  // A phase's worth of versions is cheaper by range than by name, and SQLite binds so many values only.
  const known = await (ids.length > MAX_NAMED
    ? all.where('update_id', '>=', Math.min(...ids)).where('update_id', '<=', Math.max(...ids))
    : all.where('update_id', 'in', ids)
  ).execute();
  for (const { update_id, kind, actor, instead_of: insteadOf, at, reason } of known) {
    const list = decisions.get(update_id) ?? [];
    list.push({ kind, actor, insteadOf, at: new Date(at), reason });
    decisions.set(update_id, list);
  }
  return rows.map((row) => toUpdate(row, decisions.get(row.id) ?? []));
}

const toUpdate = (row: Selectable<StatusUpdateTable>, decisions: readonly Decision[]): StatusUpdate => ({
  id: row.id,
  phase: row.phase,
  kind: row.kind,
  number: row.number,
  version: row.version,
  basedOn: row.based_on,
  structure: row.structure,
  closes: row.closes === 1,
  origin: row.origin,
  state: row.state,
  percent: row.percent,
  note: row.note,
  achievedOn: row.achieved_on,
  criticalPoints: row.critical_points,
  correctiveActions: row.corrective_actions,
  changes: JSON.parse(row.changes),
  sheet: row.sheet === null ? null : JSON.parse(row.sheet),
  reason: row.reason,
  act: row.act,
  evidence: row.evidence,
  actionsDone: JSON.parse(row.actions_done),
  results: JSON.parse(row.results),
  milestonesDone: JSON.parse(row.milestones_done),
  author: row.author,
  at: new Date(row.at),
  outcome: decisions.at(-1)?.kind ?? 'submitted',
  decisions,
});
