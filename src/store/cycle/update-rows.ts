import type { Selectable, Transaction } from 'kysely';
import type { PlanKey } from '../../domain/plan/index.ts';
import type { Attachment, Decision, NewUpdate, StatusUpdate } from '../../domain/record/index.ts';
import { type ItemKey, itemRef } from '../../domain/types.ts';
import type { Db } from '../engine/open-store.ts';
import type { Schema, StatusUpdateTable } from '../engine/schema.ts';
import type { AuditEntry } from './audit-log.ts';

type Executor = Db | Transaction<Schema>;

/** Every version of a plan's items, in no order. */
export const versionRows = (on: Executor, plan: PlanKey) =>
  on.selectFrom('status_update').selectAll().where('body', '=', plan.body).where('year', '=', plan.year);

/** The same, oldest first within each phase. */
export const versionRowsInOrder = (on: Executor, plan: PlanKey) =>
  versionRows(on, plan).orderBy('phase').orderBy('version');

/** The versions of an item in a phase, oldest first. */
export const versionsOfItem = async (
  on: Executor,
  plan: PlanKey,
  phase: string,
  item: ItemKey,
): Promise<readonly StatusUpdate[]> =>
  asVersions(
    on,
    await versionRowsInOrder(on, plan)
      .where('phase', '=', phase)
      .where('kind', '=', item.kind)
      .where('number', '=', item.number)
      .execute(),
  );

/** How many ids a query names one by one. */
const MAX_NAMED = 200;

/** Rows of versions with the decisions on them, and what is attached to their item in their phase. */
export async function asVersions(
  on: Executor,
  rows: readonly Selectable<StatusUpdateTable>[],
): Promise<readonly StatusUpdate[]> {
  if (rows.length === 0) return [];
  const attached = await attachedIn(on, rows);
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
  return rows.map((row) =>
    toUpdate(row, decisions.get(row.id) ?? [], attached.get(`${row.phase}/${itemRef(row)}`) ?? []),
  );
}

/** The documents attached in the plan of some rows, by phase and item. */
async function attachedIn(
  on: Executor,
  rows: readonly Selectable<StatusUpdateTable>[],
): Promise<ReadonlyMap<string, readonly Attachment[]>> {
  const [first] = rows;
  if (first === undefined) return new Map();
  const isOfOne = rows.every((row) => itemRef(row) === itemRef(first));
  const all = on
    .selectFrom('evidence')
    .select(['phase', 'kind', 'number', 'title', 'url'])
    .where('body', '=', first.body)
    .where('year', '=', first.year)
    .orderBy('id');
  const found = await (isOfOne
    ? all.where('kind', '=', first.kind).where('number', '=', first.number)
    : all
  ).execute();
  return Map.groupBy(found, (row) => `${row.phase}/${itemRef(row)}`);
}

/** A version as the domain knows it; one that was just added, without what was attached before. */
export const toUpdate = (
  row: Selectable<StatusUpdateTable>,
  decisions: readonly Decision[],
  attached: readonly Attachment[] = [],
): StatusUpdate => ({
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
  attached: attached.map(({ title, url }) => ({ title, url })),
});

/** A version as its row holds it, but for what the store gives it. */
export const toRow = (update: NewUpdate) => ({
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
export const isSame = (saved: StatusUpdate, update: NewUpdate): boolean => {
  const words = ({ at: _, ...row }: ReturnType<typeof toRow>): string => JSON.stringify(row);
  return words(toRow(saved)) === words(toRow(update));
};

/** What the audit names an item of a phase by. */
export const subjectOf = (
  { body, year }: PlanKey,
  update: Pick<StatusUpdate, 'phase' | 'kind' | 'number'>,
): string => `${body}/${year}/${update.phase}/${itemRef(update)}`;

/** A decision on a version. */
export interface Decided {
  readonly update: StatusUpdate;
  readonly decision: Decision;
}

/** Adds decisions on versions; what the audit keeps of them is `decisionEntry`. */
export async function addDecisions(tx: Transaction<Schema>, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  await tx
    .insertInto('update_decision')
    .values(
      decided.map(({ update, decision: { kind, actor, insteadOf, at, reason } }) => ({
        update_id: update.id,
        kind,
        actor,
        instead_of: insteadOf,
        reason,
        at: at.toISOString(),
      })),
    )
    .execute();
}

export const decisionEntry = (
  plan: PlanKey,
  { update, decision: { kind, actor, insteadOf, at, reason } }: Decided,
): AuditEntry => ({
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
